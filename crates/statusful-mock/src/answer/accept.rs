//! Which of the documented media types a request accepts (RFC 9110, section 12.5.1).

use http::{HeaderMap, header};
use mediatype::{MediaType, MediaTypeList, ReadParams};

use crate::plan::Content;

/// A range that is accepted, and how much.
#[derive(Debug)]
struct Range {
    ty: String,
    subty: String,
    quality: f32,
}

/// What a request accepts; everything where it does not say.
#[derive(Debug)]
pub(crate) struct Accepted(Vec<Range>);

impl Accepted {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lines: Vec<_> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
        let line = lines.join(",");
        Self(MediaTypeList::new(&line).filter_map(Result::ok).map(|media| range(&media)).collect())
    }

    /// The content that is accepted most, the first of several, and the media type to send it as.
    pub(crate) fn choose<'c>(&self, contents: &'c [Content]) -> Option<(&'c Content, String)> {
        let mut best: Option<(f32, &Content, String)> = None;
        for content in contents {
            if let Some((quality, media)) = self.quality(content)
                && best.as_ref().is_none_or(|(known, ..)| quality > *known)
            {
                best = Some((quality, content, media));
            }
        }
        best.map(|(_, content, media)| (content, media))
    }

    /// How much a content is accepted, and as what.
    fn quality(&self, content: &Content) -> Option<(f32, String)> {
        let concrete = concrete(content);
        if self.0.is_empty() {
            return Some((1.0, concrete));
        }
        let documented = MediaType::parse(&content.media).ok();
        let of_range = documented.as_ref().filter(|_| content.media.contains('*')).and_then(|documented| {
            // A range is sent as what is asked for, where that is one media type.
            let fits = |range: &&Range| {
                range.subty != "*"
                    && range.quality > 0.0
                    && (documented.ty == "*" || documented.ty == range.ty.as_str())
            };
            let range = self.0.iter().find(fits)?;
            Some((range.quality, format!("{}/{}", range.ty, range.subty)))
        });
        of_range.or_else(|| Some((self.of_type(&concrete)?, concrete)))
    }

    /// How much a media type is accepted: as the most specific range that it is in says.
    fn of_type(&self, media: &str) -> Option<f32> {
        let media = MediaType::parse(media).ok()?;
        let subtype = subtype(&media);
        let specific = |range: &Range| match (range.ty.as_str(), range.subty.as_str()) {
            ("*", "*") => Some(0),
            (ty, "*") if media.ty == ty => Some(1),
            (ty, subty) if media.ty == ty && subtype == subty => Some(2),
            _ => None,
        };
        let fitting = self.0.iter().filter_map(|range| Some((specific(range)?, range.quality)));
        fitting.max_by_key(|(specific, _)| *specific).map(|(_, quality)| quality).filter(|quality| *quality > 0.0)
    }
}

fn range(media: &MediaType<'_>) -> Range {
    let quality = media.get_param(mediatype::names::Q).and_then(|value| value.as_str().parse::<f32>().ok());
    let ty = media.ty.as_str().to_ascii_lowercase();
    Range { ty, subty: subtype(media), quality: quality.filter(|quality| quality.is_finite()).unwrap_or(1.0) }
}

/// The subtype with its suffix.
fn subtype(media: &MediaType<'_>) -> String {
    let suffix = media.suffix.map(|suffix| format!("+{suffix}")).unwrap_or_default();
    format!("{}{suffix}", media.subty).to_ascii_lowercase()
}

/// The media type itself, or one that is in the range.
pub(crate) fn concrete(content: &Content) -> String {
    let is_json = content.family == statusful_document::media::Family::Json;
    let essence = content.media.split(';').next().unwrap_or_default().trim();
    match essence.split_once('/') {
        _ if !essence.contains('*') => content.media.clone(),
        Some(("*" | "application", "*")) if is_json => "application/json".to_owned(),
        Some(("text", "*")) => "text/plain".to_owned(),
        Some((ty, "*")) if ty != "*" => format!("{ty}/octet-stream"),
        _ => "application/octet-stream".to_owned(),
    }
}
