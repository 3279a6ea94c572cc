//! Traits that the user wants models to derive.

use std::collections::BTreeMap;

use super::suggestion;
use crate::Customization;
use crate::customization::{Choices, Derive};
use crate::diagnostic::{Diagnostic, quote};
use crate::ir::{Api, Kind, Scalar, Type, TypeRef};

/// Sets what each model derives.
pub(super) fn derives(api: &mut Api, customization: &Customization, choices: &Choices) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let known: Vec<_> = api.types.iter().map(|ty| ty.name.as_str()).collect();
    let mut by_trait: BTreeMap<&str, Vec<&Derive>> = BTreeMap::new();
    for derive in &customization.derives {
        if let Some(model) = derive.model.as_deref().filter(|model| !known.contains(model)) {
            let message = format!("no type is named {}", quote(model));
            errors.push(choices.error(message, derive.place.clone(), &suggestion(model, &known, "types")));
        }
        by_trait.entry(&derive.path).or_default().push(derive);
    }
    let mut found: Vec<Vec<String>> = vec![Vec::new(); api.types.len()];
    for (path, derives) in by_trait {
        let is_wanted = |ty: &Type| {
            derives.iter().any(|derive| derive.model.as_deref().is_none_or(|name| name == ty.name.as_str()))
        };
        let can = Deriving::of(api, path, &is_wanted);
        for (index, _) in can.derive.iter().enumerate().filter(|(_, derives)| **derives) {
            found[index].push(path.to_owned());
        }
        for derive in derives.iter().filter(|derive| derive.model.is_some()) {
            let name = derive.model.as_deref().unwrap_or_default();
            let model = api.types.iter().position(|ty| ty.name.as_str() == name);
            if let Some((place, why)) = model.and_then(|index| can.obstacle(&api.types[index])) {
                let message = format!("{} cannot derive {}: {place} {why}", quote(name), quote(path));
                errors.push(choices.error(
                    message,
                    derive.place.clone(),
                    "remove the trait, or derive it for that type too",
                ));
            }
        }
    }
    for (ty, derives) in api.types.iter_mut().zip(found) {
        ty.derives = derives;
    }
    errors
}

/// The models that derive a trait.
struct Deriving<'a> {
    api: &'a Api,
    path: &'a str,
    /// For each model, whether it derives the trait.
    derive: Vec<bool>,
}

impl<'a> Deriving<'a> {
    /// Finds the largest set of wanted models whose parts all have the trait.
    fn of(api: &'a Api, path: &'a str, is_wanted: &dyn Fn(&Type) -> bool) -> Self {
        let is_implemented = |ty: &Type| matches!(ty.kind, Kind::Enum(_)) && ["Eq", "Hash"].contains(&path);
        let is_candidate = |ty: &Type| !matches!(ty.kind, Kind::Foreign(_)) && !is_implemented(ty) && is_wanted(ty);
        let mut all = Self { api, path, derive: api.types.iter().map(is_candidate).collect() };
        loop {
            let can = |(index, ty): (usize, &Type)| all.derive[index] && all.obstacle(ty).is_none();
            let derive: Vec<_> = api.types.iter().enumerate().map(can).collect();
            if derive == all.derive {
                return all;
            }
            all.derive = derive;
        }
    }

    /// Returns the part of a model that lacks the trait, and the reason. The requirements of other crates' derive
    /// macros are unknown.
    fn obstacle(&self, model: &Type) -> Option<(String, String)> {
        if !["Eq", "Hash", "PartialOrd", "Ord"].contains(&self.path) {
            return None;
        }
        match &model.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter();
                let fields = fields.map(|field| (format!("the field `{}`", field.ident), self.lacks(&field.ty)));
                let rest = object.rest.iter().map(|(ident, ty)| {
                    (format!("the field `{ident}`"), self.lacks(&TypeRef::Map(Box::new(ty.clone()))))
                });
                fields.chain(rest).find_map(|(place, lacks)| Some((place, lacks?)))
            }
            Kind::Union(union) => {
                let variants = union
                    .variants
                    .iter()
                    .map(|variant| (format!("the variant `{}`", variant.name), self.lacks(&variant.ty)));
                let unknown = union.open.then(|| ("the variant `Unknown`".to_owned(), self.lacks(&TypeRef::Any)));
                variants.chain(unknown).find_map(|(place, lacks)| Some((place, lacks?)))
            }
            Kind::Newtype(ty) => self.lacks(ty).map(|lacks| ("its value".to_owned(), lacks)),
            Kind::Enum(_) => self.is_order().then(|| ("an open enum".to_owned(), "has no order".to_owned())),
            Kind::Foreign(_) => Some(("its type".to_owned(), "is a type of another crate".to_owned())),
        }
    }

    fn is_order(&self) -> bool {
        ["PartialOrd", "Ord"].contains(&self.path)
    }

    /// Returns why a type lacks the trait, or `None` if it has the trait.
    fn lacks(&self, ty: &TypeRef) -> Option<String> {
        match ty {
            TypeRef::Named(id) | TypeRef::Boxed(id) => {
                let model = self.api.ty(*id)?;
                let has = match model.kind {
                    Kind::Enum(_) => !self.is_order(),
                    // Assumes that the type has the trait, because this cannot be checked.
                    Kind::Foreign(_) => false,
                    _ => self.derive.get(id.0).copied().unwrap_or_default(),
                };
                (!has).then(|| format!("is `{}`, which does not derive it", model.name))
            }
            TypeRef::Scalar(Scalar::Float | Scalar::Double) if self.path != "PartialOrd" => {
                Some("is a number with a fraction".to_owned())
            }
            TypeRef::Scalar(Scalar::Secret) if self.path != "Eq" => Some("is a secret".to_owned()),
            TypeRef::Scalar(_) => None,
            TypeRef::Map(inner) if **inner == TypeRef::Any => self.lacks(&TypeRef::Any),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.lacks(inner),
            TypeRef::Any => self.is_order().then(|| "is any JSON, which has no order".to_owned()),
        }
    }
}
