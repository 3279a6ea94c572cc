//! Logins from the first step to the key, and logins that end without one.

use std::time::Duration;

use keymint::oauth::ExchangeAuthCodeForApiKeyError;
use statusful::login::{AuthorizationRequest, Login, LoginError, LoopbackListener, Pkce};
use statusful::reqwest::Response;
use tokio::net::TcpListener;
use tokio::time::Instant;

use super::{
    CODE, KEY, PATIENCE, address, authorization_server, browse, exchange, is_free, parameter, started, status_of, with,
    with_code, without_client, without_state,
};
use crate::keymint;

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
async fn a_login_with_standard_parameters_ends_in_a_key() {
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
async fn a_stolen_code_is_useless_without_the_verifier() {
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
async fn a_redirect_with_another_state_is_refused() {
    let (login, redirect) = started().await;
    let visits = async {
        let bare = without_state(&redirect);
        for query in ["code=forged", "code=forged&state=", "code=forged&state=forged", "error=access_denied&state=x"] {
            let page = browse(&format!("{bare}?{query}").parse().unwrap()).await.unwrap();
            assert_eq!(page.status(), 400, "{query}");
            assert!(!page.text().await.unwrap().contains("forged"), "{query}");
        }
        // So is a redirect with the right state twice.
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
async fn of_concurrent_redirects_one_is_accepted() {
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
async fn a_login_times_out() {
    let (login, redirect) = started().await;
    let start = Instant::now();
    let error = login.wait(Duration::from_secs(120)).await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 120);
    assert_eq!(error.to_string(), "no redirect arrived within 120s");
    assert!(is_free(address(&redirect)).await);
}

#[tokio::test]
async fn a_timeout_counts_refused_redirects() {
    let (login, redirect) = started().await;
    let waiting = tokio::spawn(login.wait(PATIENCE));
    assert_eq!(status_of(&without_state(&redirect)).await, 400);
    // From here on, the clock jumps to the timeout.
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
            _ = waiting => panic!("the login ended without a redirect"),
            status = status_of(&favicon) => assert_eq!(status, 404),
        }
    }
    assert!(is_free(address(&redirect)).await);
}

#[tokio::test]
async fn an_invalid_request_starts_no_login() {
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
    // A redirect with two codes has no valid code.
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
