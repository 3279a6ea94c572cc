//! Compressed request bodies.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use reqwest::RequestBuilder;
use statusful_mock::Server;

use super::{request, seen, shapes};

const KEY: &[u8] = b"{\"name\":\"a\"}";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn encoded(server: &Server, coding: &str, body: Vec<u8>) -> RequestBuilder {
    let sent = request(server, "POST /keys").header("content-type", "application/json");
    sent.header("content-encoding", coding).body(body)
}

#[tokio::test]
async fn compressed_bodies_are_decoded() {
    let server = shapes().start().await.unwrap();
    for (coding, body) in [
        ("gzip", gzip(KEY)),
        ("X-GZIP", gzip(KEY)),
        ("deflate", zlib(KEY)),
        ("deflate", deflate(KEY)),
        ("identity", KEY.to_vec()),
        ("deflate, gzip", gzip(&zlib(KEY))),
    ] {
        let response = seen(encoded(&server, coding, body).send().await.unwrap()).await;
        assert_eq!(response, "201 application/json {\"id\":7,\"name\":\"a\"}", "{coding}");
        assert_eq!(server.received().last().unwrap().body(), KEY);
    }
    let invalid = encoded(&server, "gzip", gzip(b"{}")).send().await.unwrap();
    assert_eq!(invalid.status(), 422);
}

#[tokio::test]
async fn other_codings_are_unsupported() {
    let server = shapes().start().await.unwrap();
    for coding in ["br", "gzip, zstd", "gzip, gzip, gzip, gzip, gzip"] {
        let refused = encoded(&server, coding, gzip(KEY)).send().await.unwrap();
        assert_eq!(refused.headers()["accept-encoding"], "gzip, deflate");
        assert_eq!(refused.status(), 415);
    }
    let malformed = encoded(&server, "gzip", KEY.to_vec()).send().await.unwrap();
    assert_eq!(malformed.status(), 400);
    let lines: Vec<_> = server.received().iter().skip(2).map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    POST /keys 415 createKey (body: unsupported `Content-Encoding`; expected one of gzip, deflate)
    POST /keys 400 createKey (body: not in its `Content-Encoding`)
    ");
    let server = shapes().validate(false).start().await.unwrap();
    assert_eq!(encoded(&server, "br", KEY.to_vec()).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn a_body_is_limited_once_it_is_decoded() {
    let server = shapes().body_limit(1000).start().await.unwrap();
    let bomb = gzip(&gzip(&vec![0; 10 << 20]));
    assert!(bomb.len() < 1000);
    let refused = encoded(&server, "gzip, gzip", bomb).send().await.unwrap();
    assert_eq!(refused.status(), 413);
    assert!(server.received()[0].body().is_empty());
    assert_eq!(server.received()[0].operation(), Some("createKey"));
}
