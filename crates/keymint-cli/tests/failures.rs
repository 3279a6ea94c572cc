//! Every failure has an error message, a `help:` line and an exit status.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod command;

use std::process::Command;

use command::{Ended, Waiting, keymint, run};
use keymint::statusful::reqwest::{Client, Url};
use statusful_tests::{Answer, NO_SERVER, Server, send_and_close};

const CODE: &str = "auth_code_abc123def456";
const TOKEN: &str = "sk-bearer-token";

/// Returns the error message and the exit status. Nothing is printed to standard output, and no secret to standard error.
fn failure(ended: &Ended) -> String {
    assert_eq!(ended.stdout, "", "{ended:?}");
    for secret in [CODE, TOKEN] {
        assert!(!ended.stderr.contains(secret), "{ended:?}");
    }
    let (_, message) = ended.stderr.split_once("error: ").unwrap();
    assert!(message.contains("\n  help: "), "{message}");
    let message: String = message.split(' ').map(|word| without_port(word) + " ").collect();
    format!("exit status {}\nerror: {}\n", ended.status.unwrap(), message.trim_end())
}

fn without_port(word: &str) -> String {
    match word.strip_prefix("http://127.0.0.1:") {
        Some(rest) => format!("http://127.0.0.1:PORT{}", rest.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => word.to_owned(),
    }
}

fn failures(all: impl IntoIterator<Item = (String, Ended)>) -> String {
    let all: Vec<_> = all.into_iter().map(|(what, ended)| format!("# {what}\n{}", failure(&ended))).collect();
    all.join("\n")
}

/// Opens the redirect URI with this query, as the browser would.
async fn come_back(waiting: &mut Waiting, query: &str) {
    let page = Url::parse(&waiting.page()).unwrap();
    let (_, callback) = page.query_pairs().find(|(name, _)| name == "callback_url").unwrap();
    let client = Client::builder().no_proxy().build().unwrap();
    client.get(format!("{callback}&{query}")).send().await.unwrap();
}

fn login(server: &str, more: &[&str]) -> Command {
    let page = format!("{server}/auth");
    keymint(&[&["login", "openrouter", "--no-browser", "--server", server, "--page", &page], more].concat())
}

/// Logs in and exchanges the code at this server.
async fn exchange(server: &str) -> Ended {
    let mut waiting = Waiting::start(login(server, &[]));
    come_back(&mut waiting, &format!("code={CODE}")).await;
    waiting.end()
}

async fn exchange_of(answer: Answer) -> Ended {
    exchange(&Server::answering(answer).await.url()).await
}

async fn poll_of(answer: Answer, more: &[&str]) -> Ended {
    let server = Server::answering(answer).await;
    let url = server.url();
    let base = ["login", "comfydeploy", "--no-browser", "--server", &url];
    let mut command = keymint(&[&base, more].concat());
    command.env("KEYMINT_BEARER_TOKEN", TOKEN);
    run(command)
}

async fn create_of(answer: Answer) -> Ended {
    let server = Server::answering(answer).await;
    run(keymint(&["create", "My App", "--server", &server.url()]))
}

fn openrouter(status: u16, message: &str) -> Answer {
    let message = serde_json::json!(message);
    Answer::json(status, format!(r#"{{"error":{{"code":{status},"message":{message}}}}}"#))
}

#[tokio::test(flavor = "multi_thread")]
async fn documented_failures_of_the_exchange() {
    let mut ended = Vec::new();
    for (status, message) in [
        (400, "Invalid request parameters"),
        (403, "Invalid code or code verifier"),
        (500, "Internal Server Error"),
        (403, "\u{1b}[2J\u{9b}\r\nKEY=forged"),
    ] {
        ended.push((status.to_string(), exchange_of(openrouter(status, message)).await));
    }
    insta::assert_snapshot!(failures(ended));
}

#[tokio::test(flavor = "multi_thread")]
async fn documented_failures_of_the_poll() {
    let unauthorized = poll_of(Answer::new(401, "text/plain", "Invalid or expired token"), &[]).await;
    let failed = poll_of(Answer::json(500, r#"{"error":"Could not fetch the API key"}"#), &[]).await;
    assert!(!unauthorized.stderr.contains("Open this URL"), "with a rejected token, no page is opened");
    insta::assert_snapshot!(failures([("401".to_owned(), unauthorized), ("500".to_owned(), failed)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn documented_failures_of_creating() {
    let fault = |loc: &str| format!(r#"{{"loc":[{loc}],"msg":"Field required","type":"missing"}}"#);
    let some = format!(r#"{{"detail":[{}]}}"#, fault(r#""body","keyName""#));
    let many = format!(r#"{{"detail":[{}]}}"#, vec![fault(r#""body",0"#); 5].join(","));
    let mut ended = Vec::new();
    for (what, body) in [("a fault", some), ("many faults", many), ("no fault", r#"{"detail":[]}"#.to_owned())] {
        ended.push((what.to_owned(), create_of(Answer::json(422, body)).await));
    }
    insta::assert_snapshot!(failures(ended));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_document_describes() {
    let html = Answer::new(418, "text/html", "<h1>I'm a teapot</h1>");
    let busy = Answer::status(503).header("retry-after", "30");
    let nobody = run(keymint(&["create", "My App", "--server", NO_SERVER]));
    let cut =
        send_and_close("HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{").await;
    let silent = send_and_close("").await;
    insta::assert_snapshot!(failures([
        ("another status".to_owned(), create_of(html).await),
        ("a status that passes".to_owned(), create_of(busy).await),
        ("a body that is not as described".to_owned(), exchange_of(Answer::json(200, r#"{"key":7}"#)).await),
        ("a key that is none".to_owned(), exchange_of(Answer::json(200, r#"{"key":"a\nB=c","user_id":null}"#)).await),
        ("a body that is cut".to_owned(), run(keymint(&["create", "My App", "--server", &cut]))),
        ("no answer".to_owned(), run(keymint(&["create", "My App", "--server", &silent]))),
        ("no connection".to_owned(), nobody),
    ]));
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_that_end_without_a_code() {
    // The login ends before a request is sent.
    let server = NO_SERVER;
    let mut ended = Vec::new();
    for query in [
        "error=access_denied&error_description=Not+today.",
        "error=access_denied",
        "error=temporarily_unavailable",
        "error=invalid_scope%1B%5B2J&error_description=%1B%5D0;x",
        "nothing=here",
    ] {
        let mut waiting = Waiting::start(login(server, &[]));
        come_back(&mut waiting, query).await;
        ended.push((query.to_owned(), waiting.end()));
    }
    ended.push(("nobody comes".to_owned(), run(login(server, &["--timeout", "0"]))));
    insta::assert_snapshot!(failures(ended));
}

#[tokio::test(flavor = "multi_thread")]
async fn command_lines_that_cannot_work() {
    let poll = |more: &[&str]| run(keymint(&[&["login", "comfydeploy"], more].concat()));
    let mut with_token = keymint(&["login", "comfydeploy", "--page", "https://app.example/"]);
    with_token.env("KEYMINT_BEARER_TOKEN", TOKEN);
    insta::assert_snapshot!(failures([
        ("no token".to_owned(), poll(&[])),
        ("no token file".to_owned(), poll(&["--token-file", "missing"])),
        ("a page without a request".to_owned(), run(with_token)),
        ("no server".to_owned(), run(keymint(&["create", "My App", "--server", "localhost"]))),
        ("no page".to_owned(), run(keymint(&["login", "openrouter", "--page", "http://openrouter.ai/auth"]))),
    ]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_without_approval_times_out() {
    let pending = Answer::json(201, r#"{"message":"Not ready yet."}"#);
    let ended = poll_of(pending, &["--timeout", "1ms", "--interval", "1h"]).await;
    assert_eq!(ended.status, Some(4), "{ended:?}");
    assert!(failure(&ended).contains("allow more time with --timeout"), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_can_be_json() {
    let server = Server::answering(Answer::status(404)).await;
    let ended = run(keymint(&["create", "My App", "--json", "--server", &server.url()]));
    let last: serde_json::Value = serde_json::from_str(ended.stderr.lines().last().unwrap()).unwrap();
    let error = &last["error"];
    assert_eq!((&error["kind"], &error["status"]), (&"service".into(), &404.into()));
    assert_eq!((ended.status, &error["exit_status"]), (Some(6), &6.into()));
    assert!(error["message"].as_str().unwrap().contains("404 Not Found") && error["help"].is_string(), "{error}");
}
