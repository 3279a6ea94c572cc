//! Names of operations, and of the items that belong to them.

use std::collections::HashMap;

use super::constructors::REQUIRED;
use super::reserved;
use super::scope::Scope;
use crate::ir::{
    Api, BodyEncoding, DocumentedResponse, Group, Handle, HeaderField, Ident, Multipart, Operation, Outcome, Parameter,
    PartField, RequestBody, ResponseHeaders, TypeName,
};

/// The scope of the functions and types of all operations. Functions of a group with a handle must be unique only in
/// the group.
#[derive(Debug)]
pub(in crate::lower) struct OperationScope {
    all: Scope,
    groups: HashMap<String, Scope>,
}

impl Default for OperationScope {
    fn default() -> Self {
        Self { all: Scope::with(&reserved::OPERATIONS), groups: HashMap::new() }
    }
}

impl OperationScope {
    /// Reserves the names of an operation: its function, its type, and the names derived from it. `group` is its group,
    /// if that has a handle.
    pub(in crate::lower) fn names(
        &mut self,
        group: Option<&str>,
        function: &Ident,
        marker: &TypeName,
    ) -> (Ident, TypeName) {
        // In scripts without letter case, a function could have the name of a type.
        let group = group.filter(|_| function.as_str().contains(char::is_lowercase));
        let functions = match group {
            Some(group) => self.groups.entry(group.to_owned()).or_insert_with(|| Scope::with(&reserved::OPERATIONS)),
            None => &mut self.all,
        };
        let function = functions.ident(function);
        let family = |name: &TypeName| {
            let suffixes = ["", "Response", "Error", "Body", "Form"].map(|suffix| name.with_suffix(suffix).to_string());
            suffixes.into_iter().chain([name.with_suffix("Form").with_suffix(REQUIRED).to_string()]).collect()
        };
        (function, self.all.family(marker, family))
    }
}

/// Names everything that belongs to operations, and sorts the operations of each group.
pub(super) fn settle(api: &mut Api) {
    let mut scope = OperationScope::default();
    for group in &api.groups {
        for Operation { function, marker, handle, .. } in &group.operations {
            scope.names(handle.as_ref().map(|_| group.tag.as_str()), function, marker);
        }
    }
    for group in &mut api.groups {
        handle(group, &mut scope);
        for operation in &mut group.operations {
            belongings(operation, &mut scope);
        }
        group.operations.sort_by(|a, b| a.function.cmp(&b.function));
    }
}

/// Names the handle of a group. Functions and types of operations take precedence.
fn handle(group: &mut Group, scope: &mut OperationScope) {
    let Some(Handle { name, .. }) = group.handle() else { return };
    let name = scope.all.type_name(name);
    let method = scope.all.ident(&group.module);
    let handle = Handle { method, name, module: group.module.clone() };
    for operation in &mut group.operations {
        operation.handle = Some(handle.clone());
    }
}

fn belongings(operation: &mut Operation, scope: &mut OperationScope) {
    let mut setters = Scope::with(&reserved::PARAMETERS);
    // `body` is reserved for bodies that the document does not name.
    if let Some(body) = operation.body.as_mut().filter(|body| body.ident.as_str() != "body") {
        body.ident = setters.ident(&body.ident);
    }
    let parameters = operation.parameters.iter_mut();
    setters.idents(parameters.map(|Parameter { location, wire, ident, .. }| ((*location, wire.as_str()), ident)));
    operation.body.iter_mut().for_each(request_body);
    variants(operation.responses.cases.iter_mut().filter_map(|case| match &mut case.outcome {
        Outcome::Success(response) => Some(response),
        Outcome::Failure(_) | Outcome::Undocumented => None,
    }));
    variants(operation.responses.cases.iter_mut().filter_map(|case| match &mut case.outcome {
        Outcome::Failure(response) => Some(response),
        Outcome::Success(_) | Outcome::Undocumented => None,
    }));
    for headers in &mut operation.responses.headers {
        headers.name = scope.all.type_name(&headers.name);
        header_fields(headers);
    }
}

/// Names the variants of an enum of responses.
fn variants<'r>(responses: impl Iterator<Item = &'r mut DocumentedResponse>) {
    let mut variants = Scope::default();
    for response in responses {
        response.variant = variants.type_name(&response.variant);
    }
}

fn request_body(body: &mut RequestBody) {
    let mut variants = Scope::default();
    for content in &mut body.contents {
        content.variant = variants.type_name(&content.variant);
        if let BodyEncoding::Multipart(Some(form)) = &mut content.encoding {
            form_fields(form);
        }
    }
}

/// Names the fields of a form.
fn form_fields(form: &mut Multipart) {
    let fields = form.fields.iter_mut();
    Scope::default().idents(fields.map(|PartField { wire, ident, .. }| (wire.as_str(), ident)));
}

/// Names the fields of a struct of headers.
fn header_fields(headers: &mut ResponseHeaders) {
    let fields = headers.fields.iter_mut();
    Scope::default().idents(fields.map(|HeaderField { wire, ident, .. }| (wire.as_str(), ident)));
}
