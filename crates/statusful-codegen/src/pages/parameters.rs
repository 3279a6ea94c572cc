//! The parameters and the request body of an operation.

use super::cell::{Table, example, prose, yes};
use super::creation::creation;
use super::site::{FROM_OPERATION as UP, Site};
use super::ty;
use crate::ir::{
    BodyContent, BodyEncoding, Constant, Docs, Group, Operation, Parameter, PartKind, RequestBody, TypeRef,
};
use crate::tokens::markdown::{code, code_in_cell};

/// Returns a table of the parameters: the required ones in the order of the arguments, then the optional ones.
pub(super) fn parameters(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Name", "In", "Type", "Required", "Description", "Example"]);
    let body = |required| operation.body.as_ref().filter(move |body| body.required == required);
    operation.constant_parameters().for_each(|(parameter, constant)| table.row(&constant_row(parameter, constant)));
    operation.required_parameters().for_each(|parameter| table.row(&row(site, parameter)));
    if let Some(body) = body(true) {
        body_rows(site, body, &mut table);
    }
    operation.optional_parameters().for_each(|parameter| table.row(&row(site, parameter)));
    if let Some(body) = body(false) {
        body_rows(site, body, &mut table);
    }
    let is_empty = operation.parameters.is_empty() && operation.body.is_none();
    let mut text = if is_empty { "None.\n".to_owned() } else { table.finish() };
    let has_optional = operation.optional_parameters().next().is_some() || body(false).is_some();
    if has_optional {
        text += "\nRequired parameters are arguments, in this order. Optional parameters are setters of the call.\n";
    }
    if operation.global_parameters().next().is_some() {
        text += "\nGlobal parameters can be set for all calls with `Globals`, which the client's builder takes.\n";
    }
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        text += &form(site, group, content);
    }
    text
}

/// Returns the row of a parameter with a fixed value.
fn constant_row(parameter: &Parameter, constant: &Constant) -> Vec<String> {
    let value = code_in_cell(&constant.to_json().to_string());
    vec![code("-"), place(parameter), value, "sent by the client".to_owned(), prose(&parameter.docs), String::new()]
}

/// Returns a parameter's location, followed by its name if it differs from the name in Rust.
fn place(parameter: &Parameter) -> String {
    let is_constant = parameter.constant().is_some();
    match parameter.location {
        place if parameter.wire == parameter.ident.as_str() && !is_constant => place.to_string(),
        place => format!("{place} {}", code(&parameter.wire)),
    }
}

fn row(site: &Site<'_>, parameter: &Parameter) -> Vec<String> {
    let required =
        if parameter.is_global() { "no (global parameter)".to_owned() } else { yes(parameter.is_required()) };
    vec![
        code(parameter.ident.as_str()),
        place(parameter),
        ty::linked(site, &parameter.ty, UP),
        required,
        prose(&parameter.docs),
        example(&parameter.example),
    ]
}

/// Adds a row for each media type of the body.
fn body_rows(site: &Site<'_>, body: &RequestBody, table: &mut Table) {
    let is_choice = body.contents.len() > 1;
    for content in &body.contents {
        let name = body.ident.as_str();
        let name = if is_choice { format!("{name}: {}", content.variant) } else { name.to_owned() };
        table.row(&[
            code(&name),
            format!("body {}", code(&content.media_type)),
            content_type(site, content),
            yes(body.required),
            prose(description(site, body, content)),
            example(&content.example),
        ]);
    }
}

/// Returns the description of the body, or of its model if the body has none.
fn description<'a>(site: &Site<'a>, body: &'a RequestBody, content: &BodyContent) -> &'a Docs {
    let model = || match content.encoding.types().as_slice() {
        [TypeRef::Named(id)] => site.api.ty(*id).map(|model| &model.docs),
        _ => None,
    };
    Some(&body.docs).filter(|docs| !docs.is_empty()).or_else(model).unwrap_or(&body.docs)
}

fn content_type(site: &Site<'_>, content: &BodyContent) -> String {
    match &content.encoding {
        BodyEncoding::Json(of) | BodyEncoding::Form(of, _) => ty::linked(site, of, UP),
        BodyEncoding::Multipart(Some(form)) => code(form.name.as_str()),
        BodyEncoding::Multipart(None) => code("Form"),
        BodyEncoding::Text => code("String"),
        BodyEncoding::Bytes => code("Body"),
        BodyEncoding::Typed => code("TypedBody"),
    }
}

/// Returns the section about a multipart form, or an empty string for other bodies.
fn form(site: &Site<'_>, group: &Group, content: &BodyContent) -> String {
    let BodyEncoding::Multipart(Some(form)) = &content.encoding else { return String::new() };
    let mut table = Table::new(&["Field", "Type", "Required", "Description"]);
    for field in &form.fields {
        let ty = match &field.kind {
            PartKind::File => code("MultipartPart"),
            PartKind::Files => code("Vec<MultipartPart>"),
            PartKind::Value(of) | PartKind::Json(of) => ty::linked(site, of, UP),
        };
        table.row(&[code(field.ident.as_str()), ty, yes(field.required), prose(&field.docs)]);
    }
    let created = creation(group.module.as_str(), &form.name, &form.constructor);
    let gap = if created.is_empty() { "" } else { "\n" };
    format!("\n### {}\n\n{}{gap}{created}", code(&format!("{}::{}", group.module, form.name)), table.finish())
}
