//! Which operation a request is for.

mod bases;
mod template;

use std::cmp::Reverse;

use http::Method;
use percent_encoding::percent_decode_str;
use statusful_document::document::{Document, Operation};
use template::Template;

pub(crate) use template::Captures;

/// An operation, as far as it takes to find it.
#[derive(Debug)]
pub(crate) struct Route {
    /// Its `operationId`.
    pub(crate) id: Option<String>,
    /// Method and path template, such as `GET /keys/{id}`.
    pub(crate) title: String,
    pub(crate) method: Method,
    template: Template,
    /// What a path template with a query asks of the request's, which some documents have.
    query: Vec<(String, Option<String>)>,
    /// The paths of its servers, segment by segment.
    bases: Vec<Vec<String>>,
}

/// What a request is for.
#[derive(Debug)]
pub(crate) enum Found {
    /// An operation, by its number, and what the path says.
    Operation(usize, Captures),
    /// A path that has other methods.
    OtherMethods(Vec<Method>),
    /// Nothing that the document describes.
    Nothing,
}

/// The operations of a document in its order.
#[derive(Debug)]
pub(crate) struct Routes(Vec<Route>);

impl Routes {
    pub(crate) fn of(document: &Document<'_>) -> Self {
        Self(document.operations().map(|operation| route(document, &operation)).collect())
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Route> {
        self.0.get(index)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// What operations are called: by id, or by method and path where they have none.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|route| route.name().to_owned()).collect()
    }

    /// The operation of an id, or of a method and path such as `GET /keys/{id}`.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let is_title = |route: &Route| match (name.split_once(' '), route.title.split_once(' ')) {
            (Some((method, path)), Some((own, own_path))) => {
                method.eq_ignore_ascii_case(own) && path.trim() == own_path
            }
            _ => false,
        };
        let by_id = self.0.iter().position(|route| route.id.as_deref() == Some(name));
        by_id.or_else(|| self.0.iter().position(is_title))
    }

    /// The operation for a request. Of several, the one with the fewest parameters in its path, then the one whose
    /// parameters come last, then the one whose server's path the request has too, then the first.
    pub(crate) fn find(&self, method: &Method, path: &str, query: &str) -> Found {
        let fitting = self.0.iter().enumerate().filter_map(|(index, route)| {
            let (captures, has_base) = route.captures(path, query)?;
            Some(((route.template.looseness(), route.query_looseness(), !has_base), index, captures))
        });
        let mut fitting: Vec<_> = fitting.collect();
        fitting.sort_by(|a, b| a.0.cmp(&b.0));
        let is_of = |index: usize, method: &Method| self.get(index).is_some_and(|route| route.method == *method);
        let methods: Vec<_> =
            fitting.iter().filter_map(|(_, index, _)| Some(self.get(*index)?.method.clone())).collect();
        // What answers `GET` answers `HEAD`, without a body (RFC 9110, section 9.3.2).
        let wanted = if *method == Method::HEAD && !methods.contains(method) { &Method::GET } else { method };
        match fitting.into_iter().find(|(_, index, _)| is_of(*index, wanted)) {
            Some((_, index, captures)) => Found::Operation(index, captures),
            None if methods.is_empty() => Found::Nothing,
            None => Found::OtherMethods(allowed(methods)),
        }
    }
}

fn allowed(mut methods: Vec<Method>) -> Vec<Method> {
    if methods.contains(&Method::GET) {
        methods.push(Method::HEAD);
    }
    methods.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    methods.dedup();
    methods
}

fn route(document: &Document<'_>, operation: &Operation<'_>) -> Route {
    let (path, query) = operation.path.split_once('?').unwrap_or((operation.path, ""));
    let path = path.split('#').next().unwrap_or_default();
    let query = query.split('#').next().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    Route {
        id: operation.node.get("operationId").and_then(|node| node.as_str()).map(str::to_owned),
        title: operation.title(),
        method: Method::from_bytes(operation.method.to_uppercase().as_bytes()).unwrap_or_default(),
        template: Template::parse(path),
        query: query.map(wanted).collect(),
        bases: bases::of(document, operation),
    }
}

/// A pair of a query in a path template; a templated value may be any.
fn wanted(pair: &str) -> (String, Option<String>) {
    match pair.split_once('=') {
        Some((name, value)) if value.starts_with('{') => (name.to_owned(), None),
        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
        None => (pair.to_owned(), None),
    }
}

impl Route {
    /// Its id, or method and path where it has none.
    pub(crate) fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.title)
    }

    /// How little its path template asks of the query.
    fn query_looseness(&self) -> (Reverse<usize>, usize) {
        let any = self.query.iter().filter(|(_, value)| value.is_none()).count();
        (Reverse(self.query.len()), any)
    }

    /// What the path of a request says, and whether it has the path of a server before it.
    fn captures(&self, path: &str, query: &str) -> Option<(Captures, bool)> {
        let has = |name: &str, value: Option<&str>| {
            let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            pairs.any(|(own, text)| own == name && value.is_none_or(|value| text == value))
        };
        if !self.query.iter().all(|(name, value)| has(name, value.as_deref())) {
            return None;
        }
        let path: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
        let with_base = self.bases.iter().find_map(|base| self.template.captures(without(&path, base)?));
        with_base.map(|captures| (captures, true)).or_else(|| Some((self.template.captures(&path)?, false)))
    }
}

/// The segments that follow a base.
fn without<'p, 's>(path: &'p [&'s str], base: &[String]) -> Option<&'p [&'s str]> {
    let (start, rest) = path.split_at_checked(base.len())?;
    let is_base = start.iter().zip(base).all(|(text, base)| percent_decode_str(text).decode_utf8_lossy() == *base);
    is_base.then_some(rest)
}

#[cfg(test)]
mod tests;
