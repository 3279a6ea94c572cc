//! The Responses Object and the Response Object (OpenAPI 3.0.3, sections 4.7.16 and 4.7.17).

use super::media_type::{Content, contents};
use super::view::view;
use super::{Header, Spanned, StatusKey};

view! {
    /// The responses of an operation by status.
    Responses
}

view! {
    /// The response of a status, a range of statuses, or `default`.
    Response
}

impl<'d> Responses<'d> {
    /// Returns the keys as the document writes them, whether they are statuses or not. Extensions are left out.
    pub fn keys(self) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        let keys = self.node.members().filter(|(key, _)| !key.starts_with("x-"));
        keys.map(|(key, entry)| Spanned { value: key, span: entry.key })
    }

    /// Returns `true` if this is an object without any response. A value of another kind is not one.
    pub fn is_empty(self) -> bool {
        self.node.as_object().is_some() && self.keys().next().is_none()
    }

    /// Returns the statuses that are documented, in document order. Keys that are not statuses are omitted.
    pub fn statuses(self) -> impl Iterator<Item = StatusKey> + use<'d> {
        self.keys().filter_map(|key| key.parse().ok())
    }

    /// Returns the responses by status, in document order. Keys that are not statuses are omitted, and references that
    /// lead nowhere.
    pub fn iter(self) -> impl Iterator<Item = (StatusKey, Response<'d>)> + use<'d> {
        let document = self.document;
        self.node.members().filter_map(|(key, entry)| Some((key.parse().ok()?, document.view(&entry.node)?)))
    }
}

impl<'d> Response<'d> {
    /// Returns the media types and ranges that the body can have, in document order; none if there is no body.
    pub fn contents(self) -> impl Iterator<Item = Content<'d>> + use<'d> {
        contents(self.fields())
    }

    /// Returns the headers by name, in document order. `Content-Type` is left out (section 4.7.17.1).
    pub fn headers(self) -> impl Iterator<Item = (&'d str, Header<'d>)> + use<'d> {
        let headers = self.fields().map("headers").map(|(name, header)| (name.value, header));
        headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }
}
