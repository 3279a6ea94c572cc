//! One cell of the matrix: a fault at a point of a response, and what a caller gets.

use std::time::{Duration, Instant};

use super::caller::Caller;
use super::faulty::FaultyServer;
use super::outcome::Outcome;
use super::reader::{Reader, http_client};
use super::script::Script;

/// The time limit of calls that are to reach it.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

/// The time limit of all other calls, which is not reached.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// How long any of this takes at most.
const BOUND: Duration = Duration::from_secs(10);

/// Calls a server with a faulty connection, and checks
///
/// - the outcome, and what of the response had arrived before;
/// - that it takes no longer than it has to;
/// - that the client closes the faulty connection, and does not use it again;
/// - that the next call with the same client succeeds.
pub(crate) async fn check(reader: Reader, script: Script, expected: Outcome) {
    let is_sane_afterwards = script.is_sane_afterwards();
    let server = FaultyServer::start(script, reader.answer().into_bytes()).await;
    let caller = Caller::new(reader, server.url(), http_client().build().unwrap()).await;
    let (started, limit) = (Instant::now(), if expected.takes_time() { SHORT } else { LONG });
    let outcome = caller.call(limit).await;
    assert_eq!(outcome, expected);
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    if !is_sane_afterwards {
        if expected == Outcome::NoTokenInTime {
            // A token that nobody waits for is fetched until its own time limit.
            tokio::time::pause();
            tokio::time::advance(Duration::from_secs(31)).await;
            tokio::time::resume();
        }
        server.is_abandoned().await;
    }
    assert_eq!(caller.call(LONG).await, Outcome::Read(reader.read_all().to_owned()));
    // A token that was read is not fetched again.
    let is_kept = reader == Reader::Token && matches!(expected, Outcome::Read(_));
    assert_eq!(server.requests(), if is_kept { 1 } else { 2 });
}

/// Returns the tests of a fault: one for each way in which a response is read.
macro_rules! for_each_reader {
    ($($name:ident: |$reader:ident| $check:expr;)*) => {
        $(
            mod $name {
                #[allow(unused_imports, reason = "no fault needs all of them")]
                use super::*;

                $crate::reliability::cell::for_each_reader! { @tests |$reader| $check;
                    whole Whole, events Events, lines Lines, bytes Bytes, token Token
                }
            }
        )*
    };
    (@tests |$reader:ident| $check:expr; $($name:ident $kind:ident),*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let $reader = $crate::reliability::reader::Reader::$kind;
                $check.await;
            }
        )*
    };
}
pub(crate) use for_each_reader;

/// Tests, each of one cell: how the response is read, what the connection does, and what the caller gets.
macro_rules! cells {
    ($($name:ident: $reader:expr, $script:expr => $outcome:expr;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                $crate::reliability::cell::check($reader, $script, $outcome).await;
            }
        )*
    };
}
pub(crate) use cells;
