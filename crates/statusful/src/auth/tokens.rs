//! A cache of the tokens of a token endpoint, which concurrent calls share.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::timeout;

use crate::Secret;

/// The maximum part of a token's lifetime that is not used, so that it does not expire before it reaches the server.
const LONGEST_MARGIN: Duration = Duration::from_secs(30);

/// The maximum time for which a token is cached, regardless of its lifetime.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The first and the longest wait between a new token and the next one, if servers reject new tokens.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The maximum number of cached tokens. A client that uses more servers or scopes fetches some of them again.
const CAPACITY: usize = 256;

/// The key of a token: the URL of the endpoint, and the scope.
pub(super) type Key = (String, String);

/// Tokens by key. The lock is only held briefly, never while a token is fetched.
pub(super) struct Tokens<E>(Mutex<HashMap<Key, Slot<E>>>);

struct Slot<E> {
    kept: Option<Kept>,
    fetch: Option<Waiting<E>>,
}

/// A cached token.
struct Kept {
    token: Secret,
    fetched: Instant,
    until: Instant,
    /// The number of consecutive new tokens that servers rejected before this one.
    rejections: u32,
}

/// The result of looking up a token.
pub(super) enum Found<E> {
    /// A cached token.
    Token(Secret),
    /// Another call is already fetching a token.
    Fetching(Waiting<E>),
    /// There is no token, so the call must fetch one.
    Nothing(Fetching<E>, Waiting<E>),
}

/// A fetch in progress, for the task that fetches.
pub(super) struct Fetching<E> {
    key: Key,
    rejections: u32,
    sender: watch::Sender<Option<Result<Secret, E>>>,
}

/// A fetch in progress, for the calls that wait for it.
#[derive(Clone)]
pub(super) struct Waiting<E>(watch::Receiver<Option<Result<Secret, E>>>);

impl<E: Clone> Waiting<E> {
    /// Returns the outcome of the fetch, or `None` if it took too long, or if the runtime of the task was shut down.
    pub(super) async fn outcome(mut self, limit: Duration) -> Option<Result<Secret, E>> {
        let ended = timeout(limit, self.0.wait_for(Option::is_some)).await;
        ended.ok()?.ok()?.clone()
    }

    /// Returns `true` if the task that fetches is still running.
    fn is_alive(&self) -> bool {
        self.0.has_changed().is_ok()
    }
}

impl<E: Clone> Tokens<E> {
    /// Looks up a token other than the `rejected` one.
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

    /// Ends a fetch with a token and its lifetime, or with an error.
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
        // There may be no more receivers.
        let _ = sender.send(Some(outcome));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Slot<E>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// A token that was rejected immediately after it was fetched is still used, because another would probably be
    /// rejected, too.
    fn is_usable(&self, rejected: Option<&Secret>, now: Instant) -> bool {
        let is_rejected = rejected == Some(&self.token);
        self.until > now && (!is_rejected || now.saturating_duration_since(self.fetched) < pause(self.rejections))
    }

    /// A token that was accepted for a while ends a series of rejections.
    fn rejections_after(&self, rejected: Option<&Secret>, now: Instant) -> u32 {
        let is_new = now.saturating_duration_since(self.fetched) <= 2 * LONGEST_PAUSE;
        if rejected == Some(&self.token) && is_new { self.rejections.saturating_add(1) } else { 0 }
    }
}

/// Returns how long a token is used.
fn usable(lifetime: Duration) -> Duration {
    let lifetime = lifetime.min(LONGEST);
    lifetime.saturating_sub(LONGEST_MARGIN.min(lifetime / 10))
}

/// Returns the minimum age of a token before it is replaced, given the number of rejected tokens. The first is replaced
/// immediately.
fn pause(rejections: u32) -> Duration {
    match rejections.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST_PAUSE),
    }
}

/// Removes the token that expires first if the cache is full.
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
        // After a token that expires, or that was accepted for more than two minutes, the next one can be replaced
        // immediately.
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
