//! Faults of TLS: certificates that are not valid, and connections that end in the handshake or after it.

use std::error::Error as _;
use std::time::Instant;

use statusful::{Client, RedirectPolicy};
use statusful_tests::{Answer, Server};

use super::caller::Caller;
use super::cell::{LONG, for_each_reader};
use super::certificates::Authority;
use super::expected::{interrupted, no_response, not_connected, read};
use super::faulty::{Behavior, FaultyServer, Tls};
use super::outcome::Outcome;
use super::reader::{Reader, http_client};
use super::script::{Script, after};
use crate::runtime::operations::{Plain, call};

/// What the first connection does about TLS.
enum Handshake {
    OtherHost,
    Expired,
    UnknownIssuer,
    Valid,
    /// The script, instead of a handshake.
    Broken,
}

/// Calls a server whose first connection is faulty, and then again.
async fn check(reader: Reader, handshake: Handshake, script: Script, expected: Outcome) {
    let (authority, is_accepted) = (Authority::new("known"), matches!(handshake, Handshake::Valid | Handshake::Broken));
    let faulty = match handshake {
        Handshake::OtherHost => Some(authority.other_host()),
        Handshake::Expired => Some(authority.expired()),
        Handshake::UnknownIssuer => Some(Authority::new("unknown").valid()),
        Handshake::Valid => Some(authority.valid()),
        Handshake::Broken => None,
    };
    let tls = Some(Tls { faulty, sane: authority.valid() });
    let answer = reader.answer().into_bytes().into();
    let server = FaultyServer::behaving(Behavior { script, faulty: 1, answer, tls }).await;
    let http = http_client().add_root_certificate(authority.certificate).build().unwrap();
    let caller = Caller::new(reader, server.url(), http).await;
    let started = Instant::now();
    let outcome = caller.call(LONG).await;
    assert_eq!(outcome, expected);
    assert!(started.elapsed() < LONG / 2);
    if is_accepted {
        server.is_abandoned().await;
    } else {
        assert_eq!(server.requests(), 0, "nothing is sent to a server that is not trusted");
    }
    assert_eq!(caller.call(LONG).await, read(reader));
}

for_each_reader! {
    other_host: |reader| check(reader, Handshake::OtherHost, after(""), not_connected(reader));
    expired: |reader| check(reader, Handshake::Expired, after(""), not_connected(reader));
    unknown_issuer: |reader| check(reader, Handshake::UnknownIssuer, after(""), not_connected(reader));
    closed_in_handshake: |reader| check(reader, Handshake::Broken, after("").close().without_request(), not_connected(reader));
    reset_in_handshake: |reader| check(reader, Handshake::Broken, after("").reset().without_request(), not_connected(reader));
    plain_http: |reader| check(reader, Handshake::Broken, after("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").without_request(), not_connected(reader));
    cut_before_head: |reader| check(reader, Handshake::Valid, after("").cut(), no_response(reader));
    cut_within_head: |reader| check(reader, Handshake::Valid, after("HTTP/1.1 200 OK\r\nx-").cut(), no_response(reader));
    cut_within_body: |reader| check(reader, Handshake::Valid, after(reader.half()).cut(), interrupted(reader, reader.read_first()));
    // Without `close_notify`, the end of the connection is not the end of the body.
    cut_without_a_length: |reader| check(reader, Handshake::Valid, after(reader.head("connection: close") + reader.first()).cut(), interrupted(reader, reader.read_first()));
    closed_without_a_length: |reader| check(reader, Handshake::Valid, after(reader.head("connection: close") + &reader.body()).close(), read(reader));
}

#[tokio::test]
async fn the_reason_is_a_source_of_the_error() {
    let authority = Authority::new("known");
    for (faulty, reason) in [
        (authority.other_host(), "certificate not valid for name"),
        (authority.expired(), "certificate expired"),
        (Authority::new("unknown").valid(), "UnknownIssuer"),
    ] {
        let tls = Some(Tls { faulty: Some(faulty), sane: authority.valid() });
        let server =
            FaultyServer::behaving(Behavior { script: after(""), faulty: 1, answer: Vec::new().into(), tls }).await;
        let http = http_client().add_root_certificate(authority.certificate.clone()).build().unwrap();
        let client = Client::builder().http_client(http).build().unwrap();
        let error = call::<Plain>(&client).server(server.url()).await.unwrap_err();
        let sources: Vec<_> =
            std::iter::successors(error.source(), |&error| error.source()).map(ToString::to_string).collect();
        assert!(sources.iter().any(|source| source.contains(reason)), "{sources:?}");
    }
}

#[tokio::test]
async fn a_redirect_from_https_to_http_is_not_followed() {
    let (authority, other) = (Authority::new("known"), Server::answering(Answer::status(200)).await);
    let tls = Some(Tls { faulty: None, sane: authority.valid() });
    let answer = format!("HTTP/1.1 302 Found\r\nlocation: {}/\r\ncontent-length: 0\r\n\r\n", other.url());
    let behavior = Behavior { script: after(""), faulty: 0, answer: answer.into_bytes().into(), tls };
    let server = FaultyServer::behaving(behavior).await;
    let http = http_client().add_root_certificate(authority.certificate).build().unwrap();
    let client = Client::builder().http_client(http).redirects(RedirectPolicy::new().across_origins(true));
    let client = client.build().unwrap();
    let response = call::<Plain>(&client).server(server.url()).await.unwrap();
    assert_eq!((response.status().as_u16(), response.raw().redirects().len()), (302, 0));
    assert!(other.requests().is_empty());
}
