//! An operation of the document, prepared for answering its requests.

mod content;
mod header;
mod pagination;
mod parameter;
mod response;
mod samples;
mod security;

use statusful_document::openapi::{Content, Operation, RequestBody};
use statusful_schema::Direction;

pub(crate) use content::PlannedContent;
pub(crate) use header::is_set_by_server;
pub(crate) use pagination::{PageStyle, PlannedPagination};
pub(crate) use parameter::PlannedParameter;
pub(crate) use response::{PlannedResponse, PlannedResponses};
pub(crate) use samples::SampleChoice;
pub(crate) use security::{Credential, Requirement, Scheme, requirements};

/// An operation.
#[derive(Debug)]
pub(crate) struct OperationPlan {
    pub(crate) parameters: Vec<PlannedParameter>,
    pub(crate) body: Option<PlannedBody>,
    /// The alternative security requirements; without any, a request needs no credentials.
    pub(crate) security: Vec<Requirement>,
    pub(crate) responses: PlannedResponses,
    /// How it returns a list page by page, if it does.
    pub(crate) pagination: Option<PlannedPagination>,
}

/// The request body of an operation.
#[derive(Debug)]
pub(crate) struct PlannedBody {
    pub(crate) required: bool,
    pub(crate) contents: Vec<PlannedContent>,
}

impl OperationPlan {
    pub(crate) fn of(operation: Operation<'_>) -> Self {
        Self {
            parameters: operation.parameters().into_iter().filter_map(PlannedParameter::of).collect(),
            body: operation.request_body().map(PlannedBody::of),
            security: security::requirements(operation),
            responses: PlannedResponses::of(operation),
            pagination: PlannedPagination::of(operation),
        }
    }
}

impl PlannedBody {
    fn of(body: RequestBody<'_>) -> Self {
        Self { required: body.is_required(), contents: contents(body.contents(), Direction::Request) }
    }
}

fn contents<'d>(contents: impl Iterator<Item = Content<'d>>, direction: Direction) -> Vec<PlannedContent> {
    contents.map(|content| PlannedContent::of(content, direction)).collect()
}
