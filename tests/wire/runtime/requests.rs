//! What travels, and what is refused before it does.

use statusful::{Bytes, Call, Client, Error, Operation, Request, RequestErrorKind};

use super::operations::{OnePath, Plain, Post, call, client};
use super::server::echo;

async fn sent<O: Operation<Success = String>>(fill: impl FnOnce(&mut Request)) -> String {
    let client = Client::builder().server(echo().await).build().unwrap();
    let mut request = Request::new(&client);
    fill(&mut request);
    Call::<O>::from(request).await.map_err(|error| error.to_string()).unwrap().into_inner()
}

async fn refused<O: Operation>(fill: impl FnOnce(&mut Request)) -> RequestErrorKind {
    let client = Client::builder().server("http://127.0.0.1:1").build().unwrap();
    let mut request = Request::new(&client);
    fill(&mut request);
    let Err(Error::Request(error)) = Call::<O>::from(request).await else { panic!("it was sent") };
    assert_eq!(error.operation(), O::INFO.id);
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
        let text = sent::<OnePath>(|request| request.path("id", value)).await;
        assert!(text.starts_with(&format!("GET /keys/{expected}/v1\n")), "{text}");
    }
}

#[tokio::test]
async fn path_parameters_that_lead_elsewhere_are_refused() {
    for value in ["", ".", ".."] {
        assert_eq!(refused::<OnePath>(|request| request.path("id", value)).await, RequestErrorKind::Path);
    }
    assert_eq!(refused::<OnePath>(|request| request.path("id", &None::<u8>)).await, RequestErrorKind::Path);
    assert_eq!(refused::<OnePath>(|request| request.path("id", &[".."])).await, RequestErrorKind::Path);
    assert_eq!(refused::<OnePath>(|_| ()).await, RequestErrorKind::Path);
}

#[tokio::test]
async fn headers_carry_one_line() {
    let text = sent::<Plain>(|request| request.header("X-Title", "żółw")).await;
    assert!(text.contains("x-title: żółw\n"), "{text}");
    for value in ["sk-a\r\nx-evil: 1", "sk-a\nb", "sk-\0"] {
        assert_eq!(refused::<Plain>(|request| request.header("X-Title", value)).await, RequestErrorKind::Header);
    }
    assert_eq!(refused::<Plain>(|request| request.header("X Title", "x")).await, RequestErrorKind::Header);
    let call = call::<Plain>(&client()).server("http://127.0.0.1:1").header("x", "sk-a\r\nb");
    assert!(matches!(call.await, Err(Error::Request(_))));
}

#[tokio::test]
async fn setting_again_replaces() {
    let text = sent::<Plain>(|request| {
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
    assert!(text.starts_with("GET /?limit=2&list=a&list=b\n"), "{text}");
    assert!(text.contains("x-limit: 2\n") && text.contains("cookie: limit=2; other=x\n"), "{text}");
}

#[tokio::test]
async fn bodies_say_what_they_are() {
    let json = sent::<Post>(|request| request.json(&["a"])).await;
    assert!(json.contains("content-type: application/json\n") && json.ends_with("\n\n[\"a\"]\n"), "{json}");
    let form =
        sent::<Post>(|request| request.form(&[("a", "b c")].into_iter().collect::<std::collections::BTreeMap<_, _>>()))
            .await;
    assert!(
        form.contains("content-type: application/x-www-form-urlencoded\n") && form.ends_with("\n\na=b%20c\n"),
        "{form}"
    );
    let text = sent::<Post>(|request| request.text("text/plain", "hi")).await;
    assert!(text.contains("content-type: text/plain\n") && text.ends_with("\n\nhi\n"), "{text}");
    let bytes = sent::<Post>(|request| request.bytes("application/octet-stream", Bytes::from_static(b"\x01"))).await;
    assert!(bytes.contains("content-type: application/octet-stream\n") && bytes.ends_with("\n\n\u{1}\n"), "{bytes}");
}

#[tokio::test]
async fn bodies_that_cannot_be_written_are_refused() {
    let keyed = std::collections::BTreeMap::from([((1, 2), "sk-x")]);
    assert_eq!(refused::<Post>(|request| request.json(&keyed)).await, RequestErrorKind::Body);
    assert_eq!(refused::<Post>(|request| request.form("sk-x")).await, RequestErrorKind::Body);
    assert_eq!(refused::<Post>(|request| request.text("a\nb", "sk-x")).await, RequestErrorKind::Body);
    assert_eq!(refused::<Plain>(|request| request.query("q", &f64::NAN)).await, RequestErrorKind::Parameter);
}

#[tokio::test]
async fn the_first_fault_is_told() {
    let kind = refused::<Plain>(|request| {
        request.header("x", "\n");
        request.path("id", "..");
    });
    assert_eq!(kind.await, RequestErrorKind::Header);
}

#[tokio::test]
async fn a_call_has_the_last_word() {
    let client = Client::builder().server("http://127.0.0.1:1").default_header("x-one", "client").build().unwrap();
    let mut request = Request::new(&client);
    request.query("a", "1");
    let call = Call::<Plain>::from(request).server(echo().await).query("a", 2).query("b", true);
    let text = call.header("x-one", "call").header("user-agent", "me").await.unwrap();
    assert!(text.starts_with("GET /?a=1&a=2&b=true\n"), "{}", *text);
    assert!(text.contains("x-one: call\n") && text.contains("user-agent: me\n"), "{}", *text);
}

#[tokio::test]
async fn a_request_introduces_itself() {
    let text = sent::<Plain>(|_| ()).await;
    assert!(text.contains(concat!("user-agent: statusful/", env!("CARGO_PKG_VERSION"), "\n")), "{text}");
    assert!(text.contains("accept: */*\n"), "{text}");
}

#[tokio::test]
async fn a_server_that_is_none_is_refused() {
    for server in ["", "/api", "host/api", "ftp://host", "https://me:sk-pw@host", "https://{region}.host"] {
        let Err(Error::Request(error)) = call::<Plain>(&client()).server(server).await else { panic!("{server}") };
        assert_eq!(error.kind(), RequestErrorKind::Url);
    }
    let long = format!("http://127.0.0.1:1/{}", "x".repeat(100_000));
    let Err(Error::Request(error)) = call::<Plain>(&client()).server(long).await else { panic!() };
    assert_eq!(error.kind(), RequestErrorKind::Url);
}
