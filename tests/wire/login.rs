//! Logins by way of a browser: the URL, the redirect to loopback, and the exchange of the code.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Mutex;
use std::time::Duration;

use keymint::oauth::ExchangeAuthCodeForApiKeyError;
use keymint::types::{AuthCodeExchange, CodeChallengeMethod};
use statusful::Secret;
use statusful::login::{
    AuthorizationGrant, AuthorizationRequest, Login, LoginError, LoopbackListener, Pkce, random_state,
};
use statusful::reqwest::{Client, Method, Response, Url};
use statusful_tests::{Answer, Recorded, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use crate::keymint;

const CODE: &str = "auth_code_abc123+/def456";
const KEY: &str = "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";

/// How long a login of these tests waits; only one that fails does wait.
const PATIENCE: Duration = Duration::from_secs(30);

/// An authorization server: grants access to whoever opens `/auth`, and gives a key for the code and its verifier,
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
        // That `Pkce` computes what the RFC says is shown by its own test, with the example of the RFC.
        let sent = Pkce::from_verifier(verifier).ok().map(|pkce| pkce.challenge().to_owned());
        if body["code"] == CODE && body["code_challenge_method"] == "S256" && sent.is_some() && *challenge == sent {
            *challenge = None;
            return Answer::json(200, format!(r#"{{"key":"{KEY}","user_id":null}}"#));
        }
        Answer::json(403, r#"{"error":{"code":403,"message":"Invalid code or code verifier"}}"#)
    })
    .await
}

/// The challenge, and the redirect with the code and what else has to come back.
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

/// A browser that opens a URL and follows where it leads. A connection for each, as none outlives a login.
async fn browse(url: &Url) -> statusful::reqwest::Result<Response> {
    Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap().get(url.clone()).send().await
}

async fn status_of(url: &Url) -> u16 {
    browse(url).await.unwrap().status().as_u16()
}

/// A login that no server knows of, and the redirect it waits for, with `state` and a query to come after it.
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

/// Whether nobody listens there any more.
async fn is_free(address: SocketAddr) -> bool {
    TcpStream::connect(address).await.is_err() && TcpListener::bind(address).await.is_ok()
}

fn exchange(grant: AuthorizationGrant) -> AuthCodeExchange {
    AuthCodeExchange::new(grant.code)
        .with_code_verifier(grant.code_verifier)
        .with_code_challenge_method(CodeChallengeMethod::S256)
}

#[tokio::test]
async fn a_login_ends_in_a_key() {
    let server = authorization_server().await;
    let login = Login::start(&without_client(&server.url())).await.unwrap();
    let url = login.authorization_url().clone();
    let (grant, page) = tokio::join!(login.wait(PATIENCE), browse(&url));

    let page = page.unwrap();
    assert_eq!(page.status(), 200);
    assert_eq!(page.headers()["connection"], "close");
    assert!(page.text().await.unwrap().contains("<h1>Access granted</h1>"));
    let grant = grant.unwrap();
    assert_eq!(grant.code.expose_secret(), CODE);
    assert_eq!(parameter(&url, "callback_url").unwrap(), grant.redirect_uri.as_str());

    let key = keymint(&server).exchange_auth_code_for_api_key(&exchange(grant)).await.unwrap();
    assert_eq!(key.key.expose_secret(), KEY);
}

#[tokio::test]
async fn a_login_in_the_standard_form_ends_in_a_key() {
    let server = authorization_server().await;
    let request = AuthorizationRequest::new(format!("{}/authorize", server.url()), "client").scope("keys");
    let login = Login::start(&request).await.unwrap();
    let url = login.authorization_url().clone();
    let (grant, page) = tokio::join!(login.wait(PATIENCE), browse(&url));
    assert_eq!(page.unwrap().status(), 200);
    let grant = grant.unwrap();
    assert_eq!(parameter(&url, "redirect_uri").unwrap(), grant.redirect_uri.as_str());
    assert_eq!(grant.redirect_uri.query(), None);
    let key = keymint(&server).exchange_auth_code_for_api_key(&exchange(grant)).await.unwrap();
    assert_eq!(key.key.expose_secret(), KEY);
}

#[tokio::test]
async fn a_stolen_code_is_worth_nothing_without_the_verifier() {
    let server = authorization_server().await;
    let login = Login::start(&without_client(&server.url())).await.unwrap();
    let url = login.authorization_url().clone();
    let (grant, _) = tokio::join!(login.wait(PATIENCE), browse(&url));
    let mut stolen = exchange(grant.unwrap());
    stolen.code_verifier = Some(Pkce::random().into_verifier());
    let error = keymint(&server).exchange_auth_code_for_api_key(&stolen).await.unwrap_err();
    let keymint::Error::Api(failure) = error else { panic!("{error}") };
    assert!(matches!(*failure, ExchangeAuthCodeForApiKeyError::Forbidden(_)));
}

#[tokio::test]
async fn another_state_is_refused_and_ends_nothing() {
    let (login, redirect) = started().await;
    let visits = async {
        let bare = without_state(&redirect);
        for query in ["code=forged", "code=forged&state=", "code=forged&state=forged", "error=access_denied&state=x"] {
            let page = browse(&format!("{bare}?{query}").parse().unwrap()).await.unwrap();
            assert_eq!(page.status(), 400, "{query}");
            assert!(!page.text().await.unwrap().contains("forged"), "{query}");
        }
        // The right one twice is not the right one.
        assert_eq!(status_of(&with_code(&with(&redirect, redirect.query().unwrap()))).await, 400);
        assert_eq!(status_of(&with_code(&redirect)).await, 200);
    };
    let (grant, ()) = tokio::join!(login.wait(PATIENCE), visits);
    assert_eq!(grant.unwrap().code.expose_secret(), "c-secret");
}

#[tokio::test]
async fn a_second_redirect_is_refused() {
    let (login, redirect) = started().await;
    let url = with_code(&redirect);
    let (grant, first) = tokio::join!(login.wait(PATIENCE), browse(&url));
    assert_eq!((grant.unwrap().code.expose_secret(), first.unwrap().status().as_u16()), ("c-secret", 200));
    assert!(browse(&with(&redirect, "code=other")).await.unwrap_err().is_connect());
    assert!(is_free(address(&redirect)).await);
}

#[tokio::test]
async fn of_redirects_at_once_one_is_taken() {
    let (login, redirect) = started().await;
    let (one, other) = (with(&redirect, "code=one"), with(&redirect, "code=other"));
    let (grant, one, other) = tokio::join!(login.wait(PATIENCE), browse(&one), browse(&other));
    let is_taken = |page: statusful::reqwest::Result<Response>| page.is_ok_and(|page| page.status() == 200);
    let code = if is_taken(one) { "one" } else { "other" };
    assert_eq!(is_taken(other), code == "other");
    assert_eq!(grant.unwrap().code.expose_secret(), code);
}

#[tokio::test]
async fn an_error_of_the_server_ends_the_login() {
    let (login, redirect) = started().await;
    let url = with(&redirect, "error=access_denied&error_description=%3Cscript%3ENo%3C%2Fscript%3E+thanks");
    let (error, page) = tokio::join!(login.wait(PATIENCE), browse(&url));
    let Err(LoginError::Authorization(error)) = error else { panic!("{error:?}") };
    assert_eq!(error.error(), "access_denied");
    assert_eq!(error.description(), Some("<script>No</script> thanks"));

    let page = page.unwrap();
    for (name, value) in [("cache-control", "no-store"), ("referrer-policy", "no-referrer")] {
        assert_eq!(page.headers()[name], value);
    }
    assert!(page.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none';"));
    let text = page.text().await.unwrap();
    assert!(text.contains("&lt;script&gt;No&lt;/script&gt; thanks") && !text.contains("<script"), "{text}");
}

#[tokio::test]
async fn a_redirect_without_a_code_ends_the_login() {
    let (login, redirect) = started().await;
    let (error, page) = tokio::join!(login.wait(PATIENCE), browse(&redirect));
    assert!(matches!(error, Err(LoginError::NoCode)));
    assert_eq!(page.unwrap().status(), 400);
}

#[tokio::test(start_paused = true)]
async fn time_runs_out() {
    let (login, redirect) = started().await;
    let start = Instant::now();
    let error = login.wait(Duration::from_secs(120)).await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 120);
    assert_eq!(error.to_string(), "no redirect arrived within 120s");
    assert!(is_free(address(&redirect)).await);
}

#[tokio::test]
async fn a_timeout_counts_what_was_refused() {
    let (login, redirect) = started().await;
    let waiting = tokio::spawn(login.wait(PATIENCE));
    assert_eq!(status_of(&without_state(&redirect)).await, 400);
    // From here on the clock jumps to the end of the time.
    tokio::time::pause();
    let error = waiting.await.unwrap().unwrap_err();
    assert!(matches!(error, LoginError::TimedOut { timeout: PATIENCE, refused: 1 }), "{error}");
}

#[tokio::test]
async fn dropping_frees_the_port() {
    let (login, redirect) = started().await;
    assert!(TcpListener::bind(address(&redirect)).await.is_err());
    drop(login);
    assert!(is_free(address(&redirect)).await);

    let (login, redirect) = started().await;
    {
        let waiting = login.wait(PATIENCE);
        let favicon = redirect.join("/favicon.ico").unwrap();
        tokio::select! {
            _ = waiting => panic!("nobody came back"),
            status = status_of(&favicon) => assert_eq!(status, 404),
        }
    }
    assert!(is_free(address(&redirect)).await);
}

#[tokio::test]
async fn noise_ends_nothing() {
    let (login, redirect) = started().await;
    let url = with_code(&redirect);
    let visits = async {
        for path in ["/", "/favicon.ico", "/callback/", "/apple-touch-icon.png"] {
            let mut other = url.clone();
            other.set_path(path);
            assert_eq!(status_of(&other).await, 404, "{path}");
        }
        for method in [Method::POST, Method::HEAD, Method::OPTIONS] {
            let answer = Client::new().request(method.clone(), url.clone()).body("body").send().await.unwrap();
            assert_eq!(
                (answer.status().as_u16(), &answer.headers()["allow"]),
                (405, &"GET".parse().unwrap()),
                "{method}"
            );
        }
        for (bytes, status) in [
            (b"\x16\x03\x01\x02\x00\x01\x00\x01 no HTTP\r\n\r\n".to_vec(), "400"),
            ([b"GET / HTTP/1.1\r\nx: ".to_vec(), vec![b'x'; 64 << 10]].concat(), "431"),
        ] {
            assert_eq!(raw_status(&redirect, &bytes).await, status);
        }
        assert_eq!(status_of(&url).await, 200);
    };
    let (grant, ()) = tokio::join!(login.wait(PATIENCE), visits);
    assert_eq!(grant.unwrap().code.expose_secret(), "c-secret");
}

/// The status that bytes are answered with. The server may stop reading in the middle of them.
async fn raw_status(redirect: &Url, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address(redirect)).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.unwrap();
    String::from_utf8_lossy(&head[9..]).into_owned()
}

#[tokio::test]
async fn who_holds_connections_keeps_nobody_waiting() {
    let (login, redirect) = started().await;
    let url = with_code(&redirect);
    let visits = async {
        let mut held = Vec::new();
        for _ in 0..100 {
            let mut stream = TcpStream::connect(address(&redirect)).await.unwrap();
            stream.write_all(b"GET /callback?code=").await.unwrap();
            held.push(stream);
        }
        // The oldest made room, and before its time was over.
        let end = tokio::time::timeout(Duration::from_secs(5), held[0].read(&mut [0])).await;
        assert!(matches!(end, Ok(Ok(0) | Err(_))), "{end:?}");
        assert_eq!(status_of(&url).await, 200);
    };
    let (grant, ()) = tokio::join!(login.wait(PATIENCE), visits);
    assert_eq!(grant.unwrap().code.expose_secret(), "c-secret");
}

#[tokio::test]
async fn who_says_nothing_is_cut_off() {
    let (login, redirect) = started().await;
    let waiting = tokio::spawn(login.wait(PATIENCE));
    let mut stream = TcpStream::connect(address(&redirect)).await.unwrap();
    stream.write_all(b"GET /callback?code=").await.unwrap();
    // It is served by now: those that came later are answered.
    assert_eq!(status_of(&without_state(&redirect)).await, 400);
    tokio::time::pause();
    let start = Instant::now();
    assert!(matches!(stream.read(&mut [0]).await, Ok(0) | Err(_)));
    assert!(start.elapsed() < Duration::from_secs(11), "{:?}", start.elapsed());
    assert!(!waiting.is_finished());
    waiting.abort();
}

#[tokio::test]
async fn address_and_path_may_be_chosen() {
    let listener = LoopbackListener::bind_to((Ipv4Addr::LOCALHOST, 0).into(), "/a/b").await.unwrap();
    let port = listener.redirect_uri().port().unwrap();
    assert_eq!(listener.redirect_uri().as_str(), format!("http://127.0.0.1:{port}/a/b"));
    let taken = LoopbackListener::bind_to((Ipv4Addr::LOCALHOST, port).into(), "/").await;
    assert!(matches!(taken, Err(LoginError::Listen(_))));
    let listener = listener.named_localhost();
    assert_eq!(listener.redirect_uri().as_str(), format!("http://localhost:{port}/a/b"));

    let state = random_state();
    let redirect = format!("http://127.0.0.1:{port}/a/b?code=c&state={}", state.expose_secret()).parse().unwrap();
    let (code, page) = tokio::join!(listener.wait(&state, PATIENCE), browse(&redirect));
    assert_eq!((code.unwrap(), page.unwrap().status().as_u16()), (Secret::from("c"), 200));
}

#[tokio::test]
async fn the_other_loopback_serves_where_the_system_has_it() {
    let address = (Ipv6Addr::LOCALHOST, 0).into();
    let bound = LoopbackListener::bind_to(address, "/callback").await;
    if TcpListener::bind(address).await.is_err() {
        assert!(matches!(bound, Err(LoginError::Listen(_))));
        return;
    }
    let request = AuthorizationRequest::new("https://as.example/", "client");
    let login = Login::start_on(bound.unwrap(), &request).unwrap();
    let state = parameter(login.authorization_url(), "state").unwrap();
    let redirect = parameter(login.authorization_url(), "redirect_uri").unwrap();
    assert!(redirect.starts_with("http://[::1]:"), "{redirect}");
    let url = format!("{redirect}?code=c&state={state}").parse().unwrap();
    let (grant, page) = tokio::join!(login.wait(PATIENCE), browse(&url));
    assert_eq!((grant.unwrap().code, page.unwrap().status().as_u16()), (Secret::from("c"), 200));
}

#[tokio::test]
async fn other_interfaces_and_odd_paths_are_no_redirect_uri() {
    for (host, path) in [
        ([0, 0, 0, 0], "/"),
        ([192, 0, 2, 1], "/"),
        ([127, 0, 0, 1], ""),
        ([127, 0, 0, 1], "callback"),
        ([127, 0, 0, 1], "/a b"),
        ([127, 0, 0, 1], "/a?b"),
        ([127, 0, 0, 1], "/a#b"),
        ([127, 0, 0, 1], "@host/"),
    ] {
        let bound = LoopbackListener::bind_to((host, 0).into(), path).await;
        assert!(matches!(bound, Err(LoginError::RedirectUri)), "{host:?} {path}");
    }
}

#[tokio::test]
async fn a_faulty_request_starts_no_login() {
    let error = Login::start(&AuthorizationRequest::new("http://as.example/", "client")).await.unwrap_err();
    assert!(matches!(error, LoginError::Endpoint));
}

#[tokio::test]
async fn no_secret_is_printed() {
    let (login, redirect) = started().await;
    let state = parameter(&redirect, "state").unwrap();
    let before = format!("{login:?} {login:#?} {:?}", LoopbackListener::bind().await.unwrap());
    let url = with_code(&redirect);
    let (grant, page) = tokio::join!(login.wait(PATIENCE), browse(&url));
    let (grant, page) = (grant.unwrap(), page.unwrap().text().await.unwrap());
    let verifier = grant.code_verifier.expose_secret();
    let pkce = Pkce::from_verifier(verifier).unwrap();
    let after = format!("{grant:?} {grant:#?} {pkce:?} {page}");
    for secret in ["c-secret", &state, verifier] {
        assert!(!before.contains(secret) && !after.contains(secret), "{before} {after}");
    }
}

#[tokio::test]
async fn no_secret_is_in_an_error() {
    let (login, redirect) = started().await;
    let state = parameter(&redirect, "state").unwrap();
    // Two codes are none.
    let url = with_code(&with_code(&redirect));
    let (error, page) = tokio::join!(login.wait(PATIENCE), browse(&url));
    let (error, page) = (error.unwrap_err(), page.unwrap().text().await.unwrap());
    let verifier = Pkce::random().into_verifier();
    let too_short = &verifier.expose_secret()[1..];
    let refused = Pkce::from_verifier(too_short).unwrap_err();
    let shown = format!("{error} {error:?} {page} {refused} {refused:?}");
    for secret in ["c-secret", &state, too_short] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
