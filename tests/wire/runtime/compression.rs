//! Compressed responses.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use statusful::{BodyErrorKind, Error};
use statusful_tests::{Answer, Server};

use super::operations::{Head, Plain, call, client};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

async fn compressed(body: Vec<u8>, encoding: &str) -> Server {
    Server::answering(Answer::new(200, "text/plain", body).header("content-encoding", encoding)).await
}

#[tokio::test]
async fn gzip_is_asked_for_and_decompressed() {
    let server = compressed(gzip(b"hello"), "gzip").await;
    let response = call::<Plain>(&client()).server(server.url()).await.unwrap();
    assert_eq!(*response, "hello");
    assert!(server.only_request().header("accept-encoding").contains("gzip"));
}

#[tokio::test]
async fn the_limit_of_a_body_applies_to_what_it_becomes() {
    let bomb = gzip(&vec![0; 64 << 20]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let server = compressed(bomb, "gzip").await;
    let error = call::<Plain>(&client()).server(server.url()).max_body_bytes(1 << 20).await.unwrap_err();
    let Error::Body(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), BodyErrorKind::TooLarge { limit: 1 << 20 });
    assert_eq!(error.response().body().len(), 1 << 20);
}

#[tokio::test]
async fn a_compressed_body_that_breaks_off_keeps_what_was_read() {
    let whole = gzip(&(0..40_000_u32).flat_map(u32::to_be_bytes).collect::<Vec<_>>());
    let server = compressed(whole[..whole.len() / 2].to_vec(), "gzip").await;
    let error = call::<Plain>(&client()).server(server.url()).await.unwrap_err();
    let Error::Body(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), BodyErrorKind::Interrupted);
    assert!(error.response().body().len() > 10_000, "{error:?}");
}

#[tokio::test]
async fn an_encoding_that_is_not_read_is_named() {
    for encoding in ["snappy", "gzip, snappy", "br"] {
        let server = compressed(b"compressed".to_vec(), encoding).await;
        let error = call::<Plain>(&client()).server(server.url()).await.unwrap_err();
        let Error::Decode(error) = error else { panic!("{error}") };
        assert!(error.message().contains(&format!("its encoding is `{encoding}`")), "{error}");
        assert_eq!(error.response().body(), "compressed");
    }
}

#[tokio::test]
async fn without_a_body_no_encoding_matters() {
    let server = compressed(Vec::new(), "snappy").await;
    assert_eq!(call::<Head>(&client()).server(server.url()).await.unwrap().status(), 200);
    assert_eq!(call::<Plain>(&client()).server(server.url()).await.unwrap().status(), 200);
    let server = compressed(b"plain".to_vec(), "identity").await;
    assert_eq!(*call::<Plain>(&client()).server(server.url()).await.unwrap(), "plain");
}
