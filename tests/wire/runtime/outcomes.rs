//! Which outcome each status and media type has.

use std::error::Error as _;

use statusful::http::{Method, StatusCode};
use statusful::{Error, Response};
use statusful_tests::{Answer, Server, send_and_close};

use super::operations::{Detail, GetKeyError, GetKeyResponse, Key, Problem, Wait, get_key};

type Outcome = Result<Response<GetKeyResponse>, Error<GetKeyError>>;

async fn outcome(status: u16, content_type: &'static str, body: &'static str) -> Outcome {
    let server = Server::answering(Answer::new(status, content_type, body).header("x-key", "sk-header")).await;
    get_key(&server.url()).await
}

#[tokio::test]
async fn documented_successes() {
    let ok = outcome(200, "application/json", r#"{"api_key":"sk"}"#).await.unwrap();
    assert_eq!(*ok, GetKeyResponse::Ok(Key { api_key: "sk".into() }));
    let created = outcome(201, "application/vnd.x+json; v=1", r#"{"message":"wait"}"#).await.unwrap();
    assert_eq!(*created, GetKeyResponse::Created(Wait { message: "wait".to_owned() }));
    assert_eq!(*outcome(204, "text/html", "").await.unwrap(), GetKeyResponse::NoContent);
}

#[tokio::test]
async fn documented_failures() {
    let Err(Error::Api(unauthorized)) = outcome(401, "text/plain; charset=utf-8", "no").await else { panic!() };
    assert_eq!(*unauthorized, GetKeyError::Unauthorized("no".to_owned()));
    let Err(Error::Api(range)) = outcome(422, "application/json", r#"{"detail":[{"code":1}]}"#).await else { panic!() };
    assert_eq!(*range, GetKeyError::ClientError(Problem { detail: vec![Detail { code: 1 }] }));
    assert_eq!(range.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn other_responses_are_undocumented_and_complete() {
    for (status, content_type) in
        [(202, "application/json"), (200, "text/html"), (401, "text/html"), (500, "text/plain")]
    {
        let Err(Error::Undocumented(raw)) = outcome(status, content_type, "sk-body").await else { panic!("{status}") };
        assert_eq!(raw.status(), status);
        assert_eq!(raw.content_type(), Some(content_type));
        assert_eq!(raw.header("x-key"), Some("sk-header"));
        assert_eq!(raw.body(), "sk-body");
    }
}

#[tokio::test]
async fn a_response_has_its_metadata() {
    let response = outcome(200, "application/json", r#"{"api_key":"sk"}"#).await.unwrap();
    assert_eq!(response.request_method(), Method::GET);
    assert_eq!(response.request_url().path(), "/keys/req_123");
    assert_eq!(response.url(), response.request_url());
    assert_eq!(response.headers()["x-key"], "sk-header");
    assert!(response.elapsed().as_nanos() > 0 && response.elapsed().as_secs() < 20);
    assert_eq!(response.body(), r#"{"api_key":"sk"}"#);
    assert!(response.raw().is_complete());
    assert_eq!(response.ok().unwrap().api_key.expose_secret(), "sk");
}

#[tokio::test]
async fn a_decode_error_has_path_and_position() {
    let error = outcome(422, "application/json", r#"{"detail":[{"code":"sk-body"}]}"#).await.unwrap_err();
    let Error::Decode(decode) = &error else { panic!("{error}") };
    assert_eq!(decode.path(), Some(".detail[0].code"));
    assert_eq!((decode.line(), decode.column()), (Some(1), Some(28)));
    assert_eq!(decode.message(), "invalid type: string, expected i64");
    assert_eq!(decode.response().body(), r#"{"detail":[{"code":"sk-body"}]}"#);
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
}

#[tokio::test]
async fn an_error_never_shows_a_body_or_a_header() {
    for (status, content_type, body) in [
        (200, "application/json", r#"{"api_key":123456789}"#),
        (200, "application/json", r#"{"api_key":["sk-body"]}"#),
        (200, "application/json", "sk-body"),
        (201, "application/json", r#"{"message":123456789}"#),
        (422, "application/json", r#"{"detail":"sk-body"}"#),
        (401, "text/plain; charset=none", "sk-body"),
        (500, "text/plain", "sk-body"),
    ] {
        let error = outcome(status, content_type, body).await.unwrap_err();
        let shown = format!("{error} {error:?} {error:#?} {:?}", error.source());
        assert!(!shown.contains("sk-") && !shown.contains("123456789"), "{shown}");
        assert!(error.source().is_none());
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[tokio::test]
async fn a_response_without_a_content_type_is_decoded_as_documented() {
    let url = send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{\"api_key\":\"sk\"}").await;
    assert_eq!(*get_key(&url).await.unwrap(), GetKeyResponse::Ok(Key { api_key: "sk".into() }));
}

#[tokio::test]
async fn unusual_statuses_are_kept() {
    for (head, status) in [("HTTP/1.1 599 \r\n", 599), ("HTTP/1.1 999 What\r\n", 999), ("HTTP/1.1 204 \r\n", 204)] {
        let url = send_and_close(format!("{head}content-length: 0\r\n\r\n")).await;
        let result = get_key(&url).await;
        let actual = result.as_ref().map_or_else(|error| error.status().unwrap(), Response::status);
        assert_eq!(actual, status);
    }
}

#[test]
fn a_call_can_be_spawned() {
    fn spawnable<T: Send + 'static>(_: T) {}
    spawnable(get_key("http://host"));
    spawnable(get_key("http://host").into_future());
}
