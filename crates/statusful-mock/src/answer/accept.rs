//! Content negotiation: the documented media types that a request accepts (RFC 9110, section 12.5.1).

use http::{HeaderMap, header};
use mediatype::{MediaType, MediaTypeList, ReadParams};
use statusful_document::openapi::Family;

use crate::plan::PlannedContent;

/// A media range of `Accept` and its quality.
#[derive(Debug)]
struct AcceptedRange {
    ty: String,
    subty: String,
    quality: f32,
}

/// The media ranges that a request accepts; without any, it accepts everything.
#[derive(Debug)]
pub(crate) struct Accepted(Vec<AcceptedRange>);

impl Accepted {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lines: Vec<_> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
        let line = lines.join(",");
        Self(MediaTypeList::new(&line).filter_map(Result::ok).map(|media| range(&media)).collect())
    }

    /// Returns the content with the highest quality, the first of several, and the media type to send it as.
    pub(crate) fn choose<'c>(
        &self,
        contents: impl IntoIterator<Item = &'c PlannedContent>,
    ) -> Option<(&'c PlannedContent, String)> {
        let mut best: Option<(f32, &PlannedContent, String)> = None;
        for content in contents {
            if let Some((quality, media)) = self.quality(content)
                && best.as_ref().is_none_or(|(known, ..)| quality > *known)
            {
                best = Some((quality, content, media));
            }
        }
        best.map(|(_, content, media)| (content, media))
    }

    /// Returns the quality of a content, and the media type to send it as.
    fn quality(&self, content: &PlannedContent) -> Option<(f32, String)> {
        let concrete = concrete(content);
        if self.0.is_empty() {
            return Some((1.0, concrete));
        }
        let documented = MediaType::parse(&content.media).ok();
        let of_range = documented.as_ref().filter(|_| content.media.contains('*')).and_then(|documented| {
            // Content of a range is sent as the first media type of the range that the request names.
            let fits = |range: &&AcceptedRange| {
                range.subty != "*"
                    && range.quality > 0.0
                    && (documented.ty == "*" || documented.ty == range.ty.as_str())
            };
            let range = self.0.iter().find(fits)?;
            Some((range.quality, format!("{}/{}", range.ty, range.subty)))
        });
        of_range.or_else(|| Some((self.of_type(&concrete)?, concrete)))
    }

    /// Returns the quality of a media type: that of the most specific range that has it.
    fn of_type(&self, media: &str) -> Option<f32> {
        let media = MediaType::parse(media).ok()?;
        let subtype = subtype(&media);
        let specific = |range: &AcceptedRange| match (range.ty.as_str(), range.subty.as_str()) {
            ("*", "*") => Some(0),
            (ty, "*") if media.ty == ty => Some(1),
            (ty, subty) if media.ty == ty && subtype == subty => Some(2),
            _ => None,
        };
        let fitting = self.0.iter().filter_map(|range| Some((specific(range)?, range.quality)));
        fitting.max_by_key(|(specific, _)| *specific).map(|(_, quality)| quality).filter(|quality| *quality > 0.0)
    }
}

fn range(media: &MediaType<'_>) -> AcceptedRange {
    let quality = media.get_param(mediatype::names::Q).and_then(|value| value.as_str().parse::<f32>().ok());
    let ty = media.ty.as_str().to_ascii_lowercase();
    AcceptedRange { ty, subty: subtype(media), quality: quality.filter(|quality| quality.is_finite()).unwrap_or(1.0) }
}

/// Returns the subtype with its suffix.
fn subtype(media: &MediaType<'_>) -> String {
    let suffix = media.suffix.map(|suffix| format!("+{suffix}")).unwrap_or_default();
    format!("{}{suffix}", media.subty).to_ascii_lowercase()
}

/// Returns the media type itself, or one in the range.
pub(crate) fn concrete(content: &PlannedContent) -> String {
    let is_json = content.family == Family::Json;
    let essence = content.media.split(';').next().unwrap_or_default().trim();
    match essence.split_once('/') {
        _ if !essence.contains('*') => content.media.clone(),
        Some(("*" | "application", "*")) if is_json => "application/json".to_owned(),
        Some(("text", "*")) => "text/plain".to_owned(),
        Some((ty, "*")) if ty != "*" => format!("{ty}/octet-stream"),
        _ => "application/octet-stream".to_owned(),
    }
}
