//! The Tag Object (OpenAPI 3.0.3, section 4.7.22).

use super::view::view;

view! {
    /// A Tag Object.
    Tag
}

impl<'d> Tag<'d> {
    /// Returns the name, by which operations refer to the tag.
    pub fn name(self) -> Option<&'d str> {
        self.fields().text("name")
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }
}
