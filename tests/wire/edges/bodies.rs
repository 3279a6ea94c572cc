//! Responses without the body that is documented for them.

use statusful_tests::Answer;
use test_edges::Error;
use test_edges::bodies::{ClearParcelResponse, GetParcelResponse, LatestParcelError};

use super::answered;

#[tokio::test]
async fn some_statuses_are_successes_without_a_body() {
    answered(Answer::status(204), async |client| client.drop_parcel("7").await).await.unwrap();
    let cleared = answered(Answer::status(205), async |client| client.clear_parcel("7").await).await.unwrap();
    assert!(matches!(*cleared, ClearParcelResponse::ResetContent));
    let unchanged = Answer::status(304).header("etag", "\"a\"");
    let unchanged = answered(unchanged, async |client| client.get_parcel("7").await).await.unwrap();
    assert!(matches!(*unchanged, GetParcelResponse::NotModified));
    assert_eq!(unchanged.headers()["etag"], "\"a\"");
}

#[tokio::test]
async fn an_empty_body_is_null_where_null_is_a_value() {
    for answer in [Answer::status(200), Answer::json(200, ""), Answer::json(200, " \n"), Answer::json(200, "null")] {
        let latest = answered(answer, async |client| client.latest_parcel().await).await.unwrap();
        assert_eq!(latest.into_inner(), None);
    }
    let Err(Error::Api(failure)) = answered(Answer::status(404), async |client| client.latest_parcel().await).await
    else {
        panic!("404 is a failure")
    };
    assert_eq!(failure.into_inner(), LatestParcelError::NotFound(serde_json::Value::Null));
}

#[tokio::test]
async fn an_empty_body_is_an_error_where_it_is_no_value() {
    let empty = Answer::status(200).header("x-request-id", "7");
    let Err(Error::Decode(error)) = answered(empty, async |client| client.get_parcel("7").await).await else {
        panic!("an empty body is no parcel")
    };
    assert!(error.is_empty_body());
    assert_eq!((error.response().status().as_u16(), error.response().header("x-request-id")), (200, Some("7")));

    let Err(Error::Decode(error)) =
        answered(Answer::json(200, "{}"), async |client| client.get_parcel("7").await).await
    else {
        panic!("an object without a weight is no parcel")
    };
    assert!(!error.is_empty_body());
}
