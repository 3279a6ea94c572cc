//! The listener: where it listens, which requests it accepts, and that no other connection blocks the redirect.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use statusful::Secret;
use statusful::login::{AuthorizationRequest, Login, LoginError, LoopbackListener, random_state};
use statusful::reqwest::{Client, Method, Url};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use super::{PATIENCE, address, browse, parameter, started, status_of, with_code, without_state};

#[tokio::test]
async fn other_requests_do_not_end_the_login() {
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

/// Sends bytes and returns the status of the answer. The listener may stop reading before the end.
async fn raw_status(redirect: &Url, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address(redirect)).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.unwrap();
    String::from_utf8_lossy(&head[9..]).into_owned()
}

#[tokio::test]
async fn open_connections_do_not_block_the_redirect() {
    let (login, redirect) = started().await;
    let url = with_code(&redirect);
    let visits = async {
        let mut held = Vec::new();
        for _ in 0..100 {
            let mut stream = TcpStream::connect(address(&redirect)).await.unwrap();
            stream.write_all(b"GET /callback?code=").await.unwrap();
            held.push(stream);
        }
        // The oldest connection was closed to make room, before its own timeout.
        let end = tokio::time::timeout(Duration::from_secs(5), held[0].read(&mut [0])).await;
        assert!(matches!(end, Ok(Ok(0) | Err(_))), "{end:?}");
        assert_eq!(status_of(&url).await, 200);
    };
    let (grant, ()) = tokio::join!(login.wait(PATIENCE), visits);
    assert_eq!(grant.unwrap().code.expose_secret(), "c-secret");
}

#[tokio::test]
async fn a_silent_connection_is_closed() {
    let (login, redirect) = started().await;
    let waiting = tokio::spawn(login.wait(PATIENCE));
    let mut stream = TcpStream::connect(address(&redirect)).await.unwrap();
    stream.write_all(b"GET /callback?code=").await.unwrap();
    // A later connection got its answer, so the listener has accepted this one.
    assert_eq!(status_of(&without_state(&redirect)).await, 400);
    tokio::time::pause();
    let start = Instant::now();
    assert!(matches!(stream.read(&mut [0]).await, Ok(0) | Err(_)));
    assert!(start.elapsed() < Duration::from_secs(11), "{:?}", start.elapsed());
    assert!(!waiting.is_finished());
    waiting.abort();
}

#[tokio::test]
async fn the_caller_can_set_address_and_path() {
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
async fn ipv6_loopback_works_if_the_system_has_it() {
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
async fn other_interfaces_and_invalid_paths_are_refused() {
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
