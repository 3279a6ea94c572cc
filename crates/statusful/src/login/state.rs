//! The value that connects a redirect with its authorization request.

use super::random::random_token;
use crate::Secret;

/// Creates a `state` (RFC 6749, section 10.12) from 256 random bits, as 43 characters of base64url. The probability of
/// guessing it must be at most 2^-160 (section 10.10).
pub fn random_state() -> Secret {
    random_token()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_new_each_time_and_fits_into_a_url() {
        let state = random_state();
        assert_ne!(state, random_state());
        assert_eq!(state.expose_secret().len(), 43);
        assert!(state.expose_secret().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
}
