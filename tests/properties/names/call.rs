//! The call of an operation as a Rust expression: its method, every argument, every setter, every field.

use statusful_codegen::ir::{self, Api, BodyContent, BodyEncoding, Group, Optionality, ParameterLocation, TypeRef};

use super::operation::{Kind, Model, Operation, Place, Property};

/// The call that gives everything the value that the operation has for it. What is not in the document is a name that
/// does not exist, so that the compiler reports it.
pub(crate) fn call(krate: &str, api: &Api, group: &Group, outline: &ir::Operation, operation: &Operation) -> String {
    let write = Write { krate, api };
    let argument = |parameter: &ir::Parameter| write.argument(operation, parameter);
    let mut arguments: Vec<_> = outline.required_parameters().map(argument).collect();
    let mut setters: Vec<_> = outline
        .optional_parameters()
        .map(|parameter| format!(".{}({})", parameter.ident, write.argument(operation, parameter)))
        .collect();
    if let (Some(body), Some(has)) = (&outline.body, &operation.body) {
        let wanted = has.media[has.media.len() - 1];
        let content = body.contents.iter().find(|content| content.media_type == wanted);
        let value = content.map_or_else(missing, |content| write.body(group, body, content, &has.model));
        if body.required {
            arguments.push(value);
        } else {
            setters.push(format!(".body({value})"));
        }
    }
    format!("client.{}({}){}", outline.function, arguments.join(", "), setters.concat())
}

/// A name that no program has.
fn missing() -> String {
    "not_in_the_document".to_owned()
}

struct Write<'a> {
    krate: &'a str,
    api: &'a Api,
}

impl Write<'_> {
    fn argument(&self, operation: &Operation, parameter: &ir::Parameter) -> String {
        let place = match parameter.location {
            ParameterLocation::Path => Place::Path,
            ParameterLocation::Query => Place::Query,
            ParameterLocation::Header => Place::Header,
            ParameterLocation::Cookie => Place::Cookie,
        };
        let mut all = operation.parameters.iter();
        let found = all.find(|other| other.place == place && other.property.name == parameter.wire);
        found.map_or_else(missing, |found| match &found.property.kind {
            Kind::Text(text) => format!("{text:?}"),
            Kind::Choices(values, _) => format!("[{}]", self.variants(&parameter.ty, values)),
        })
    }

    fn body(&self, group: &Group, body: &ir::RequestBody, content: &BodyContent, model: &Model) -> String {
        let module = format!("::{}::{}", self.krate, group.module);
        let value = match &content.encoding {
            BodyEncoding::Json(ty) | BodyEncoding::Form(ty, _) => self.model(ty, model),
            BodyEncoding::Multipart(Some(form)) => {
                let fields = form.fields.iter().map(|field| {
                    let value = text(model, &field.wire, field.required);
                    format!("{}: {value}", field.ident)
                });
                format!("{module}::{} {{ {} }}", form.name, fields.collect::<Vec<_>>().join(", "))
            }
            _ => missing(),
        };
        match (body.contents.len(), &content.encoding) {
            (1, BodyEncoding::Multipart(_)) => value,
            (1, _) => format!("&{value}"),
            _ => format!("{module}::{}::{}({value})", body.choice, content.variant),
        }
    }

    /// A struct with every field.
    fn model(&self, ty: &TypeRef, model: &Model) -> String {
        let Some(ir::Type { name, kind: ir::Kind::Struct(object), .. }) = ty.model().and_then(|id| self.api.ty(id))
        else {
            return missing();
        };
        let fields = object.fields.iter().map(|field| {
            let found = model.properties.iter().find(|property| property.name == field.wire);
            let value = found.map_or_else(missing, |property| self.value(&field.ty, property));
            let is_optional = field.optionality != Optionality::Required;
            format!("{}: {}", field.ident, if is_optional { format!("Some({value})") } else { value })
        });
        let rest = object.rest.iter().map(|(ident, _)| format!("{ident}: Default::default()"));
        let fields: Vec<_> = fields.chain(rest).collect();
        format!("::{}::types::{name} {{ {} }}", self.krate, fields.join(", "))
    }

    fn value(&self, ty: &TypeRef, property: &Property) -> String {
        match &property.kind {
            Kind::Text(text) => format!("{text:?}.to_owned()"),
            Kind::Choices(values, _) => format!("vec![{}]", self.variants(ty, values)),
        }
    }

    /// The variants of values, in their order.
    fn variants(&self, ty: &TypeRef, values: &[String]) -> String {
        let Some(ir::Type { name, kind: ir::Kind::Enum(choice), .. }) = ty.model().and_then(|id| self.api.ty(id))
        else {
            return missing();
        };
        let variants = values.iter().map(|value| {
            let variant = choice.values.iter().find(|(_, text)| text == value);
            variant.map_or_else(missing, |(variant, _)| format!("::{}::types::{name}::{variant}", self.krate))
        });
        variants.collect::<Vec<_>>().join(", ")
    }
}

/// The text of a property of a form.
fn text(model: &Model, wire: &str, required: bool) -> String {
    let property = model.properties.iter().find(|property| property.name == wire);
    let value = property.map_or_else(missing, |property| format!("{:?}.to_owned()", property.kind.texts()[0]));
    if required { value } else { format!("Some({value})") }
}
