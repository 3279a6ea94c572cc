//! Parameters: where they are sent, how they are written, and which values are valid.

use std::collections::BTreeSet;

use serde_json::Value;
use statusful_document::openapi::{Content, Encoding, Family, JsonType, Parameter, ParameterLocation, Schema, Style};
use statusful_schema::{Direction, Validator, bundle, properties, types};

/// A parameter of an operation.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the Parameter Object")]
pub(crate) struct PlannedParameter {
    pub(crate) name: String,
    pub(crate) location: ParameterLocation,
    pub(crate) required: bool,
    pub(crate) allows_empty_value: bool,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    /// Whether the value is written as JSON rather than in a style.
    pub(crate) is_json: bool,
    /// The bundled schema.
    pub(crate) schema: Value,
    pub(crate) validator: Validator,
    /// The types that the schema allows.
    types: BTreeSet<JsonType>,
    /// The properties that the schema describes, and whether it allows others.
    pub(crate) properties: (BTreeSet<String>, bool),
}

impl PlannedParameter {
    /// Returns `None` if the parameter has no name or no location.
    pub(super) fn of(parameter: Parameter<'_>) -> Option<Self> {
        let content = parameter.content();
        let schema = content.map_or_else(|| parameter.schema(), |content| content.media.schema());
        let schema = schema.map_or(Value::Bool(true), |schema| bundle(schema, Direction::Request));
        Some(Self {
            required: parameter.is_required(),
            allows_empty_value: parameter.allows_empty_value(),
            style: parameter.style(),
            explode: parameter.explode(),
            is_json: content.map(Content::family) == Some(Family::Json),
            ..Self::new(parameter.name()?.value, parameter.location()?, schema)
        })
    }

    /// Returns a field of a form that is written like a parameter of the query. `None` if its encoding does not say how.
    pub(super) fn of_field(name: &str, encoding: Encoding<'_>, schema: Schema<'_>) -> Option<Self> {
        let is_json = encoding.content_type().is_some_and(|media_type| Family::of(media_type) == Family::Json);
        let style = encoding.style();
        let schema = (is_json || style.is_some()).then(|| bundle(schema, Direction::Request))?;
        Some(Self {
            style: style.unwrap_or(Style::Form),
            explode: encoding.explode(),
            // The media type is ignored if there is a style (OpenAPI 3.1.1, section 4.8.15.1.2).
            is_json: is_json && style.is_none(),
            ..Self::new(name, ParameterLocation::Query, schema)
        })
    }

    fn new(name: &str, location: ParameterLocation, schema: Value) -> Self {
        let (names, allows_others) = properties(&schema);
        Self {
            name: name.to_owned(),
            location,
            required: false,
            allows_empty_value: false,
            style: Style::Form,
            explode: true,
            is_json: false,
            validator: Validator::new(&schema),
            types: types(&schema),
            properties: (names.into_iter().map(str::to_owned).collect(), allows_others),
            schema,
        }
    }

    pub(crate) fn allows(&self, ty: JsonType) -> bool {
        self.types.contains(&ty)
    }

    /// Returns `true` if the schema allows a type, or does not restrict types.
    pub(crate) fn may_be(&self, ty: JsonType) -> bool {
        self.types.is_empty() || self.allows(ty)
    }

    /// Returns `true` if the schema allows no types other than these.
    pub(crate) fn allows_only(&self, types: &[JsonType]) -> bool {
        !self.types.is_empty() && self.types.iter().all(|ty| types.contains(ty))
    }
}
