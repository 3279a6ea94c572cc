//! Parameters: where they are sent, how they are written, and which values are valid.

use std::collections::BTreeSet;

use serde_json::Value;
use statusful_document::openapi::{Content, Family, JsonType, Parameter, ParameterLocation, Style};
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
        let (names, allows_others) = properties(&schema);
        Some(Self {
            name: parameter.name()?.value.to_owned(),
            location: parameter.location()?,
            required: parameter.is_required(),
            allows_empty_value: parameter.allows_empty_value(),
            style: parameter.style(),
            explode: parameter.explode(),
            is_json: content.map(Content::family) == Some(Family::Json),
            validator: Validator::new(&schema),
            types: types(&schema),
            properties: (names.into_iter().map(str::to_owned).collect(), allows_others),
            schema,
        })
    }

    pub(crate) fn allows(&self, ty: JsonType) -> bool {
        self.types.contains(&ty)
    }

    /// Returns whether the schema allows a type, or does not restrict types.
    pub(crate) fn may_be(&self, ty: JsonType) -> bool {
        self.types.is_empty() || self.allows(ty)
    }

    /// Returns whether the schema allows no types other than these.
    pub(crate) fn allows_only(&self, types: &[JsonType]) -> bool {
        !self.types.is_empty() && self.types.iter().all(|ty| types.contains(ty))
    }
}
