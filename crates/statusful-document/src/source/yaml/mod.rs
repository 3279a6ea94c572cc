//! YAML to nodes.

mod anchors;
mod faults;
mod scalar;

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, StrInput, Tag};

use self::anchors::Anchors;
pub(super) use self::scalar::is_text;
use super::{DEPTH, Entry, Node, Object, Span, Value, duplicate_key, nested_too_deep, span};
use crate::diagnostic::{Diagnostic, Diagnostics, quote};

pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let parser = Parser::new_from_str(text);
    Reader { text, parser, anchors: Anchors::default(), end: 0, tag: None, diagnostics }.stream()
}

/// Recursive descent over the parser's events. `None` means that reading cannot continue, and that the reason was reported.
struct Reader<'t, 'd> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    anchors: Anchors,
    /// Where the last scalar, alias or closing bracket ended. A block has no closing bracket, so it ends there too.
    end: usize,
    /// Where the tag of the last event is.
    tag: Option<Span>,
    diagnostics: &'d mut Diagnostics,
}

/// A key, before its colon.
enum Key {
    Name(String, Span),
    /// `<<`, which takes in the members of another mapping.
    Merge(Span),
    /// Something that cannot be a name.
    Unusable,
}

/// A scalar as the parser has it.
struct Scalar<'t> {
    text: Cow<'t, str>,
    style: ScalarStyle,
    tag: Option<Cow<'t, Tag>>,
}

impl<'t> Reader<'t, '_> {
    fn stream(mut self) -> Option<Node> {
        let mut root = None;
        loop {
            let (event, place) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    self.diagnostics.push(faults::second_document(place));
                    break;
                }
                Event::DocumentStart(..) => {
                    let (event, place) = self.next()?;
                    root = Some(self.node(event, place, 0)?);
                }
                _ => {}
            }
        }
        Some(root.unwrap_or_else(super::nothing))
    }

    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        match self.parser.next_event()? {
            Ok((event, place)) => {
                let (start, end) = (self.byte(place.start), self.byte(place.end));
                self.tag = place.tag_span().map(|tag| span(self.byte(tag.start), self.byte(tag.end)));
                let written = self.text[start..end.max(start)].trim_end_matches([' ', '\t', '\n', '\r']);
                Some((event, span(start, start + written.len())))
            }
            Err(error) => {
                let fault = self.syntax(&error);
                self.diagnostics.push(fault);
                None
            }
        }
    }

    fn node(&mut self, event: Event<'t>, place: Span, depth: usize) -> Option<Node> {
        if depth > DEPTH {
            self.diagnostics.push(nested_too_deep(place));
            return None;
        }
        let (value, end, anchor) = match event {
            Event::Alias(anchor) => return self.alias(anchor, place, depth),
            Event::Scalar(text, style, anchor, tag) => {
                let place = self.scalar_place(place);
                let value = self.scalar(&Scalar { text, style, tag }, place);
                return self.anchored(Node { span: place, value }, anchor);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", place);
                let (items, end) = self.sequence(depth)?;
                (Value::Array(items), end, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", place);
                let (members, end) = self.mapping(depth)?;
                (Value::Object(members), end, anchor)
            }
            // The parser's grammar has no other event here; should it ever, the document is refused, not misread.
            _ => return self.refuse(faults::invalid("a value is missing").at(place, "expected a value")),
        };
        self.anchored(Node { span: span(place.start, end), value }, anchor)
    }

    fn sequence(&mut self, depth: usize) -> Option<(Vec<Node>, usize)> {
        let mut items = Vec::new();
        loop {
            let (event, place) = self.next()?;
            if event == Event::SequenceEnd {
                return Some((items, self.container_end(place)));
            }
            items.push(self.node(event, place, depth + 1)?);
        }
    }

    fn mapping(&mut self, depth: usize) -> Option<(Object, usize)> {
        let mut object = Object::new();
        let mut merges = Vec::new();
        loop {
            let (event, place) = self.next()?;
            if event == Event::MappingEnd {
                self.merge(&mut object, merges);
                return Some((object, self.container_end(place)));
            }
            let key = self.key(event, place, depth)?;
            let (event, place) = self.next()?;
            let place = self.value_place(&event, place);
            let node = self.node(event, place, depth + 1)?;
            match key {
                Key::Name(name, key) => self.insert(&mut object, name, Entry { key, node }),
                Key::Merge(key) => merges.push((key, node)),
                Key::Unusable => {}
            }
        }
    }

    fn key(&mut self, event: Event<'t>, place: Span, depth: usize) -> Option<Key> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let place = self.scalar_place(place);
                if text == "<<" && style == ScalarStyle::Plain && tag.is_none() {
                    return Some(Key::Merge(place));
                }
                // The parser has `~` for a key without text.
                let is_absent = style == ScalarStyle::Plain && place.start == place.end;
                let name = if is_absent { String::new() } else { text.into_owned() };
                if anchor != 0 {
                    self.anchored(Node { span: place, value: Value::String(name.clone()) }, anchor)?;
                }
                Some(Key::Name(name, place))
            }
            event => {
                let is_alias = matches!(event, Event::Alias(_));
                let node = self.node(event, place, depth + 1)?;
                if let Value::String(name) = node.value {
                    return Some(Key::Name(name, place));
                }
                self.diagnostics.push(faults::complex_key(if is_alias { place } else { node.span }));
                Some(Key::Unusable)
            }
        }
    }

    fn insert(&mut self, object: &mut Object, name: String, entry: Entry) {
        match object.entry(name) {
            indexmap::map::Entry::Vacant(slot) => drop(slot.insert(entry)),
            indexmap::map::Entry::Occupied(slot) => {
                self.diagnostics.push(duplicate_key(slot.key(), slot.get().key, entry.key));
            }
        }
    }

    /// Takes in what `<<` names. What is there already wins, so earlier mappings do over later ones.
    fn merge(&mut self, object: &mut Object, merges: Vec<(Span, Node)>) {
        for (key, node) in merges {
            let mappings = match node.value {
                Value::Array(items) => items,
                _ => vec![node],
            };
            for mapping in mappings {
                let Value::Object(members) = mapping.value else {
                    let kind = mapping.kind();
                    self.diagnostics.tolerate(
                        faults::invalid(format!("`<<` requires a mapping, found {kind}")).at(key, "invalid merge key"),
                    );
                    continue;
                };
                for (name, entry) in members {
                    object.entry(name).or_insert(entry);
                }
            }
        }
    }

    fn scalar(&mut self, Scalar { text, style, tag }: &Scalar<'_>, place: Span) -> Value {
        match scalar::value(text, *style, tag.as_deref()) {
            Ok(value) => return value,
            Err(scalar::Fault::UnknownTag) => {
                let tag = tag.as_deref().map(scalar::name).unwrap_or_default();
                self.diagnostics.push(faults::unknown_tag(&tag, self.tag.unwrap_or(place)));
            }
            Err(scalar::Fault::NotA(what)) => {
                let message = format!("a value with the tag of {what} is {}", quote(text));
                self.diagnostics.tolerate(faults::invalid(message).at(place, format!("expected {what}")));
            }
        }
        Value::String(text.clone().into_owned())
    }

    fn check_tag(&mut self, tag: Option<&Tag>, known: &str, place: Span) {
        let Some(name) = tag.map(scalar::name) else { return };
        if name != "!" && name.strip_prefix("tag:yaml.org,2002:") != Some(known) {
            self.diagnostics.push(faults::unknown_tag(&name, self.tag.unwrap_or(place)));
        }
    }

    /// Returns where a scalar is. One without text is after its colon, which the parser does not count to it.
    fn scalar_place(&mut self, place: Span) -> Span {
        let is_at_colon = place.start == place.end && self.text[place.start..].starts_with(':');
        let place = if is_at_colon { span(place.start + 1, place.end + 1) } else { place };
        self.end = self.end.max(place.end);
        place
    }

    /// Returns where the value of a key starts. The parser has a sequence that is indented like its key start after its first
    /// dash and the comments there, where its first item may be.
    fn value_place(&self, event: &Event<'_>, place: Span) -> Span {
        if !matches!(event, Event::SequenceStart(..)) {
            return place;
        }
        let before = self.text.get(self.end..place.start).unwrap_or_default();
        let is_first_in_line = |at: usize| before[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        let dash = before.match_indices('-').map(|(at, _)| at).find(|at| is_first_in_line(*at));
        dash.map_or(place, |at| span(self.end + at, place.end))
    }

    /// Returns the end of a sequence or mapping: after its bracket, or with the last thing in it.
    fn container_end(&mut self, closing: Span) -> usize {
        if self.text[closing.start..closing.end].starts_with([']', '}']) {
            self.end = closing.start + 1;
        }
        self.end
    }

    fn anchored(&mut self, node: Node, anchor: usize) -> Option<Node> {
        let place = node.span;
        match self.anchors.define(anchor, &node) {
            Ok(()) => Some(node),
            Err(refusal) => self.refuse(faults::refused(&refusal, place)),
        }
    }

    fn alias(&mut self, anchor: usize, place: Span, depth: usize) -> Option<Node> {
        self.end = self.end.max(place.end);
        match self.anchors.resolve(anchor, depth) {
            Ok(node) => Some(node),
            Err(refusal) => self.refuse(faults::refused(&refusal, place)),
        }
    }

    fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = self.byte(*error.marker());
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => nested_too_deep(span(at, at)),
            ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
                faults::unprintable(self.text, at, *character)
            }
            _ => faults::syntax(self.text, at, &error.info()),
        }
    }

    /// The parser counts bytes if its input is a string.
    fn byte(&self, marker: Marker) -> usize {
        marker.byte_offset().unwrap_or(self.text.len()).min(self.text.len())
    }
}
