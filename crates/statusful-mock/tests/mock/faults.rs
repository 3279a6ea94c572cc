//! Responses with deliberate faults.

use std::time::Duration;

use statusful_mock::Fault;
use tokio::time::Instant;

use super::{answer, send, shapes};

#[tokio::test]
async fn a_cut_body_ends_after_the_first_half() {
    let server = shapes().fault("lines", Fault::Cut).start().await.unwrap();
    let mut response = send(&server, "GET /lines").await;
    assert_eq!((response.status().as_u16(), response.content_length()), (200, Some(8)));
    let mut bytes = Vec::new();
    let error = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    assert!(error.is_some());
    assert_eq!(bytes, b"\"a\"\n");
    // A response without a body arrives whole.
    server.script("mine", "204 cut").unwrap();
    assert_eq!(answer(&server, "GET /keys/mine").await, "204");
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_takes_its_time() {
    let server = shapes().scenario("lines", "200 slow=60s").start().await.unwrap();
    let start = Instant::now();
    let response = send(&server, "GET /lines").await;
    let headers = start.elapsed();
    assert_eq!(response.text().await.unwrap(), "\"a\"\n\"b\"\n");
    assert!(headers < Duration::from_secs(10), "{headers:?}");
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test]
async fn garbage_and_wrong_types_do_not_match_the_document() {
    let server = shapes().scenario("listKeys", "garbage, wrong-type, wrong-media").start().await.unwrap();
    let garbage = send(&server, "GET /keys").await;
    assert_eq!(garbage.headers()["content-type"], "application/json");
    assert!(String::from_utf8(garbage.bytes().await.unwrap().to_vec()).is_err());
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json {}");
    assert_eq!(answer(&server, "GET /keys").await, "200 application/x-undocumented []");
}

#[tokio::test]
async fn a_fault_can_be_set_and_removed() {
    let server = shapes().start().await.unwrap();
    server.fault("listKeys", Fault::WrongMedia).unwrap();
    assert_eq!(answer(&server, "GET /keys").await, "200 application/x-undocumented []");
    server.fault("listKeys", None).unwrap();
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json []");
    assert!(server.fault("no", None).is_err());
}

#[test]
fn faults_have_names() {
    for name in ["cut", "slow=1500ms", "garbage", "wrong-type", "wrong-media"] {
        assert_eq!(name.parse::<Fault>().unwrap().to_string(), name);
    }
    let error = "cuts".parse::<Fault>().unwrap_err().to_string();
    assert!(error.contains("`wrong-media`"), "{error}");
}
