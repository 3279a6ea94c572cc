//! Request bodies of every kind, as the server receives them.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::{FromRequest as _, Multipart};
use axum::http::Request;
use futures_core::Stream;
use statusful::{Body, Bytes, Form, MultipartPart, TypedBody};
use statusful_tests::{Answer, Recorded, Server};
use test_traffic::bodies::{ChooseBody, ChooseForm, CompareForm, MaybeChooseBody, UploadForm, UploadFormRequired};
use test_traffic::types::{Color, ColorRequired, Filter, Move, SendFormBody, Tone};
use test_traffic::{Client, Error};

use super::{client, sent};

fn color() -> Color {
    Color::new(ColorRequired { r: 100, g: 200, b: 150 })
}

/// A stream of chunks that are all ready.
struct Chunks(VecDeque<Result<Bytes, io::Error>>);

impl Chunks {
    fn of<const N: usize>(chunks: [&'static str; N]) -> Self {
        Self(chunks.into_iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect())
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// A part of a form, as the server parses it: name, file name, media type, content.
type Read = (String, Option<String>, Option<String>, String);

async fn parts(request: &Recorded) -> Vec<Read> {
    let mut again = Request::new(axum::body::Body::from(request.body.clone()));
    *again.headers_mut() = request.headers.clone();
    let mut form = Multipart::from_request(again, &()).await.unwrap();
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let (name, file_name, media_type) = (text(field.name()), text(field.file_name()), text(field.content_type()));
        parts.push((name.unwrap_or_default(), file_name, media_type, field.text().await.unwrap()));
    }
    parts
}

fn part(name: &str, file_name: Option<&str>, media_type: Option<&str>, text: &str) -> Read {
    (name.to_owned(), file_name.map(str::to_owned), media_type.map(str::to_owned), text.to_owned())
}

fn upload_of(file: MultipartPart) -> UploadForm {
    UploadForm::new(UploadFormRequired { count: 1, file, title: "t".to_owned() })
}

#[tokio::test]
async fn forms_with_styles() {
    let body = SendFormBody::new("a b")
        .with_tones([Tone::Blue, Tone::Black])
        .with_pipes(["a", "b|c"])
        .with_joined(["a", "b,c"])
        .with_deep(color())
        .with_nested(color())
        .with_json([1, 2]);
    let request = sent(async |client| drop(client.send_form(&body).await.unwrap())).await;
    assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    let mut pairs: Vec<_> = std::str::from_utf8(&request.body).unwrap().split('&').collect();
    pairs.sort_unstable();
    let nested = "nested=%7B%22r%22%3A100%2C%22g%22%3A200%2C%22b%22%3A150%7D";
    let expected = [
        "deep%5Bb%5D=150",
        "deep%5Bg%5D=200",
        "deep%5Br%5D=100",
        "joined=a,b%2Cc",
        "json=%5B1%2C2%5D",
        "name=a%20b",
        nested,
        "pipes=a%7Cb%7Cc",
        "tones=black",
        "tones=blue",
    ];
    assert_eq!(pairs, expected);
}

#[tokio::test]
async fn forms_with_files() {
    let file = MultipartPart::new("bytes").file_name("a \"b\".txt").media_type("text/csv");
    let form = UploadForm::new(UploadFormRequired { count: 7, file, title: "ü".to_owned() })
        .with_tones([Tone::Blue, Tone::Black])
        .with_color(color())
        .with_colors([color()])
        .with_more(["one", "two"])
        .with_picture(vec![0x50, 0x4e, 0x47])
        .with_data([1, 2])
        .with_note("*n*");
    let request = sent(async |client| drop(client.upload(form.clone()).await.unwrap())).await;
    assert!(request.header("content-type").starts_with("multipart/form-data; boundary="));
    assert_eq!(request.header("content-length"), request.body.len().to_string());
    let json = r#"{"r":100,"g":200,"b":150}"#;
    let bytes = Some("application/octet-stream");
    let expected = [
        part("count", None, None, "7"),
        part("file", Some("a %22b%22.txt"), Some("text/csv"), "bytes"),
        part("title", None, None, "ü"),
        part("tones", None, None, "blue"),
        part("tones", None, None, "black"),
        part("color", None, Some("application/json"), json),
        part("colors", None, Some("application/json"), json),
        part("more", Some("more"), bytes, "one"),
        part("more", Some("more"), bytes, "two"),
        part("picture", Some("picture"), Some("image/png"), "PNG"),
        part("data", None, Some("application/json"), "[1,2]"),
        part("note", None, Some("text/markdown"), "*n*"),
    ];
    assert_eq!(parts(&request).await, expected);
}

#[tokio::test]
async fn what_could_be_mixed_up_is_named() {
    let body = Move { destination: "b".to_owned(), source: "a".to_owned() };
    let request = sent(async |client| drop(client.move_(&body).await.unwrap())).await;
    assert_eq!(request.body, r#"{"source":"a","destination":"b"}"#);
    let form = CompareForm { newer: "new".into(), older: "old".into() };
    let request = sent(async |client| drop(client.compare(form).await.unwrap())).await;
    let parts: Vec<_> = parts(&request).await.into_iter().map(|(name, .., text)| (name, text)).collect();
    assert_eq!(parts, [("older", "old"), ("newer", "new")].map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[tokio::test]
async fn files_can_be_streams() {
    let stream = Body::stream(Chunks::of(["one", "two"]));
    let form = upload_of(MultipartPart::new(stream).file_name("s"));
    let request = sent(async |client| drop(client.upload(form).await.unwrap())).await;
    assert_eq!(request.header("transfer-encoding"), "chunked");
    assert_eq!(parts(&request).await[1], part("file", Some("s"), Some("application/octet-stream"), "onetwo"));
}

#[tokio::test]
async fn names_of_files_cannot_add_headers() {
    let name = "a\"; name=\"count\"\r\nx-forged: 1\r\n\r\n--";
    let form = upload_of(MultipartPart::new("x").file_name(name));
    let request = sent(async |client| drop(client.upload(form).await.unwrap())).await;
    assert!(!String::from_utf8_lossy(&request.body).contains("\r\nx-forged"));
    let server = Server::answering(Answer::status(204)).await;
    let form = upload_of(MultipartPart::new("x").media_type("text/plain\r\nx-forged: 1"));
    let error = client(&server).upload(form).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn forms_can_be_built_field_by_field() {
    let mut form = Form::new();
    form.value("a b", "1");
    form.file("f", MultipartPart::new("x"));
    let request = sent(async |client| drop(client.send_loose().body(form).await.unwrap())).await;
    let file = part("f", Some("f"), Some("application/octet-stream"), "x");
    assert_eq!(parts(&request).await, [part("a b", None, None, "1"), file]);
}

async fn chosen(body: impl Into<ChooseBody>) -> (String, String) {
    let request = sent(async |client| drop(client.choose(body).await.unwrap())).await;
    (request.header("content-type").to_owned(), String::from_utf8_lossy(&request.body).into_owned())
}

#[tokio::test]
async fn a_body_has_one_of_several_media_types() {
    let pair = |media_type: &str, body: &str| (media_type.to_owned(), body.to_owned());
    let json = r#"{"r":100,"g":200,"b":150}"#;
    assert_eq!(chosen(ChooseBody::Json(color())).await, pair("application/json", json));
    assert_eq!(chosen(Filter::default()).await, pair("application/vnd.filter+json", "{}"));
    let form = pair("application/x-www-form-urlencoded", "r=100&g=200&b=150");
    assert_eq!(chosen(ChooseBody::Form(color())).await, form);
    assert_eq!(chosen("text").await, pair("text/plain", "text"));
    assert_eq!(chosen(Body::from("bytes")).await, pair("application/octet-stream", "bytes"));
    let picture = TypedBody::new("image/png", "PNG");
    assert_eq!(chosen(ChooseBody::Image(picture)).await, pair("image/png", "PNG"));
    assert_eq!(chosen(ChooseBody::Any(("a/b", "c").into())).await, pair("a/b", "c"));
    let (media_type, body) = chosen(ChooseForm::new().with_file("x")).await;
    assert!(media_type.starts_with("multipart/form-data; boundary=") && body.contains("\r\n\r\nx\r\n"), "{body}");
}

#[tokio::test]
async fn an_optional_body_of_many_media_types() {
    let none = sent(async |client| drop(client.maybe_choose().await.unwrap())).await;
    assert_eq!((none.header("content-type"), none.body.len()), ("", 0));
    let some = sent(async |client| drop(client.maybe_choose().body(color()).await.unwrap())).await;
    assert_eq!(some.header("content-type"), "application/json");
    let text = MaybeChooseBody::Text("x".to_owned());
    let text = sent(async |client| drop(client.maybe_choose().body(color()).body(text).await.unwrap())).await;
    assert_eq!((text.header("content-type"), text.body.as_ref()), ("text/plain", b"x".as_slice()));
}

#[tokio::test]
async fn a_media_type_stays_within_the_documents_range() {
    let picture = sent(async |client| drop(client.put_picture(("image/webp", vec![1])).await.unwrap())).await;
    assert_eq!(picture.header("content-type"), "image/webp");
    let server = Server::answering(Answer::status(204)).await;
    for media_type in ["text/plain", "image/*", "image/png\r\nx: y", ""] {
        let error = client(&server).put_picture((media_type, "x")).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{media_type}: {error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_stream_is_sent_once_and_in_chunks() {
    let server = Server::answering(Answer::status(204)).await;
    let body = Body::stream(Chunks::of(["one", "two"]));
    client(&server).put_file(body.clone()).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!((request.header("transfer-encoding"), request.body.as_ref()), ("chunked", b"onetwo".as_slice()));
    let error = client(&server).put_file(body).await.unwrap_err();
    assert!(matches!(&error, Error::Request(_)) && error.to_string().contains("already sent"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_redirect_that_wants_a_stream_again_is_returned() {
    let server = Server::answering(Answer::status(307).header("location", "/there")).await;
    let error = client(&server).put_file(Body::stream(Chunks::of(["one", "two"]))).await.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(response) if response.status() == 307), "{error:?}");
    assert_eq!(server.only_request().body, "onetwo");
}

#[tokio::test]
async fn a_stream_of_known_length_has_a_content_length() {
    let body = || Body::stream_of_length(6, Chunks::of(["one", "two"]));
    let request = sent(async |client| drop(client.put_file(body()).await.unwrap())).await;
    assert_eq!((request.header("content-length"), request.body.as_ref()), ("6", b"onetwo".as_slice()));
}

#[tokio::test]
async fn an_error_of_the_stream_aborts_the_request() {
    let server = Server::answering(Answer::status(204)).await;
    let chunks = VecDeque::from([Ok(Bytes::from_static(b"one")), Err(io::Error::other("sk-secret"))]);
    let error = client(&server).put_file(Body::stream(Chunks(chunks))).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn calls_with_streams_are_send_and_sync() {
    fn check<T: Send + Sync>(_: &T) {}
    check(&Client::new().unwrap().put_file(Body::stream(Chunks::of([]))));
}
