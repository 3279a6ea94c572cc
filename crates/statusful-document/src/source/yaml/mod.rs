//! YAML to nodes.

mod anchors;
mod faults;
mod offsets;
mod scalar;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use self::anchors::Anchors;
use self::offsets::Offsets;
use super::{DEPTH, Entry, Node, Object, Span, Value, duplicate_key, nested_too_deep, span};
use crate::diagnostic::{Diagnostic, Diagnostics, quote};

pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let parser = Parser::new_from_str(text);
    Reader { text, offsets: Offsets::new(text), parser, anchors: Anchors::default(), end: 0, diagnostics }.stream()
}

/// Recursive descent over the parser's events. Nothing means that reading cannot go on, and that it was said why.
struct Reader<'t, 'd> {
    text: &'t str,
    offsets: Offsets<'t>,
    parser: Parser<'t, StrInput<'t>>,
    anchors: Anchors,
    /// Where the last scalar, alias or closing bracket ended. A block has no closing bracket, so it ends there too.
    end: usize,
    diagnostics: &'d mut Diagnostics,
}

/// What stands before a colon.
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
                Event::DocumentStart(_) if root.is_some() => {
                    self.diagnostics.push(faults::second_document(place));
                    break;
                }
                Event::DocumentStart(_) => {
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
                let (start, end) = (self.offsets.byte(place.start.index()), self.offsets.byte(place.end.index()));
                Some((event, span(start, start + self.text[start..end.max(start)].trim_end().len())))
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
                let place = self.scalar_place(&text, style, place);
                let value = self.scalar(&Scalar { text, style, tag }, place);
                return self.anchored(Node { span: place, value }, anchor);
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", place);
                let (items, end) = self.sequence(depth)?;
                (Value::Array(items), end, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", place);
                let (members, end) = self.mapping(depth)?;
                (Value::Object(members), end, anchor)
            }
            // The parser's grammar has no other event here; should it ever, the document is refused, not misread.
            _ => return self.refuse(faults::invalid("a value is missing").at(place, "a value belongs here")),
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
                let place = self.scalar_place(&text, style, place);
                if text == "<<" && style == ScalarStyle::Plain && tag.is_none() {
                    return Some(Key::Merge(place));
                }
                let name = text.into_owned();
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
                    self.diagnostics
                        .tolerate(faults::invalid(format!("`<<` takes in mappings, not {kind}")).at(key, "here"));
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
                self.diagnostics.push(faults::unknown_tag(&tag, place));
            }
            Err(scalar::Fault::NotA(what)) => {
                let message = format!("a value is tagged as {what}, but it is {}", quote(text));
                self.diagnostics.tolerate(faults::invalid(message).at(place, format!("not {what}")));
            }
        }
        Value::String(text.clone().into_owned())
    }

    fn check_tag(&mut self, tag: Option<&Tag>, known: &str, place: Span) {
        let Some(name) = tag.map(scalar::name) else { return };
        if name != "!" && name.strip_prefix("tag:yaml.org,2002:") != Some(known) {
            self.diagnostics.push(faults::unknown_tag(&name, place));
        }
    }

    /// Where a scalar stands. The parser lets a quoted one go on to the end of the line, comment included, and places
    /// one without text at whatever comes next; that one is shown after its key.
    fn scalar_place(&mut self, text: &str, style: ScalarStyle, place: Span) -> Span {
        let written = &self.text[place.start..place.end];
        let place = match style {
            ScalarStyle::SingleQuoted => span(place.start, place.start + quoted(written, '\'')),
            ScalarStyle::DoubleQuoted => span(place.start, place.start + quoted(written, '"')),
            ScalarStyle::Plain if text.is_empty() && !written.starts_with(['&', '!']) => {
                let at = self.end + usize::from(self.text[self.end..].starts_with(':'));
                span(at, at)
            }
            _ => place,
        };
        self.end = self.end.max(place.end);
        place
    }

    /// Where a sequence or mapping ends: after its bracket, or with the last thing in it.
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
        faults::syntax(self.text, self.offsets.byte(error.marker().index()), error.info())
    }
}

/// The length of a quoted scalar, any anchor or tag before it included.
fn quoted(written: &str, quote: char) -> usize {
    let mut characters = written.char_indices().skip_while(|(_, character)| *character != quote).skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if quote == '"' => drop(characters.next()),
            '\'' if quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some() => {}
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    written.len()
}
