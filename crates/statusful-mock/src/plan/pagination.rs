//! How the list of an operation is made of pages, by `x-pagination`.

use statusful_document::openapi::{Operation, RequestExpression, ResponseExpression};
use statusful_document::source::{Node, Value};

/// How an operation returns a list page by page.
#[derive(Debug)]
pub(crate) struct PlannedPagination {
    /// The part of the request that selects the page.
    pub(crate) input: Option<RequestExpression>,
    pub(crate) style: PageStyle,
    /// The JSON Pointer of the items in the body.
    pub(crate) results: String,
    /// Where a page has `false` if it is the last one.
    pub(crate) more: Option<ResponseExpression>,
    /// Where a page has the number of all items, or of all pages if pages are requested by their number.
    pub(crate) total: Option<ResponseExpression>,
}

/// How the next page is requested.
#[derive(Debug)]
pub(crate) enum PageStyle {
    Offset,
    Page { first: u64 },
    Cursor(ResponseExpression),
    LastItem(String),
    Url(ResponseExpression),
    Link,
}

impl PlannedPagination {
    /// Reads the pagination of an operation. One that does not say where the next page is counts as none: `statusful check`
    /// reports it.
    pub(super) fn of(operation: Operation<'_>) -> Option<Self> {
        let node = operation.extension("x-pagination")?;
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let part = |key: &str| text(key).and_then(ResponseExpression::parse);
        let input = text("input").and_then(RequestExpression::parse);
        let style = match text("type")? {
            "offset" => PageStyle::Offset,
            "page" => {
                let first = node.get("firstPage").and_then(number).or_else(|| default(operation, input.as_ref()?));
                PageStyle::Page { first: first.unwrap_or(1) }
            }
            "cursor" => match text("lastItem") {
                Some(pointer) => PageStyle::LastItem(pointer.to_owned()),
                None => PageStyle::Cursor(part("next")?),
            },
            "url" => PageStyle::Url(part("next")?),
            "link" => PageStyle::Link,
            _ => return None,
        };
        let results = match part("results") {
            Some(ResponseExpression::Body(pointer)) => pointer,
            _ => String::new(),
        };
        Some(Self { input, style, results, more: part("more"), total: part("total") })
    }
}

/// Returns the default of a parameter, if it is a whole number.
fn default(operation: Operation<'_>, input: &RequestExpression) -> Option<u64> {
    let RequestExpression::Parameter(location, name) = input else { return None };
    let parameters = operation.parameters();
    let parameter = parameters.iter().find(|parameter| {
        parameter.location() == Some(*location) && parameter.name().is_some_and(|own| own.value == name.as_str())
    })?;
    number(parameter.schema()?.resolve()?.default_value()?)
}

fn number(node: &Node) -> Option<u64> {
    match &node.value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    }
}
