//! Integers with a point or an exponent, and dates without an offset.

use statusful::Nullable;
use statusful_tests::Answer;
use test_edges::Error;
use test_edges::types::{Tally, TallyEither};
use test_edges::values::GetTotalsResponse;

use super::answered;

async fn tally(json: &str) -> Result<Tally, String> {
    match answered(Answer::json(200, json.to_owned()), async |client| client.get_tally().await).await {
        Ok(tally) => Ok(tally.into_inner()),
        Err(Error::Decode(error)) => Err(format!("{} at {}", error.message(), error.path().unwrap_or_default())),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whole_numbers_are_integers_everywhere() {
    let found = tally(
        r#"{
            "total": 1e3, "small": 7.0, "large": 18446744073709551615, "each": [1.0, null, 3], "byName": {"a": 2.0},
            "maybe": 4.0, "perhaps": 5.0, "either": 6.0, "at": "2024-02-29T12:30:00Z", "other": 8.0
        }"#,
    )
    .await
    .unwrap();
    assert_eq!((found.total, found.small, found.large), (1000, Some(7), Some(u64::MAX)));
    assert_eq!(found.each, Some(vec![Some(1), None, Some(3)]));
    assert_eq!(found.by_name.unwrap()["a"], 2);
    assert_eq!((found.maybe, found.perhaps), (Some(4), Some(Nullable::Value(5))));
    assert_eq!(found.either, Some(TallyEither::Integer(6)));
    assert_eq!(found.additional_properties["other"], 8);
    let list =
        tally(r#"{"total": 1, "maybe": null, "perhaps": null, "either": [1.0, 2], "at": "2024-02-29T12:30:00Z"}"#);
    let list = list.await.unwrap();
    assert_eq!((list.maybe, list.perhaps), (None, Some(Nullable::Null)));
    assert_eq!(list.either, Some(TallyEither::IntegerList(vec![1, 2])));
}

#[tokio::test]
async fn fractions_and_numbers_beyond_the_range_are_errors() {
    for (json, expected) in [
        (r#"{"total": 1.5}"#, "invalid type: floating point, expected i64 at .total"),
        (r#"{"total": 1e19}"#, "invalid value: floating point, expected i64 at .total"),
        (r#"{"total": 1, "small": 2147483648}"#, "invalid value: integer, expected i32 at .small"),
        (r#"{"total": 1, "each": [1, 2.5]}"#, "invalid type: floating point, expected i64 at .each[1]"),
        (r#"{"total": 1, "byName": {"a": "1"}}"#, "invalid type: string, expected i64 at .byName.*"),
        (r#"{"total": 1, "at": "2024-02-29T12:30:00Z"}"#, "missing field `maybe` at ."),
    ] {
        assert_eq!(tally(json).await.unwrap_err(), expected, "{json}");
    }
}

#[tokio::test]
async fn a_date_without_an_offset_is_in_utc() {
    let expected = "2024-02-29T12:30:00Z";
    for text in ["2024-02-29T12:30:00", "2024-02-29 12:30:00", "2024-02-29 12:30:00Z", "2024-02-29T13:30:00+01:00"] {
        let found =
            tally(&format!(r#"{{"total": 1, "maybe": 1, "at": "{text}", "times": ["{text}"]}}"#)).await.unwrap();
        let expected = expected.parse().unwrap();
        assert_eq!((found.at, found.times), (expected, Some(vec![expected])), "{text}");
    }
    let error = tally(r#"{"total": 1, "maybe": 1, "at": "soon"}"#).await.unwrap_err();
    assert_eq!(error, "invalid value: string, expected a date and a time at .at");
}

#[tokio::test]
async fn bodies_that_are_numbers_are_lenient_too() {
    let list = answered(Answer::json(200, "[1.0, 2]"), async |client| client.get_totals().await).await.unwrap();
    assert!(matches!(list.into_inner(), GetTotalsResponse::OkJson(list) if list == [1, 2]));
    let maybe = answered(Answer::json(202, "3.0"), async |client| client.get_totals().await).await.unwrap();
    assert!(matches!(maybe.into_inner(), GetTotalsResponse::Accepted(Some(3))));
    let lines = Answer::new(200, "application/x-ndjson", "1.0\n2e0\n");
    let lines = answered(lines, async |client| client.get_totals().await).await.unwrap();
    let GetTotalsResponse::OkNdjson(mut lines) = lines.into_inner() else { panic!("they are lines") };
    assert_eq!((lines.next().await.unwrap().unwrap(), lines.next().await.unwrap().unwrap()), (1, 2));
    let events = Answer::new(200, "text/event-stream", "data: 1.0\n\n");
    let events = answered(events, async |client| client.get_totals().await).await.unwrap();
    let GetTotalsResponse::OkEventStream(mut events) = events.into_inner() else { panic!("they are events") };
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
}
