//! Reads the arguments and results of operations from the generated code, so that it does not depend on the emitters.

use statusful_codegen::ir::Ident;
use syn::{
    Fields, File, FnArg, GenericArgument, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Pat, PathArguments,
    Signature, Type, TypeImplTrait, TypeParamBound,
};

/// An argument: its name, the type to deserialize, and whether it is passed by reference.
pub(super) struct Argument {
    pub(super) name: syn::Ident,
    pub(super) ty: Type,
    pub(super) lent: bool,
}

/// Returns the arguments of an operation's function, without the client.
pub(super) fn arguments(file: &File, function: &Ident) -> Option<Vec<Argument>> {
    let signature = file.items.iter().find_map(|item| match item {
        Item::Fn(item) if item.sig.ident == function.as_str() => Some(&item.sig),
        _ => None,
    })?;
    Some(signature.inputs.iter().skip(1).filter_map(argument).collect())
}

/// Returns the setters of an operation's call: methods that take one value and have a name that `wanted` accepts.
pub(super) fn setters(file: &File, marker: &str, wanted: impl Fn(&str) -> bool) -> Vec<Argument> {
    let impls = implementations(file)
        .filter(|it| it.trait_.is_none() && last_argument(&it.self_ty).is_some_and(|ty| is(ty, marker)));
    let methods = impls.flat_map(|it| &it.items).filter_map(|item| match item {
        ImplItem::Fn(method) => Some(&method.sig),
        _ => None,
    });
    let named = methods.filter(|sig| sig.inputs.len() == 2 && wanted(&sig.ident.to_string()));
    named.filter_map(setter).collect()
}

fn setter(signature: &Signature) -> Option<Argument> {
    let argument = argument(signature.inputs.last()?)?;
    Some(Argument { name: signature.ident.clone(), ..argument })
}

/// The result type of one side of an operation.
pub(super) enum Side {
    /// This side has no response.
    Never,
    /// A body.
    Body(Type),
    /// An enum of this module.
    Enum(ItemEnum),
}

/// Returns the result type of one side of an operation: `Success` or `Failure`.
pub(super) fn side(file: &File, marker: &str, name: &str) -> Option<Side> {
    let is_operation = |it: &&ItemImpl| {
        let path = it.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        path.is_some_and(|segment| segment.ident == "Operation") && is(&it.self_ty, marker)
    };
    let implementation = implementations(file).find(is_operation)?;
    let ty = implementation.items.iter().find_map(|item| match item {
        ImplItem::Type(item) if item.ident == name => Some(&item.ty),
        _ => None,
    })?;
    if is(ty, "Never") {
        return Some(Side::Never);
    }
    let of_enum = find_enum(file, ty).cloned();
    Some(of_enum.map_or_else(|| Side::Body(ty.clone()), Side::Enum))
}

/// Returns the body of a variant, and whether it is a named field.
pub(super) fn body(fields: &Fields) -> Option<(&Type, bool)> {
    match fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) => fields.unnamed.first().map(|field| (&field.ty, false)),
        Fields::Named(fields) => {
            let body = fields.named.iter().find(|field| field.ident.as_ref().is_some_and(|name| name == "body"));
            body.map(|field| (&field.ty, true))
        }
    }
}

/// Returns `true` if the last segment of a type's path has this name.
pub(super) fn is(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == name))
}

/// Returns the enum with a name.
pub(super) fn find_enum<'f>(file: &'f File, name: &Type) -> Option<&'f ItemEnum> {
    file.items.iter().find_map(|item| match item {
        Item::Enum(item) if is_local(name) && is(name, &item.ident.to_string()) => Some(item),
        _ => None,
    })
}

/// Returns the struct with a name.
pub(super) fn find_struct<'f>(file: &'f File, name: &Type) -> Option<&'f ItemStruct> {
    file.items.iter().find_map(|item| match item {
        Item::Struct(item) if is_local(name) && is(name, &item.ident.to_string()) => Some(item),
        _ => None,
    })
}

/// Returns the type inside an `Option` or `Vec`, or `None` if the type is another one.
pub(super) fn inside<'t>(ty: &'t Type, of: &str) -> Option<&'t Type> {
    if is(ty, of) { last_argument(ty) } else { None }
}

fn is_local(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.len() == 1)
}

fn implementations(file: &File) -> impl Iterator<Item = &ItemImpl> {
    file.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(item),
        _ => None,
    })
}

fn argument(input: &FnArg) -> Option<Argument> {
    let FnArg::Typed(typed) = input else { return None };
    let Pat::Ident(pattern) = &*typed.pat else { return None };
    let (ty, lent) = match &*typed.ty {
        Type::Reference(reference) => (owned(&reference.elem), true),
        ty => (owned(ty), false),
    };
    Some(Argument { name: pattern.ident.clone(), ty, lent })
}

/// Returns an owned type that converts into the type of an argument.
fn owned(ty: &Type) -> Type {
    let Type::ImplTrait(TypeImplTrait { bounds, .. }) = ty else { return ty.clone() };
    let Some(TypeParamBound::Trait(bound)) = bounds.first() else { return ty.clone() };
    let Some(segment) = bound.path.segments.last() else { return ty.clone() };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return ty.clone() };
    match (segment.ident.to_string().as_str(), arguments.args.first()) {
        ("AsRef", _) => syn::parse_quote!(String),
        ("Into", Some(GenericArgument::Type(ty))) => ty.clone(),
        ("IntoIterator", Some(GenericArgument::AssocType(item))) => {
            let item = owned(&item.ty);
            syn::parse_quote!(Vec<#item>)
        }
        _ => ty.clone(),
    }
}

/// Returns the last argument of a generic type, such as the operation of a call.
fn last_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match arguments.args.last()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}
