//! The services of the demo keep the rules that real ones do; else the demo would show nothing.

use keymint::oauth::ExchangeAuthCodeForApiKeyError;
use keymint::statusful::login::Pkce;
use keymint::statusful::reqwest::redirect::Policy;
use keymint::statusful::reqwest::{self, Url};
use keymint::types::{ApiKeyCreateRequest, AuthCodeExchange, CodeChallengeMethod};
use keymint::{Client, Error, Secret};

use super::service::{Service, TOKEN};

const CALLBACK: &str = "http://127.0.0.1:9/callback?state=xyz";

fn browser() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

fn client(service: &Service, path: &str) -> Client {
    let builder = Client::builder().server(format!("{}{path}", service.url())).http_client(browser());
    builder.bearer_auth(TOKEN).build().unwrap()
}

/// The page of a login, and its status.
async fn page(service: &Service, callback: &str, challenge: &str, method: &str) -> (u16, String) {
    let mut url = Url::parse(&format!("{}/auth", service.url())).unwrap();
    url.query_pairs_mut()
        .append_pair("callback_url", callback)
        .append_pair("code_challenge", challenge)
        .append_pair("code_challenge_method", method);
    let answer = browser().get(url).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Decides at the form of a page, and gives the status and where it leads.
async fn decide(service: &Service, page: &str, decision: &'static str) -> (u16, Option<Url>) {
    let (_, form) = page.split_once("action=\"").unwrap();
    let (action, _) = form.split_once('"').unwrap();
    let request = browser().post(format!("{}{action}", service.url()));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(decision);
    let answer = request.send().await.unwrap();
    let location = answer.headers().get("location").map(|location| location.to_str().unwrap().parse().unwrap());
    (answer.status().as_u16(), location)
}

/// A code for a verifier.
async fn code(service: &Service, pkce: &Pkce) -> String {
    let (status, page) = page(service, CALLBACK, pkce.challenge(), "S256").await;
    assert_eq!(status, 200, "{page}");
    let back = decide(service, &page, "decision=allow").await.1.unwrap();
    assert!(back.as_str().starts_with(CALLBACK), "{back}");
    back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
}

/// The status that an exchange is answered with.
async fn exchange(service: &Service, code: &str, verifier: &Secret) -> u16 {
    let exchange = AuthCodeExchange::new(code).with_code_verifier(verifier.clone());
    let exchange = exchange.with_code_challenge_method(CodeChallengeMethod::S256);
    match client(service, "/api/v1").exchange_auth_code_for_api_key(&exchange).await {
        Ok(key) => key.status().as_u16(),
        Err(Error::Api(failure)) => match &*failure {
            ExchangeAuthCodeForApiKeyError::BadRequest(_) => 400,
            ExchangeAuthCodeForApiKeyError::Forbidden(_) => 403,
            other @ ExchangeAuthCodeForApiKeyError::InternalServerError(_) => panic!("{other:?}"),
        },
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_code_is_exchanged_once_and_for_its_verifier_alone() {
    let service = Service::start().await.unwrap();
    let (pkce, other) = (Pkce::random(), Pkce::random());
    let good = code(&service, &pkce).await;
    assert_eq!(exchange(&service, &good, pkce.verifier()).await, 200);
    assert_eq!(exchange(&service, &good, pkce.verifier()).await, 403);
    let stolen = code(&service, &pkce).await;
    assert_eq!(exchange(&service, &stolen, other.verifier()).await, 400);
    // Who guessed wrong has spoiled it for everybody.
    assert_eq!(exchange(&service, &stolen, pkce.verifier()).await, 403);
    assert_eq!(exchange(&service, "made-up", pkce.verifier()).await, 403);
}

#[tokio::test]
async fn who_asks_has_no_say_in_the_answer() {
    let service = Service::start().await.unwrap();
    let exchange = AuthCodeExchange::new("made-up");
    let client = client(&service, "/api/v1");
    let error = client.exchange_auth_code_for_api_key(&exchange).header("prefer", "code=200").await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 403);
}

#[tokio::test]
async fn a_page_is_decided_once() {
    let service = Service::start().await.unwrap();
    let (_, page) = page(&service, CALLBACK, Pkce::random().challenge(), "S256").await;
    assert_eq!(decide(&service, &page, "decision=perhaps").await, (400, None));
    let (status, back) = decide(&service, &page, "decision=deny").await;
    let expected = format!("{CALLBACK}&error=access_denied&error_description=You+chose+to+deny+access.");
    assert_eq!((status, back.unwrap().as_str()), (303, expected.as_str()));
    assert_eq!(decide(&service, &page, "decision=allow").await, (410, None));
}

#[tokio::test]
async fn a_login_that_would_leave_this_machine_or_has_no_challenge_gets_no_form() {
    let service = Service::start().await.unwrap();
    let pkce = Pkce::random();
    for (callback, challenge, method) in [
        ("https://openrouter.ai/", pkce.challenge(), "S256"),
        ("http://127.0.0.1.example/", pkce.challenge(), "S256"),
        ("javascript:alert(1)", pkce.challenge(), "S256"),
        ("", pkce.challenge(), "S256"),
        (CALLBACK, pkce.challenge(), "plain"),
        (CALLBACK, "<script>", "S256"),
    ] {
        let (status, page) = page(&service, callback, challenge, method).await;
        assert!(status == 400 && !page.contains("<form") && !page.contains("<script"), "{callback}: {page}");
    }
}

#[tokio::test]
async fn a_request_is_approved_by_its_page_and_told_to_who_has_the_token() {
    let service = Service::start().await.unwrap();
    let poll = |client: Client| async move {
        let outcome = client.get_auth_response_request_id("req_1").await;
        outcome.map_or_else(|error| error.status(), |response| Some(response.status())).unwrap().as_u16()
    };
    let (known, stranger) = (client(&service, "/api"), Client::builder().bearer_auth("another"));
    let stranger = stranger.server(format!("{}/api", service.url())).http_client(browser()).build().unwrap();
    assert_eq!(poll(known.clone()).await, 201);
    for (decision, status) in [("decision=deny", 500), ("decision=allow", 200)] {
        let page = browser().get(format!("{}/auth-request/req_1", service.url())).send().await.unwrap();
        decide(&service, &page.text().await.unwrap(), decision).await;
        assert_eq!(poll(stranger.clone()).await, 401);
        assert_eq!(poll(known.clone()).await, status);
        assert_eq!(poll(known.clone()).await, 201, "a decision is told once");
    }
}

#[tokio::test]
async fn a_key_needs_a_name() {
    let service = Service::start().await.unwrap();
    let client = client(&service, "");
    let key = client.create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new("My API Key")).await.unwrap();
    assert_eq!((key.key_name.as_str(), key.status().as_u16()), ("My API Key", 201));
    let error = client.create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new(" ")).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error}");
}
