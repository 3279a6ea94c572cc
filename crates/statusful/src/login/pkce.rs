//! Proof Key for Code Exchange (RFC 7636).

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::random::random_token;
use crate::Secret;

/// A code verifier and its code challenge.
///
/// The challenge is part of the authorization URL, where anyone can see it. The verifier is sent when the code is
/// exchanged, which proves that the same client started the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pkce {
    verifier: Secret,
    challenge: String,
}

impl Pkce {
    /// The `code_challenge_method`: SHA-256 (RFC 7636, section 4.2). The method `plain` is not supported.
    pub const METHOD: &str = "S256";

    /// Creates a pair from 256 random bits, as recommended by RFC 7636, section 4.1.
    pub fn random() -> Self {
        Self::of(random_token())
    }

    /// Creates a pair from a code verifier: 43 to 128 letters, digits or `-._~` (RFC 7636, section 4.1).
    ///
    /// ```
    /// let pkce = statusful::login::Pkce::from_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
    /// assert_eq!(pkce.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    /// ```
    pub fn from_verifier(verifier: impl Into<Secret>) -> Result<Self, CodeVerifierError> {
        let verifier = verifier.into();
        check(verifier.expose_secret())?;
        Ok(Self::of(verifier))
    }

    fn of(verifier: Secret) -> Self {
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()));
        Self { verifier, challenge }
    }

    /// Returns the code verifier, for exchanging the code.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// Returns the code verifier, for exchanging the code.
    pub fn into_verifier(self) -> Secret {
        self.verifier
    }

    /// Returns the code challenge: the SHA-256 of the verifier in base64url without padding.
    pub fn challenge(&self) -> &str {
        &self.challenge
    }
}

/// The reason why a text is not a code verifier (RFC 7636, section 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeVerifierError {
    /// It is shorter than 43 characters or longer than 128.
    Length {
        /// The length in bytes.
        bytes: usize,
    },
    /// It contains a character other than ASCII letters, digits and `-._~`.
    Character {
        /// The offset of the character in bytes.
        offset: usize,
    },
}

impl fmt::Display for CodeVerifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { bytes } => write!(f, "the code verifier has {bytes} characters instead of 43 to 128"),
            Self::Character { offset } => {
                write!(
                    f,
                    "the code verifier contains an invalid character at offset {offset}; use letters, digits and -._~"
                )
            }
        }
    }
}

impl std::error::Error for CodeVerifierError {}

fn check(verifier: &str) -> Result<(), CodeVerifierError> {
    // Characters are checked first, because bytes are characters only if all of them are ASCII.
    if let Some(offset) = verifier.bytes().position(|byte| !is_unreserved(byte)) {
        return Err(CodeVerifierError::Character { offset });
    }
    match verifier.len() {
        43..=128 => Ok(()),
        bytes => Err(CodeVerifierError::Length { bytes }),
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn the_example_of_the_rfc() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        assert_eq!(pkce.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert_eq!(pkce.verifier().expose_secret(), VERIFIER);
    }

    #[test]
    fn a_random_pair_is_a_pair_and_new_each_time() {
        let pkce = Pkce::random();
        assert_eq!(Pkce::from_verifier(pkce.verifier().clone()).unwrap(), pkce);
        assert_ne!(Pkce::random(), pkce);
    }

    #[test]
    fn lengths_are_those_of_the_rfc() {
        for bytes in [43, 128] {
            assert!(Pkce::from_verifier("a".repeat(bytes)).is_ok(), "{bytes}");
        }
        for bytes in [0, 42, 129] {
            let error = Pkce::from_verifier("a".repeat(bytes)).unwrap_err();
            assert_eq!(error, CodeVerifierError::Length { bytes });
        }
    }

    #[test]
    fn characters_are_those_of_the_rfc() {
        assert!(Pkce::from_verifier(format!("-._~09azAZ{VERIFIER}")).is_ok());
        for wrong in ["+", "/", "=", " ", "%", "ü", "\0"] {
            let error = Pkce::from_verifier(format!("abc{wrong}{VERIFIER}")).unwrap_err();
            assert_eq!(error, CodeVerifierError::Character { offset: 3 }, "{wrong}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(
            CodeVerifierError::Length { bytes: 42 }.to_string(),
            "the code verifier has 42 characters instead of 43 to 128"
        );
        assert_eq!(
            CodeVerifierError::Character { offset: 3 }.to_string(),
            "the code verifier contains an invalid character at offset 3; use letters, digits and -._~"
        );
    }

    #[test]
    fn the_verifier_is_not_printed() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        assert!(!format!("{pkce:?} {pkce:#?}").contains(VERIFIER));
    }
}
