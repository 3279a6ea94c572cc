//! Logins against servers on loopback: what is opened, what is sent, and what is printed.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use std::fs;
use std::process::Command;

use command::{Waiting, keymint, run};
use keymint::statusful::login::Pkce;
use keymint::statusful::reqwest::{Client, Url};
use serde_json::Value;
use statusful_tests::{Answer, Server};
use tempfile::TempDir;

const CODE: &str = "auth_code_abc123def456";
const KEY: &str = "sk-or-v1-0e6f44a47a05f1da";
const GRANT: &str = r#"{"api_key":"cd_3d1b2f7a5e9c4f60a1b8","name":"ComfyUI on workstation-7"}"#;

fn parameter(url: &Url, wanted: &str) -> String {
    url.query_pairs().find(|(name, _)| name == wanted).unwrap().1.into_owned()
}

async fn openrouter() -> Server {
    Server::answering(Answer::json(200, format!(r#"{{"key":"{KEY}","user_id":"user_1"}}"#))).await
}

fn login(server: &Server, more: &[&str]) -> Command {
    let (api, page) = (format!("{}/api/v1", server.url()), format!("{}/auth", server.url()));
    keymint(&[&["login", "openrouter", "--server", &api, "--page", &page], more].concat())
}

/// Comes back with a code, as the page would have it.
async fn grant(page: &str) {
    let callback = parameter(&Url::parse(page).unwrap(), "callback_url");
    let client = Client::builder().no_proxy().build().unwrap();
    client.get(format!("{callback}&code={CODE}")).send().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_exchanged_with_its_verifier_and_what_the_app_says_of_itself() {
    let server = openrouter().await;
    let more =
        ["--no-browser", "--app-name", "My App", "--app-url", "https://myapp.example", "--app-categories", "cli"];
    let mut waiting = Waiting::start(login(&server, &more));
    let page = waiting.page();
    grant(&page).await;
    let ended = waiting.end();
    assert_eq!((ended.status, ended.stdout), (Some(0), format!("{KEY}\n")));

    let [request] = &server.requests()[..] else { panic!("one request") };
    assert_eq!(request.target, "/api/v1/auth/keys");
    for (name, value) in [
        ("x-openrouter-title", "My App"),
        ("http-referer", "https://myapp.example"),
        ("x-openrouter-categories", "cli"),
    ] {
        assert_eq!(request.header(name), value);
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    let verifier = body["code_verifier"].as_str().unwrap().to_owned();
    assert_eq!((&body["code"], &body["code_challenge_method"]), (&CODE.into(), &"S256".into()));
    let challenge = parameter(&Url::parse(&page).unwrap(), "code_challenge");
    assert_eq!(Pkce::from_verifier(verifier.as_str()).unwrap().challenge(), challenge);
    for secret in [CODE, &verifier, KEY] {
        assert!(!ended.stderr.contains(secret), "{}", ended.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_browser_can_be_opened_that_is_said() {
    let server = openrouter().await;
    let mut command = login(&server, &[]);
    command.env("PATH", "").env("BROWSER", "no-such-browser");
    let mut waiting = Waiting::start(command);
    let page = waiting.page();
    #[cfg(target_os = "linux")]
    waiting.hear("The browser could not be opened");
    grant(&page).await;
    assert_eq!(waiting.end().status, Some(0));
}

/// A browser that writes its address into a pipe, for somebody who waits at its other end.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn the_browser_is_opened_at_the_page() {
    use std::os::unix::fs::PermissionsExt as _;

    let (server, folder) = (openrouter().await, TempDir::new().unwrap());
    let (browser, pipe) = (folder.path().join("browser"), folder.path().join("pipe"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::write(&browser, format!("#!/bin/sh\nprintf %s \"$1\" > {}\n", pipe.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = login(&server, &[]);
    command.env("BROWSER", &browser);
    let mut waiting = Waiting::start(command);
    let page = waiting.page();
    assert_eq!(fs::read_to_string(&pipe).unwrap(), page);
    grant(&page).await;
    assert_eq!(waiting.end().stdout, format!("{KEY}\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_asked_for_until_it_is_approved() {
    let pending = Answer::json(201, r#"{"message":"Not ready yet."}"#);
    let server = Server::in_turn(vec![pending.clone(), pending, Answer::status(503), Answer::json(200, GRANT)]).await;
    let folder = TempDir::new().unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "sk-bearer-token\n").unwrap();
    let (api, token) = (format!("{}/api", server.url()), token.to_str().unwrap());
    let base = ["login", "comfydeploy", "--no-browser", "--interval", "0", "--server", &api, "--token-file", token];
    let mut waiting = Waiting::start(keymint(&base));
    let page = waiting.page();
    let ended = waiting.end();
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), "cd_3d1b2f7a5e9c4f60a1b8\n"), "{}", ended.stderr);

    let id = page.strip_prefix(&format!("{}/auth-request/", server.url())).unwrap();
    assert_eq!(id.len(), 36, "{id}");
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for request in requests {
        assert_eq!(request.target, format!("/api/auth-response/{id}"));
        assert_eq!(request.header("authorization"), "Bearer sk-bearer-token");
    }
    assert_eq!(ended.stderr.matches("Not ready: “Not ready yet”").count(), 2, "{}", ended.stderr);
    assert!(ended.stderr.contains("Retrying") && !ended.stderr.contains("sk-bearer"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_created_by_its_name() {
    let body = r#"{"apiKey":"flow_1234","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000",
        "keyName":"My App","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174001"}"#;
    let server = Server::answering(Answer::json(201, body)).await;
    let ended = run(keymint(&["create", "My App", "--server", &server.url(), "--json"]));
    assert_eq!(server.requests()[0].body, r#"{"keyName":"My App"}"#);
    insta::assert_snapshot!(ended.stdout, @r#"{"service":"api-keys","key":"flow_1234","id":"123e4567-e89b-12d3-a456-426614174000","name":"My App","prefix":"flow_","created_at":"2024-03-20T12:00:00+00:00","user_id":"123e4567-e89b-12d3-a456-426614174001"}"#);
}
