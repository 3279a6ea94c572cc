//! A body whose media type the caller chooses.

use super::Body;

/// A body with its media type, for operations that allow a range such as `image/*`.
///
/// ```
/// let body: statusful::TypedBody = ("image/png", vec![0x89, 0x50]).into();
/// assert_eq!(body.media_type(), "image/png");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TypedBody {
    media_type: String,
    body: Body,
}

impl TypedBody {
    /// Creates a body with a media type.
    pub fn new(media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { media_type: media_type.into(), body: body.into() }
    }

    /// Returns the media type, which is sent as `Content-Type`.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    pub(crate) fn into_parts(self) -> (String, Body) {
        (self.media_type, self.body)
    }
}

impl<M: Into<String>, B: Into<Body>> From<(M, B)> for TypedBody {
    fn from((media_type, body): (M, B)) -> Self {
        Self::new(media_type, body)
    }
}
