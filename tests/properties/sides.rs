//! What `ir::Api` says of responses: which variant is for which status and media type.
//!
//! This is all that the tests read of `ir::Responses`.

use statusful_codegen::ir::{Body, DocumentedResponse, MediaRange, Operation};

/// One side of an operation: what a success or a failure is in Rust.
#[derive(Debug)]
pub(crate) enum Side {
    /// The document has none, and the type is `Never`.
    Never,
    /// The document has none, and the type is `()`.
    Nothing,
    /// The one body is the value.
    Single(Case),
    /// The name of an enum, and its variants.
    Enum(String, Vec<Case>),
}

/// A documented response.
#[derive(Debug)]
pub(crate) struct Case {
    /// `200`, `4XX` or `default`.
    pub(crate) status: String,
    /// The media type in lower case; empty if there is no content.
    pub(crate) media: String,
    /// The name of the variant.
    pub(crate) variant: String,
    /// Whether there is a body.
    pub(crate) has_body: bool,
}

impl Side {
    pub(crate) fn cases(&self) -> &[Case] {
        match self {
            Self::Never | Self::Nothing => &[],
            Self::Single(case) => std::slice::from_ref(case),
            Self::Enum(_, cases) => cases,
        }
    }

    /// The variant for a key of the document; empty if the body itself is the value, `None` if there is neither.
    pub(crate) fn variant(&self, status: &str, media: &str) -> Option<&str> {
        let case = self.cases().iter().find(|case| case.status == status && case.media == media)?;
        Some(if matches!(self, Self::Enum(..)) { &case.variant } else { "" })
    }
}

/// Returns the success and the failure of an operation.
pub(crate) fn sides(operation: &Operation) -> (Side, Side) {
    let responses = &operation.responses;
    let success = match (&responses.success, responses.single_success()) {
        (Some(name), _) => Side::Enum(name.to_string(), responses.successes().map(case).collect()),
        (None, Some(response)) => Side::Single(case(response)),
        (None, None) => Side::Nothing,
    };
    let failure = match &responses.failure {
        Some(name) => Side::Enum(name.to_string(), responses.failures().map(case).collect()),
        None => Side::Never,
    };
    (success, failure)
}

fn case(response: &DocumentedResponse) -> Case {
    Case {
        status: response.status.to_string(),
        media: response.media.as_ref().map(MediaRange::to_string).unwrap_or_default(),
        variant: response.variant.to_string(),
        has_body: response.body != Body::Empty,
    }
}
