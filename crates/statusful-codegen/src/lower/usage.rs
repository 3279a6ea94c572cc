//! Which way each model travels: what is only received need not be serialisable, and the reverse.

use crate::ir::{Access, Api, Kind, Operation, Optionality, TypeId, TypeRef, Usage};

/// Marks every model that a request or a response can hold.
pub(super) fn mark(api: &mut Api) {
    let sent = api.operations().flat_map(Operation::sent).filter_map(TypeRef::model).collect();
    let received = api.operations().flat_map(Operation::received).filter_map(TypeRef::model).collect();
    spread(api, sent, |usage| &mut usage.sent);
    spread(api, received, |usage| &mut usage.received);
    // A model that no operation mentions, such as that of an event, is most likely one to be read.
    let unused = (0..api.types.len()).filter(|index| api.types[*index].usage == Usage::default()).map(TypeId).collect();
    spread(api, unused, |usage| &mut usage.received);
    settle(api);
}

/// Marks the models reached from some, and all that those hold.
fn spread(api: &mut Api, mut reached: Vec<TypeId>, flag: impl Fn(&mut Usage) -> &mut bool) {
    while let Some(id) = reached.pop() {
        let Some(ty) = api.types.get_mut(id.0) else { continue };
        if std::mem::replace(flag(&mut ty.usage), true) {
            continue;
        }
        reached.extend(ty.kind.types().into_iter().filter_map(TypeRef::model));
    }
}

/// Settles which members can be absent, now that it is known which way each model travels.
fn settle(api: &mut Api) {
    for ty in &mut api.types {
        let Kind::Struct(object) = &mut ty.kind else { continue };
        for field in &mut object.fields {
            field.optionality = optionality(field.optionality, field.access, ty.usage);
        }
    }
}

/// Whether a member is absent or `null` is a difference only where it is sent, as in a merge patch (RFC 7396). In what
/// is only received both become `None`, which is what reading it is about. A member that travels one way alone need
/// not be there the other way (OpenAPI 3.0.3, section 4.7.24.2).
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
