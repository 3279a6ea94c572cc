//! Names of operations, and of what belongs to them.

use super::constructors::REQUIRED;
use super::reserved;
use super::scope::Scope;
use crate::ir::{
    Api, BodyEncoding, DocumentedResponse, HeaderField, Ident, Multipart, Operation, Outcome, Parameter, PartField,
    RequestBody, ResponseHeaders, TypeName,
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
            let suffixes = ["", "Response", "Error", "Body", "Form"].map(|suffix| name.with_suffix(suffix).to_string());
            suffixes.into_iter().chain([name.with_suffix("Form").with_suffix(REQUIRED).to_string()]).collect()
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
        headers.name = scope.0.type_name(&headers.name);
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
