//! The tokens of a token endpoint: kept, expected by several calls at once, and renewed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::timeout;

use crate::Secret;

/// The longest part of a token's lifetime that is not used, so that it does not expire on its way.
const LONGEST_MARGIN: Duration = Duration::from_secs(30);

/// How long a token is kept at most, whatever its endpoint says.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The wait between a new token and its successor if servers reject new tokens: first and longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How many tokens are kept. A client whose calls go to many servers or need many scopes fetches some again.
const CAPACITY: usize = 256;

/// What a token is for: the URL of the endpoint, and the scope.
pub(super) type Key = (String, String);

/// Tokens by what they are for. The lock is held for moments, never while a token is fetched.
pub(super) struct Tokens<E>(Mutex<HashMap<Key, Slot<E>>>);

struct Slot<E> {
    kept: Option<Kept>,
    fetch: Option<Waiting<E>>,
}

/// A token that was fetched.
struct Kept {
    token: Secret,
    fetched: Instant,
    until: Instant,
    /// How many new tokens in a row servers have rejected before it.
    rejections: u32,
}

/// What there is when a call needs a token.
pub(super) enum Found<E> {
    /// A token.
    Token(Secret),
    /// Another call has started to fetch one.
    Fetching(Waiting<E>),
    /// Nothing: the call has to start a fetch.
    Nothing(Fetching<E>, Waiting<E>),
}

/// A fetch, for the task that fetches.
pub(super) struct Fetching<E> {
    key: Key,
    rejections: u32,
    sender: watch::Sender<Option<Result<Secret, E>>>,
}

/// A fetch, for the calls that wait for it.
#[derive(Clone)]
pub(super) struct Waiting<E>(watch::Receiver<Option<Result<Secret, E>>>);

impl<E: Clone> Waiting<E> {
    /// Returns how the fetch ended; `None` if it took too long, or if it ended with the runtime it ran on.
    pub(super) async fn outcome(mut self, limit: Duration) -> Option<Result<Secret, E>> {
        let ended = timeout(limit, self.0.wait_for(Option::is_some)).await;
        ended.ok()?.ok()?.clone()
    }

    /// Returns `true` if there is still a task that fetches.
    fn is_alive(&self) -> bool {
        self.0.has_changed().is_ok()
    }
}

impl<E: Clone> Tokens<E> {
    /// Finds a token other than the `rejected` one.
    pub(super) fn find(&self, key: &Key, rejected: Option<&Secret>, now: Instant) -> Found<E> {
        let mut slots = self.lock();
        let slot = slots.get(key);
        let kept = slot.and_then(|slot| slot.kept.as_ref());
        if let Some(kept) = kept.filter(|kept| kept.is_usable(rejected, now)) {
            return Found::Token(kept.token.clone());
        }
        if let Some(fetch) = slot.and_then(|slot| slot.fetch.as_ref()).filter(|fetch| fetch.is_alive()) {
            return Found::Fetching(fetch.clone());
        }
        let rejections = kept.map_or(0, |kept| kept.rejections_after(rejected, now));
        let (sender, receiver) = watch::channel(None);
        let waiting = Waiting(receiver);
        make_room(&mut slots, key, now);
        slots.entry(key.clone()).or_default().fetch = Some(waiting.clone());
        Found::Nothing(Fetching { key: key.clone(), rejections, sender }, waiting)
    }

    /// Ends a fetch: with a token and its lifetime, or with an error.
    pub(super) fn end(&self, fetching: Fetching<E>, outcome: Result<(Secret, Duration), E>, now: Instant) {
        let Fetching { key, rejections, sender } = fetching;
        let mut slots = self.lock();
        let slot = slots.entry(key).or_default();
        slot.fetch = None;
        let outcome = outcome.map(|(token, lifetime)| {
            let until = now.checked_add(usable(lifetime)).unwrap_or(now);
            slot.kept = Some(Kept { token: token.clone(), fetched: now, until, rejections });
            token
        });
        // Nobody may wait any more.
        let _ = sender.send(Some(outcome));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Slot<E>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// A token that was rejected right after it was fetched is still what there is: another would hardly fare better.
    fn is_usable(&self, rejected: Option<&Secret>, now: Instant) -> bool {
        let is_rejected = rejected == Some(&self.token);
        self.until > now && (!is_rejected || now.saturating_duration_since(self.fetched) < pause(self.rejections))
    }

    /// A token that was accepted for a while ends a row of rejections.
    fn rejections_after(&self, rejected: Option<&Secret>, now: Instant) -> u32 {
        let is_new = now.saturating_duration_since(self.fetched) <= 2 * LONGEST_PAUSE;
        if rejected == Some(&self.token) && is_new { self.rejections.saturating_add(1) } else { 0 }
    }
}

/// How long a token is used.
fn usable(lifetime: Duration) -> Duration {
    let lifetime = lifetime.min(LONGEST);
    lifetime.saturating_sub(LONGEST_MARGIN.min(lifetime / 10))
}

/// How old a token must be to be replaced, after a number of rejected ones. The first is replaced at once.
fn pause(rejections: u32) -> Duration {
    match rejections.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST_PAUSE),
    }
}

/// Removes the token that expires first if there are as many as are kept.
fn make_room<E: Clone>(slots: &mut HashMap<Key, Slot<E>>, key: &Key, now: Instant) {
    if slots.len() < CAPACITY || slots.contains_key(key) {
        return;
    }
    let until = |slot: &Slot<E>| slot.kept.as_ref().map_or(now, |kept| kept.until);
    let idle = slots.iter().filter(|(_, slot)| !slot.fetch.as_ref().is_some_and(Waiting::is_alive));
    if let Some(first) = idle.min_by_key(|(_, slot)| until(slot)).map(|(key, _)| key.clone()) {
        slots.remove(&first);
    }
}

impl<E> Default for Slot<E> {
    fn default() -> Self {
        Self { kept: None, fetch: None }
    }
}

impl<E> Default for Tokens<E> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_has_a_margin_and_a_limit() {
        for (lifetime, used) in [(0, 0), (30, 27), (300, 270), (3600, 3570), (u64::MAX, 86_370)] {
            assert_eq!(usable(Duration::from_secs(lifetime)), Duration::from_secs(used), "{lifetime}");
        }
    }

    #[test]
    fn pauses_grow_up_to_the_longest() {
        let seconds: Vec<_> = [0, 1, 2, 3, 6, 7, u32::MAX].into_iter().map(|row| pause(row).as_secs()).collect();
        assert_eq!(seconds, [0, 1, 2, 4, 32, 60, 60]);
    }

    #[test]
    fn the_number_of_tokens_is_bounded() {
        let (tokens, now) = (Tokens::<()>::default(), Instant::now());
        for number in 0..=CAPACITY as u64 {
            let key = (String::new(), number.to_string());
            let Found::Nothing(fetching, _) = tokens.find(&key, None, now) else { panic!("{number}") };
            tokens.end(fetching, Ok((Secret::from("t"), Duration::from_secs(1000 + number))), now);
        }
        assert_eq!(tokens.lock().len(), CAPACITY);
        let found = |scope: &str| matches!(tokens.find(&(String::new(), scope.to_owned()), None, now), Found::Token(_));
        assert!(found("1") && !found("0"));
    }

    #[test]
    fn a_fetch_that_ended_with_its_runtime_is_started_again() {
        let (tokens, now) = (Tokens::<()>::default(), Instant::now());
        let key = Key::default();
        let Found::Nothing(fetching, _) = tokens.find(&key, None, now) else { panic!() };
        assert!(matches!(tokens.find(&key, None, now), Found::Fetching(_)));
        drop(fetching);
        assert!(matches!(tokens.find(&key, None, now), Found::Nothing(..)));
    }

    #[test]
    fn only_rejections_of_new_tokens_make_a_row() {
        let (key, fetched) = (Key::default(), Instant::now());
        let fetch = |tokens: &Tokens<()>, rejected: Option<&str>, lifetime: u64, now: Instant| {
            let rejected = rejected.map(Secret::from);
            let Found::Nothing(fetching, _) = tokens.find(&key, rejected.as_ref(), now) else { return false };
            tokens.end(fetching, Ok((Secret::from("t"), Duration::from_secs(lifetime))), now);
            true
        };
        // A token that expires, or that was accepted for more than two minutes, is followed by one that may be replaced at once.
        for (rejected, lifetime, later, is_replaced) in
            [(None, 60, 60, true), (Some("t"), 3600, 121, true), (Some("t"), 3600, 120, false)]
        {
            let (tokens, later) = (Tokens::default(), fetched + Duration::from_secs(later));
            assert!(fetch(&tokens, None, lifetime, fetched));
            assert!(fetch(&tokens, rejected, 3600, later));
            assert_eq!(fetch(&tokens, Some("t"), 3600, later), is_replaced, "{rejected:?} {later:?}");
        }
    }
}
