//! Responses one after the other.

use std::time::Duration;

use statusful_mock::{Fault, MockError};
use tokio::time::Instant;

use super::{keymint, preferring, request, send, shapes};

async fn polled(server: &statusful_mock::Server) -> u16 {
    let poll = request(server, "GET /auth-response/req_1").bearer_auth("token");
    poll.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_last_response_repeats() {
    let server = keymint().scenario("getAuthResponseRequestId", "201, 201, 200").start().await.unwrap();
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(polled(&server).await);
    }
    assert_eq!(statuses, [201, 201, 200, 200, 200]);
}

#[tokio::test]
async fn a_scenario_can_be_replaced_and_reset() {
    let server = keymint().scenario("GET /auth-response/{request_id}", "201").start().await.unwrap();
    assert_eq!(polled(&server).await, 201);
    server.script("getAuthResponseRequestId", "500*2, 503!").unwrap();
    assert_eq!([polled(&server).await, polled(&server).await, polled(&server).await], [500, 500, 503]);
    server.reset();
    assert_eq!((polled(&server).await, server.received().len()), (201, 1));
}

#[tokio::test]
async fn neither_invalid_requests_nor_preferences_advance_a_scenario() {
    let server = shapes().scenario("listKeys", ":one, 304").start().await.unwrap();
    assert_eq!(send(&server, "GET /keys?limit=x").await.status(), 400);
    assert_eq!(preferring(&server, "GET /keys", "code=503").await, "503 text/plain else");
    assert_eq!(super::answer(&server, "GET /keys").await, "200 application/json [{\"name\":\"one\"}]");
    assert_eq!(send(&server, "GET /keys").await.status(), 304);
}

#[tokio::test(start_paused = true)]
async fn latencies_are_of_steps_operations_or_the_mock() {
    let seconds = Duration::from_secs;
    let mock = shapes().latency(seconds(1)).operation_latency("mine", seconds(20));
    let server = mock.scenario("listKeys", "200@300s, 200").start().await.unwrap();
    let mut waited = Vec::new();
    for line in ["GET /keys", "GET /keys", "GET /keys/mine", "GET /events"] {
        let start = Instant::now();
        send(&server, line).await;
        waited.push(start.elapsed().as_secs());
    }
    assert_eq!(waited, [300, 1, 20, 1]);
}

#[tokio::test]
async fn names_that_the_document_does_not_have_are_errors_before_the_start() {
    let refused = |mock: statusful_mock::Mock| mock.router().unwrap_err().to_string();
    insta::assert_snapshot!(refused(keymint().scenario("getKey", "200")), @"the document has no operation `getKey`; available: `exchangeAuthCodeForAPIKey`, `getAuthResponseRequestId`, `create_api_key_for_user_api_keys_post`");
    insta::assert_snapshot!(refused(keymint().scenario("getAuthResponseRequestId", "201, 204")), @"the operation `getAuthResponseRequestId` has no `204`; available: `200`, `201`, `401`, `500`");
    insta::assert_snapshot!(refused(shapes().scenario("listKeys", "200:two")), @"the operation `listKeys` has no `200:two`; available: `none`, `wrong`, `one`");
    insta::assert_snapshot!(refused(shapes().scenario("listKeys", "200, sometimes")), @"invalid scenario of `listKeys`: expected a status such as `201`, `4XX` or `default`, or a fault, at byte 5 of `200, sometimes`");
    assert!(matches!(shapes().fault("no", Fault::Cut).router(), Err(MockError::UnknownOperation { .. })));
    assert!(matches!(
        shapes().operation_latency("no", Duration::ZERO).router(),
        Err(MockError::UnknownOperation { .. })
    ));
}
