//! The state of the demo's services.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use keymint::Secret;
use keymint::statusful::login::random_state;
use keymint::statusful::reqwest::Url;

/// The maximum number of entries of each kind; the oldest is removed.
const MOST: usize = 64;

/// The state of the demo's services. Every entry can be used once.
#[derive(Default)]
pub(super) struct Ledger {
    authorizations: Shelf<String, Authorization>,
    codes: Shelf<Secret, String>,
    decisions: Shelf<String, Decision>,
}

/// A request for access.
pub(super) struct Authorization {
    /// The redirect URI.
    pub(super) callback: Url,
    /// The code challenge.
    pub(super) challenge: String,
}

/// The decision of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Decision {
    /// Access is granted.
    Allow,
    /// Access is denied.
    Deny,
}

impl Ledger {
    /// Stores a request for access, and returns its name in the URL of the form.
    pub(super) fn ask(&self, authorization: Authorization) -> String {
        let name = random_state().expose_secret().to_owned();
        self.authorizations.put(name.clone(), authorization);
        name
    }

    /// Removes and returns the request for access with this name.
    pub(super) fn asked(&self, name: &str) -> Option<Authorization> {
        self.authorizations.take(|known| known == name)
    }

    /// Returns a new code, which can be exchanged with the verifier of this challenge.
    pub(super) fn grant(&self, challenge: String) -> Secret {
        let code = random_state();
        self.codes.put(code.clone(), challenge);
        code
    }

    /// Removes a code, and returns its challenge.
    pub(super) fn granted(&self, code: &Secret) -> Option<String> {
        self.codes.take(|known| known == code)
    }

    /// Stores the decision about a request.
    pub(super) fn decide(&self, request_id: String, decision: Decision) {
        self.decisions.put(request_id, decision);
    }

    /// Removes and returns the decision about a request.
    pub(super) fn decided(&self, request_id: &str) -> Option<Decision> {
        self.decisions.take(|known| known == request_id)
    }
}

/// A bounded queue of named entries.
struct Shelf<N, T>(Mutex<VecDeque<(N, T)>>);

impl<N, T> Default for Shelf<N, T> {
    fn default() -> Self {
        Self(Mutex::new(VecDeque::new()))
    }
}

impl<N, T> Shelf<N, T> {
    fn put(&self, name: N, thing: T) {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if things.len() == MOST {
            things.pop_front();
        }
        things.push_back((name, thing));
    }

    fn take(&self, is_wanted: impl Fn(&N) -> bool) -> Option<T> {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = things.iter().position(|(name, _)| is_wanted(name))?;
        things.remove(place).map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_once() {
        let ledger = Ledger::default();
        let code = ledger.grant("challenge".to_owned());
        assert_eq!(ledger.granted(&Secret::from("another")), None);
        assert_eq!(ledger.granted(&code).as_deref(), Some("challenge"));
        assert_eq!(ledger.granted(&code), None);
    }

    #[test]
    fn the_oldest_makes_room() {
        let ledger = Ledger::default();
        for number in 0..=MOST {
            ledger.decide(number.to_string(), Decision::Allow);
        }
        assert_eq!(ledger.decided("0"), None);
        assert_eq!(ledger.decided("1"), Some(Decision::Allow));
    }
}
