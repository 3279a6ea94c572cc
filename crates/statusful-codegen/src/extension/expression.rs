//! Runtime expressions (OpenAPI 3.0.3, section 4.7.20.4), which name a part of a request or of a response.

use crate::ir::ResponsePart;
use crate::openapi::{ParameterLocation, tokens};

/// A part of a request as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestExpression<'t> {
    Parameter(ParameterLocation, &'t str),
    /// The JSON Pointer of a value in the body.
    Body(&'t str),
}

/// Reads `$request.path.name`, `$request.query.name`, `$request.header.name` or `$request.body#/pointer`.
pub(super) fn request(text: &str) -> Option<RequestExpression<'_>> {
    let part = text.strip_prefix("$request.")?;
    if let Some(pointer) = part.strip_prefix("body#") {
        return is_inner(pointer).then_some(RequestExpression::Body(pointer));
    }
    let (location, name) = part.split_once('.')?;
    let location = [ParameterLocation::Path, ParameterLocation::Query, ParameterLocation::Header]
        .into_iter()
        .find(|known| known.as_str() == location)?;
    (!name.is_empty()).then_some(RequestExpression::Parameter(location, name))
}

/// Reads `$response.header.name`, `$response.body` or `$response.body#/pointer`.
pub(super) fn response(text: &str) -> Option<ResponsePart> {
    let part = text.strip_prefix("$response.")?;
    if let Some(name) = part.strip_prefix("header.") {
        return is_header_name(name).then(|| ResponsePart::Header(name.to_ascii_lowercase()));
    }
    match part.strip_prefix("body")? {
        "" => Some(ResponsePart::Body(String::new())),
        rest => {
            let pointer = rest.strip_prefix('#')?;
            tokens(pointer).map(|_| ResponsePart::Body(pointer.to_owned()))
        }
    }
}

/// Returns whether a text is a JSON Pointer to a part of a value.
pub(super) fn is_inner(pointer: &str) -> bool {
    pointer.starts_with('/')
}

/// Returns whether a text is a token (RFC 9110, section 5.6.2).
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_requests_are_read() {
        let parameter = |location, name| Some(RequestExpression::Parameter(location, name));
        assert_eq!(request("$request.query.page[after]"), parameter(ParameterLocation::Query, "page[after]"));
        assert_eq!(request("$request.header.X-Page"), parameter(ParameterLocation::Header, "X-Page"));
        assert_eq!(request("$request.path.page"), parameter(ParameterLocation::Path, "page"));
        assert_eq!(request("$request.body#/page/cursor"), Some(RequestExpression::Body("/page/cursor")));
        for other in [
            "",
            "page",
            "$request",
            "$request.query.",
            "$request.cookie.x",
            "$request.body",
            "$request.body#",
            "$response.body",
        ] {
            assert_eq!(request(other), None, "{other}");
        }
    }

    #[test]
    fn parts_of_responses_are_read() {
        assert_eq!(response("$response.header.X-Next"), Some(ResponsePart::Header("x-next".to_owned())));
        assert_eq!(response("$response.body"), Some(ResponsePart::Body(String::new())));
        assert_eq!(response("$response.body#/a~1b"), Some(ResponsePart::Body("/a~1b".to_owned())));
        for other in
            ["", "$response.header.", "$response.header.a b", "$response.body#a", "$response.bodyx", "$request.body#/a"]
        {
            assert_eq!(response(other), None, "{other}");
        }
    }
}
