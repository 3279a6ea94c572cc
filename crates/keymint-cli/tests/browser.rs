//! The demo in a real browser: the pages, the way back to this machine, and the key that is printed at the end.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use command::{Ended, Waiting, keymint};
use statusful_tests::Browser;

/// As wide as the window of a computer.
const WIDE: u32 = 1280;
/// As wide as a phone.
const NARROW: u32 = 390;
/// What the page at the end says.
const CLOSE: &str = "You can close this window and go back to the application.";

fn demo(way: &str) -> Waiting {
    Waiting::start(keymint(&["demo", way, "--no-open"]))
}

/// Keeps pictures of a page, for whom it may be shown to. Nothing may be cut off on any of them.
fn pictures(browser: &Browser, page: &str) {
    for (name, scheme, width) in [("light", "light", WIDE), ("dark", "dark", WIDE), ("narrow", "light", NARROW)] {
        browser.show_as(scheme, width);
        let overflow = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
        assert!(overflow.as_i64().unwrap() <= 0, "{page} is {overflow} pixels too wide for {name}");
        browser.picture(&format!("{page}-{name}"));
    }
    browser.show_as("light", WIDE);
}

fn assert_key(ended: &Ended, prefix: &str) {
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let key = ended.stdout.strip_suffix('\n').unwrap();
    assert!(key.starts_with(prefix) && !key.contains(char::is_whitespace), "{ended:?}");
    assert!(!ended.stderr.contains(key), "{ended:?}");
}

#[test]
fn who_allows_access_gets_a_key() {
    let Some(browser) = Browser::start() else { return };
    let mut demo = demo("openrouter");
    browser.open(&demo.page());
    assert_eq!(browser.text("//h1"), "Allow keymint to get an API key?");
    pictures(&browser, "authorization");

    browser.click("//button[.='Allow']");
    assert_eq!(browser.text("//h1[.='Access granted']/following-sibling::p"), CLOSE);
    let place = browser.url();
    assert!(place.starts_with("http://127.0.0.1:") && place.contains("/callback?state="), "{place}");
    assert_key(&demo.end(), "sk-or-v1-demo-");
    pictures(&browser, "granted");
}

#[test]
fn who_denies_access_is_told_so() {
    let Some(browser) = Browser::start() else { return };
    let mut demo = demo("openrouter");
    browser.open(&demo.page());
    browser.click("//button[.='Deny']");
    assert_eq!(browser.text("//h1[.='Access not granted']/following-sibling::p"), "You chose to deny access.");
    let ended = demo.end();
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(3), ""), "{ended:?}");
    assert!(ended.stderr.contains("error: Access was denied: “You chose to deny access”.\n"), "{ended:?}");
    pictures(&browser, "denied");
}

#[test]
fn who_approves_a_request_gets_a_key() {
    let Some(browser) = Browser::start() else { return };
    let mut demo = demo("comfydeploy");
    browser.open(&demo.page());
    pictures(&browser, "approval");
    browser.click("//button[.='Allow']");
    assert_eq!(browser.text("//h1[.='Request approved']/following-sibling::p"), CLOSE);
    let ended = demo.end();
    assert_key(&ended, "cd_demo_");
    assert!(ended.stderr.contains("Not ready: “The request has not been approved yet”"), "{ended:?}");
}
