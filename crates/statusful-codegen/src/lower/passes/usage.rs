//! Whether each model is sent, received, or both. Models that are only received need not be serializable, and vice
//! versa.

use crate::ir::{Access, Api, Kind, Operation, Optionality, TypeId, TypeRef, Usage};

/// Marks every model that a request or a response can contain.
pub(in crate::lower) fn mark(api: &mut Api) {
    let sent = api.operations().flat_map(Operation::sent).filter_map(TypeRef::model).collect();
    let received = api.operations().flat_map(Operation::received).filter_map(TypeRef::model).collect();
    spread(api, sent, |usage| &mut usage.sent);
    spread(api, received, |usage| &mut usage.received);
    // A model that no operation refers to, such as that of an event, is most likely received.
    let unused = (0..api.types.len()).filter(|index| api.types[*index].usage == Usage::default()).map(TypeId).collect();
    spread(api, unused, |usage| &mut usage.received);
    settle(api);
}

/// Marks models, and all models that they contain.
fn spread(api: &mut Api, mut reached: Vec<TypeId>, flag: impl Fn(&mut Usage) -> &mut bool) {
    while let Some(id) = reached.pop() {
        let Some(ty) = api.types.get_mut(id.0) else { continue };
        if std::mem::replace(flag(&mut ty.usage), true) {
            continue;
        }
        reached.extend(ty.kind.types().into_iter().filter_map(TypeRef::model));
    }
}

/// Decides which fields can be absent, depending on whether their models are sent or received.
fn settle(api: &mut Api) {
    for ty in &mut api.types {
        let Kind::Struct(object) = &mut ty.kind else { continue };
        for field in &mut object.fields {
            field.optionality = optionality(field.optionality, field.access, ty.usage);
        }
    }
}

/// Returns whether a field can be absent or `null`. The difference matters only in requests, such as merge patches (RFC
/// 7396); in responses, both become `None`. A property that is sent in only one direction is optional in the other
/// (OpenAPI 3.0.3, section 4.7.24.2).
fn optionality(written: Optionality, access: Access, usage: Usage) -> Optionality {
    let is_missing_one_way = match access {
        Access::Both => false,
        Access::Read => usage.sent,
        Access::Write => usage.received,
    };
    let written = match written {
        Optionality::Required if is_missing_one_way => Optionality::Optional,
        Optionality::RequiredNullable if is_missing_one_way => Optionality::OptionalNullable,
        other => other,
    };
    match written {
        Optionality::OptionalNullable if !usage.sent => Optionality::Optional,
        other => other,
    }
}
