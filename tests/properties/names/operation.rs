//! Random operations, whose names are what matters.

use fastrand::Rng;

use super::words::{name, near};

#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: &'static str,
    pub(crate) tag: Option<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The properties of the response.
    pub(crate) response: Model,
    /// The headers of the response.
    pub(crate) headers: Vec<String>,
    /// Whether a second success and a failure are documented, each of which makes an enum.
    pub(crate) has_created: bool,
    pub(crate) has_failure: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) place: Place,
    pub(crate) property: Property,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Debug, Clone)]
pub(crate) struct Body {
    /// The media types, of which a call sends the last.
    pub(crate) media: &'static [&'static str],
    pub(crate) required: bool,
    pub(crate) model: Model,
}

/// An object.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// Its name under `components.schemas`.
    pub(crate) component: Option<String>,
    pub(crate) properties: Vec<Property>,
    /// Whether it may have other properties.
    pub(crate) is_open: bool,
}

/// A property or a parameter. What it is given is different for each within an operation.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// This text.
    Text(String),
    /// A list of all values of an enum, which may have a name under `components.schemas`.
    Choices(Vec<String>, Option<String>),
}

const METHODS: [&str; 4] = ["post", "put", "patch", "delete"];

const MEDIA: [&[&str]; 5] = [
    &["application/json"],
    &["application/json"],
    &["application/x-www-form-urlencoded"],
    &["multipart/form-data"],
    &["text/plain", "application/json"],
];

/// Headers that HTTP itself gives a meaning, so that their values are not free, and the one that calls are known by.
const HEADERS: [&str; 19] = [
    "accept",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "proxy-connection",
    "range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-case",
];

impl Operation {
    /// An operation of this id. The names in it are mostly `words`, and often close to one another.
    pub(crate) fn random(random: &mut Rng, id: &str, words: &[String]) -> Self {
        let mut draw = Draw { random, words, others: vec![id.to_owned()], count: 0 };
        let parameters = draw.parameters();
        let body = draw.body();
        let response = draw.model(true, 4);
        let headers = draw.headers();
        let tag = (draw.random.u8(..8) > 0).then(|| draw.name());
        Self {
            id: id.to_owned(),
            method: METHODS[random.usize(..METHODS.len())],
            tag,
            parameters,
            body,
            response,
            headers,
            has_created: random.u8(..3) == 0,
            has_failure: random.bool(),
        }
    }
}

/// Draws the names of an operation.
struct Draw<'r> {
    random: &'r mut Rng,
    words: &'r [String],
    /// The names so far.
    others: Vec<String>,
    count: usize,
}

impl Draw<'_> {
    fn name(&mut self) -> String {
        let name = name(self.random, self.words, &self.others);
        self.others.push(name.clone());
        name
    }

    fn parameters(&mut self) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for _ in 0..self.random.usize(..7) {
            let place = [Place::Path, Place::Query, Place::Query, Place::Query, Place::Header, Place::Cookie];
            let place = place[self.random.usize(..6)];
            let property = self.property(place == Place::Query);
            let is_same = |other: &Parameter| {
                other.place == place && other.property.name.eq_ignore_ascii_case(&property.name)
                    // Only header fields are the same in any case.
                    && (place == Place::Header || other.property.name == property.name)
            };
            if place.allows(&property.name) && !parameters.iter().any(is_same) {
                parameters.push(Parameter { place, property });
            }
        }
        parameters
    }

    fn body(&mut self) -> Option<Body> {
        let media = MEDIA[self.random.usize(..MEDIA.len())];
        let is_json = media.contains(&"application/json");
        let mut model = self.model(is_json, 6);
        if media == ["multipart/form-data"] {
            model
                .properties
                .retain(|property| property.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
        }
        let body = Body { media, required: self.random.bool(), model };
        (!body.model.properties.is_empty() && self.random.u8(..4) > 0).then_some(body)
    }

    fn model(&mut self, has_lists: bool, most: usize) -> Model {
        let mut properties: Vec<Property> = Vec::new();
        for _ in 0..self.random.usize(1..=most) {
            let property = self.property(has_lists);
            if properties.iter().all(|other| other.name != property.name) {
                properties.push(property);
            }
        }
        Model { component: self.component(), properties, is_open: has_lists && self.random.u8(..4) == 0 }
    }

    fn property(&mut self, has_lists: bool) -> Property {
        let kind = if has_lists && self.random.u8(..4) == 0 {
            let mut values: Vec<String> = (0..self.random.usize(1..8)).map(|_| self.name()).collect();
            values.sort();
            values.dedup();
            Kind::Choices(values, self.component())
        } else {
            self.count += 1;
            Kind::Text(format!("value {}", self.count))
        };
        Property { name: self.name(), required: self.random.bool(), kind }
    }

    /// The name of a component, as OpenAPI 3.0.3, section 4.7.7.1, allows it.
    fn component(&mut self) -> Option<String> {
        let name = if self.random.bool() { self.name() } else { near(self.random, &self.others[0]) };
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        (self.random.bool() && !name.is_empty() && name.bytes().all(is_allowed)).then_some(name)
    }

    fn headers(&mut self) -> Vec<String> {
        let mut headers: Vec<String> = Vec::new();
        for _ in 0..self.random.usize(..4).saturating_sub(1) {
            let name = self.name();
            if Place::Header.allows(&name) && !headers.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
                headers.push(name);
            }
        }
        headers
    }
}

impl Place {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// Returns `true` if a parameter can have this name: in a path it is in braces, and in a header it must be a token.
    fn allows(self, name: &str) -> bool {
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        match self {
            Self::Path => !name.is_empty() && !name.contains(['/', '{', '}', '?', '#']),
            Self::Query => !name.is_empty(),
            Self::Header => {
                !name.is_empty() && name.bytes().all(is_token) && !HEADERS.contains(&name.to_lowercase().as_str())
            }
            Self::Cookie => !name.is_empty() && name.bytes().all(is_token),
        }
    }
}

impl Model {
    /// The object with every property.
    pub(crate) fn value(&self) -> serde_json::Value {
        let members = self.properties.iter().map(|property| (property.name.clone(), property.kind.value()));
        members.collect::<serde_json::Map<_, _>>().into()
    }
}

impl Kind {
    pub(crate) fn value(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Choices(values, _) => values.clone().into(),
        }
    }

    /// Its values as text.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Choices(values, _) => values.iter().map(String::as_str).collect(),
        }
    }
}
