//! A set of statuses.

use std::fmt;

use http::StatusCode;

/// The first status, and the number of statuses that a set can contain: `100` to `611`.
const FIRST: u16 = 100;
const WORDS: usize = 8;

/// A set of statuses, from `100` to `599`. Constructors are `const`.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Statuses([u64; WORDS]);

impl Statuses {
    /// The empty set.
    pub const NONE: Self = Self([0; WORDS]);

    /// Statuses that are usually transient: `408`, `425`, `429`, `500`, `502`, `503` and `504`.
    pub const TRANSIENT: Self = Self::of(&[408, 425, 429, 500, 502, 503, 504]);

    /// Creates a set with these statuses. Ignores invalid ones.
    pub const fn of(statuses: &[u16]) -> Self {
        let mut set = Self::NONE;
        let mut index = 0;
        while index < statuses.len() {
            set = set.with(statuses[index]);
            index += 1;
        }
        set
    }

    /// Returns the set with one more status.
    #[must_use]
    pub const fn with(mut self, status: u16) -> Self {
        if status >= FIRST && status < 600 {
            let bit = (status - FIRST) as usize;
            self.0[bit / 64] |= 1 << (bit % 64);
        }
        self
    }

    /// Returns the set with a whole class, such as `5` for `5XX`.
    #[must_use]
    pub const fn with_class(mut self, class: u16) -> Self {
        let mut rest = 0;
        while class <= 5 && rest < 100 {
            self = self.with(class * 100 + rest);
            rest += 1;
        }
        self
    }

    /// Returns `true` if the set contains the status.
    pub const fn contains(&self, status: u16) -> bool {
        if status < FIRST || status >= 600 {
            return false;
        }
        let bit = (status - FIRST) as usize;
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// Returns an iterator over the statuses, in ascending order.
    pub fn iter(self) -> impl Iterator<Item = StatusCode> {
        (FIRST..600).filter(move |status| self.contains(*status)).filter_map(|status| StatusCode::from_u16(status).ok())
    }
}

impl<const N: usize> From<[u16; N]> for Statuses {
    fn from(statuses: [u16; N]) -> Self {
        Self::of(&statuses)
    }
}

impl fmt::Debug for Statuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|status| status.as_u16())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_what_was_put_in_and_nothing_else() {
        let set = Statuses::of(&[100, 201, 599, 99, 600, 0]);
        assert_eq!(format!("{set:?}"), "{100, 201, 599}");
        assert_eq!(set, Statuses::of(&[100, 201, 599]));
        for status in 0..=u16::MAX {
            assert_eq!(set.contains(status), [100, 201, 599].contains(&status), "{status}");
        }
    }

    #[test]
    fn a_class_is_a_hundred_statuses() {
        let set = Statuses::NONE.with_class(5);
        assert_eq!(set.iter().count(), 100);
        assert!(set.contains(500) && set.contains(599) && !set.contains(499));
        assert_eq!(Statuses::NONE.with_class(6).with_class(u16::MAX), Statuses::NONE);
        let client_errors = Statuses::NONE.with_class(4);
        assert!(client_errors.contains(499) && !client_errors.contains(500));
    }

    #[test]
    fn an_array_is_a_set() {
        assert_eq!(Statuses::from([503, 429]), Statuses::of(&[429, 503]));
    }
}
