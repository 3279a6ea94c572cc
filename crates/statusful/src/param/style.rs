//! The styles of parameters.

/// How the value of a parameter is serialized (OpenAPI 3.0.3, section 4.7.12.2).
///
/// The constants have the default `explode` of their style. A style that is not defined for the location of the
/// parameter is replaced with the default style of that location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub(crate) kind: StyleKind,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

/// The styles of OpenAPI, and JSON for a parameter with `content`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StyleKind {
    Form,
    Simple,
    Label,
    Matrix,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

impl Style {
    /// `id=1&id=2`, the default of queries and cookies; without `explode`, `id=1,2`.
    pub const FORM: Self = Self::new(StyleKind::Form, true);
    /// `1,2`, the default of paths and headers.
    pub const SIMPLE: Self = Self::new(StyleKind::Simple, false);
    /// `.1,2` in a path.
    pub const LABEL: Self = Self::new(StyleKind::Label, false);
    /// `;id=1,2` in a path.
    pub const MATRIX: Self = Self::new(StyleKind::Matrix, false);
    /// `id=1%202` in a query.
    pub const SPACE_DELIMITED: Self = Self::new(StyleKind::SpaceDelimited, false);
    /// `id=1|2` in a query, with the bar percent-encoded because URIs do not allow it (RFC 3986, section 3.4).
    pub const PIPE_DELIMITED: Self = Self::new(StyleKind::PipeDelimited, false);
    /// `filter[from]=1&filter[to]=2` in a query, with the brackets percent-encoded. Nested objects and lists add
    /// further brackets: `filter[from][day]=1`, `filter[ids][0]=1`.
    pub const DEEP_OBJECT: Self = Self::new(StyleKind::DeepObject, true);
    /// The value as JSON, for a parameter that is described with `content`.
    pub const JSON: Self = Self::new(StyleKind::Json, false);

    const fn new(kind: StyleKind, explode: bool) -> Self {
        Self { kind, explode, allow_reserved: false }
    }

    /// Sets whether items and properties are written separately.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Does not encode reserved characters (RFC 3986, section 2.2) in query values, except `#`, `&` and `+`, which have
    /// a meaning there.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }
}
