//! The catalogue of faults: one entry per code.
//!
//! An entry is its summary, its name and its gravity. The longer explanation, with a wrong and a right example,
//! is the Markdown file of that name in `explanations/`; a missing file does not compile.

use super::{Severity, Strictness};

macro_rules! catalogue {
    ($(#[doc = $summary:literal] $code:ident = $name:literal, $gravity:ident;)+) => {
        /// Every fault a document can have, named for the fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $code,)+
        }

        impl Code {
            /// All of them, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The name users see, such as `duplicate-operation-id`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }

            /// How bad the fault is.
            pub fn gravity(self) -> Gravity {
                match self {
                    $(Self::$code => Gravity::$gravity,)+
                }
            }

            /// What the fault is, in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$code => $summary.trim_ascii(),)+
                }
            }

            /// What the fault is, why it is one, and a wrong and a right example, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("explanations/", $name, ".md")),)+
                }
            }
        }
    };
}

/// How bad a fault of some code is, before it is known how strictly the document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// The document generates, but not as its author may have meant.
    Warning,
    /// One spot of the document is wrong. The rest generates, unless the document is read strictly.
    Fault,
    /// The document as a whole has no meaning.
    Error,
}

impl Code {
    /// What a fault of this code is under that strictness.
    pub fn severity(self, strictness: Strictness) -> Severity {
        match (self.gravity(), strictness) {
            (Gravity::Error, _) | (Gravity::Fault, Strictness::Strict) => Severity::Error,
            (Gravity::Fault, Strictness::Lenient) | (Gravity::Warning, _) => Severity::Warning,
        }
    }
}

catalogue! {
    // Reading.

    /// The document could not be read from disk.
    UnreadableDocument = "unreadable-document", Error;
    /// The document is not UTF-8 text.
    InvalidEncoding = "invalid-encoding", Fault;
    /// The document has no content.
    EmptyDocument = "empty-document", Error;
    /// The document is not valid JSON.
    InvalidJson = "invalid-json", Error;
    /// The document is not valid YAML.
    InvalidYaml = "invalid-yaml", Error;
    /// The file holds more than one YAML document.
    MultipleDocuments = "multiple-documents", Fault;
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key", Fault;
    /// A mapping key is a list or a mapping.
    ComplexKey = "complex-key", Fault;
    /// A YAML tag has no meaning in OpenAPI.
    UnknownTag = "unknown-tag", Fault;
    /// Values are nested deeper than any API needs.
    NestedTooDeep = "nested-too-deep", Error;
    /// Aliases repeat more text than any API needs.
    ExcessiveAliases = "excessive-aliases", Error;

    // The document as a whole.

    /// The document's OpenAPI version is missing or not supported.
    UnsupportedVersion = "unsupported-version", Error;
    /// The document lacks its title or its version.
    MissingInfo = "missing-info", Warning;
    /// The document has no `paths`.
    MissingPaths = "missing-paths", Fault;
    /// A value is of another kind than the specification asks for.
    WrongKind = "wrong-kind", Fault;
    /// A keyword or a spelling belongs to another version of OpenAPI.
    OtherVersion = "other-version", Warning;
    /// A field is not one that its object has.
    UnknownField = "unknown-field", Fault;
    /// A server variable has no default, or one that is not among its values.
    InvalidServerVariable = "invalid-server-variable", Fault;

    // Overlays.

    /// An overlay, or one of its actions, is not what the specification asks for.
    InvalidOverlay = "invalid-overlay", Fault;
    /// The target of an overlay's action matches nothing.
    UnmatchedTarget = "unmatched-target", Warning;

    // References.

    /// A reference names something the document does not have.
    DanglingReference = "dangling-reference", Fault;
    /// A chain of references never reaches a value.
    CircularReference = "circular-reference", Fault;
    /// A reference leads out of the document's folder, or to the network.
    ExternalReference = "external-reference", Fault;
    /// A reference leads to a file that cannot be read.
    UnreadableReference = "unreadable-reference", Fault;

    // Paths and operations.

    /// A path does not start with a slash.
    RelativePath = "relative-path", Fault;
    /// The braces of a path template do not pair up.
    InvalidPathTemplate = "invalid-path-template", Fault;
    /// A path has a query or a fragment.
    QueryInPath = "query-in-path", Warning;
    /// Two path templates match the same URLs.
    DuplicatePath = "duplicate-path", Warning;
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Fault;
    /// An operation has no `operationId`.
    MissingOperationId = "missing-operation-id", Warning;

    /// A security requirement names a scheme that is not described.
    UnknownSecurityScheme = "unknown-security-scheme", Fault;

    // Parameters.

    /// A parameter lacks its name or its place.
    IncompleteParameter = "incomplete-parameter", Fault;
    /// Two parameters have the same name and place.
    DuplicateParameter = "duplicate-parameter", Fault;
    /// A parameter has a field that does not apply where it is.
    InapplicableField = "inapplicable-field", Fault;
    /// A parameter, header or media type has both `example` and `examples`.
    ConflictingExamples = "conflicting-examples", Fault;
    /// A path template names a parameter that is not declared.
    UndeclaredPathParameter = "undeclared-path-parameter", Fault;
    /// A path parameter does not occur in the path template.
    UnusedPathParameter = "unused-path-parameter", Warning;
    /// A path parameter is not marked as required.
    OptionalPathParameter = "optional-path-parameter", Warning;

    // Responses.

    /// An operation has no `responses`.
    MissingResponses = "missing-responses", Fault;
    /// A response has no `description`.
    MissingResponseDescription = "missing-response-description", Fault;
    /// A response is filed under something that is not a status.
    InvalidStatus = "invalid-status", Fault;
    /// Content is documented for a response that never has a body.
    BodilessContent = "bodiless-content", Warning;
    /// A content key is not a media type.
    InvalidMediaType = "invalid-media-type", Fault;

    // Schemas.

    /// A default is not a value that its schema allows.
    InvalidDefault = "invalid-default", Warning;
    /// A number is described as exact, and is rounded.
    RoundedNumber = "rounded-number", Warning;
    /// A value may be several alternatives of a choice, and the document does not say which.
    IndistinctAlternatives = "indistinct-alternatives", Warning;

    // Extensions.

    /// A key of another vendor has no counterpart here, and is not read.
    UntranslatedExtension = "untranslated-extension", Warning;
    /// `x-name`, `x-type-name`, `x-group` or `x-body-name` is not a name.
    InvalidName = "invalid-name", Fault;
    /// `x-enum-varnames` or `x-enum-descriptions` does not have a text for each value.
    InvalidEnumNames = "invalid-enum-names", Warning;
    /// `x-deprecation-message` is not a text.
    InvalidMessage = "invalid-message", Fault;

    /// `x-aliases` is not a list of names on a property.
    InvalidAliases = "invalid-aliases", Fault;
    /// `x-secret` is not a boolean.
    InvalidSecret = "invalid-secret", Fault;
    /// `x-stream`, `x-nullable`, `x-error-message`, `x-global`, `x-ignore` or `x-idempotent` is not a boolean.
    InvalidFlag = "invalid-flag", Fault;
    /// `x-retries` does not say when to send again.
    InvalidRetries = "invalid-retries", Fault;
    /// `x-idempotency` does not say how a request is made safe to repeat.
    InvalidIdempotency = "invalid-idempotency", Fault;
    /// `x-polling` does not say which answers are ready.
    InvalidPolling = "invalid-polling", Fault;
    /// `x-pagination` does not say where the next page is.
    InvalidPagination = "invalid-pagination", Fault;

    // Generation.

    /// The settings are wrong: an unknown key, or a choice that the document does not have.
    InvalidSettings = "invalid-settings", Error;
    /// Parts of an `allOf` disagree about a member.
    ConflictingMembers = "conflicting-members", Warning;
    /// A member is required, and nothing describes it.
    UndescribedMember = "undescribed-member", Warning;
    /// A part of the document that has no typed form, and is left open.
    Untyped = "untyped", Warning;
}
