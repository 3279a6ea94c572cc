//! Logins in a browser: the URL, the redirect to loopback, and the exchange of the code.

mod flow;
mod listener;

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

use keymint::types::{AuthCodeExchange, CodeChallengeMethod};
use statusful::login::{AuthorizationGrant, AuthorizationRequest, Login, Pkce};
use statusful::reqwest::{Client, Method, Response, Url};
use statusful_tests::{Answer, Recorded, Server};
use tokio::net::{TcpListener, TcpStream};

const CODE: &str = "auth_code_abc123+/def456";
const KEY: &str = "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";

/// The timeout of logins. Only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts an authorization server that grants access to every `GET`, and exchanges the code with its verifier for a key,
/// once.
async fn authorization_server() -> Server {
    let challenge = Mutex::new(None);
    Server::start(move |request| {
        let mut challenge = challenge.lock().unwrap();
        if request.method == Method::GET {
            let (granted, redirect) = grant(request);
            *challenge = Some(granted);
            return redirect;
        }
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let verifier = body["code_verifier"].as_str().unwrap_or_default();
        // `Pkce` itself is tested with the example of RFC 7636.
        let sent = Pkce::from_verifier(verifier).ok().map(|pkce| pkce.challenge().to_owned());
        if body["code"] == CODE && body["code_challenge_method"] == "S256" && sent.is_some() && *challenge == sent {
            *challenge = None;
            return Answer::json(200, format!(r#"{{"key":"{KEY}","user_id":null}}"#));
        }
        Answer::json(403, r#"{"error":{"code":403,"message":"Invalid code or code verifier"}}"#)
    })
    .await
}

/// Returns the challenge of a request, and the redirect with the code and the state.
fn grant(request: &Recorded) -> (String, Answer) {
    let url = Url::parse("http://server").unwrap().join(&request.target).unwrap();
    assert_eq!(parameter(&url, "code_challenge_method").as_deref(), Some("S256"));
    let back = parameter(&url, "callback_url").or_else(|| parameter(&url, "redirect_uri")).unwrap();
    let mut back = Url::parse(&back).unwrap();
    back.query_pairs_mut().append_pair("code", CODE).extend_pairs(parameter(&url, "state").map(|it| ("state", it)));
    (parameter(&url, "code_challenge").unwrap(), Answer::status(302).header("location", back))
}

fn parameter(url: &Url, wanted: &str) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

fn without_client(server: &str) -> AuthorizationRequest {
    AuthorizationRequest::without_client(format!("{server}/auth"))
        .redirect_parameter("callback_url")
        .state_in_redirect()
}

/// Opens a URL and follows redirects, as a browser does. It keeps no connection, because none outlives a login.
async fn browse(url: &Url) -> statusful::reqwest::Result<Response> {
    Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap().get(url.clone()).send().await
}

async fn status_of(url: &Url) -> u16 {
    browse(url).await.unwrap().status().as_u16()
}

/// Starts a login, and returns it with its redirect URI and `state`. The query of the redirect is still to be added.
async fn started() -> (Login, Url) {
    let login = Login::start(&without_client("https://as.example")).await.unwrap();
    let redirect = parameter(login.authorization_url(), "callback_url").unwrap().parse().unwrap();
    (login, redirect)
}

fn with(redirect: &Url, query: &str) -> Url {
    format!("{redirect}&{query}").parse().unwrap()
}

fn with_code(redirect: &Url) -> Url {
    with(redirect, "code=c-secret")
}

fn without_state(redirect: &Url) -> Url {
    let mut url = redirect.clone();
    url.set_query(None);
    url
}

fn address(redirect: &Url) -> SocketAddr {
    redirect.socket_addrs(|| None).unwrap()[0]
}

/// Returns `true` if no server listens at the address.
async fn is_free(address: SocketAddr) -> bool {
    TcpStream::connect(address).await.is_err() && TcpListener::bind(address).await.is_ok()
}

fn exchange(grant: AuthorizationGrant) -> AuthCodeExchange {
    AuthCodeExchange::new(grant.code)
        .with_code_verifier(grant.code_verifier)
        .with_code_challenge_method(CodeChallengeMethod::S256)
}
