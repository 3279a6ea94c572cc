//! A headless Chromium, driven by the handful of WebDriver commands (W3C) that the tests need.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a panic is how a test fails")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Where the tests look for a browser.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long to look for an element, in milliseconds. Only a test that fails waits so long.
const PATIENCE: u32 = 20_000;

/// The member that holds the id of an element (WebDriver, section 11).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What keeps the browser from asking anybody for anything: no network but loopback, no first steps, no updates.
const QUIET: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser with one window. It and its driver end with the test.
pub struct Browser {
    driver: Child,
    session: String,
    client: Client,
    runtime: Runtime,
    /// What the browser keeps, which vanishes with it.
    profile: TempDir,
}

impl Browser {
    /// Starts a browser. Without one, prints that the test is skipped, or fails if `BROWSER_TEST` is `required`.
    pub fn start() -> Option<Self> {
        let found = (find(&["chromedriver"]), find(&BROWSERS));
        let (Some(driver), Some(browser)) = found else {
            assert_ne!(std::env::var("BROWSER_TEST").as_deref(), Ok("required"), "chromium or chromedriver is missing");
            eprintln!("skipped: there is no chromium with chromedriver (Debian: apt install chromium-driver)");
            return None;
        };
        let mut driver = Command::new(driver).arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let port = port(&mut driver);
        let profile = TempDir::new().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = Client::builder().no_proxy().build().unwrap();
        let session = format!("http://127.0.0.1:{port}/session");
        let mut started = Self { driver, session, client, runtime, profile };
        started.open_window(&browser);
        Some(started)
    }

    fn open_window(&mut self, browser: &Path) {
        let folder = format!("--user-data-dir={}", self.profile.path().display());
        let arguments: Vec<_> = QUIET.iter().map(ToString::to_string).chain([folder]).collect();
        let options = json!({ "binary": browser, "args": arguments });
        let wanted = json!({ "goog:chromeOptions": options, "timeouts": { "implicit": PATIENCE } });
        let session = self.post("", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        self.session = format!("{}/{}", self.session, session["sessionId"].as_str().unwrap());
    }

    /// Opens a page.
    pub fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// Returns the URL of the page.
    pub fn url(&self) -> String {
        self.send(Method::GET, "/url", None).as_str().unwrap().to_owned()
    }

    /// Returns the text of the first element that an XPath matches, once there is one.
    pub fn text(&self, path: &str) -> String {
        let element = self.element(path);
        self.send(Method::GET, &format!("{element}/text"), None).as_str().unwrap().to_owned()
    }

    /// Clicks the first element that an XPath matches, once there is one.
    pub fn click(&self, path: &str) {
        let element = self.element(path);
        self.post(&format!("{element}/click"), &json!({}));
    }

    /// Types into the first element that an XPath matches, once there is one.
    pub fn write(&self, path: &str, text: &str) {
        let element = self.element(path);
        self.post(&format!("{element}/clear"), &json!({}));
        self.post(&format!("{element}/value"), &json!({ "text": text }));
    }

    /// Returns what a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Sets the preferred color scheme and the width of the window.
    pub fn show_as(&self, scheme: &str, width: u32) {
        let preference = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", &preference);
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Saves a picture of the window in the folder that `BROWSER_SCREENSHOTS` names, if it is set.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("BROWSER_SCREENSHOTS") else { return };
        let picture = self.send(Method::GET, "/screenshot", None);
        let picture = STANDARD.decode(picture.as_str().unwrap()).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
    }

    fn devtools(&self, command: &str, parameters: &Value) {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    fn element(&self, path: &str) -> String {
        let found = self.post("/element", &json!({ "using": "xpath", "value": path }));
        format!("/element/{}", found[ELEMENT].as_str().unwrap())
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.send(Method::POST, path, Some(body.to_string()))
    }

    /// Sends a command, and gives its result. A command that fails fails the test.
    fn send(&self, method: Method, path: &str, body: Option<String>) -> Value {
        let request = self.client.request(method, format!("{}{path}", self.session)).body(body.unwrap_or_default());
        let answer = self.runtime.block_on(async { request.send().await?.text().await }).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert!(answer["value"]["error"].is_null(), "{path}: {}", answer["value"]["message"]);
        answer["value"].clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let end = self.client.delete(&self.session);
        // Neither may be there any more, if the test failed.
        let _ = self.runtime.block_on(end.send());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// The port that a driver says it listens on.
fn port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines.find_map(|line| {
        let line = line.unwrap();
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    // What it says later has to go somewhere, or it would wait for that.
    std::thread::spawn(move || lines.for_each(drop));
    port.expect("the driver says which port it listens on")
}
