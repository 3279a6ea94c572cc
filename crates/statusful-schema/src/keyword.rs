//! The names of keywords in a bundled schema (JSON Schema 2020-12).

pub(crate) const SCHEMA: &str = "$schema";
pub(crate) const DEFS: &str = "$defs";
pub(crate) const REF: &str = "$ref";

pub(crate) const ALL_OF: &str = "allOf";
pub(crate) const ANY_OF: &str = "anyOf";
pub(crate) const ONE_OF: &str = "oneOf";

pub(crate) const TYPE: &str = "type";
pub(crate) const ENUM: &str = "enum";
pub(crate) const CONST: &str = "const";
pub(crate) const FORMAT: &str = "format";

pub(crate) const PATTERN: &str = "pattern";
pub(crate) const MIN_LENGTH: &str = "minLength";
pub(crate) const MAX_LENGTH: &str = "maxLength";

pub(crate) const MINIMUM: &str = "minimum";
pub(crate) const MAXIMUM: &str = "maximum";
pub(crate) const EXCLUSIVE_MINIMUM: &str = "exclusiveMinimum";
pub(crate) const EXCLUSIVE_MAXIMUM: &str = "exclusiveMaximum";
pub(crate) const MULTIPLE_OF: &str = "multipleOf";

pub(crate) const ITEMS: &str = "items";
pub(crate) const PREFIX_ITEMS: &str = "prefixItems";
pub(crate) const MIN_ITEMS: &str = "minItems";
pub(crate) const MAX_ITEMS: &str = "maxItems";
pub(crate) const UNIQUE_ITEMS: &str = "uniqueItems";

pub(crate) const PROPERTIES: &str = "properties";
pub(crate) const PATTERN_PROPERTIES: &str = "patternProperties";
pub(crate) const ADDITIONAL_PROPERTIES: &str = "additionalProperties";
pub(crate) const PROPERTY_NAMES: &str = "propertyNames";
pub(crate) const REQUIRED: &str = "required";
pub(crate) const MIN_PROPERTIES: &str = "minProperties";
pub(crate) const MAX_PROPERTIES: &str = "maxProperties";

/// How the value is written as XML, as an object of the three below and of the kind of node; JSON Schema ignores it.
pub(crate) const XML: &str = "x-statusful-xml";
pub(crate) const XML_NAME: &str = "name";
pub(crate) const XML_NAMESPACE: &str = "namespace";
pub(crate) const XML_PREFIX: &str = "prefix";
pub(crate) const XML_NODE: &str = "nodeType";

/// Marks a property that is not sent in the direction of the bundled schema; JSON Schema ignores it.
pub(crate) const HIDDEN: &str = "x-statusful-hidden";
