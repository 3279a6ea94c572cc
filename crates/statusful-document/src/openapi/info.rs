//! The Info Object (OpenAPI 3.0.3, section 4.7.2).

use super::view::view;

view! {
    /// The Info Object, which describes the API as a whole.
    Info
}

impl<'d> Info<'d> {
    /// Returns the title of the API.
    pub fn title(self) -> Option<&'d str> {
        self.fields().text("title")
    }

    /// Returns the version of the document, not that of the specification.
    pub fn version(self) -> Option<&'d str> {
        self.fields().text("version")
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }
}
