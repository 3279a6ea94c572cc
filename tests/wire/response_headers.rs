//! Documented response headers.

use statusful_tests::{Answer, Server};
use test_service::headers::{LimitsOkHeaders, LimitsTooManyRequestsHeaders};
use test_service::{Client, Error, types::LimitsXTierHeader};

async fn client(answer: Answer) -> (Server, Client) {
    let server = Server::answering(answer).await;
    let client = Client::builder().server(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn they_are_decoded_into_typed_fields() {
    let answer = Answer::new(200, "text/plain", "fine")
        .header("x-rate-limit", "60")
        .header("x-reset", "2026-01-02T03:04:05Z")
        .header("x-tier", "paid")
        .header("x-scopes", "read, write")
        .header("x-scopes", "admin")
        .header("x-meta", "a,1");
    let (_server, client) = client(answer).await;
    let response = client.limits().await.unwrap();
    let headers: LimitsOkHeaders = response.typed_headers().unwrap();
    assert_eq!(headers.x_rate_limit, Some(60));
    assert_eq!(headers.x_reset.unwrap().to_rfc3339(), "2026-01-02T03:04:05+00:00");
    assert_eq!(headers.x_tier, Some(LimitsXTierHeader::Paid));
    assert_eq!(headers.x_scopes.unwrap(), ["read", "write", "admin"]);
    assert_eq!(headers.x_meta.as_deref(), Some("a,1"));
    // Proxies drop headers, so an absent header is not an error, even if the document requires it.
    assert_eq!(headers.x_cached, None);
}

#[tokio::test]
async fn failures_have_documented_headers_too() {
    let (_server, client) = client(Answer::status(429).header("retry-after", "7")).await;
    let error = client.limits().await.unwrap_err();
    let headers: LimitsTooManyRequestsHeaders = error.raw().unwrap().typed_headers().unwrap();
    assert_eq!(headers.retry_after, Some(7));
}

#[tokio::test]
async fn a_malformed_header_is_an_error_that_keeps_the_response() {
    let (_server, client) = client(Answer::new(200, "text/plain", "fine").header("x-rate-limit", "sk-many")).await;
    let response = client.limits().await.unwrap();
    let error = response.typed_headers::<LimitsOkHeaders>().unwrap_err();
    assert_eq!(error.message(), "the header `X-Rate-Limit` does not have its documented type");
    assert_eq!(
        (error.response().body().as_ref(), error.response().header("x-rate-limit")),
        (&b"fine"[..], Some("sk-many"))
    );
    assert!(!format!("{error} {error:?}").contains("sk-"));
    let error: Error<()> = error.into();
    assert!(error.to_string().contains("but a header could not be decoded"), "{error}");
}
