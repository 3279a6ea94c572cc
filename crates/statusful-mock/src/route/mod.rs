//! Routing: from a request to its operation.

mod bases;
mod template;

use std::cmp::Reverse;

use http::Method;
use percent_encoding::percent_decode_str;
use statusful_document::openapi::{Document, Operation};
use template::{Segment, Template};

pub(crate) use template::Captures;

/// The method and path that identify the requests of an operation.
#[derive(Debug)]
pub(crate) struct Route {
    /// The `operationId`.
    id: Option<String>,
    /// Method and path template, such as `GET /keys/{id}`.
    title: String,
    method: Method,
    template: Template,
    /// The query of the path template, which some documents have. `None` is any value.
    query: Vec<(String, Option<Segment>)>,
    /// The paths of the servers, segment by segment.
    bases: Vec<Vec<String>>,
}

/// The match of a request.
#[derive(Debug)]
pub(crate) enum RouteMatch {
    /// An operation, by its index, with the values of its path parameters.
    Operation(usize, Captures),
    /// A path with other methods: which, and the operations of the path, the most specific first.
    OtherMethods { methods: Vec<Method>, operations: Vec<usize> },
    /// No path of the document.
    Nothing,
}

/// The routes of the operations in document order.
#[derive(Debug)]
pub(crate) struct Routes(Vec<Route>);

impl Routes {
    pub(crate) fn of<'d>(document: &'d Document<'d>) -> Self {
        Self(document.operations().map(route).collect())
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Route> {
        self.0.get(index)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the names of the operations.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|route| route.name().to_owned()).collect()
    }

    /// Returns the operation with an `operationId`, or with a method and path such as `GET /keys/{id}`.
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

    /// Returns the operation that a request matches. A path without parameters precedes the templates that match as well,
    /// whatever methods it has (OpenAPI 3.0.3, section 4.7.8.2), and so does a template whose segments are all as specific or
    /// more. Of other templates with the method, it is the one with the fewest parameters in its path, then the one whose
    /// parameters come last, then the one whose server's path the request has, then the first.
    pub(crate) fn find(&self, method: &Method, path: &str, query: &str) -> RouteMatch {
        let mut matching = self.matching(path, query);
        let templates: Vec<_> = matching.iter().map(|found| &found.route.template).collect();
        matching.retain(|found| !templates.iter().any(|other| other.precedes(&found.route.template)));
        let has = |wanted: &Method| matching.iter().any(|found| found.route.method == *wanted);
        // An operation for `GET` also answers `HEAD`, without a body (RFC 9110, section 9.3.2).
        let wanted = if *method == Method::HEAD && !has(method) { &Method::GET } else { method };
        let operations: Vec<_> = matching.iter().map(|found| found.index).collect();
        let methods: Vec<_> = matching.iter().map(|found| found.route.method.clone()).collect();
        match matching.into_iter().find(|found| found.route.method == *wanted) {
            Some(found) => RouteMatch::Operation(found.index, found.captures),
            None if operations.is_empty() => RouteMatch::Nothing,
            None => RouteMatch::OtherMethods { methods: allowed(methods), operations },
        }
    }

    /// Returns the operations whose path matches, the most specific first.
    fn matching(&self, path: &str, query: &str) -> Vec<Matching<'_>> {
        let found = self.0.iter().enumerate().filter_map(|(index, route)| {
            let (captures, has_base) = route.captures(path, query)?;
            let order = (route.template.generality(), route.query_generality(), !has_base);
            Some((order, Matching { index, route, captures }))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// An operation whose path matches a request.
struct Matching<'r> {
    index: usize,
    route: &'r Route,
    captures: Captures,
}

fn allowed(mut methods: Vec<Method>) -> Vec<Method> {
    if methods.contains(&Method::GET) {
        methods.push(Method::HEAD);
    }
    methods.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    methods.dedup();
    methods
}

fn route(operation: Operation<'_>) -> Route {
    let (path, query) = operation.path.split_once('?').unwrap_or((operation.path.value, ""));
    let path = path.split('#').next().unwrap_or_default();
    let query = query.split('#').next().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    Route {
        id: operation.id().map(|id| id.value.to_owned()),
        title: operation.title(),
        method: operation.method.value.into(),
        template: Template::parse(path),
        query: query.map(query_pair).collect(),
        bases: bases::of(operation),
    }
}

/// Returns a name and a value of the query in a path template.
fn query_pair(pair: &str) -> (String, Option<Segment>) {
    match pair.split_once('=') {
        Some((name, value)) => (name.to_owned(), Some(Segment::parse(value))),
        None => (pair.to_owned(), None),
    }
}

impl Route {
    /// Returns the `operationId`, or method and path without one.
    pub(crate) fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.title)
    }

    /// Returns how many requests the query of the template excludes; less is more specific.
    fn query_generality(&self) -> (Reverse<usize>, usize) {
        let any = self.query.iter().filter(|(_, value)| !value.as_ref().is_some_and(Segment::is_text)).count();
        (Reverse(self.query.len()), any)
    }

    /// Returns the values of the path parameters, and whether the path of a server precedes them.
    fn captures(&self, path: &str, query: &str) -> Option<(Captures, bool)> {
        let in_query = self.query_captures(query)?;
        let path: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
        let with_base = self.bases.iter().find_map(|base| self.template.captures(without(&path, base)?));
        let found = with_base.map(|captures| (captures, true));
        let (mut captures, has_base) = found.or_else(|| Some((self.template.captures(&path)?, false)))?;
        captures.extend(in_query);
        Some((captures, has_base))
    }

    /// Returns the values of the path parameters that the template has in its query.
    fn query_captures(&self, query: &str) -> Option<Captures> {
        let mut captures = Captures::new();
        let mut has = |name: &str, value: Option<&Segment>| {
            let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            pairs.any(|(own, text)| own == name && value.is_none_or(|value| value.capture(text, &mut captures)))
        };
        self.query.iter().all(|(name, value)| has(name, value.as_ref())).then_some(captures)
    }
}

/// Returns the segments after a base.
fn without<'p, 's>(path: &'p [&'s str], base: &[String]) -> Option<&'p [&'s str]> {
    let (start, rest) = path.split_at_checked(base.len())?;
    let is_base = start.iter().zip(base).all(|(text, base)| percent_decode_str(text).decode_utf8_lossy() == *base);
    is_base.then_some(rest)
}

#[cfg(test)]
mod tests;
