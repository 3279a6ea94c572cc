//! The plan for every `x-` key of a document.

use std::collections::HashMap;

use super::edit::Edit;
use super::own::is_own;
use super::rule::{Meaning, Refusal, Rule, Subject};
use super::survey::KeyOutcome;
use super::translation::Translation;
use super::{fern, microsoft, speakeasy, tools};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::openapi::{Document, ObjectKind, Operation};
use crate::source::Span;

/// The rules, by vendor.
pub(super) const RULES: [&[Rule]; 4] = [speakeasy::RULES, fern::RULES, microsoft::RULES, tools::RULES];

/// The plan for every `x-` key of a document.
#[derive(Debug, Default)]
pub(super) struct Plan<'d> {
    /// The keys of ours that objects get.
    pub(super) edits: Vec<Edit>,
    /// The index of the first edit of an object by a key.
    planned: HashMap<(Span, &'static str), usize>,
    /// The keys to translate.
    pub(super) translated: Translation,
    /// The keys that cannot be translated.
    pub(super) warnings: Vec<Diagnostic>,
    /// Each key, and what becomes of it, in the order of the document.
    pub(super) outcomes: Vec<(&'d str, KeyOutcome)>,
}

impl<'d> Plan<'d> {
    pub(super) fn of(document: &'d Document<'d>) -> Self {
        let operations: HashMap<Span, Operation<'d>> =
            document.operations().map(|operation| (operation.span(), operation)).collect();
        let mut plan = Self::default();
        for place in document.places() {
            for (key, entry) in place.node.members().filter(|(key, _)| key.starts_with("x-")) {
                // Names that the document chooses are not keys of the specification.
                let Some(kind) = place.kind().filter(|kind| *kind != ObjectKind::Paths) else { continue };
                let operation = operations.get(&place.node.span).copied();
                plan.add(kind, key, Subject { document, place, operation, entry });
            }
        }
        plan
    }

    fn add(&mut self, kind: ObjectKind, key: &'d str, subject: Subject<'d>) {
        let outcome = match rule(key, kind) {
            _ if is_own(key) => KeyOutcome::Own,
            None => KeyOutcome::Unknown,
            Some(Meaning::Nothing(reason)) => KeyOutcome::Ignored(reason),
            Some(Meaning::Same(own)) => {
                let entry = subject.entry.clone();
                self.edit(own, key, subject, vec![Edit { object: subject.place.node.span, key: own, entry }])
            }
            Some(Meaning::Translated(own, translate)) => match translate(&subject) {
                Ok(edits) => self.edit(own, key, subject, edits),
                Err(refusal) => self.refuse(own, key, subject, refusal),
            },
        };
        self.outcomes.push((key, outcome));
    }

    /// Plans the edits, unless another vendor's key in the same object says otherwise.
    fn edit(&mut self, own: &'static str, key: &str, subject: Subject<'_>, edits: Vec<Edit>) -> KeyOutcome {
        let differs = |edit: &Edit| {
            let known = self.planned.get(&(edit.object, edit.key)).and_then(|index| self.edits.get(*index));
            known.is_some_and(|known| known.entry != edit.entry)
        };
        if edits.iter().any(differs) {
            let reason = format!("the extension of another vendor sets {} to another value", quote(own));
            return self.refuse(own, key, subject, Refusal { span: subject.value().span, reason });
        }
        self.translated.add(key, subject.value().span, own);
        for edit in edits {
            self.planned.entry((edit.object, edit.key)).or_insert(self.edits.len());
            self.edits.push(edit);
        }
        KeyOutcome::Read(own)
    }

    fn refuse(&mut self, own: &str, key: &str, subject: Subject<'_>, refusal: Refusal) -> KeyOutcome {
        let Refusal { span, reason } = refusal;
        let message = format!("{} is ignored: {reason}", quote(key));
        let label = if span == subject.value().span { "" } else { "not supported" };
        self.warnings.push(
            Diagnostic::new(Code::UntranslatedExtension, message)
                .at(span, label)
                .help(format!("correct it, or write {} instead", quote(own))),
        );
        KeyOutcome::Refused
    }
}

/// Returns what a key means in an object.
fn rule(key: &str, kind: ObjectKind) -> Option<Meaning> {
    let rules = RULES.into_iter().flatten();
    rules.filter(|rule| rule.key == key && rule.objects.contains(&kind)).map(|rule| rule.meaning).next()
}
