//! Runtime expressions (OpenAPI 3.0.3, section 4.7.20.4), which name a part of a request or of a response.
//!
//! `$url`, `$method` and `$statusCode` do not name a part, and are not read.

use std::fmt;

use super::{ParameterLocation, tokens};

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestExpression {
    /// A path parameter, a query parameter or a header.
    Parameter(ParameterLocation, String),
    /// A value in the body, by its JSON Pointer.
    Body(String),
}

/// A part of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseExpression {
    /// A header, in lower case.
    Header(String),
    /// The body, or a value in it, by its JSON Pointer.
    Body(String),
}

impl RequestExpression {
    /// Reads `$request.path.name`, `$request.query.name`, `$request.header.name` or `$request.body#/pointer`.
    pub fn parse(text: &str) -> Option<Self> {
        let part = text.strip_prefix("$request.")?;
        if let Some(pointer) = part.strip_prefix("body#") {
            return pointer.starts_with('/').then(|| Self::Body(pointer.to_owned()));
        }
        let (location, name) = part.split_once('.')?;
        let location = ParameterLocation::from_key(location).filter(|it| *it != ParameterLocation::Cookie)?;
        (!name.is_empty()).then(|| Self::Parameter(location, name.to_owned()))
    }
}

impl ResponseExpression {
    /// Reads `$response.header.name`, `$response.body` or `$response.body#/pointer`.
    pub fn parse(text: &str) -> Option<Self> {
        let part = text.strip_prefix("$response.")?;
        if let Some(name) = part.strip_prefix("header.") {
            return is_header_name(name).then(|| Self::Header(name.to_ascii_lowercase()));
        }
        match part.strip_prefix("body")? {
            "" => Some(Self::Body(String::new())),
            rest => {
                let pointer = rest.strip_prefix('#')?;
                tokens(pointer).map(|_| Self::Body(pointer.to_owned()))
            }
        }
    }
}

impl fmt::Display for RequestExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(location, name) => write!(f, "$request.{}.{name}", location.as_str()),
            Self::Body(pointer) => write!(f, "$request.body#{pointer}"),
        }
    }
}

impl fmt::Display for ResponseExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "$response.header.{name}"),
            Self::Body(pointer) if pointer.is_empty() => f.write_str("$response.body"),
            Self::Body(pointer) => write!(f, "$response.body#{pointer}"),
        }
    }
}

/// Returns `true` if a text may be the name of a header: a token (RFC 9110, section 5.6.2).
pub fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_requests_are_read() {
        let parameter = |location, name: &str| Some(RequestExpression::Parameter(location, name.to_owned()));
        assert_eq!(
            RequestExpression::parse("$request.query.page[after]"),
            parameter(ParameterLocation::Query, "page[after]")
        );
        assert_eq!(RequestExpression::parse("$request.header.X-Page"), parameter(ParameterLocation::Header, "X-Page"));
        assert_eq!(RequestExpression::parse("$request.path.page"), parameter(ParameterLocation::Path, "page"));
        assert_eq!(
            RequestExpression::parse("$request.body#/page/cursor"),
            Some(RequestExpression::Body("/page/cursor".to_owned()))
        );
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
            assert_eq!(RequestExpression::parse(other), None, "{other}");
        }
    }

    #[test]
    fn parts_of_responses_are_read() {
        assert_eq!(
            ResponseExpression::parse("$response.header.X-Next"),
            Some(ResponseExpression::Header("x-next".to_owned()))
        );
        assert_eq!(ResponseExpression::parse("$response.body"), Some(ResponseExpression::Body(String::new())));
        assert_eq!(
            ResponseExpression::parse("$response.body#/a~1b"),
            Some(ResponseExpression::Body("/a~1b".to_owned()))
        );
        for other in
            ["", "$response.header.", "$response.header.a b", "$response.body#a", "$response.bodyx", "$request.body#/a"]
        {
            assert_eq!(ResponseExpression::parse(other), None, "{other}");
        }
    }
}
