//! The documented responses of an operation, and which of them stands for a status.

use std::collections::BTreeSet;

use http::{HeaderName, HeaderValue};
use statusful_document::document::{Document, Operation};
use statusful_document::source::Node;
use statusful_schema::Direction;

use super::{Content, contents, header};
use crate::scenario::Status;

/// A documented response.
#[derive(Debug)]
pub(crate) struct Response {
    /// Its key in the document; never a status to answer anyway.
    pub(crate) key: Status,
    pub(crate) contents: Vec<Content>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

/// All that can be answered, in the document's order: informational responses are no answers.
#[derive(Debug)]
pub(crate) struct Responses(Vec<Response>);

impl Responses {
    pub(super) fn of<'d>(document: &Document<'d>, operation: &Operation<'d>) -> Self {
        let entries = operation.node.get("responses").into_iter().flat_map(Node::members);
        let responses = entries.filter_map(|(key, entry)| {
            let key = Status::parse(key).filter(|key| *key != Status::Range(1))?;
            let node = document.resolve(&entry.node)?;
            let contents = contents(document, node, Direction::Response);
            Some(Response { key, contents, headers: header::headers(document, node) })
        });
        Self(responses.collect())
    }

    /// The documented response for what is wanted, and the status to answer it with. A status goes to itself, else to
    /// its range, else to `default`.
    pub(crate) fn find(&self, wanted: Status) -> Option<(&Response, u16)> {
        let keyed = |key: Status| self.0.iter().find(|response| response.key == key);
        match wanted {
            Status::Code(code) => {
                let class = u8::try_from(code / 100).unwrap_or_default();
                let found = keyed(wanted).or_else(|| keyed(Status::Range(class))).or_else(|| keyed(Status::Default));
                found.map(|response| (response, code))
            }
            Status::Range(_) | Status::Default => keyed(wanted).and_then(|found| Some((found, self.concrete(wanted)?))),
            Status::Anyway(_) => None,
        }
    }

    /// What is answered where nothing is wanted: the lowest success, else `default`, else a redirection, else the first.
    pub(crate) fn usual(&self) -> Option<(&Response, u16)> {
        let lowest = |class: u16| {
            let all = self.0.iter().filter_map(|response| Some((response, self.concrete(response.key)?)));
            all.filter(|(response, code)| code / 100 == class && response.key != Status::Default)
                .min_by_key(|found| found.1)
        };
        let first = || self.0.iter().find_map(|response| Some((response, self.concrete(response.key)?)));
        lowest(2).or_else(|| self.find(Status::Default)).or_else(|| lowest(3)).or_else(first)
    }

    /// The statuses that there are, as the document has them.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|response| response.key.to_string()).collect()
    }

    /// A status that the response of that key describes and no other.
    fn concrete(&self, key: Status) -> Option<u16> {
        let keys: BTreeSet<_> = self.0.iter().filter_map(|response| code(response.key)).collect();
        let has_range = |class: u16| {
            self.0.iter().any(|response| response.key == Status::Range(class.try_into().unwrap_or_default()))
        };
        let free = |class: u16| (class * 100..class * 100 + 100).find(|code| !keys.contains(code));
        match key {
            Status::Code(code) | Status::Anyway(code) => Some(code),
            Status::Range(class) => free(class.into()),
            Status::Default => {
                let has_success = has_range(2) || keys.iter().any(|code| (200..300).contains(code));
                let classes = if has_success { [5, 4, 3, 2] } else { [2, 5, 4, 3] };
                classes.into_iter().filter(|class| !has_range(*class)).find_map(free)
            }
        }
    }
}

fn code(key: Status) -> Option<u16> {
    match key {
        Status::Code(code) => Some(code),
        _ => None,
    }
}
