//! Names of models, their fields and variants.

use super::scope::Scope;
use super::{affixes, reserved};
use crate::ir::{Api, Docs, Field, Ident, Kind, Struct, Type, TypeId, TypeName, TypeRef, Usage};
use crate::lower::schema::Draft;
use crate::origins::Origins;
use crate::tokens::markdown::code;

/// Names the models, starting with those that have a name in the document, and sorts them. Returns the id of each
/// draft's model, and the origins of models.
pub(super) fn settle(api: &mut Api, drafts: Vec<Draft>) -> (Vec<TypeId>, Origins) {
    let mut drafts: Vec<_> = drafts.into_iter().enumerate().collect();
    drafts.sort_by(|(_, a), (_, b)| (&a.hint, a.origin.place).cmp(&(&b.hint, b.origin.place)));
    let mut scope = Scope::default();
    let name = |(old, draft): (usize, Draft)| (scope.type_name(&TypeName::new(&draft.hint.words)), old, draft);
    let mut named: Vec<_> = drafts.into_iter().map(name).collect();
    named.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let mut new_ids = vec![TypeId(0); named.len()];
    for (new, (_, old, _)) in named.iter().enumerate() {
        new_ids[*old] = TypeId(new);
    }
    let origins = named.iter().map(|(name, _, draft)| (name.clone(), draft.origin.clone())).collect();
    api.types = named.into_iter().map(|(name, _, draft)| model(name, draft)).collect();
    (new_ids, origins)
}

fn model(name: TypeName, draft: Draft) -> Type {
    let docs = documentation(&name, &draft);
    let mut kind = draft.kind.unwrap_or(Kind::Newtype(TypeRef::Any));
    match &mut kind {
        Kind::Struct(object) => fields(object),
        Kind::Enum(enumeration) => {
            let mut scope = Scope::with(&reserved::VARIANTS);
            enumeration.values.iter_mut().for_each(|(variant, _)| *variant = scope.type_name(variant));
        }
        Kind::Union(union) => {
            affixes::remove(&mut union.variants);
            let mut scope = Scope::with(&reserved::VARIANTS);
            union.variants.iter_mut().for_each(|variant| variant.name = scope.type_name(&variant.name));
        }
        Kind::Newtype(_) | Kind::Foreign(_) => {}
    }
    Type {
        name,
        kind,
        usage: Usage::default(),
        constructor: None,
        docs,
        deprecated: draft.deprecated,
        inline: draft.hint.inline,
        example: draft.example,
        place: None,
        derives: Vec::new(),
    }
}

/// Returns the description of a model. Without one, returns the name in the document, if it differs.
fn documentation(name: &TypeName, draft: &Draft) -> Docs {
    let words = &draft.hint.words;
    if draft.docs.is_empty() && !draft.hint.derived && !has_letters_of(name.as_str(), words) {
        return Docs(format!("Named {} in the document.", code(words)));
    }
    draft.docs.clone()
}

/// Names the fields of a struct.
fn fields(object: &mut Struct) {
    let mut scope = Scope::default();
    scope.idents(object.fields.iter_mut().map(|Field { wire, ident, .. }| (wire.as_str(), ident)));
    if let Some((ident, _)) = &mut object.rest {
        *ident = scope.ident(&Ident::new(ident.as_str()));
    }
    for field in object.fields.iter_mut().filter(|field| field.docs.is_empty()) {
        if !has_letters_of(field.ident.as_str(), &field.wire) {
            field.docs = Docs(format!("Named {} in the document.", code(&field.wire)));
        }
    }
}

/// Returns `true` if a name differs from one in the document only in case and punctuation.
fn has_letters_of(name: &str, wire: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(name) == letters(wire)
}
