//! Where a schema is, for those who read a change of it.

use statusful_codegen::ir::TypeId;

use crate::{Change, ChangeKind, ChangePlace, Subject};

/// How deep schemas are compared below a place that has a name. Models are such places, so that no document is as deep.
const MAX_DEPTH: usize = 32;

/// The place of a schema.
#[derive(Debug, Clone)]
pub(crate) struct At {
    pub(crate) subject: Subject,
    pub(crate) place: ChangePlace,
    /// The model, by its id on both sides, if the subject is one.
    pub(super) model: Option<(TypeId, TypeId)>,
    /// The keywords that lead from the place to the schema.
    path: Vec<String>,
    /// What a property of the schema is, if it is a place of its own.
    member: Option<fn(String) -> ChangePlace>,
}

impl At {
    /// Returns a place of an operation.
    pub(crate) fn new(subject: Subject, place: ChangePlace) -> Self {
        Self { subject, place, model: None, path: Vec::new(), member: None }
    }

    /// Returns the same place, for the schema of a multipart form.
    pub(crate) fn of_form(self) -> Self {
        Self { member: Some(ChangePlace::Part), ..self }
    }

    /// Returns a model.
    pub(super) fn of_model(subject: Subject, model: (TypeId, TypeId)) -> Self {
        let member: fn(String) -> ChangePlace = ChangePlace::Field;
        Self { subject, place: ChangePlace::Whole, model: Some(model), path: Vec::new(), member: Some(member) }
    }

    /// Returns `true` for a field of a multipart form.
    pub(super) fn is_part(&self) -> bool {
        matches!(self.place, ChangePlace::Part(_)) && self.path.is_empty()
    }

    /// Returns the place of a property.
    pub(super) fn property(&self, name: &str) -> Option<Self> {
        match self.member.filter(|_| self.path.is_empty()) {
            Some(member) => Some(Self { place: member(name.to_owned()), member: None, ..self.clone() }),
            None => self.below(&format!("properties/{name}")),
        }
    }

    /// Returns the place of the value of a keyword.
    pub(super) fn below(&self, keyword: &str) -> Option<Self> {
        let mut at = self.clone();
        at.member = None;
        at.path.push(keyword.to_owned());
        (at.path.len() <= MAX_DEPTH).then_some(at)
    }

    /// Returns a change at the place.
    pub(super) fn change(&self, kind: ChangeKind, old: &str, new: &str) -> Change {
        let text = |text: &str| match self.path.as_slice() {
            [] => shortened(text),
            _ if text.is_empty() => String::new(),
            path => format!("{}/{}", path.join("/"), shortened(text)),
        };
        Change { subject: self.subject.clone(), place: self.place.clone(), kind, old: text(old), new: text(new) }
    }
}

/// How much of a value is kept. Lists of values can be long, and one schema can be in many places.
const MAX_TEXT: usize = 500;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shortened("maxLength: 1"), "maxLength: 1");
        assert_eq!(shortened(&"ä".repeat(MAX_TEXT + 1)), format!("{}…", "ä".repeat(MAX_TEXT)));
    }
}
