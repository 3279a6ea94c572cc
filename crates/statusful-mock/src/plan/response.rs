//! The documented responses of an operation, and which of them answers a status.

use std::collections::BTreeSet;

use http::{HeaderName, HeaderValue, StatusCode};
use statusful_document::openapi::{Operation, Response, Responses, StatusKey};
use statusful_schema::Direction;

use super::{PlannedContent, contents, header};
use crate::scenario::is_final;

/// A documented response.
#[derive(Debug)]
pub(crate) struct PlannedResponse {
    pub(crate) key: StatusKey,
    pub(crate) contents: Vec<PlannedContent>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

/// The documented responses in document order, without informational ones.
#[derive(Debug)]
pub(crate) struct PlannedResponses(Vec<PlannedResponse>);

impl PlannedResponse {
    fn of(key: StatusKey, response: Response<'_>) -> Self {
        let contents = contents(response.contents(), Direction::Response);
        Self { key, contents, headers: header::headers(response) }
    }
}

impl PlannedResponses {
    pub(super) fn of(operation: Operation<'_>) -> Self {
        let responses = operation.responses().into_iter().flat_map(Responses::iter);
        let responses = responses.filter(|(key, _)| is_final(*key));
        Self(responses.map(|(key, response)| PlannedResponse::of(key, response)).collect())
    }

    /// Returns the response for a key, and the status to send it with. A status without a documented response has that
    /// of its range, or else of `default`.
    pub(crate) fn find(&self, wanted: StatusKey) -> Option<(&PlannedResponse, u16)> {
        if let StatusKey::Code(code) = wanted {
            let covering = self.0.iter().filter(|response| response.key.covers(code));
            return covering.min_by_key(|response| response.key).map(|response| (response, code));
        }
        let response = self.0.iter().find(|response| response.key == wanted)?;
        Some((response, self.status_for(wanted)?))
    }

    /// Returns the response to a request that is refused with a status, and the status to send it with. Documents have either of
    /// `400` and `422` for both.
    pub(crate) fn refusal(&self, status: StatusCode) -> Option<(&PlannedResponse, StatusCode)> {
        let alternatives = match status {
            StatusCode::BAD_REQUEST => [status, StatusCode::UNPROCESSABLE_ENTITY],
            StatusCode::UNPROCESSABLE_ENTITY => [status, StatusCode::BAD_REQUEST],
            status => [status; 2],
        };
        let of_code = |status: StatusCode| {
            let own = self.0.iter().find(|response| response.key == StatusKey::Code(status.as_u16()))?;
            Some((own, status))
        };
        let covering = || Some((self.find(StatusKey::Code(status.as_u16()))?.0, status));
        alternatives.into_iter().find_map(of_code).or_else(covering)
    }

    /// Returns the response to a request without a preference: the lowest success, or else `default`, or else the
    /// lowest redirection, or else the first.
    pub(crate) fn usual(&self) -> Option<(&PlannedResponse, u16)> {
        let all = || self.0.iter().filter_map(|response| Some((response, self.status_for(response.key)?)));
        let lowest = |class: u16| {
            let of_class = all().filter(|(response, _)| response.key != StatusKey::Default);
            of_class.filter(|(_, status)| status / 100 == class).min_by_key(|(_, status)| *status)
        };
        lowest(2).or_else(|| self.find(StatusKey::Default)).or_else(|| lowest(3)).or_else(|| all().next())
    }

    /// Returns `true` if the document has a response for this status alone.
    pub(crate) fn has(&self, status: StatusCode) -> bool {
        self.0.iter().any(|response| response.key == StatusKey::Code(status.as_u16()))
    }

    /// Returns the keys of the responses.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|response| response.key.to_string()).collect()
    }

    /// Returns a status that has the response of the key, and not a more specific one.
    fn status_for(&self, key: StatusKey) -> Option<u16> {
        let codes = self.0.iter().filter_map(|response| match response.key {
            StatusKey::Code(code) => Some(code),
            StatusKey::Range(_) | StatusKey::Default => None,
        });
        let codes: BTreeSet<_> = codes.collect();
        let has_range = |class: u8| self.0.iter().any(|response| response.key == StatusKey::Range(class));
        let first_free = |class: u8| {
            let start = u16::from(class) * 100;
            (start..start + 100).find(|code| !codes.contains(code))
        };
        match key {
            StatusKey::Code(code) => Some(code),
            StatusKey::Range(class) => first_free(class),
            StatusKey::Default => {
                let has_success = has_range(2) || codes.iter().any(|code| (200..300).contains(code));
                let classes = if has_success { [5, 4, 3, 2] } else { [2, 5, 4, 3] };
                classes.into_iter().filter(|class| !has_range(*class)).find_map(first_free)
            }
        }
    }
}
