//! Media types whose parameters are documented, and sent differently.

use statusful_tests::Answer;
use test_edges::Error;
use test_edges::media::{CharsetInKeyError, VersionsInKeysResponse};

use super::answered;

const PARCEL: &str = r#"{"weight":"7 kg"}"#;

#[tokio::test]
async fn a_charset_does_not_matter() {
    for media in ["application/json", "application/json; charset=utf-8", "application/json;charset=US-ASCII"] {
        let answer = Answer::new(200, media, PARCEL);
        let parcel = answered(answer, async |client| client.charset_in_key().await).await.unwrap();
        assert_eq!(parcel.weight, "7 kg", "{media}");
    }
    for media in ["text/plain", "text/plain; charset=utf-8"] {
        let answer = Answer::new(400, media, "too heavy ☹");
        let Err(Error::Api(failure)) = answered(answer, async |client| client.charset_in_key().await).await else {
            panic!("{media} is documented")
        };
        assert_eq!(failure.into_inner(), CharsetInKeyError::BadRequest("too heavy ☹".to_owned()));
    }
}

#[tokio::test]
async fn a_parameter_may_be_absent_but_not_different() {
    for (media, expected) in [
        ("application/vnd.parcels+json", true),
        ("application/vnd.parcels+json; version=2; charset=utf-8", true),
        ("application/vnd.parcels+json; version=3", false),
    ] {
        let answer = Answer::new(200, media, PARCEL);
        let found = answered(answer, async |client| client.version_in_key().await).await;
        assert_eq!(found.is_ok(), expected, "{media}");
    }
}

#[tokio::test]
async fn parameters_tell_documented_types_apart() {
    let first = Answer::new(200, "application/vnd.parcels+json; version=1", r#"{"size":"XL"}"#);
    let first = answered(first, async |client| client.versions_in_keys().await).await.unwrap();
    assert!(matches!(first.into_inner(), VersionsInKeysResponse::OkVndParcelsJson(found) if found.size == "XL"));
    let second = Answer::new(200, "application/vnd.parcels+json; charset=utf-8; version=2", PARCEL);
    let second = answered(second, async |client| client.versions_in_keys().await).await.unwrap();
    assert!(matches!(second.into_inner(), VersionsInKeysResponse::OkVndParcelsJson2(found) if found.weight == "7 kg"));
    let neither = Answer::new(200, "application/vnd.parcels+json", PARCEL);
    let neither = answered(neither, async |client| client.versions_in_keys().await).await;
    assert!(matches!(neither, Err(Error::Undocumented(_))));
}
