//! Models, and references to types.

use super::{Constant, Constructor, Deprecation, Docs, Example, Ident, Place, Shape, TypeName};

/// The index of a model in [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a field, an argument or a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A model.
    Named(TypeId),
    /// A model in a `Box`, because it would otherwise contain itself.
    Boxed(TypeId),
    /// A scalar.
    Scalar(Scalar),
    /// `Vec`.
    List(Box<TypeRef>),
    /// A map with string keys.
    Map(Box<TypeRef>),
    /// A value or `null`.
    Nullable(Box<TypeRef>),
    /// Any JSON.
    Any,
}

/// A scalar type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the formats of the OpenAPI Format Registry, by their names")]
pub enum Scalar {
    String,
    Secret,
    Bool,
    Int32,
    Int64,
    UInt32,
    UInt64,
    Float,
    Double,
    DateTime,
    Date,
    Uuid,
    Ip,
    Ipv4,
    Ipv6,
}

impl Scalar {
    /// Returns the type for strings with a format, or [`Scalar::String`] if the format has no specific type.
    pub fn of_text_format(format: &str) -> Self {
        match format {
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "uuid" => Self::Uuid,
            "ip" => Self::Ip,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            _ => Self::String,
        }
    }

    /// Returns the JSON type of its values; integers are numbers.
    pub fn json_type(self) -> &'static str {
        match self {
            Self::Bool => "boolean",
            Self::Int32 | Self::Int64 | Self::UInt32 | Self::UInt64 | Self::Float | Self::Double => "number",
            Self::String
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Uuid
            | Self::Ip
            | Self::Ipv4
            | Self::Ipv6 => "string",
        }
    }

    /// Returns `true` if JSON values of both types look alike, regardless of their size.
    pub fn looks_like(self, other: Self) -> bool {
        let look = |scalar| match scalar {
            Self::Int64 | Self::UInt32 | Self::UInt64 => Self::Int32,
            Self::Float => Self::Double,
            Self::Secret => Self::String,
            scalar => scalar,
        };
        look(self) == look(other)
    }
}

/// A model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Type {
    /// The name.
    pub name: TypeName,
    /// The kind.
    pub kind: Kind,
    /// Whether the model is sent, received or both.
    pub usage: Usage,
    /// How callers create it, if it is a struct that is sent.
    pub constructor: Option<Constructor>,
    /// The description.
    pub docs: Docs,
    /// The deprecation, if any.
    pub deprecated: Option<Deprecation>,
    /// Whether the schema is inline in an operation, without a name in the document.
    pub inline: bool,
    /// An example value.
    pub example: Example,
    /// The only place that refers to the model, if there is only one.
    pub place: Option<Place>,
    /// The paths of traits that the user wants the model to derive.
    pub derives: Vec<String>,
}

/// The kind of a model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An object with fields. Rendered by progenitor.
    Struct(Struct),
    /// A string enum that also accepts unlisted values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A list or map that contains itself. Rendered by progenitor.
    Newtype(TypeRef),
    /// A type of another crate that the user chose for the schema, by its Rust path.
    Foreign(String),
}

/// Whether a model is sent, received or both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Usage {
    /// In requests.
    pub sent: bool,
    /// In responses.
    pub received: bool,
}

/// An object with fields.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Struct {
    /// The fields, in document order.
    pub fields: Vec<Field>,
    /// The field that contains additional properties, and their type.
    pub rest: Option<(Ident, TypeRef)>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// Other names that are accepted for deserialization.
    pub aliases: Vec<String>,
    /// The name in Rust.
    pub ident: Ident,
    /// The type, excluding what [`Optionality`] adds.
    pub ty: TypeRef,
    /// Whether the field can be absent, `null`, or both.
    pub optionality: Optionality,
    /// The only possible value, which constructors fill in. For a string enum, the type contains it.
    pub constant: Option<Constant>,
    /// The description.
    pub docs: Docs,
    /// The deprecation, if any.
    pub deprecated: Option<Deprecation>,
    /// Whether the field is only in requests or only in responses.
    pub access: Access,
    /// An example value.
    pub example: Example,
}

impl Field {
    /// Returns the type that constructors take: an `Option` if it can be `null`.
    pub fn given(&self) -> TypeRef {
        match self.optionality {
            Optionality::RequiredNullable => TypeRef::Nullable(Box::new(self.ty.clone())),
            _ => self.ty.clone(),
        }
    }
}

/// Whether a field is only in requests or only in responses (OpenAPI 3.0.3, section 4.7.24.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// In both.
    Both,
    /// `readOnly`: only in responses.
    Read,
    /// `writeOnly`: only in requests.
    Write,
}

/// Whether a field can be absent, `null`, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Optionality {
    /// Always present: `T`.
    Required,
    /// Always present, but may be `null`: `Option<T>`, where `None` is serialized as `null`.
    RequiredNullable,
    /// May be absent: `Option<T>`, where `None` is not serialized.
    Optional,
    /// May be absent or `null`, with different meanings: `Option<Nullable<T>>`.
    OptionalNullable,
}

impl Optionality {
    /// Combines `required` and `nullable`.
    pub fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Returns `true` if constructors require a value.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}

/// A string enum that also accepts unlisted values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Enum {
    /// The values in document order, each with the name of its variant.
    pub values: Vec<(TypeName, String)>,
    /// The description of each value, if any has one.
    pub docs: Vec<Docs>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Union {
    /// The property that selects the variant. `None` if the shape of the value selects it.
    pub tag: Option<String>,
    /// The variants, in document order.
    pub variants: Vec<Variant>,
    /// Whether there is a variant `Unknown` for values with an undocumented tag or constant.
    pub open: bool,
}

impl Union {
    /// Returns the first two variants that have values in common, so that they are tried in order.
    pub fn indistinct(&self) -> Option<[usize; 2]> {
        let shapes = || self.variants.iter().enumerate().filter_map(|(index, it)| Some((index, it.shape.as_ref()?)));
        let pairs = shapes().flat_map(|one| shapes().skip_while(move |two| two.0 <= one.0).map(move |two| (one, two)));
        let mut indistinct = pairs.filter(|((_, one), (_, two))| !one.is_distinct_from(two));
        indistinct.next().map(|((one, _), (two, _))| [one, two])
    }

    /// Returns the variants that their types convert into with `From`: those whose type no other variant has.
    pub fn converted(&self) -> impl Iterator<Item = &Variant> {
        let has_type = |ty: &TypeRef| self.variants.iter().filter(|other| other.ty == *ty).count();
        self.variants.iter().filter(move |variant| variant.ty != TypeRef::Any && has_type(&variant.ty) == 1)
    }

    /// Returns `true` if the union adds its tag to a variant during serialization.
    pub fn adds_tags(&self) -> bool {
        self.tag.is_some() && self.variants.iter().any(|variant| variant.adds_tag)
    }
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The name.
    pub name: TypeName,
    /// The tag values that select the variant. No other variant has any of them.
    pub tags: Vec<Constant>,
    /// The shape of the values. If the union has a tag, the shape of values without the tag, which is optional in that
    /// case.
    pub shape: Option<Shape>,
    /// Whether the union adds the tag during serialization, because the type does not contain it.
    pub adds_tag: bool,
    /// The type of its value.
    pub ty: TypeRef,
    /// The description.
    pub docs: Docs,
}
