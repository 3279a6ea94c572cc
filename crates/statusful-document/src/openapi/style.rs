//! Where parameters are sent, and how their values are written (OpenAPI 3.0.3, section 4.7.12).

use std::fmt;

/// Where a parameter is sent: the values of `in`. The order is that of generated arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `in` (OpenAPI 3.0.3, section 4.7.12.1)")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

impl ParameterLocation {
    /// Every location.
    pub const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// Returns the location of a value of `in`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|location| location.as_str() == key)
    }

    /// Returns the value of `in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// Returns the style of a parameter for which the document names none.
    pub fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

/// Writes the value of `in`.
impl fmt::Display for ParameterLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How the value of a parameter is written (OpenAPI 3.0.3, section 4.7.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the styles of OpenAPI 3.0.3, section 4.7.12.3")]
pub enum Style {
    Form,
    Simple,
    Label,
    Matrix,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 7] = [
        Self::Form,
        Self::Simple,
        Self::Label,
        Self::Matrix,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
    ];

    /// Returns the style of a value of `style`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.as_str() == key)
    }

    /// Returns the value of `style`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }

    /// Returns `true` if parameters of a location can have the style.
    pub fn is_of(self, location: ParameterLocation) -> bool {
        use ParameterLocation as L;
        match self {
            Self::Simple => matches!(location, L::Path | L::Header),
            Self::Label | Self::Matrix => location == L::Path,
            Self::Form => matches!(location, L::Query | L::Cookie),
            Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject => location == L::Query,
        }
    }

    /// Returns `true` if a parameter explodes for which the document does not say so. `deepObject` has no other form.
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject)
    }
}

/// Writes the value of `style`.
impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
