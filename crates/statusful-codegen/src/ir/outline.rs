//! The outline of an API: all decisions of lowering, as text that is easy to compare.

use std::fmt::{self, Display, Formatter};

use super::{
    Access, Api, Body, BodyContent, BodyEncoding, Constructor, Deprecation, DocumentedResponse, Field, FormField,
    Idempotency, Kind, MediaRange, Operation, Optionality, Parameter, PartField, PartKind, RequestBody, Security,
    Style, Type, TypeRef, Variant,
};

impl Display for Api {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.title, self.version)?;
        for server in &self.servers {
            writeln!(f, "server {}: {}", server.name, server.url)?;
            for variable in &server.variables {
                let values = variable.choice.iter().flat_map(|(_, values)| values).map(|(_, value)| value.as_str());
                let values: Vec<_> = values.collect();
                writeln!(f, "  {} = {:?} {}", variable.ident, variable.default, values.join(" | "))?;
            }
        }
        for group in &self.groups {
            writeln!(f, "\nmod {}", group.module)?;
            for operation in &group.operations {
                self.operation(f, operation)?;
            }
        }
        writeln!(f)?;
        self.types.iter().try_for_each(|ty| self.model(f, ty))
    }
}

impl Api {
    fn operation(&self, f: &mut Formatter<'_>, operation: &Operation) -> fmt::Result {
        let Operation { method, path, server, accept, .. } = operation;
        let call = operation.call_path().on_client();
        writeln!(f, "  fn {call}: {} {path}{}", method.as_str(), advice(operation.deprecated.as_ref()))?;
        if !server.is_empty() {
            writeln!(f, "    server {server}")?;
        }
        writeln!(f, "    accept {accept}")?;
        for combination in &operation.security {
            let names: Vec<_> = combination.iter().map(|Security { name, .. }| name.as_str()).collect();
            writeln!(f, "    security {}", if names.is_empty() { "none".to_owned() } else { names.join(" + ") })?;
        }
        for parameter in &operation.parameters {
            self.parameter(f, parameter)?;
        }
        if let Some(body) = &operation.body {
            body.contents.iter().try_for_each(|content| self.content(f, body, content))?;
        }
        if let Some(retries) = &operation.retries {
            writeln!(f, "    retries {retries}")?;
        }
        if operation.idempotency != Idempotency::ByMethod {
            writeln!(f, "    repeated {}", operation.idempotency)?;
        }
        if let Some(polling) = &operation.polling {
            writeln!(f, "    polling {polling}")?;
        }
        if let Some(pagination) = &operation.pagination {
            writeln!(f, "    pages {pagination}, items {}", self.name(&pagination.item))?;
        }
        match &operation.responses.success {
            None => writeln!(f, "    success")?,
            Some(name) => writeln!(f, "    success {name}")?,
        }
        operation.responses.successes().try_for_each(|response| self.response(f, response))?;
        for headers in &operation.responses.headers {
            writeln!(f, "    headers {}", headers.name)?;
            for field in &headers.fields {
                writeln!(f, "      {}: {} as {}", field.ident, self.name(&field.ty), field.wire)?;
            }
        }
        if let Some(name) = &operation.responses.failure {
            writeln!(f, "    failure {name}")?;
        }
        operation.responses.failures().try_for_each(|response| self.response(f, response))
    }

    fn content(&self, f: &mut Formatter<'_>, body: &RequestBody, content: &BodyContent) -> fmt::Result {
        let needed = if body.required { "" } else { "?" };
        let variant =
            if body.contents.len() > 1 { format!(" {}::{}", body.choice, content.variant) } else { String::new() };
        let ty = match &content.encoding {
            BodyEncoding::Json(ty) | BodyEncoding::Form(ty, _) => self.name(ty),
            BodyEncoding::Multipart(Some(form)) => format!("{}{}", form.name, created(&form.constructor)),
            BodyEncoding::Multipart(None) => "form".to_owned(),
            BodyEncoding::Text => "text".to_owned(),
            BodyEncoding::Bytes => "bytes".to_owned(),
            BodyEncoding::Typed => "bytes of a type".to_owned(),
        };
        let name = if body.ident.as_str() == "body" { String::new() } else { format!(" {}", body.ident) };
        writeln!(f, "    body{name}{needed}{variant}: {ty} as {}", content.media_type)?;
        match &content.encoding {
            BodyEncoding::Multipart(Some(form)) => form.fields.iter().try_for_each(|field| self.part(f, field)),
            BodyEncoding::Form(_, fields) => fields.iter().try_for_each(|field| form_field(f, field)),
            _ => Ok(()),
        }
    }

    fn part(&self, f: &mut Formatter<'_>, field: &PartField) -> fmt::Result {
        let needed = if field.required { "" } else { "?" };
        let kind = match &field.kind {
            PartKind::File => "file".to_owned(),
            PartKind::Files => "[file]".to_owned(),
            PartKind::Value(ty) => self.name(ty),
            PartKind::Json(ty) => format!("{} in JSON", self.name(ty)),
        };
        let media_type = field.media_type.as_deref().map(|media_type| format!(" in {media_type}")).unwrap_or_default();
        writeln!(f, "      part {}{needed}: {kind} as {}{media_type}", field.ident, field.wire)
    }

    fn parameter(&self, f: &mut Formatter<'_>, parameter: &Parameter) -> fmt::Result {
        let place = parameter.location;
        let needed = if parameter.is_required() { "" } else { "?" };
        let global = if parameter.is_global() { "global " } else { "" };
        write!(
            f,
            "    {global}{place} {}{needed}: {} as {}",
            parameter.ident,
            self.name(&parameter.ty),
            parameter.wire
        )?;
        if let Some(constant) = parameter.constant() {
            write!(f, " = {}", constant.to_json())?;
        }
        if let Some(media_type) = &parameter.content {
            write!(f, " in {media_type}")?;
        } else if parameter.style != parameter.location.default_style()
            || parameter.explode != parameter.style.explodes()
        {
            write!(f, " in {}{}", parameter.style.as_str(), if parameter.explode { ", exploded" } else { "" })?;
        }
        writeln!(f, "{}", reserved(parameter.allow_reserved))
    }

    fn response(&self, f: &mut Formatter<'_>, response: &DocumentedResponse) -> fmt::Result {
        let body = match &response.body {
            Body::Empty => "nothing".to_owned(),
            Body::Json(ty) => self.name(ty),
            Body::Text => "text".to_owned(),
            Body::Bytes => "bytes".to_owned(),
            Body::Events(ty) => format!("events of {}", self.name(ty)),
            Body::EventObjects(ty) => format!("events that are {}", self.name(ty)),
            Body::JsonLines(ty) => format!("lines of {}", self.name(ty)),
            Body::Stream => "stream".to_owned(),
        };
        let media = response.media.as_ref().map(MediaRange::as_str).unwrap_or_default();
        let message =
            response.message.as_ref().map(|pointer| format!(", message at \"{pointer}\"")).unwrap_or_default();
        writeln!(f, "      {} {media} → {}: {body}{message}", response.status, response.variant)
    }

    fn model(&self, f: &mut Formatter<'_>, ty: &Type) -> fmt::Result {
        let usage = match (ty.usage.sent, ty.usage.received) {
            (true, true) => "sent and received",
            (true, false) => "sent",
            (false, true) => "received",
            (false, false) => "unused",
        };
        let usage = format!("{usage}{}", advice(ty.deprecated.as_ref()));
        let name = &ty.name;
        match &ty.kind {
            Kind::Struct(object) => {
                let created = ty.constructor.as_ref().map(created).unwrap_or_default();
                writeln!(f, "struct {name} ({usage}{created})")?;
                object.fields.iter().try_for_each(|field| self.field(f, field))?;
                object.rest.iter().try_for_each(|(ident, ty)| writeln!(f, "  ..{ident}: {}", self.name(ty)))
            }
            Kind::Enum(enumeration) => {
                writeln!(f, "enum {name} ({usage})")?;
                enumeration.values.iter().try_for_each(|(variant, value)| writeln!(f, "  {variant} = {value:?}"))
            }
            Kind::Union(union) => {
                let tag = union.tag.as_deref().map(|tag| format!(" by {tag}")).unwrap_or_default();
                let open = if union.open { "" } else { ", closed" };
                writeln!(f, "union {name}{tag} ({usage}{open})")?;
                union.variants.iter().try_for_each(|variant| self.variant(f, variant))
            }
            Kind::Foreign(path) => writeln!(f, "foreign {name}: {path} ({usage})"),
            Kind::Newtype(ty) => writeln!(f, "newtype {name}: {} ({usage})", self.name(ty)),
        }
    }

    fn variant(&self, f: &mut Formatter<'_>, variant: &Variant) -> fmt::Result {
        write!(f, "  {}: {}", variant.name, self.name(&variant.ty))?;
        let tags: Vec<_> = variant.tags.iter().map(ToString::to_string).collect();
        let added = if variant.adds_tag { "added " } else { "" };
        match (&variant.shape, tags.is_empty()) {
            (Some(shape), true) => writeln!(f, " if {shape}"),
            (Some(shape), false) => writeln!(f, " as {added}{}, or if {shape}", tags.join(" or ")),
            (None, true) => writeln!(f),
            (None, false) => writeln!(f, " as {added}{}", tags.join(" or ")),
        }
    }

    fn field(&self, f: &mut Formatter<'_>, field: &Field) -> fmt::Result {
        let optionality = match field.optionality {
            Optionality::Required => "",
            Optionality::RequiredNullable => " or null",
            Optionality::Optional => ", or absent",
            Optionality::OptionalNullable => ", null or absent",
        };
        let mut names = vec![field.wire.as_str()];
        names.extend(field.aliases.iter().map(String::as_str));
        let access = match field.access {
            Access::Both => "",
            Access::Read => ", read only",
            Access::Write => ", write only",
        };
        let advice = advice(field.deprecated.as_ref());
        let fixed =
            field.constant.as_ref().map(|constant| format!(", always {}", constant.to_json())).unwrap_or_default();
        let names = names.join(" or ");
        writeln!(f, "  {}: {}{optionality} as {names}{fixed}{access}{advice}", field.ident, self.name(&field.ty))
    }

    fn name(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Named(id) => self.ty(*id).map(|ty| ty.name.to_string()).unwrap_or_default(),
            TypeRef::Boxed(id) => format!("box {}", self.name(&TypeRef::Named(*id))),
            TypeRef::Scalar(scalar) => format!("{scalar:?}"),
            TypeRef::List(item) => format!("[{}]", self.name(item)),
            TypeRef::Map(value) => format!("{{{}}}", self.name(value)),
            TypeRef::Nullable(inner) => format!("{} or null", self.name(inner)),
            TypeRef::Any => "any".to_owned(),
        }
    }
}

fn form_field(f: &mut Formatter<'_>, field: &FormField) -> fmt::Result {
    let style = field.style.map_or("JSON", Style::as_str);
    let exploded = if field.explode { ", exploded" } else { "" };
    writeln!(f, "      field {} in {style}{exploded}{}", field.wire, reserved(field.allow_reserved))
}

/// Returns how a struct is created, or an empty string if by positional arguments.
fn created(constructor: &Constructor) -> String {
    match constructor {
        Constructor::Positional => String::new(),
        Constructor::Named(name) => format!(", created from {name}"),
        Constructor::Literal => ", created by a literal".to_owned(),
    }
}

fn reserved(allowed: bool) -> &'static str {
    if allowed { ", reserved" } else { "" }
}

fn advice(deprecated: Option<&Deprecation>) -> String {
    match deprecated.map(|deprecated| deprecated.note.as_str()) {
        None => String::new(),
        Some("") => ", deprecated".to_owned(),
        Some(note) => format!(", deprecated: {note}"),
    }
}
