//! Whether a request can be repeated safely, and the key that lets a server recognize a repetition.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use http::{HeaderName, HeaderValue, Method};

use super::Replay;
use crate::options::{CallOptions, IDEMPOTENCY_KEY};
use crate::request::Request;

/// Whether repeating a request of an operation is safe, in addition to what its method implies (`x-idempotency`,
/// `x-idempotent`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Idempotency {
    /// Safe if the method is idempotent (RFC 9110, section 9.2.2), or if the call has a key in the header
    /// `Idempotency-Key`.
    #[default]
    ByMethod,
    /// Safe without a key.
    Harmless,
    /// Safe if the call has a key in this header, whose name is in lower case.
    Key(&'static str),
    /// Safe, because every call has a key in this header, whose name is in lower case. Calls without a key get a random
    /// UUID.
    GeneratedKey(&'static str),
}

impl Idempotency {
    /// Sets the key of a call, which all its attempts share, and returns whether the attempts can be repeated.
    pub(crate) fn settle(
        self,
        method: &Method,
        request: &Request,
        client: &CallOptions,
        call: &mut CallOptions,
    ) -> Replay {
        let header = match self {
            Self::Harmless => return Replay::Harmless,
            Self::ByMethod => IDEMPOTENCY_KEY,
            Self::Key(header) | Self::GeneratedKey(header) => {
                HeaderName::from_bytes(header.as_bytes()).unwrap_or(IDEMPOTENCY_KEY)
            }
        };
        // Callers set a key without knowing the name of the header.
        if header != IDEMPOTENCY_KEY
            && let Some(key) = call.headers.remove(IDEMPOTENCY_KEY)
        {
            call.headers.insert(header.clone(), key);
        }
        let has_key = call.headers.contains_key(&header) || request.has_header(&header);
        let is_set = has_key || client.headers.contains_key(&header) || call.removed.contains(&header);
        let is_generated = matches!(self, Self::GeneratedKey(_)) && !is_set;
        if is_generated {
            call.headers.insert(header, key());
        }
        Replay::of(method, has_key || is_generated)
    }
}

/// Returns a random UUID (RFC 9562, section 5.4) as a header value.
fn key() -> HeaderValue {
    // The standard library seeds each hasher with random bits from the operating system.
    let half = || u128::from(RandomState::new().build_hasher().finish());
    let bits = (half() << 64) | half();
    let bits = (bits & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let text = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("0"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_are_random_uuids() {
        let keys: HashSet<_> = (0..1000).map(|_| key()).collect();
        assert_eq!(keys.len(), 1000);
        for key in keys {
            let key = key.to_str().unwrap().to_owned();
            assert_eq!(key.len(), 36, "{key}");
            assert_eq!((key.as_bytes()[14], &key[8..9]), (b'4', "-"), "{key}");
            assert!(b"89ab".contains(&key.as_bytes()[19]), "{key}");
        }
    }
}
