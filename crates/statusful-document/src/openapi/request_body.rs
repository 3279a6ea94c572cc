//! The Request Body Object (OpenAPI 3.0.3, section 4.7.13).

use super::media_type::{Content, contents};
use super::view::view;

view! {
    /// The body of a request.
    RequestBody
}

impl<'d> RequestBody<'d> {
    /// Returns the media types and ranges that the body can have, in document order.
    pub fn contents(self) -> impl Iterator<Item = Content<'d>> + use<'d> {
        contents(self.fields())
    }

    /// Returns `true` if a call needs the body.
    pub fn is_required(self) -> bool {
        self.fields().flag("required").unwrap_or_default()
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }
}
