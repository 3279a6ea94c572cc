//! What the document says of an operation, made ready to answer its calls.

mod content;
mod header;
mod parameter;
mod response;
mod security;

use statusful_document::document::{Document, Operation};
use statusful_document::source::Node;
use statusful_schema::Direction;

pub(crate) use content::Content;
pub(crate) use parameter::{Location, Parameter};
pub(crate) use response::{Response, Responses};
pub(crate) use security::{Credential, Requirement, Scheme};

/// An operation.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    /// What has to be there, one of them wholly; without any, nothing.
    pub(crate) security: Vec<Requirement>,
    pub(crate) responses: Responses,
}

/// What the document says of a request's body.
#[derive(Debug)]
pub(crate) struct RequestBody {
    pub(crate) required: bool,
    pub(crate) contents: Vec<Content>,
}

impl Plan {
    pub(crate) fn of<'d>(document: &Document<'d>, operation: &Operation<'d>) -> Self {
        let parameters = operation.parameters(document);
        Self {
            parameters: parameters.into_iter().filter_map(|node| Parameter::of(document, node)).collect(),
            body: operation.node.get("requestBody").and_then(|node| request_body(document, node)),
            security: security::of(document, operation),
            responses: Responses::of(document, operation),
        }
    }
}

fn request_body<'d>(document: &Document<'d>, node: &'d Node) -> Option<RequestBody> {
    let node = document.resolve(node)?;
    let contents = contents(document, node, Direction::Request);
    let required = node.get("required").and_then(Node::as_bool).unwrap_or_default();
    Some(RequestBody { required, contents })
}

/// The media types of a request body or response, in the document's order.
fn contents<'d>(document: &Document<'d>, node: &'d Node, direction: Direction) -> Vec<Content> {
    let members = node.get("content").into_iter().flat_map(Node::members);
    members.map(|(media, entry)| Content::of(document, media, &entry.node, direction)).collect()
}
