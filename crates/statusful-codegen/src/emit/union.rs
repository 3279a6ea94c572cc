//! Unions: one of several types, selected by a property (the tag) or by the shape of the value.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Api, Constant, ObjectShape, Scalar, Shape, Type, TypeRef, Union};
use crate::tokens::attributes;
use crate::tokens::ty::{Scope, ty};

/// Returns the enum, its serde traits, and conversions from each type that only one variant contains.
pub(super) fn union(api: &Api, model: &Type, union: &Union) -> Vec<TokenStream> {
    let conversions = conversions(api, model, union);
    [item(api, model, union), serde(api, model, union)].into_iter().chain(conversions).collect()
}

fn item(api: &Api, model: &Type, union: &Union) -> TokenStream {
    let name = &model.name;
    let head = attributes::union(model);
    let variants = union.variants.iter().map(|variant| {
        let docs = attributes::docs(&variant.docs);
        let name = &variant.name;
        let ty = ty(api, &variant.ty, Scope::Types);
        quote!(#docs #name(#ty))
    });
    let unknown = union.open.then(|| {
        let docs = match &union.tag {
            Some(tag) => format!("A value whose {} is not listed in the document.", crate::tokens::markdown::code(tag)),
            None => "A value that matches none of the documented constants.".to_owned(),
        };
        let docs = attributes::lines(&docs);
        quote!(#docs Unknown(serde_json::Value))
    });
    let variants = variants.chain(unknown);
    quote! {
        #head
        pub enum #name { #(#variants),* }
    }
}

/// Returns the runtime's macro that implements the serde traits.
fn serde(api: &Api, model: &Type, union: &Union) -> TokenStream {
    let (name, traits) = (&model.name, attributes::traits(model));
    let variants = union.variants.iter().map(|variant| {
        let name = &variant.name;
        let is_lenient = api.is_lenient(&variant.ty);
        let ty = ty(api, &variant.ty, Scope::Types);
        let ty = if is_lenient { quote!(#ty as lenient) } else { ty };
        let shape = variant.shape.as_ref().map(|shape| self::shape(api, shape));
        if union.tag.is_none() {
            let shape = shape.unwrap_or_else(|| quote!(Any));
            return quote!(#name(#ty): #shape);
        }
        let adding = variant.adds_tag.then(|| quote!(adding));
        let tags = variant.tags.iter().map(constant);
        let absent = shape.map(|shape| quote!(or #shape));
        quote!(#name(#ty) => #adding [#(#tags),*] #absent)
    });
    let by = match &union.tag {
        Some(tag) => quote!(by #tag),
        None if union.open => quote!(or Unknown),
        None => quote!(),
    };
    quote! {
        statusful::union! { #name: #traits #by { #(#variants),* } }
    }
}

/// Returns a shape in the notation of the runtime's macro.
fn shape(api: &Api, shape: &Shape) -> TokenStream {
    match shape {
        Shape::Any => quote!(Any),
        Shape::Null => quote!(Null),
        Shape::Scalar(scalar) => scalar_shape(api, *scalar),
        Shape::Constants(constants) => {
            let constants = constants.iter().map(constant);
            quote!(Constants(&[#(#constants),*]))
        }
        Shape::Array(items) => {
            let items = self::shape(api, items);
            quote!(Array(&#items))
        }
        Shape::Object(object) => object_shape(api, object),
        Shape::AnyOf(shapes) => {
            let shapes = shapes.iter().map(|shape| self::shape(api, shape));
            quote!(AnyOf(&[#(#shapes),*]))
        }
    }
}

fn object_shape(api: &Api, object: &ObjectShape) -> TokenStream {
    let ObjectShape { required, optional, values, closed } = object;
    let values = values.iter().map(|(name, shape)| {
        let shape = self::shape(api, shape);
        quote!((#name, #shape))
    });
    let optional = (!optional.is_empty()).then(|| quote!(.optional(&[#(#optional),*])));
    let values = (values.len() > 0).then(|| quote!(.values(&[#(#values),*])));
    let closed = closed.then(|| quote!(.closed()));
    quote!(Object(required(&[#(#required),*]) #optional #values #closed))
}

fn scalar_shape(api: &Api, scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Bool => quote!(Boolean),
        Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64 => quote!(Integer),
        Scalar::Float | Scalar::Double => quote!(Number),
        Scalar::String | Scalar::Secret => quote!(String),
        Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 => {
            let ty = crate::tokens::ty::scalar(api, scalar);
            if api.is_lenient(&TypeRef::Scalar(scalar)) {
                quote!(Format(reads::<#ty>))
            } else {
                quote!(Format(parses::<#ty>))
            }
        }
    }
}

fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(Text(#text)),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(Int(#number))
        }
        Constant::Boolean(flag) => quote!(Bool(#flag)),
    }
}

/// Returns the runtime's macro that implements `From` for the types that only one variant contains.
fn conversions(api: &Api, model: &Type, union: &Union) -> Option<TokenStream> {
    let name = &model.name;
    let converted = union.converted().map(|variant| (&variant.name, ty(api, &variant.ty, Scope::Types)));
    let (variants, types): (Vec<_>, Vec<_>) = converted.unzip();
    (!variants.is_empty()).then(|| quote!(statusful::from! { #name { #(#variants(#types)),* } }))
}
