//! Text that cannot be guessed.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::Secret;

/// Returns 256 random bits from the operating system, as 43 characters of base64url.
///
/// Panics if the operating system has no random numbers, because a login would be insecure without them.
pub(super) fn random_token() -> Secret {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).expect("the operating system has random numbers");
    Secret::from(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
