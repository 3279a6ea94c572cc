//! A table of what the specification allows in each object.
//!
//! One table serves 3.0 and 3.1: documents mix them, and what both mean is clear. Where they differ, the table has both.
//! Sections of the specification are those of version 3.0.3, and keywords of schemas those of 3.1's dialect of JSON Schema
//! 2020-12. What the table does not name is not looked into: values of examples, defaults and enums, and extensions.

use super::Version;
use crate::source::{Node, Value};

/// A type that a value may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Anything; the value is not looked into.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// An array of such values.
    List(&'static Shape),
    /// An object with any keys and such values.
    Map(&'static Shape),
    /// An object of the specification.
    Object(ObjectKind),
    /// One of several.
    Either(&'static [Shape]),
    /// One shape in 3.0, another in 3.1.
    Differs(&'static Shape, &'static Shape),
    /// Nothing: the version does not have the field.
    Never,
}

/// The objects of the specification (sections 4.7.1 to 4.7.30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the object of that name in the specification")]
pub enum ObjectKind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
}

use ObjectKind as K;
use Shape::{Any, Boolean, Differs, Either, List, Map, Never, Number, Object, Text};

/// Since 3.1 `true` and `false` are schemas.
const SCHEMA: Shape = Differs(&Object(K::Schema), &Either(&[Object(K::Schema), Boolean]));
/// A field that 3.1 added.
macro_rules! new {
    ($shape:expr) => {
        Differs(&Never, &$shape)
    };
}
const NEW_TEXT: Shape = new!(Text);
const NEW_NUMBER: Shape = new!(Number);
const NEW_SCHEMA: Shape = new!(SCHEMA);
const NEW_SCHEMAS: Shape = new!(SCHEMAS);
const NEW_SCHEMA_MAP: Shape = new!(Map(&SCHEMA));
const LIMIT: Shape = Differs(&Boolean, &Number);
const PATH_ITEMS: Shape = new!(Map(&Object(K::PathItem)));
const SCHEMAS: Shape = List(&SCHEMA);
const CONTENT: Shape = Map(&Object(K::MediaType));
const EXAMPLES: Shape = Map(&Object(K::Example));
const HEADERS: Shape = Map(&Object(K::Header));
const LINKS: Shape = Map(&Object(K::Link));
const SERVERS: Shape = List(&Object(K::Server));
const PARAMETERS: Shape = List(&Object(K::Parameter));
const SECURITY: Shape = List(&Object(K::SecurityRequirement));
const CALLBACKS: Shape = Map(&Object(K::Callback));
const DOCS: Shape = Object(K::ExternalDocs);
const OPERATION: Shape = Object(K::Operation);
const FLOW: Shape = Object(K::OAuthFlow);

type Fields = &'static [(&'static str, Shape)];

impl ObjectKind {
    /// Returns the fields of the object and what they may be. Rows are filled by hand; formatted, each field would take a
    /// line.
    #[rustfmt::skip]
    pub fn fields(self) -> Fields {
        match self {
            K::Document => &[
                // Another rule checks the version.
                ("openapi", Any), ("info", Object(K::Info)), ("servers", SERVERS), ("paths", Object(K::Paths)),
                ("components", Object(K::Components)), ("security", SECURITY), ("tags", List(&Object(K::Tag))),
                ("externalDocs", DOCS), ("webhooks", PATH_ITEMS), ("jsonSchemaDialect", NEW_TEXT),
            ],
            K::Info => &[
                ("title", Text), ("summary", NEW_TEXT), ("description", Text), ("termsOfService", Text), ("contact", Object(K::Contact)),
                ("license", Object(K::License)), ("version", Text),
            ],
            K::Contact => &[("name", Text), ("url", Text), ("email", Text)],
            K::License => &[("name", Text), ("identifier", NEW_TEXT), ("url", Text)],
            K::Server => &[("url", Text), ("description", Text), ("variables", Map(&Object(K::ServerVariable)))],
            K::ServerVariable => &[("enum", List(&Text)), ("default", Text), ("description", Text)],
            K::Components => &[
                ("schemas", Map(&SCHEMA)), ("responses", Map(&Object(K::Response))),
                ("parameters", Map(&Object(K::Parameter))), ("examples", EXAMPLES),
                ("requestBodies", Map(&Object(K::RequestBody))), ("headers", HEADERS),
                ("securitySchemes", Map(&Object(K::SecurityScheme))), ("links", LINKS), ("callbacks", CALLBACKS),
                ("pathItems", PATH_ITEMS),
            ],
            K::Paths | K::Callback | K::Responses | K::SecurityRequirement => &[],
            K::PathItem => &[
                ("summary", Text), ("description", Text), ("get", OPERATION), ("put", OPERATION), ("post", OPERATION),
                ("delete", OPERATION), ("options", OPERATION), ("head", OPERATION), ("patch", OPERATION),
                ("trace", OPERATION), ("servers", SERVERS), ("parameters", PARAMETERS),
            ],
            K::Operation => &[
                ("tags", List(&Text)), ("summary", Text), ("description", Text), ("externalDocs", DOCS),
                ("operationId", Text), ("parameters", PARAMETERS), ("requestBody", Object(K::RequestBody)),
                ("responses", Object(K::Responses)), ("callbacks", CALLBACKS), ("deprecated", Boolean),
                ("security", SECURITY), ("servers", SERVERS),
            ],
            K::ExternalDocs => &[("description", Text), ("url", Text)],
            K::Parameter => &[
                ("name", Text), ("in", Text), ("description", Text), ("required", Boolean), ("deprecated", Boolean),
                ("allowEmptyValue", Boolean), ("style", Text), ("explode", Boolean), ("allowReserved", Boolean),
                ("schema", SCHEMA), ("example", Any), ("examples", EXAMPLES), ("content", CONTENT),
            ],
            K::RequestBody => &[("description", Text), ("content", CONTENT), ("required", Boolean)],
            K::MediaType => &[
                // `itemSchema` is of 3.2, and read all the same: it is the schema of each item of a stream.
                ("schema", SCHEMA), ("itemSchema", SCHEMA), ("example", Any), ("examples", EXAMPLES),
                ("encoding", Map(&Object(K::Encoding))),
            ],
            K::Encoding => &[
                ("contentType", Text), ("headers", HEADERS), ("style", Text), ("explode", Boolean),
                ("allowReserved", Boolean),
            ],
            K::Response => &[("description", Text), ("headers", HEADERS), ("content", CONTENT), ("links", LINKS)],
            K::Example => &[("summary", Text), ("description", Text), ("value", Any), ("externalValue", Text)],
            K::Link => &[
                ("operationRef", Text), ("operationId", Text), ("parameters", Map(&Any)), ("requestBody", Any),
                ("description", Text), ("server", Object(K::Server)),
            ],
            K::Header => &[
                ("description", Text), ("required", Boolean), ("deprecated", Boolean), ("style", Text),
                ("explode", Boolean), ("schema", SCHEMA), ("example", Any), ("examples", EXAMPLES),
                ("content", CONTENT),
            ],
            K::Tag => &[("name", Text), ("description", Text), ("externalDocs", DOCS)],
            K::Schema => &[
                ("title", Text), ("multipleOf", Number), ("maximum", Number), ("exclusiveMaximum", LIMIT),
                ("minimum", Number), ("exclusiveMinimum", LIMIT), ("maxLength", Number), ("minLength", Number),
                ("pattern", Text), ("maxItems", Number), ("minItems", Number), ("uniqueItems", Boolean),
                ("maxProperties", Number), ("minProperties", Number), ("required", List(&Text)),
                ("enum", List(&Any)), ("type", Differs(&Text, &Either(&[Text, List(&Text)]))), ("allOf", SCHEMAS),
                ("oneOf", SCHEMAS), ("anyOf", SCHEMAS), ("not", SCHEMA), ("items", SCHEMA),
                ("properties", Map(&SCHEMA)), ("additionalProperties", Either(&[Boolean, Object(K::Schema)])),
                ("description", Text), ("format", Text), ("default", Any), ("nullable", Differs(&Boolean, &Never)),
                ("discriminator", Object(K::Discriminator)), ("readOnly", Boolean), ("writeOnly", Boolean),
                ("xml", Object(K::Xml)), ("externalDocs", DOCS), ("example", Any), ("deprecated", Boolean),
                // Since 3.1.
                ("$schema", NEW_TEXT), ("$id", NEW_TEXT), ("$anchor", NEW_TEXT), ("$dynamicAnchor", NEW_TEXT),
                ("$dynamicRef", NEW_TEXT), ("$comment", NEW_TEXT), ("$defs", NEW_SCHEMA_MAP), ("const", new!(Any)),
                ("examples", new!(List(&Any))), ("prefixItems", NEW_SCHEMAS), ("contains", NEW_SCHEMA),
                ("minContains", NEW_NUMBER), ("maxContains", NEW_NUMBER), ("propertyNames", NEW_SCHEMA),
                ("patternProperties", NEW_SCHEMA_MAP), ("dependentSchemas", NEW_SCHEMA_MAP),
                ("dependentRequired", new!(Map(&List(&Text)))), ("if", NEW_SCHEMA), ("then", NEW_SCHEMA),
                ("else", NEW_SCHEMA), ("unevaluatedItems", NEW_SCHEMA), ("unevaluatedProperties", NEW_SCHEMA),
                ("contentMediaType", NEW_TEXT), ("contentEncoding", NEW_TEXT), ("contentSchema", NEW_SCHEMA),
            ],
            K::Discriminator => &[("propertyName", Text), ("mapping", Map(&Text))],
            K::Xml => &[
                ("name", Text), ("namespace", Text), ("prefix", Text), ("attribute", Boolean), ("wrapped", Boolean),
                // Of 3.2, and read all the same: it says what the two before say, and more.
                ("nodeType", Text),
            ],
            K::SecurityScheme => &[
                ("type", Text), ("description", Text), ("name", Text), ("in", Text), ("scheme", Text),
                ("bearerFormat", Text), ("flows", Object(K::OAuthFlows)), ("openIdConnectUrl", Text),
            ],
            K::OAuthFlows => &[
                ("implicit", FLOW), ("password", FLOW), ("clientCredentials", FLOW), ("authorizationCode", FLOW),
            ],
            K::OAuthFlow => &[
                ("authorizationUrl", Text), ("tokenUrl", Text), ("refreshUrl", Text), ("scopes", Map(&Text)),
            ],
        }
    }

    /// Returns the fields that the object must have.
    pub fn required(self) -> &'static [&'static str] {
        match self {
            K::Info => &["title", "version"],
            K::Operation => &["responses"],
            K::Parameter => &["name", "in"],
            K::Response => &["description"],
            _ => &[],
        }
    }

    /// Returns `true` if fields of other names mean nothing. Schemas may have keywords of any vocabulary (JSON Schema 2020-12,
    /// section 4.3.1).
    pub(super) fn is_closed(self) -> bool {
        self != K::Schema && self.others().is_none()
    }

    /// Returns `true` if the object has a field that is not in the table. Until 3.1 a header had all fields of a parameter, and
    /// these had no effect.
    pub(super) fn has_without_effect(self, field: &str, version: Version) -> bool {
        let in_parameters = matches!(field, "allowReserved" | "allowEmptyValue");
        self == K::Header && version == Version::V3_0 && in_parameters
    }

    /// Returns what fields of other names are: paths, statuses and scheme names are up to the document.
    pub fn others(self) -> Option<Shape> {
        match self {
            K::Paths | K::Callback => Some(Object(K::PathItem)),
            K::Responses => Some(Object(K::Response)),
            K::SecurityRequirement => Some(List(&Text)),
            _ => None,
        }
    }

    /// Returns `true` if a reference may take the place of the object.
    pub fn may_be_reference(self) -> bool {
        matches!(
            self,
            K::PathItem
                | K::Parameter
                | K::RequestBody
                | K::Response
                | K::Callback
                | K::Example
                | K::Link
                | K::Header
                | K::Schema
                | K::SecurityScheme
        )
    }
}

impl Shape {
    /// Returns the shape itself, or the one of several that a value has; nothing if the value has none of them.
    pub fn of(self, node: &Node) -> Option<Self> {
        let fits = match self {
            Any => true,
            Text => matches!(node.value, Value::String(_)),
            Boolean => matches!(node.value, Value::Bool(_)),
            Number => matches!(node.value, Value::Number(_)),
            List(_) => matches!(node.value, Value::Array(_)),
            Map(_) | Object(_) => matches!(node.value, Value::Object(_)),
            Never => false,
            Either(shapes) => return shapes.iter().find_map(|shape| shape.of(node)),
            Differs(old, new) => return new.of(node).or_else(|| old.of(node)),
        };
        fits.then_some(self)
    }

    /// Returns the shape in a version; nothing if the version does not have the field.
    pub fn in_version(self, version: Version) -> Option<Self> {
        let shape = match (self, version) {
            (Differs(old, _), Version::V3_0) => *old,
            (Differs(_, new), Version::V3_1) => *new,
            (shape, _) => shape,
        };
        match shape {
            Never => None,
            Differs(..) => shape.in_version(version),
            shape => Some(shape),
        }
    }

    /// Returns the shape without what it is for other values, if it is a schema, or a list or map of schemas.
    pub(super) fn of_schemas(self) -> Option<Self> {
        match self {
            Object(K::Schema) => Some(self),
            List(inner) | Map(inner) => inner.of_schemas().map(|_| self),
            Either(shapes) => shapes.iter().find_map(|shape| shape.of_schemas()),
            Differs(old, new) => new.of_schemas().or_else(|| old.of_schemas()),
            Any | Text | Boolean | Number | Object(_) | Never => None,
        }
    }

    /// Returns the shape in words, such as `an array`.
    pub fn name(self, version: Version) -> String {
        match self {
            Any | Never => "any value".to_owned(),
            Text => "a string".to_owned(),
            Boolean => "a boolean".to_owned(),
            Number => "a number".to_owned(),
            List(_) => "an array".to_owned(),
            Map(_) | Object(_) => "an object".to_owned(),
            Either(shapes) => shapes.iter().map(|shape| shape.name(version)).collect::<Vec<_>>().join(" or "),
            Differs(old, new) => {
                self.in_version(version).unwrap_or(if *old == Never { *new } else { *old }).name(version)
            }
        }
    }
}
