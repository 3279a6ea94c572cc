//! Requests as the server receives them, and requests that are refused before they are sent.

use std::collections::BTreeMap;

use statusful::{Bytes, Call, Client, Error, Operation, Request, RequestErrorKind};
use statusful_tests::{Answer, NO_SERVER, Recorded, Server};

use super::operations::{OnePath, Plain, Post, call, client};

async fn sent<O: Operation<Success = String>>(fill: impl FnOnce(&mut Request)) -> Recorded {
    let server = Server::answering(Answer::status(200)).await;
    let client = Client::builder().server(server.url()).build().unwrap();
    let mut request = Request::new(&client);
    fill(&mut request);
    Call::<O>::from(request).await.map_err(|error| error.to_string()).unwrap();
    server.only_request()
}

async fn refused<O: Operation>(fill: impl FnOnce(&mut Request)) -> RequestErrorKind {
    let client = Client::builder().server(NO_SERVER).build().unwrap();
    let mut request = Request::new(&client);
    fill(&mut request);
    let Err(Error::Request(error)) = Call::<O>::from(request).await else { panic!("the request was sent") };
    assert_eq!(error.operation(), O::ID);
    assert!(!format!("{error} {error:?}").contains("sk-"), "{error}");
    error.kind()
}

#[tokio::test]
async fn path_parameters_stay_in_their_segment() {
    for (value, expected) in [
        ("req_123", "req_123"),
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("żółw 🐢", "%C5%BC%C3%B3%C5%82w%20%F0%9F%90%A2"),
        ("a\\b\r\n", "a%5Cb%0D%0A"),
        ("...", "..."),
    ] {
        let request = sent::<OnePath>(|request| request.path("id", value)).await;
        assert_eq!((request.method.as_str(), request.target), ("GET", format!("/keys/{expected}/v1")));
    }
}

#[tokio::test]
async fn path_parameters_that_would_change_the_path_are_refused() {
    for value in ["", ".", ".."] {
        assert_eq!(refused::<OnePath>(|request| request.path("id", value)).await, RequestErrorKind::Path);
    }
    assert_eq!(refused::<OnePath>(|request| request.path("id", &None::<u8>)).await, RequestErrorKind::Path);
    assert_eq!(refused::<OnePath>(|request| request.path("id", &[".."])).await, RequestErrorKind::Path);
    assert_eq!(refused::<OnePath>(|_| ()).await, RequestErrorKind::Path);
}

#[tokio::test]
async fn header_values_are_one_line() {
    let request = sent::<Plain>(|request| request.header("X-Title", "żółw")).await;
    assert_eq!(request.headers["x-title"], "żółw".as_bytes());
    for value in ["sk-a\r\nx-evil: 1", "sk-a\nb", "sk-\0"] {
        assert_eq!(refused::<Plain>(|request| request.header("X-Title", value)).await, RequestErrorKind::Header);
    }
    assert_eq!(refused::<Plain>(|request| request.header("X Title", "x")).await, RequestErrorKind::Header);
    let call = call::<Plain>(&client()).server(NO_SERVER).header("x", "sk-a\r\nb");
    assert!(matches!(call.await, Err(Error::Request(_))));
}

#[tokio::test]
async fn setting_a_parameter_again_replaces_it() {
    let request = sent::<Plain>(|request| {
        for limit in [1, 2] {
            request.query("limit", &limit);
            request.header("x-limit", &limit);
            request.cookie("limit", &limit);
        }
        request.query("gone", "x");
        request.query("gone", &None::<u8>);
        request.query("list", &["a", "b"]);
        request.cookie("other", "x");
    })
    .await;
    assert_eq!(request.target, "/?limit=2&list=a&list=b");
    assert_eq!((request.header("x-limit"), request.header("cookie")), ("2", "limit=2; other=x"));
}

#[tokio::test]
async fn bodies_have_a_content_type() {
    let type_and_body = |request: Recorded| (request.header("content-type").to_owned(), request.body);
    let expected = |media_type: &str, body: &'static str| (media_type.to_owned(), Bytes::from(body));
    let json = sent::<Post>(|request| request.json(&["a"])).await;
    assert_eq!(type_and_body(json), expected("application/json", "[\"a\"]"));
    let form = sent::<Post>(|request| request.form(&BTreeMap::from([("a", "b c")]))).await;
    assert_eq!(type_and_body(form), expected("application/x-www-form-urlencoded", "a=b%20c"));
    let text = sent::<Post>(|request| request.text("text/plain", "hi")).await;
    assert_eq!(type_and_body(text), expected("text/plain", "hi"));
    let bytes = sent::<Post>(|request| request.bytes("application/octet-stream", Bytes::from_static(b"\x01"))).await;
    assert_eq!(type_and_body(bytes), expected("application/octet-stream", "\u{1}"));
}

#[tokio::test]
async fn values_that_cannot_be_serialized_are_refused() {
    let keyed = BTreeMap::from([((1, 2), "sk-x")]);
    assert_eq!(refused::<Post>(|request| request.json(&keyed)).await, RequestErrorKind::Body);
    assert_eq!(refused::<Post>(|request| request.form("sk-x")).await, RequestErrorKind::Body);
    assert_eq!(refused::<Post>(|request| request.text("a\nb", "sk-x")).await, RequestErrorKind::Body);
    assert_eq!(refused::<Plain>(|request| request.query("q", &f64::NAN)).await, RequestErrorKind::Parameter);
}

#[tokio::test]
async fn the_first_error_is_reported() {
    let kind = refused::<Plain>(|request| {
        request.header("x", "\n");
        request.path("id", "..");
    });
    assert_eq!(kind.await, RequestErrorKind::Header);
}

#[tokio::test]
async fn options_of_a_call_take_precedence() {
    let server = Server::answering(Answer::status(200)).await;
    let client = Client::builder().server(NO_SERVER).default_header("x-one", "client").build().unwrap();
    let mut request = Request::new(&client);
    request.query("a", "1");
    let call = Call::<Plain>::from(request).server(server.url()).query("a", 2).query("b", true);
    call.header("x-one", "call").header("user-agent", "me").await.unwrap();
    let request = server.only_request();
    assert_eq!(request.target, "/?a=1&a=2&b=true");
    assert_eq!((request.header("x-one"), request.header("user-agent")), ("call", "me"));
}

#[tokio::test]
async fn a_request_has_a_user_agent() {
    let request = sent::<Plain>(|_| ()).await;
    assert_eq!(request.header("user-agent"), concat!("statusful/", env!("CARGO_PKG_VERSION")));
    assert_eq!(request.header("accept"), "*/*");
}

#[tokio::test]
async fn the_user_agent_of_a_generated_client_is_its_crate_after_the_application() {
    let server = Server::answering(Answer::status(418)).await;
    let builder = || keymint::Client::builder().server(server.url());
    let version = env!("CARGO_PKG_VERSION");
    for (builder, expected) in [
        (builder(), format!("keymint/{version} statusful/{version}")),
        (builder().user_agent("my-app/2.0"), format!("my-app/2.0 keymint/{version} statusful/{version}")),
        (builder().user_agent("my-app/2.0").default_header("user-agent", "me"), "me".to_owned()),
    ] {
        let client = builder.build().unwrap();
        client.get_auth_response_request_id("r").await.unwrap_err();
        assert_eq!(server.requests().last().unwrap().header("user-agent"), expected);
        client.get_auth_response_request_id("r").header("user-agent", "call").await.unwrap_err();
        assert_eq!(server.requests().last().unwrap().header("user-agent"), "call");
    }
    let error = builder().user_agent("my-app: 2.0").build().unwrap_err();
    assert!(matches!(&error, statusful::BuildError::UserAgent(text) if text.starts_with("my-app: 2.0 keymint/")));
    assert!(error.to_string().contains("such as `my-app/2.0`"), "{error}");
}

#[tokio::test]
async fn an_invalid_server_is_refused() {
    for server in ["", "/api", "host/api", "ftp://host", "https://me:sk-pw@host", "https://{region}.host"] {
        let Err(Error::Request(error)) = call::<Plain>(&client()).server(server).await else { panic!("{server}") };
        assert_eq!(error.kind(), RequestErrorKind::Url);
    }
    let long = format!("{NO_SERVER}/{}", "x".repeat(100_000));
    let Err(Error::Request(error)) = call::<Plain>(&client()).server(long).await else { panic!() };
    assert_eq!(error.kind(), RequestErrorKind::Url);
}
