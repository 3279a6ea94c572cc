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
    assert_eq!(caller.call(limit).await, expected);
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    if !is_sane_afterwards {
        // A token that nobody waits for is fetched until its own time limit. Nothing else is going on.
        let is_fetching = expected == Outcome::NoTokenInTime;
        if is_fetching {
            tokio::time::pause();
        }
        server.is_abandoned().await;
        if is_fetching {
            tokio::time::resume();
        }
    }
    assert_eq!(caller.call(LONG).await, Outcome::Read(reader.read_all().to_owned()));
    assert_eq!(server.requests(), 2);
}

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
