//! What both clients do.

use crate::harness::Failure;
use crate::server::{EVENTS, LARGE, SMALL};

/// A client. Each call returns what it found in the body, which is checked.
pub(crate) trait Caller: Clone + Send + Sync + Sized + 'static {
    fn new(server: &str) -> Result<Self, Failure>;

    /// Gets JSON, and returns the length of two texts in it.
    fn key(&self, id: &str) -> impl Future<Output = Result<usize, Failure>> + Send;

    /// Reads a stream of events, and returns the sum of a number in each.
    fn events(&self) -> impl Future<Output = Result<usize, Failure>> + Send;
}

/// Something to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Small,
    Large,
    Events,
    Build,
}

impl Work {
    pub(crate) const ALL: [Self; 4] = [Self::Small, Self::Large, Self::Events, Self::Build];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "1 kB of JSON",
            Self::Large => "1 MB of JSON",
            Self::Events => "100 events",
            Self::Build => "a new client",
        }
    }

    /// The number of repetitions for the mean.
    pub(crate) fn count(self) -> u32 {
        match self {
            Self::Small => 400,
            Self::Large | Self::Events => 40,
            Self::Build => 2,
        }
    }

    /// Does it `count` times, one after the other.
    pub(crate) async fn repeat<C: Caller>(self, caller: &C, server: &str, count: u32) -> Result<(), Failure> {
        for _ in 0..count {
            self.once(caller, server).await?;
        }
        Ok(())
    }

    async fn once<C: Caller>(self, caller: &C, server: &str) -> Result<(), Failure> {
        let (found, expected) = match self {
            Self::Small => (caller.key(SMALL.id).await?, SMALL.found),
            Self::Large => (caller.key(LARGE.id).await?, LARGE.found),
            Self::Events => (caller.events().await?, EVENTS),
            Self::Build => (C::new(server).map(|_| 0)?, 0),
        };
        if found == expected { Ok(()) } else { Err(format!("found {found}, expected {expected}").into()) }
    }
}
