//! Names of operations, and of what belongs to them.

use super::reserved;
use super::scope::Scope;
use crate::ir::{
    Api, BodyEncoding, DocumentedResponse, Ident, MediaRange, Multipart, Operation, Outcome, RequestBody,
    ResponseHeaders, TypeName,
};

/// The scope of the functions and types of all operations.
#[derive(Debug)]
pub(in crate::lower) struct OperationScope(Scope);

impl Default for OperationScope {
    fn default() -> Self {
        Self(Scope::with(&reserved::OPERATIONS))
    }
}

impl OperationScope {
    /// Takes the names of an operation: its function, and its type with those that are made of it.
    pub(in crate::lower) fn names(&mut self, words: &str) -> (Ident, TypeName) {
        self.take(&Ident::new(words), &TypeName::new(words))
    }

    fn take(&mut self, function: &Ident, marker: &TypeName) -> (Ident, TypeName) {
        let function = self.0.ident(function);
        let family = |name: &TypeName| {
            ["", "Response", "Error", "Body", "Form"].map(|suffix| name.with_suffix(suffix).to_string()).into()
        };
        (function, self.0.family(marker, family))
    }
}

/// Names everything that belongs to operations, and sorts the operations of each group.
pub(super) fn settle(api: &mut Api) {
    let mut scope = OperationScope::default();
    for operation in api.operations() {
        scope.take(&operation.function, &operation.marker);
    }
    for group in &mut api.groups {
        for operation in &mut group.operations {
            belongings(operation, &mut scope);
        }
        group.operations.sort_by(|a, b| a.function.cmp(&b.function));
    }
}

fn belongings(operation: &mut Operation, scope: &mut OperationScope) {
    let mut setters = Scope::with(&reserved::PARAMETERS);
    for parameter in &mut operation.parameters {
        parameter.ident = setters.ident(&parameter.ident);
    }
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
        headers.name = scope.0.type_name(&headers.name);
        header_fields(headers);
    }
}

/// Names the variants of an enum of responses.
fn variants<'r>(responses: impl Iterator<Item = &'r mut DocumentedResponse>) {
    let (mut variants, mut accessors) = (Scope::default(), Scope::default());
    for response in responses {
        response.variant = variants.type_name(&response.variant);
        response.accessor = accessors.ident(&response.accessor);
    }
}

fn request_body(body: &mut RequestBody) {
    let mut variants = Scope::default();
    for content in &mut body.contents {
        content.variant = variants.type_name(&content.variant);
        let is_form = MediaRange::new(&content.media_type).without_parameters().as_str() == "multipart/form-data";
        if let BodyEncoding::Multipart(Some(form)) = &mut content.encoding {
            // The first part of `multipart/related` is its root (RFC 2387, section 3.2), so the document's order stays.
            if is_form {
                form.fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
            }
            form_fields(form);
        }
    }
}

/// Names the fields of a form.
fn form_fields(form: &mut Multipart) {
    let mut scope = Scope::default();
    for field in &mut form.fields {
        field.ident = scope.ident(&field.ident);
    }
}

/// Names the fields of a struct of headers, and sorts them.
fn header_fields(headers: &mut ResponseHeaders) {
    headers.fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
    let mut scope = Scope::default();
    for field in &mut headers.fields {
        field.ident = scope.ident(&field.ident);
    }
}
