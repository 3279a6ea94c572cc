//! `x-pagination`: how an operation returns a list page by page.

use super::Read;
use super::fields::Fields;
use super::list::{List, Pages};
use crate::diagnostic::quote;
use crate::ir::{Pagination, PaginationStyle, RequestPart, ResponseExpression, TypeRef};
use crate::openapi::{
    Family, JsonType, Operation, Parameter, ParameterLocation, RequestBody, RequestExpression, Schema,
};
use crate::source::{Node, Value};

pub(crate) const X_PAGINATION: &str = "x-pagination";

const TYPES: [&str; 5] = ["offset", "page", "cursor", "url", "link"];

/// The keys, and the types to which each applies.
const KEYS: [(&str, &[&str]); 8] = [
    ("type", &TYPES),
    ("input", &["offset", "page", "cursor"]),
    ("next", &["cursor", "url"]),
    ("lastItem", &["cursor"]),
    ("firstPage", &["page"]),
    ("results", &TYPES),
    ("more", &TYPES),
    ("total", &["offset", "page"]),
];

/// Reads the `x-pagination` of an operation: the pagination, whose item type is still unknown, and the list. Returns no
/// value if there is an error.
pub(crate) fn pagination<'d>(node: &Node, operation: Operation<'d>) -> Read<Option<(Pagination, List<'d>)>> {
    let mut fields = Fields::of(X_PAGINATION, node, &KEYS.map(|(key, _)| key));
    let Some(ty) = fields.required("type", |fields| fields.choice("type", &TYPES)) else {
        return Read { value: None, errors: fields.errors };
    };
    for (key, _) in KEYS.iter().filter(|(_, types)| !types.contains(&ty)) {
        fields.inapplicable(key, &format!("type {}", quote(ty)));
    }
    let pages = Pages::of(operation);
    let style = style(&mut fields, ty, operation, &pages);
    let written = fields.has("results").then(|| fields.response_part("results"));
    let more = output(&mut fields, "more", &pages);
    let total = output(&mut fields, "total", &pages);
    let results = written.unwrap_or(Some(ResponseExpression::Body(String::new())));
    let list = results.and_then(|results| list(&mut fields, &results, &pages));
    let value = style
        .zip(list)
        .filter(|_| fields.errors.is_empty())
        .map(|(style, (results, list))| (Pagination { style, results, more, total, item: TypeRef::Any }, list));
    Read { value, errors: fields.errors }
}

/// Reads how the next page is requested.
fn style(fields: &mut Fields<'_>, ty: &str, operation: Operation<'_>, pages: &Pages<'_>) -> Option<PaginationStyle> {
    match ty {
        "offset" => input(fields, operation).map(|(input, _)| PaginationStyle::Offset(input)),
        "page" => {
            let first = fields.whole("firstPage", "the number of the first page");
            let (input, default) = input(fields, operation)?;
            Some(PaginationStyle::Page { input, first: first.or(default).unwrap_or(1) })
        }
        "cursor" => {
            let input = input(fields, operation).map(|(input, _)| input);
            if fields.has("lastItem") {
                fields.inapplicable("next", "`lastItem`");
                let pointer =
                    fields.text("lastItem", |text: &str| text.starts_with('/'), "a JSON Pointer, such as `/id`")?;
                return Some(PaginationStyle::LastItem { input: input?, pointer: pointer.to_owned() });
            }
            let next = fields.required("next", |fields| output(fields, "next", pages))?;
            Some(PaginationStyle::Cursor { input: input?, next })
        }
        "url" => fields.required("next", |fields| output(fields, "next", pages)).map(PaginationStyle::Url),
        _ => Some(PaginationStyle::Link),
    }
}

/// Reads the part of the request that selects the page, and its default if it is a whole number.
fn input(fields: &mut Fields<'_>, operation: Operation<'_>) -> Option<(RequestPart, Option<u64>)> {
    let known = |text: &str| RequestExpression::parse(text).is_some();
    let what = "a part of the request, such as `$request.query.page` or `$request.body#/page`";
    let text = fields.required("input", |fields| fields.text("input", known, what))?;
    let expression = RequestExpression::parse(text)?;
    let Some((part, schema)) = request_part(operation, &expression) else {
        let what = match expression {
            RequestExpression::Parameter(location, name) => {
                format!("{} parameter {}", location.as_str(), quote(&name))
            }
            RequestExpression::Body(_) => format!("JSON body with a property for {}", quote(text)),
        };
        let message = format!("the operation has no {what} that {} could be", fields.path("input"));
        fields.error_in("input", message, "document it, or correct the name");
        return None;
    };
    let schema = schema.and_then(Schema::resolve);
    let scalars = [JsonType::Integer, JsonType::Number, JsonType::String];
    if schema.is_some_and(|schema| !schema.types().is_empty() && !is_of(schema, &scalars)) {
        fields.error_in("input", format!("{} is neither a number nor a text", quote(text)), "use another part");
        return None;
    }
    let default = schema.and_then(Schema::default_value).and_then(|default| match &default.value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    });
    Some((part, default))
}

/// Finds a documented part of the request, and its schema.
fn request_part<'d>(
    operation: Operation<'d>,
    expression: &RequestExpression,
) -> Option<(RequestPart, Option<Schema<'d>>)> {
    match expression {
        RequestExpression::Parameter(location, name) => {
            let parameter = operation.parameters().into_iter().find(|parameter| is(*parameter, *location, name))?;
            let wire = parameter.name()?.value.to_owned();
            Some((RequestPart::Parameter(*location, wire), parameter.schema()))
        }
        RequestExpression::Body(pointer) => {
            let contents = operation.request_body().into_iter().flat_map(RequestBody::contents);
            let mut json = contents.filter(|content| content.family() == Family::Json);
            let schema = json.find_map(|content| List::at(content.media.schema()?, pointer))?.schema;
            let is_number = is_of(schema, &[JsonType::Integer, JsonType::Number]);
            Some((RequestPart::Body { pointer: pointer.clone(), is_number }, Some(schema)))
        }
    }
}

fn is(parameter: Parameter<'_>, location: ParameterLocation, name: &str) -> bool {
    let is_named = |known: &str| match location {
        ParameterLocation::Header => known.eq_ignore_ascii_case(name),
        _ => known == name,
    };
    parameter.location() == Some(location) && parameter.name().is_some_and(|known| is_named(known.value))
}

/// Returns `true` if a schema has one of these types.
fn is_of(schema: Schema<'_>, types: &[JsonType]) -> bool {
    schema.resolve().is_some_and(|schema| schema.types().as_slice().iter().any(|ty| types.contains(ty)))
}

/// Reads a part of the response, which at least one successful response must have.
fn output(fields: &mut Fields<'_>, key: &str, pages: &Pages<'_>) -> Option<ResponseExpression> {
    let part = fields.response_part(key)?;
    match &part {
        ResponseExpression::Body(pointer) if !pages.may_have(pointer) => {
            let message = format!("no success of the operation has the property of {}", fields.path(key));
            fields.error_in(key, message, "document it, or correct the name");
            None
        }
        _ => Some(part),
    }
}

/// Finds the list.
fn list<'d>(fields: &mut Fields<'_>, results: &ResponseExpression, pages: &Pages<'d>) -> Option<(String, List<'d>)> {
    let ResponseExpression::Body(pointer) = results else {
        fields.error_in("results", format!("{} is not in the body", fields.path("results")), "use `$response.body#/…`");
        return None;
    };
    let mut lists = pages.lists(pointer);
    let Some(first) = lists.next() else {
        let message = format!("no success of the operation has a list at {}", quote(&results.to_string()));
        fields.error_in("results", message, "set `results` to the list, such as `$response.body#/data`");
        return None;
    };
    if lists.any(|other| other.items() != first.items()) {
        let message = format!("the successes of the operation have different lists at {}", quote(&results.to_string()));
        fields.error_in("results", message, "describe the items in one component, or remove `x-pagination`");
        return None;
    }
    Some((pointer.clone(), first))
}
