//! The styles of parameters.

/// How a parameter's value is written (OpenAPI 3.0.3, section 4.7.12.2).
///
/// A constant is a style with the `explode` it has by default. A style that a place does not have is written there as
/// the place's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub(crate) kind: StyleKind,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

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
    /// `id=1|2` in a query, with the bar percent-encoded, since no URI may have one (RFC 3986, section 3.4).
    pub const PIPE_DELIMITED: Self = Self::new(StyleKind::PipeDelimited, false);
    /// `filter[from]=1&filter[to]=2` in a query, with the brackets percent-encoded. Nested objects and lists add more
    /// brackets: `filter[from][day]=1`, `filter[ids][0]=1`.
    pub const DEEP_OBJECT: Self = Self::new(StyleKind::DeepObject, true);
    /// The JSON text of the value: a parameter that is described by `content`.
    pub const JSON: Self = Self::new(StyleKind::Json, false);

    const fn new(kind: StyleKind, explode: bool) -> Self {
        Self { kind, explode, allow_reserved: false }
    }

    /// Whether each item or member is written for itself.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Leaves reserved characters (RFC 3986, section 2.2) in the values of a query as they are, but for `#`, `&` and
    /// `+`, which would mean something else there.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }
}
