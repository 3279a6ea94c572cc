//! The Operation Object (OpenAPI 3.0.3, section 4.7.10), with what it inherits from its path and the document.

use std::collections::HashSet;

use super::view::Fields;
use super::{
    Document, Method, Parameter, PathItem, RequestBody, Responses, SecurityRequirement, Server, Spanned, View,
};
use crate::source::{Node, Span};

/// An operation, and where it is.
#[derive(Debug, Clone, Copy)]
pub struct Operation<'d> {
    /// The path template.
    pub path: Spanned<&'d str>,
    /// The path item that has the operation.
    pub path_item: PathItem<'d>,
    /// The method.
    pub method: Spanned<Method>,
    pub(super) document: &'d Document<'d>,
    pub(super) node: &'d Node,
}

/// A parameter as a list has it.
#[derive(Debug, Clone, Copy)]
pub struct ListedParameter<'d> {
    /// Where the list has it; a reference may be written there.
    pub span: Span,
    /// The parameter, unless a reference leads nowhere.
    pub parameter: Option<Parameter<'d>>,
}

impl<'d> Operation<'d> {
    /// Returns method and path, such as `GET /keys/{id}`.
    pub fn title(self) -> String {
        format!("{} {}", self.method.value, self.path.value)
    }

    /// Returns the `operationId`, if there is one that is not blank.
    pub fn id(self) -> Option<Spanned<&'d str>> {
        self.fields().spanned_text("operationId").filter(|id| !id.trim().is_empty())
    }

    /// Returns `true` if there is no `operationId`, or one that is blank.
    pub fn lacks_id(self) -> bool {
        self.fields().node("operationId").is_none_or(|id| id.as_str().is_some_and(|id| id.trim().is_empty()))
    }

    /// Returns where the Operation Object is.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Returns the tags in document order.
    pub fn tags(self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.fields().texts("tags").map(|tag| tag.value)
    }

    /// Returns the summary.
    pub fn summary(self) -> Option<&'d str> {
        self.fields().text("summary")
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }

    /// Returns `true` if the document advises against the operation.
    pub fn is_deprecated(self) -> bool {
        self.fields().flag("deprecated").unwrap_or_default()
    }

    /// Returns the parameters of the operation itself, then those of its path item, as they are listed.
    pub fn listed_parameters(self) -> impl Iterator<Item = ListedParameter<'d>> + use<'d> {
        listed_parameters(self.document, self.fields()).chain(self.path_item.listed_parameters())
    }

    /// Returns the parameters that count: those of the operation replace those of its path item with the same name and
    /// location. References that lead nowhere and reserved headers are left out.
    pub fn parameters(self) -> Vec<Parameter<'d>> {
        let mut seen = HashSet::new();
        let identity = |parameter: &Parameter<'d>| {
            (parameter.name().map(|name| name.value), parameter.written_location().map(|location| location.value))
        };
        let parameters = self.listed_parameters().filter_map(|listed| listed.parameter);
        let parameters = parameters.filter(|parameter| !parameter.is_reserved_header());
        parameters.filter(|parameter| seen.insert(identity(parameter))).collect()
    }

    /// Returns the request body.
    pub fn request_body(self) -> Option<RequestBody<'d>> {
        self.fields().object("requestBody")
    }

    /// Returns the responses.
    pub fn responses(self) -> Option<Responses<'d>> {
        self.fields().object("responses")
    }

    /// Returns where the responses are documented.
    pub fn responses_key(self) -> Option<Span> {
        self.node.entry("responses").map(|entry| entry.key)
    }

    /// Returns the alternative security requirements: those of the operation, and otherwise those of the document. Without any,
    /// a call needs no credential.
    pub fn security(self) -> impl Iterator<Item = SecurityRequirement<'d>> + use<'d> {
        let own = self.fields().node("security").or_else(|| self.document.fields().node("security"));
        let document = self.document;
        own.into_iter().flat_map(Node::items).map(move |node| SecurityRequirement::of(document, node))
    }

    /// Returns the servers of the operation, and otherwise those of its path item, and otherwise those of the document.
    pub fn servers(self) -> Vec<Server<'d>> {
        let levels =
            [self.own_servers().collect(), self.path_item.servers().collect(), self.document.servers().collect()];
        levels.into_iter().find(|servers: &Vec<_>| !servers.is_empty()).unwrap_or_default()
    }

    /// Returns the servers of the operation itself.
    pub fn own_servers(self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.fields().objects("servers")
    }

    /// Returns the value of an extension (OpenAPI 3.0.3, section 4.9), such as `x-polling`.
    pub fn extension(self, name: &str) -> Option<&'d Node> {
        self.node.get(name)
    }

    /// Returns the value of an extension of the operation, and otherwise that of the document.
    pub fn inherited_extension(self, name: &str) -> Option<&'d Node> {
        self.extension(name).or_else(|| self.document.extension(name))
    }

    /// Returns `true` if both are one Operation Object, which several paths may refer to.
    pub fn is(self, other: Self) -> bool {
        std::ptr::eq(self.node, other.node)
    }

    fn fields(self) -> Fields<'d> {
        Fields::of(self.document, self.node)
    }
}

/// Returns the parameters that an operation or a path item lists.
pub(super) fn listed_parameters<'d>(
    document: &'d Document<'d>,
    fields: Fields<'d>,
) -> impl Iterator<Item = ListedParameter<'d>> + use<'d> {
    fields.items("parameters").map(|node| ListedParameter { span: node.span, parameter: document.view(node) })
}
