//! Path templates that match the paths of requests (OpenAPI 3.0.3, section 4.7.8.2).

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;
use statusful_document::openapi::template_parameters;

/// The names and values of path parameters, percent-encoded as in the request.
pub(crate) type Captures = Vec<(String, String)>;

/// A path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Segment>);

/// A part of a template between slashes, or a value in its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A text, percent-decoded.
    Text(String),
    /// One parameter.
    Name(String),
    /// Parameters with texts between them.
    Mixed(Vec<Piece>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    Name(String),
}

/// How general a template is: how many segments have parameters, then each segment. Less is more specific.
pub(crate) type Generality = (usize, Vec<SegmentGenerality>);

/// How general a segment is. The first variant is the most specific.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SegmentGenerality {
    Text,
    /// The more text and the fewer parameters, the more specific: `cover.{format}` precedes `{page}.{format}`.
    Mixed {
        characters: Reverse<usize>,
        parameters: usize,
    },
    Name,
}

impl Template {
    /// Parses a path without its query. Unbalanced braces are text.
    pub(crate) fn parse(path: &str) -> Self {
        Self(path.strip_prefix('/').unwrap_or(path).split('/').map(Segment::parse).collect())
    }

    pub(crate) fn generality(&self) -> Generality {
        (self.0.iter().filter(|segment| !segment.is_text()).count(), self.0.iter().map(Segment::generality).collect())
    }

    /// Returns `true` if no request for this template is one for the other: this has no parameter, or is as specific in each segment
    /// and more specific in one.
    pub(crate) fn precedes(&self, other: &Self) -> bool {
        let is_concrete = |template: &Self| template.0.iter().all(Segment::is_text);
        let segments = || self.0.iter().map(Segment::generality).zip(other.0.iter().map(Segment::generality));
        let is_specific = self.0.len() == other.0.len() && segments().all(|(own, other)| own <= other);
        (is_concrete(self) && !is_concrete(other)) || (is_specific && segments().any(|(own, other)| own < other))
    }

    /// Returns the values of the parameters if the segments of a path match the template.
    pub(crate) fn captures(&self, path: &[&str]) -> Option<Captures> {
        if self.0.len() != path.len() {
            return None;
        }
        let mut captures = Captures::new();
        self.0.iter().zip(path).all(|(segment, text)| segment.capture(text, &mut captures)).then_some(captures)
    }
}

impl Segment {
    /// Parses one part.
    pub(crate) fn parse(text: &str) -> Self {
        let parameters = template_parameters(text).unwrap_or_default();
        let mut pieces = Vec::new();
        let mut at = 0;
        for range in parameters {
            if at < range.start {
                pieces.push(Piece::Text(decoded(&text[at..range.start])));
            }
            pieces.push(Piece::Name(text[range.start + 1..range.end - 1].to_owned()));
            at = range.end;
        }
        if at < text.len() {
            pieces.push(Piece::Text(decoded(&text[at..])));
        }
        match pieces.as_slice() {
            [] => Self::Text(String::new()),
            [Piece::Text(text)] => Self::Text(text.clone()),
            [Piece::Name(name)] => Self::Name(name.clone()),
            _ => Self::Mixed(pieces),
        }
    }

    /// Returns `true` if it has no parameter.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    fn generality(&self) -> SegmentGenerality {
        match self {
            Self::Text(_) => SegmentGenerality::Text,
            Self::Mixed(pieces) => {
                let texts = pieces.iter().filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text.chars().count()),
                    Piece::Name(_) => None,
                });
                let parameters = pieces.iter().filter(|piece| matches!(piece, Piece::Name(_))).count();
                SegmentGenerality::Mixed { characters: Reverse(texts.sum()), parameters }
            }
            Self::Name(_) => SegmentGenerality::Name,
        }
    }

    /// Adds the values of its parameters if a text matches.
    pub(crate) fn capture(&self, text: &str, captures: &mut Captures) -> bool {
        match self {
            Self::Text(wanted) => decoded(text) == *wanted,
            Self::Name(_) if text.is_empty() => false,
            Self::Name(name) => {
                captures.push((name.clone(), text.to_owned()));
                true
            }
            Self::Mixed(pieces) => mixed(pieces, &decoded(text), captures),
        }
    }
}

/// Matches parameters with texts between them. Each text matches where it occurs first: without backtracking, no path
/// takes long.
fn mixed(pieces: &[Piece], text: &str, captures: &mut Captures) -> bool {
    let mut rest = text;
    for (index, piece) in pieces.iter().enumerate() {
        let name = match piece {
            Piece::Text(text) => match rest.strip_prefix(text.as_str()) {
                Some(after) => {
                    rest = after;
                    continue;
                }
                None => return false,
            },
            Piece::Name(name) => name,
        };
        let Some(first) = rest.chars().next() else { return false };
        let end = match pieces.get(index + 1) {
            None => Some(rest.len()),
            // The last text ends the segment; any other ends at its first occurrence.
            Some(Piece::Text(next)) if index + 2 == pieces.len() => rest.strip_suffix(next.as_str()).map(str::len),
            Some(Piece::Text(next)) => rest[first.len_utf8()..].find(next.as_str()).map(|at| at + first.len_utf8()),
            Some(Piece::Name(_)) => Some(first.len_utf8()),
        };
        let Some(end) = end.filter(|end| *end > 0) else { return false };
        // The text is decoded already, so that its percent signs must not be decoded again.
        captures.push((name.clone(), rest[..end].replace('%', "%25")));
        rest = &rest[end..];
    }
    rest.is_empty()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(template: &str, path: &str) -> Option<String> {
        let path: Vec<_> = path.strip_prefix('/').unwrap().split('/').collect();
        let captures = Template::parse(template).captures(&path)?;
        Some(captures.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn segments_are_text_parameters_or_both() {
        assert_eq!(captured("/a/{b}.{c}", "/a/x.y.z").as_deref(), Some("b=x c=y.z"));
        assert_eq!(captured("/{a}/{b}", "/x%2Fy/z").as_deref(), Some("a=x%2Fy b=z"));
        assert_eq!(captured("/a%20b/{c}:go", "/a b/x%3A%25:go").as_deref(), Some("c=x:%25"));
        assert_eq!(captured("/{a}-{b}-x", "/1-2-3-x").as_deref(), Some("a=1 b=2-3"));
        assert_eq!(captured("/{a}{b}", "/äö").as_deref(), Some("a=ä b=ö"));
        assert_eq!(captured("/{a", "/{a").as_deref(), Some(""));
        for (template, path) in
            [("/a/{b}", "/a/"), ("/a", "/a/"), ("/{a}.x", "/.x"), ("/{a}.{b}", "/x"), ("/x{a}", "/x"), ("/a", "/b")]
        {
            assert_eq!(captured(template, path), None, "{template} {path}");
        }
    }

    #[test]
    fn specific_templates_come_first() {
        let sorted = ["/x/y", "/x/y{b}.json", "/x/{b}.json", "/x/{b}.{c}", "/x/{b}", "/{a}/y", "/{a}/{b}"];
        let mut templates = sorted;
        templates.reverse();
        templates.sort_by_key(|template| Template::parse(template).generality());
        assert_eq!(templates, sorted);
    }
}
