//! The start page of a mock, in a real browser: its forms send what the document describes, and text of the document never runs.
//!
//! Without Chromium and its driver, the tests are skipped, or fail with `BROWSER_TEST=required`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use statusful_mock::{Mock, Server};
use statusful_tests::Browser;
use tokio::runtime::Runtime;

const SHAPES: &[u8] = include_bytes!("../../crates/statusful-mock/tests/mock/shapes.yaml");

/// A mock that serves while the test drives a browser.
struct Serving {
    runtime: Runtime,
    server: Option<Server>,
}

impl Serving {
    fn start(document: &[u8]) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mock = Mock::read("openapi.yaml", document).unwrap();
        let server = Some(runtime.block_on(mock.start()).unwrap());
        Self { runtime, server }
    }

    fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    fn url(&self) -> String {
        format!("{}/", self.server().url())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _inside = self.runtime.enter();
        drop(self.server.take());
    }
}

/// Returns the XPath of something in an operation.
fn within(operation: &str, path: &str) -> String {
    format!("//details[@id='operation/{operation}']{path}")
}

/// Opens an operation.
fn open(browser: &Browser, operation: &str) {
    browser.click(&within(operation, "/summary"));
}

/// Sends the form of an operation, and returns the status.
fn send(browser: &Browser, operation: &str) -> String {
    browser.click(&within(operation, "//button[not(@disabled)]"));
    browser.text(&within(operation, "//button[not(@disabled)]"));
    browser.text(&within(operation, "//p[@class='outcome']"))
}

#[test]
fn a_form_sends_what_the_document_describes() {
    let Some(browser) = Browser::start() else { return };
    let mock = Serving::start(SHAPES);
    browser.open(&mock.url());
    open(&browser, "listKeys");
    browser.write(&within("listKeys", "//label[contains(., 'limit')]/input"), "5");
    browser.write(&within("listKeys", "//label[contains(., 'filter')]/input"), r#"{"age": 7, "in": {"city": "Rome"}}"#);
    browser.write(&within("listKeys", "//label[contains(., 'session')]/input"), "a b&c");
    browser.click(&within("listKeys", "//option[.='200, example one']"));
    assert_eq!(send(&browser, "listKeys"), "200 OK");
    let body = browser.text(&within("listKeys", "//div[@class='result']/pre[3]"));
    assert_eq!(body, "[\n  {\n    \"name\": \"one\"\n  }\n]");
    let received = mock.server().received_by("listKeys").pop().unwrap();
    assert_eq!(received.query(), "limit=5&filter%5Bage%5D=7&filter%5Bin%5D%5Bcity%5D=Rome");
    assert_eq!(received.header("cookie"), Some("session=a%20b%26c"));
    assert_eq!(received.header("prefer"), Some("code=200, example=\"one\""));
    assert!(received.faults().is_empty(), "{received}");
}

#[test]
fn bodies_have_the_chosen_media_type() {
    let Some(browser) = Browser::start() else { return };
    let mock = Serving::start(SHAPES);
    browser.open(&mock.url());
    open(&browser, "createKey");
    let types = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
    for media in types {
        browser.click(&within("createKey", &format!("//option[.='{media}']")));
        assert_eq!(send(&browser, "createKey"), "201 Created", "{media}");
        let received = mock.server().received_by("createKey").pop().unwrap();
        assert!(received.header("content-type").unwrap().starts_with(media), "{received:?}");
    }
    browser.click(&within("createKey", "//option[.='no body']"));
    assert_eq!(send(&browser, "createKey"), "400 Bad Request");
}

#[test]
fn every_form_sends_a_valid_request() {
    let Some(browser) = Browser::start() else { return };
    let mock = Serving::start(SHAPES);
    browser.open(&mock.url());
    let operations = mock.server().handle().operations();
    // Pages cannot send `TRACE`.
    for operation in operations.iter().filter(|operation| !operation.starts_with("TRACE")) {
        let id = operation.replace(' ', "-");
        open(&browser, &id);
        // The suggestions are valid as well.
        let fill =
            "for (const input of document.querySelectorAll('details[open] input')) input.value ||= input.placeholder;";
        browser.run(fill);
        send(&browser, &id);
        let received = mock.server().received_by(operation).pop().unwrap();
        assert!(received.faults().is_empty(), "{received}");
        open(&browser, &id);
    }
    assert!(operations.len() > 20);
}

#[test]
fn text_of_the_document_does_not_run() {
    let Some(browser) = Browser::start() else { return };
    let hostile =
        serde_json::to_string("\"'></script><img src=x onerror='document.title=1'><script>document.title=1</script>")
            .unwrap();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: {hostile}, version: '1'}}\npaths:\n  /keys:\n    get:\n      operationId: getKeys\n      summary: {hostile}\n\
         \x20     parameters: [{{name: q, in: query, description: {hostile}, example: {hostile}}}]\n\
         \x20     responses: {{'200': {{description: {hostile}, content: {{text/html: {{example: {hostile}}}}}}}}}\n"
    );
    let mock = Serving::start(document.as_bytes());
    browser.open(&mock.url());
    open(&browser, "getKeys");
    assert_eq!(send(&browser, "getKeys"), "200 OK");
    assert!(browser.text(&within("getKeys", "//div[@class='result']/pre[3]")).contains("<img src=x"));
    let injected =
        browser.run("return document.title === '1' || document.querySelectorAll('img, script').length !== 1");
    assert_eq!(injected, false);
}

#[test]
fn the_filter_hides_other_operations_and_the_page_fits() {
    let Some(browser) = Browser::start() else { return };
    let mock = Serving::start(SHAPES);
    browser.open(&mock.url());
    browser.write("//input[@type='search']", "get files");
    assert_eq!(browser.text("//form[@id='filter']/output"), "1 of 24");
    open(&browser, "file");
    for (name, scheme, width) in [("light", "light", 1280), ("dark", "dark", 1280), ("narrow", "light", 390)] {
        browser.show_as(scheme, width);
        let overflow = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
        assert!(overflow.as_i64().unwrap() <= 0, "{name} is {overflow} pixels too wide");
        browser.picture(&format!("mock-{name}"));
    }
}
