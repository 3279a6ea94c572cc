//! Media types, and which of them a documented one describes.

use std::cmp::Reverse;
use std::fmt;

/// A media type or a range (RFC 9110, section 8.3.1), in lower case but for the values of parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Media {
    pub(crate) ty: String,
    pub(crate) subtype: String,
    pub(crate) parameters: Vec<(String, String)>,
}

impl Media {
    /// `None` if the text is not a media type.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (ty, subtype) = parts.next()?.split_once('/')?;
        let parameters = parts.filter_map(|part| part.split_once('='));
        let parameters = parameters.map(|(name, value)| {
            let (name, value) = (name.to_ascii_lowercase(), value.trim_matches('"'));
            // Only the values of this one are known not to be case-sensitive (RFC 9110, section 8.3.2).
            let value = if name == "charset" { value.to_ascii_lowercase() } else { value.to_owned() };
            (name, value)
        });
        Some(Self {
            ty: ty.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            parameters: parameters.collect(),
        })
    }
}

/// One text for all spellings of a type.
impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.ty, self.subtype)?;
        self.parameters.iter().try_for_each(|(name, value)| write!(f, "; {name}={value}"))
    }
}

/// Returns how specific a documented type is for a served type, the least first: more parameters are more specific (RFC 9110,
/// section 12.5.1). `None` if it is not for it. `served` is `None` if it is not a media type.
pub(crate) fn fits(key: &Media, served: Option<&Media>) -> Option<(u8, Reverse<usize>)> {
    let rank = |rank| Some((rank, Reverse(key.parameters.len())));
    if key.ty == "*" {
        return rank(4);
    }
    let served = served?;
    let has_parameters = key.parameters.iter().all(|parameter| served.parameters.contains(parameter));
    let is_same = key.subtype == served.subtype;
    // `application/json` stands for any type with this suffix, where it is documented without parameters.
    let stands_for = key.ty == "application" && key.subtype == "json" && key.parameters.is_empty();
    let stands_for = stands_for && served.subtype.ends_with("+json");
    match key.subtype.as_str() {
        _ if key.ty != served.ty || !has_parameters => None,
        "*" => rank(3),
        _ if is_same && !key.parameters.is_empty() => rank(0),
        _ if is_same => rank(1),
        _ if stands_for => rank(2),
        _ => None,
    }
}

impl Media {
    pub(crate) fn is_same_type(&self, other: &Self) -> bool {
        (&self.ty, &self.subtype) == (&other.ty, &other.subtype)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.parameters.iter().any(|(own, _)| own == name)
    }

    /// The type without this parameter.
    pub(crate) fn without(&self, name: &str) -> Self {
        let parameters = self.parameters.iter().filter(|(own, _)| own != name).cloned().collect();
        Self { parameters, ..self.clone() }
    }
}
