//! The debug log: what it shows, and that no secret of any kind is in it.

use std::sync::{Arc, Mutex};

use keymint::types::{AuthCodeExchange, CodeChallengeMethod};
use statusful::http::StatusCode;
use statusful::{
    BoxError, Call, ClientBuilder, ClientCredentials, DebugLog, Hook, HookAction, HookContext, RawResponse, Request,
    RetryPolicy, Secret, reqwest,
};
use statusful_tests::{Answer, NO_SERVER, Server};

use crate::clock::JumpingClock;
use crate::runtime::operations::{Plain, Post};

const SECRET: &str = "sk-or-v1-0e6f44a47a05f1dad2ad7e88c4c1d6b7";

#[derive(Clone, Default)]
struct Entries(Arc<Mutex<Vec<String>>>);

impl Entries {
    fn log(&self) -> DebugLog {
        let entries = Arc::clone(&self.0);
        DebugLog::new(move |entry| entries.lock().unwrap().push(entry.to_owned()))
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// Returns all entries, after checking that the secret is in none of them, and that there are this many.
    fn without_secret(&self, count: usize) -> String {
        let (entries, text) = (self.all(), self.all().join("\n\n"));
        assert_eq!(entries.len(), count, "{text}");
        for part in [SECRET, &SECRET[..12], &SECRET[12..]] {
            assert!(!text.contains(part), "{text}");
        }
        text
    }
}

fn keymint(server: &Server) -> (ClientBuilder<keymint::Client>, Entries) {
    let entries = Entries::default();
    let builder = keymint::Client::builder().server(server.url()).debug_log(entries.log());
    (builder.clock(JumpingClock::with_random(0.0)), entries)
}

/// A client without a document, which logs.
fn plain(server: &Server) -> (ClientBuilder, Entries) {
    let entries = Entries::default();
    (statusful::Client::builder().server(server.url()).debug_log(entries.log()), entries)
}

/// Removes what differs from run to run.
fn stable(text: &str, server: &Server) -> String {
    let mut stable = String::new();
    for line in text.replace(&server.url(), "http://host").replace(env!("CARGO_PKG_VERSION"), "VERSION").lines() {
        let end = line.find(" after ").map_or(line.len(), |at| at + " after ".len());
        if !line.starts_with("date: ") {
            stable += &line[..end];
            stable.push('\n');
        }
    }
    stable
}

#[tokio::test]
async fn it_shows_requests_and_responses() {
    let answer = Answer::json(200, format!(r#"{{"key":"{SECRET}","user_id":"user_1"}}"#)).header("x-request-id", "7");
    let server = Server::answering(answer.header("x-internal", "of the server")).await;
    let (builder, entries) = keymint(&server);
    let body = AuthCodeExchange::new(SECRET).with_code_challenge_method(CodeChallengeMethod::S256);
    builder.build().unwrap().exchange_auth_code_for_api_key(&body).await.unwrap();
    let text = stable(&entries.without_secret(2), &server);
    let expected = r#"POST http://host/auth/keys
exchangeAuthCodeForAPIKey, attempt 1
accept: application/json
user-agent: keymint/VERSION statusful/VERSION
content-type: application/json
body: 83 bytes, AuthCodeExchange { code: Secret([redacted]), code_challenge_method: Some(Value(S256)), code_verifier: None }

POST http://host/auth/keys returned 200 OK after 
exchangeAuthCodeForAPIKey, attempt 1
content-type: application/json
x-request-id: 7
x-internal: [redacted]
content-length: 70
body: 70 bytes, ExchangedApiKey { key: Secret([redacted]), user_id: Some("user_1") }
"#;
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&text), sorted(expected), "{text}");
}

#[tokio::test]
async fn each_attempt_is_logged_and_an_error_too() {
    let server = Server::in_turn(vec![Answer::status(503), Answer::json(201, r#"{"message":"wait"}"#)]).await;
    let (builder, entries) = keymint(&server);
    let client = builder.retry(RetryPolicy::new()).build().unwrap();
    client.get_auth_response_request_id("r").await.unwrap();
    client.get_auth_response_request_id("r").server(NO_SERVER).retry(RetryPolicy::never()).await.unwrap_err();
    let text = entries.all().join("\n\n");
    assert_eq!(entries.all().len(), 6, "{text}");
    assert!(text.contains("attempt 2") && text.contains("503 Service Unavailable"), "{text}");
    assert!(
        text.contains("got no response: the client could not connect") || text.contains("got no response"),
        "{text}"
    );
}

#[tokio::test]
async fn no_credential_is_in_it() {
    let server = Server::answering(Answer::new(200, "text/plain", SECRET)).await;
    let entries = Entries::default();
    let builder = || test_service::Client::builder().server(server.url()).debug_log(entries.log());
    let bearer = builder().bearer_auth(SECRET).build().unwrap();
    bearer.say_who_i_am(SECRET).await.unwrap();
    // A key in a header with a password, or a token.
    let keys = builder().api_key("apiKey", SECRET).basic_auth("me", SECRET).build().unwrap();
    keys.either().await.unwrap();
    let query = builder().api_key("queryKey", SECRET).build().unwrap();
    let _ = query.list_by_url().await;
    let text = entries.without_secret(6);
    assert!(text.contains("authorization: [redacted]") && text.contains("x-key: [redacted]"), "{text}");
    assert!(text.contains("?key=[redacted]"), "{text}");
    assert!(server.requests().iter().all(
        |request| format!("{request:?}").contains(SECRET) || request.header("authorization").starts_with("Basic ")
    ));
}

#[tokio::test]
async fn no_login_is_in_it() {
    let token = format!(r#"{{"access_token":"{SECRET}","token_type":"Bearer"}}"#);
    let endpoint = Server::answering(Answer::json(200, token)).await;
    let server = Server::answering(Answer::new(200, "text/plain", "me")).await;
    let entries = Entries::default();
    let credentials = ClientCredentials::new("id", SECRET).token_url(endpoint.url());
    let builder = test_service::Client::builder().server(server.url()).client_credentials(credentials);
    builder.debug_log(entries.log()).build().unwrap().who_am_i().await.unwrap();
    assert_eq!(server.only_request().header("authorization"), format!("Bearer {SECRET}"));
    entries.without_secret(2);
}

#[tokio::test]
async fn no_value_of_the_caller_is_in_it() {
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    let (builder, entries) = keymint(&server);
    let builder =
        builder.default_header("x-default", SECRET).server(format!("{}/base?{SECRET}&k={SECRET}", server.url()));
    let call = builder.build().unwrap().get_auth_response_request_id(SECRET).idempotency_key(SECRET);
    call.query("q", SECRET).header("x-key", SECRET).header("cookie", format!("a={SECRET}; b=1")).await.unwrap();
    let text = entries.without_secret(2);
    assert!(text.contains("/base/auth-response/{request_id}?[redacted]&[redacted]&q=[redacted]\n"), "{text}");
    assert_eq!(server.only_request().target.matches(SECRET).count(), 4);
}

#[tokio::test]
async fn no_secret_parameter_is_in_it_and_others_are() {
    let server = Server::answering(Answer::status(200)).await;
    let (builder, entries) = plain(&server);
    let mut request = Request::new(&builder.build().unwrap());
    let secret = Secret::from(SECRET);
    request.query("filter", &[Secret::from("sk+of/the=filter")]);
    request.query("page_token", "a-token-without-a-mark");
    request.query("limit", &20);
    request.header("x-secret", &secret);
    request.cookie("sid", &secret);
    Call::<Plain>::from(request).await.unwrap();
    let text = entries.without_secret(2);
    assert!(text.contains("?filter=[redacted]&page_token=[redacted]&limit=20\n"), "{text}");
    assert!(!text.contains("without-a-mark") && !text.contains("filter=sk") && !text.contains("the"), "{text}");
    assert!(text.contains("\ncookie: [redacted]") && text.contains("\nx-secret: [redacted]"), "{text}");
    assert!(server.only_request().target.contains("?filter=sk%2Bof%2Fthe%3Dfilter&"));
}

#[tokio::test]
async fn what_a_request_hides_is_hidden_where_the_response_repeats_it() {
    let echo = Answer::json(500, format!(r#"{{"error":"no key {SECRET} for req_12345678"}}"#));
    let server = Server::answering(echo.header("x-request-id", SECRET)).await;
    let (builder, entries) = keymint(&server);
    let client = builder.bearer_auth(SECRET).build().unwrap();
    client.get_auth_response_request_id("req_12345678").await.unwrap_err();
    let text = entries.without_secret(2);
    assert!(text.contains(r#"FetchFailure { error: "no key [redacted] for [redacted]" }"#), "{text}");
    assert!(text.contains("x-request-id: [redacted]"), "{text}");

    // Credentials are hidden however short they are, and what the caller adds if it is long enough.
    let echo = "no sk-7 for query-of-the-caller, header-of-the-caller, cookie-of-the-caller, short";
    let server = Server::answering(Answer::json(500, format!(r#"{{"error":"{echo}"}}"#))).await;
    let (builder, entries) = keymint(&server);
    let call = builder.bearer_auth("sk-7").build().unwrap().get_auth_response_request_id("short");
    let call = call.query("q", "query-of-the-caller").header("x-a", "header-of-the-caller");
    call.header("cookie", "a=cookie-of-the-caller").await.unwrap_err();
    let text = entries.all().join("\n");
    assert!(text.contains("no [redacted] for [redacted], [redacted], [redacted], short"), "{text}");

    // A secret of the body, at any place.
    let echo = Answer::json(403, format!(r#"{{"error":{{"code":403,"message":"invalid code {SECRET}"}}}}"#));
    let server = Server::answering(echo).await;
    for limit in [10, 60, 70, 80, 90, 10_000] {
        let entries = Entries::default();
        let builder = keymint::Client::builder().server(server.url());
        let client = builder.debug_log(entries.log().max_body_bytes(limit)).build().unwrap();
        client.exchange_auth_code_for_api_key(&AuthCodeExchange::new(SECRET)).await.unwrap_err();
        let text = entries.all().join("\n");
        assert!(!text.contains("sk-or"), "{limit}: {text}");
    }
}

#[tokio::test]
async fn nothing_that_the_document_does_not_describe_is_in_it() {
    let with_secret = |status| Answer::json(status, format!(r#"{{"token":"{SECRET}"}}"#));
    let answers = vec![
        with_secret(418),
        // Neither is what is not as described, nor what is besides what is.
        with_secret(200),
        Answer::json(200, format!(r#"{{"api_key":"{SECRET}","name":["{SECRET}"]}}"#)),
        Answer::json(200, format!(r#"{{"api_key":"{SECRET}","name":"n","more":"{SECRET}"}}"#)),
        Answer::json(200, format!(r#"{{"api_key":"{SECRET}"#)),
        Answer::new(401, "text/plain", SECRET),
        Answer::new(200, "text/html", SECRET),
        Answer::json(200, format!("\"{SECRET}\"")),
    ];
    let count = answers.len();
    let answers = answers.into_iter().map(|answer| answer.header("set-cookie", SECRET).header("x-key", SECRET));
    let server = Server::in_turn(answers.collect()).await;
    let (builder, entries) = keymint(&server);
    let client = builder.build().unwrap();
    for _ in 0..count {
        let _ = client.get_auth_response_request_id("r").await;
    }
    let text = entries.without_secret(2 * count);
    assert_eq!(text.matches(", undocumented").count(), 2, "{text}");
    assert_eq!(text.matches(", not as documented").count(), 4, "{text}");
    assert!(text.contains(r#"GrantedApiKey { api_key: Secret([redacted]), name: "n" }"#), "{text}");
    assert!(text.contains(&format!("body: {} bytes\n", SECRET.len())), "{text}");
}

#[tokio::test]
async fn streams_and_bytes_are_sizes() {
    let server = Server::start(|request| match request.target.as_str() {
        "/download" => Answer::new(200, "application/octet-stream", SECRET),
        _ => Answer::new(200, "text/event-stream", format!("data: \"{SECRET}\"\n\n")),
    })
    .await;
    let entries = Entries::default();
    let builder = test_traffic::Client::builder().server(server.url()).debug_log(entries.log());
    let client = builder.build().unwrap();
    client.download().await.unwrap();
    client.events().await.unwrap();
    let text = entries.without_secret(4);
    assert_eq!(text.matches("body: a stream").count(), 2, "{text}");

    let (builder, entries) = plain(&server);
    let client = builder.build().unwrap();
    let mut request = Request::new(&client);
    request.bytes("application/octet-stream", SECRET);
    Call::<Post>::from(request).await.unwrap();
    assert!(entries.without_secret(2).contains(&format!("body: {} bytes", SECRET.len())));
}

#[tokio::test]
async fn a_body_that_a_cursor_was_written_into_is_a_size() {
    let page = Answer::json(200, r#"{"data":[{"id":1}]}"#);
    let server = Server::in_turn(vec![page.clone().header("x-next", "c2"), page]).await;
    let entries = Entries::default();
    let client = test_service::Client::builder().server(server.url()).debug_log(entries.log()).build().unwrap();
    let mut pages = client.search_notes(&test_service::types::Search::new("of the caller")).pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let all = entries.all();
    assert_eq!(all.len(), 4, "{all:?}");
    assert!(all[0].contains(r#"Search { text: "of the caller""#), "{}", all[0]);
    assert!(server.requests()[1].body.starts_with(b"{") && !all[2].contains("of the caller"), "{}", all[2]);
}

/// A hook that replaces the body, and adds secrets everywhere.
struct Replace;

impl Hook for Replace {
    async fn before(&self, _: &HookContext, request: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        *request.body_mut() = Some(format!("{{\"code\":\"{SECRET}\"}}").into());
        request.url_mut().query_pairs_mut().append_pair("added", SECRET);
        request.url_mut().set_path(&format!("/{SECRET}/of/a/hook"));
        request.headers_mut().insert("x-signature", SECRET.parse()?);
        Ok(HookAction::Send)
    }
}

#[tokio::test]
async fn nothing_that_a_hook_adds_is_in_it() {
    let server = Server::answering(Answer::json(200, format!(r#"{{"key":"k","user_id":"{SECRET}"}}"#))).await;
    let (builder, entries) = keymint(&server);
    let client = builder.hook(Replace).build().unwrap();
    client.exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await.unwrap();
    assert!(server.only_request().target.contains(SECRET));
    let text = entries.without_secret(2);
    assert!(!text.contains("AuthCodeExchange"), "{text}");
}

#[tokio::test]
async fn what_a_hook_responds_is_not_sent_and_not_logged() {
    struct Respond;
    impl Hook for Respond {
        async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
            Ok(HookAction::Respond(RawResponse::builder(StatusCode::OK).text("cached").build()?))
        }
    }
    let entries = Entries::default();
    let builder = test_service::Client::builder().server(NO_SERVER).debug_log(entries.log()).hook(Respond);
    assert_eq!(*builder.build().unwrap().list_reports().await.unwrap(), "cached");
    entries.without_secret(0);
}

#[tokio::test]
async fn headers_can_be_shown_and_bodies_left_out() {
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#).header("x-shard", "seven")).await;
    let entries = Entries::default();
    let log = entries.log().show_header("X-Shard").show_header("authorization").max_body_bytes(0);
    let builder = keymint::Client::builder().server(server.url()).bearer_auth(SECRET).debug_log(log);
    builder.build().unwrap().get_auth_response_request_id("r").await.unwrap();
    let text = entries.without_secret(2);
    assert!(text.contains("x-shard: seven") && text.contains("body: 18 bytes"), "{text}");
    assert!(!text.contains("wait"), "{text}");
}

#[tokio::test]
async fn events_of_tracing_are_written_only_if_they_are_enabled() {
    use tracing::instrument::WithSubscriber as _;
    use tracing_subscriber::layer::SubscriberExt as _;

    #[derive(Clone, Default)]
    struct Text(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Text {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    let builder = keymint::Client::builder().server(server.url()).bearer_auth(SECRET);
    let client = builder.debug_log(DebugLog::tracing()).build().unwrap();
    let logged = async |level| {
        let text = Text::default();
        let writer = text.clone();
        let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone()).with_ansi(false);
        let level = tracing_subscriber::filter::LevelFilter::from_level(level);
        let subscriber = tracing_subscriber::registry().with(level).with(layer);
        client.get_auth_response_request_id("r").into_future().with_subscriber(subscriber).await.unwrap();
        let bytes = text.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    };
    let text = logged(tracing::Level::DEBUG).await;
    assert!(text.contains("PendingApiKey") && text.contains("statusful") && !text.contains("sk-or"), "{text}");
    assert_eq!(logged(tracing::Level::INFO).await, "");
}
