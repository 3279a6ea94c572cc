//! The catalogue of diagnostic codes.
//!
//! An entry has a summary, a name and a level. The explanation, with a wrong and a right example, is the Markdown file with
//! the name of the code in `explanations/`; without that file, this module does not compile.

use super::{Severity, Strictness};

macro_rules! catalogue {
    ($(#[doc = $summary:literal] $code:ident = $name:literal, $level:ident;)+) => {
        /// The code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $code,)+
        }

        impl Code {
            /// All codes, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// Returns the name in messages and settings, such as `duplicate-operation-id`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }

            /// Returns the level, which does not depend on the strictness.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$code => Level::$level,)+
                }
            }

            /// Returns a description of one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$code => $summary.trim_ascii(),)+
                }
            }

            /// Returns the explanation in Markdown: the cause, the consequences, and a wrong and a right example.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("explanations/", $name, ".md")),)+
                }
            }
        }
    };
}

/// The level of a code. Together with the [`Strictness`], it decides the [`Severity`] of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The document can be generated, but may not mean what its author intended.
    Warning,
    /// A part of the document is invalid. The rest is generated, unless the document is read strictly.
    Error,
    /// The document as a whole cannot be understood, so nothing is generated.
    Fatal,
}

impl Code {
    /// Returns the severity of diagnostics with this code.
    pub fn severity(self, strictness: Strictness) -> Severity {
        match (self.level(), strictness) {
            (Level::Fatal, _) | (Level::Error, Strictness::Strict) => Severity::Error,
            (Level::Error, Strictness::Lenient) | (Level::Warning, _) => Severity::Warning,
        }
    }
}

catalogue! {
    // Reading.

    /// The document could not be read from disk.
    UnreadableDocument = "unreadable-document", Fatal;
    /// The document is not UTF-8 text.
    InvalidEncoding = "invalid-encoding", Error;
    /// The document has no content.
    EmptyDocument = "empty-document", Fatal;
    /// The document is not valid JSON.
    InvalidJson = "invalid-json", Fatal;
    /// The document is not valid YAML.
    InvalidYaml = "invalid-yaml", Fatal;
    /// The file contains more than one YAML document.
    MultipleDocuments = "multiple-documents", Error;
    /// A mapping contains the same key twice.
    DuplicateKey = "duplicate-key", Error;
    /// A mapping key is a list or a mapping.
    ComplexKey = "complex-key", Error;
    /// A YAML tag is not supported.
    UnknownTag = "unknown-tag", Error;
    /// Values are nested too deeply.
    NestedTooDeep = "nested-too-deep", Fatal;
    /// YAML aliases expand to too much text.
    ExcessiveAliases = "excessive-aliases", Fatal;

    // The document as a whole.

    /// The document's OpenAPI version is missing or not supported.
    UnsupportedVersion = "unsupported-version", Fatal;
    /// The document has no title or no version.
    MissingInfo = "missing-info", Warning;
    /// The document has no `paths`.
    MissingPaths = "missing-paths", Error;
    /// A value does not have the type that the specification requires.
    WrongKind = "wrong-kind", Error;
    /// A keyword or a notation belongs to another version of OpenAPI.
    OtherVersion = "other-version", Warning;
    /// An object has a field that the specification does not define.
    UnknownField = "unknown-field", Error;
    /// A server variable has no default, or a default that is not in its `enum`.
    InvalidServerVariable = "invalid-server-variable", Error;

    // Overlays.

    /// An overlay, or one of its actions, is invalid.
    InvalidOverlay = "invalid-overlay", Error;
    /// The target of an overlay action matches nothing.
    UnmatchedTarget = "unmatched-target", Warning;

    // References.

    /// A reference points to something that does not exist.
    DanglingReference = "dangling-reference", Error;
    /// A chain of references is circular.
    CircularReference = "circular-reference", Error;
    /// A reference points outside the document's folder, or to a URL.
    ExternalReference = "external-reference", Error;
    /// A reference points to a file that cannot be read.
    UnreadableReference = "unreadable-reference", Error;

    // Paths and operations.

    /// A path does not start with a slash.
    RelativePath = "relative-path", Error;
    /// The braces of a path template are not balanced.
    InvalidPathTemplate = "invalid-path-template", Error;
    /// A path contains a query or a fragment.
    QueryInPath = "query-in-path", Warning;
    /// Two path templates match the same URLs.
    DuplicatePath = "duplicate-path", Warning;
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Error;
    /// An operation has no `operationId`.
    MissingOperationId = "missing-operation-id", Warning;

    /// A security requirement names a scheme that is not defined.
    UnknownSecurityScheme = "unknown-security-scheme", Error;

    // Parameters.

    /// A parameter has no `name` or no `in`.
    IncompleteParameter = "incomplete-parameter", Error;
    /// Two parameters have the same `name` and `in`.
    DuplicateParameter = "duplicate-parameter", Error;
    /// A parameter has a field that is only allowed in another location.
    InapplicableField = "inapplicable-field", Error;
    /// A parameter, header or media type has both `example` and `examples`.
    ConflictingExamples = "conflicting-examples", Error;
    /// A path template contains a parameter that is not declared.
    UndeclaredPathParameter = "undeclared-path-parameter", Error;
    /// A path parameter is not in the path template.
    UnusedPathParameter = "unused-path-parameter", Warning;
    /// A path parameter is not required.
    OptionalPathParameter = "optional-path-parameter", Warning;

    // Responses.

    /// An operation has no `responses`.
    MissingResponses = "missing-responses", Error;
    /// A response has no `description`.
    MissingResponseDescription = "missing-response-description", Error;
    /// A key of `responses` is not a status code.
    InvalidStatus = "invalid-status", Error;
    /// A response that never has a body has `content`.
    BodilessContent = "bodiless-content", Warning;
    /// A key of `content` is not a media type.
    InvalidMediaType = "invalid-media-type", Error;

    // Schemas.

    /// The schema does not allow its own `default`.
    InvalidDefault = "invalid-default", Warning;
    /// A number that needs exact digits is rounded.
    RoundedNumber = "rounded-number", Warning;
    /// A value can match several alternatives of a `oneOf` or `anyOf`.
    IndistinctAlternatives = "indistinct-alternatives", Warning;

    // Extensions.

    /// Another vendor's extension has no equivalent, and is ignored.
    UntranslatedExtension = "untranslated-extension", Warning;
    /// `x-name`, `x-type-name`, `x-group` or `x-body-name` is not a valid name.
    InvalidName = "invalid-name", Error;
    /// `x-enum-varnames` or `x-enum-descriptions` does not have a string for each value.
    InvalidEnumNames = "invalid-enum-names", Warning;
    /// `x-deprecation-message` is not a string.
    InvalidMessage = "invalid-message", Error;

    /// `x-aliases` is not a list of names, or not on a property.
    InvalidAliases = "invalid-aliases", Error;
    /// `x-secret` is not a boolean.
    InvalidSecret = "invalid-secret", Error;
    /// `x-stream`, `x-nullable`, `x-error-message`, `x-global`, `x-ignore` or `x-idempotent` is not a boolean.
    InvalidFlag = "invalid-flag", Error;
    /// `x-retries` is invalid.
    InvalidRetries = "invalid-retries", Error;
    /// `x-idempotency` is invalid.
    InvalidIdempotency = "invalid-idempotency", Error;
    /// `x-polling` is invalid.
    InvalidPolling = "invalid-polling", Error;
    /// `x-pagination` is invalid.
    InvalidPagination = "invalid-pagination", Error;

    // Generation.

    /// A setting is invalid, or names something that is not in the document.
    InvalidSettings = "invalid-settings", Fatal;
    /// Parts of an `allOf` define different types for a property.
    ConflictingMembers = "conflicting-members", Warning;
    /// A required property is not defined.
    UndescribedMember = "undescribed-member", Warning;
    /// A part of the document has no Rust type, and accepts any JSON.
    Untyped = "untyped", Warning;
}
