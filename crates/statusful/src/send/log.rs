//! Writes an attempt to the debug log of a client.

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::outgoing::Outgoing;
use super::provide::Provided;
use crate::auth::{Credential, SecurityScheme};
use crate::debug_log::{DebugLog, Hidden, REDACTED};
use crate::error::{Error, Never};
use crate::operation::{BodyView, OperationInfo};
use crate::raw::RawResponse;
use crate::show::{Route, ShowRequest};

/// An attempt whose request has been logged.
pub(super) struct LoggedAttempt<'a> {
    log: &'a DebugLog,
    info: &'static OperationInfo,
    attempt: u32,
    hidden: Hidden,
}

impl<'a> LoggedAttempt<'a> {
    /// Writes a request to the client's debug log, if there is one.
    pub(super) fn begin(
        outgoing: &Outgoing<'a>,
        provided: &Provided<'_>,
        request: &reqwest::Request,
        route: Route,
        attempt: u32,
    ) -> Option<Self> {
        let log = outgoing.config.debug_log()?;
        let hidden = hidden(log, outgoing, provided, request);
        let logged = Self { log, info: outgoing.info, attempt, hidden };
        let mut entry = ShowRequest(request.method(), request.url(), route).to_string();
        logged.add_query(&mut entry, outgoing, request.url());
        logged.add_call(&mut entry);
        log.add_headers(&mut entry, request.headers());
        logged.add_request_body(&mut entry, outgoing, request);
        logged.write(&entry);
        Some(logged)
    }

    /// Writes the outcome.
    pub(super) fn end(&self, outcome: &Result<RawResponse, Error<Never>>) {
        let mut entry = match outcome {
            Ok(response) => format!("{response} after {:?}", response.elapsed()),
            Err(error) => error.to_string(),
        };
        self.add_call(&mut entry);
        if let Ok(response) = outcome {
            self.log.add_headers(&mut entry, response.headers());
            self.add_response_body(&mut entry, response);
        }
        self.write(&entry);
    }

    /// Adds a query, with the values of documented parameters that are not secret, and whose names do not suggest a
    /// secret.
    fn add_query(&self, entry: &mut String, outgoing: &Outgoing<'_>, url: &Url) {
        for (index, pair) in pairs(url).enumerate() {
            entry.push(if index == 0 { '?' } else { '&' });
            let name = pair.split_once('=').map_or(pair, |(name, _)| name);
            let is_public = is_documented(outgoing, pair) && !sounds_secret(name) && !self.hidden.is_in(&decoded(pair));
            if !is_named(outgoing, name) {
                entry.push_str(REDACTED);
            } else if is_public {
                entry.push_str(pair);
            } else {
                entry.extend([name, "=", REDACTED]);
            }
        }
    }

    fn add_call(&self, entry: &mut String) {
        let _ = write!(entry, "\n{}, attempt {}", self.info.id, self.attempt);
    }

    fn add_request_body(&self, entry: &mut String, outgoing: &Outgoing<'_>, request: &reqwest::Request) {
        let Some(body) = request.body() else { return };
        let Some(bytes) = body.as_bytes() else { return entry.push_str("\nbody: a stream") };
        let _ = write!(entry, "\nbody: {} bytes", bytes.len());
        // A hook may have replaced the body.
        let is_typed = outgoing.request.body_bytes().is_some_and(|typed| typed == bytes);
        if let Some(shown) = outgoing.request.shown_body().filter(|shown| is_typed && !shown.is_empty()) {
            entry.push_str(", ");
            shown.add_to(entry, &self.hidden);
        }
    }

    fn add_response_body(&self, entry: &mut String, response: &RawResponse) {
        let mut shown = None;
        let view = (self.info.view)(response, &mut |value| shown = Some(self.log.show(value)));
        if view == BodyView::Stream {
            return entry.push_str("\nbody: a stream");
        }
        let _ = write!(entry, "\nbody: {} bytes", response.body().len());
        match (view, shown) {
            (BodyView::Undocumented, _) => entry.push_str(", undocumented"),
            (BodyView::Malformed, _) => entry.push_str(", not as documented"),
            (BodyView::Decoded, Some(shown)) if response.is("application/json") && !shown.is_empty() => {
                entry.push_str(", ");
                shown.add_to(entry, &self.hidden);
            }
            (BodyView::Decoded | BodyView::Stream, _) => {}
        }
    }

    /// Writes an entry. Only bodies contain hidden values, unless a server repeats them.
    fn write(&self, entry: &str) {
        self.log.write(&self.hidden.redact(entry, false));
    }
}

/// Collects the values that a request hides.
fn hidden(log: &DebugLog, outgoing: &Outgoing<'_>, provided: &Provided<'_>, request: &reqwest::Request) -> Hidden {
    let mut hidden = Hidden::default();
    outgoing.request.secrets().iter().for_each(|secret| hidden.add(secret));
    for (_, credential) in &provided.credentials {
        hidden.add(match &**credential {
            Credential::Bearer(secret) | Credential::ApiKey(secret) => secret,
            Credential::Basic { password, .. } => password,
        });
    }
    for (_, value) in request.headers().iter().filter(|(name, value)| !log.shows(name, value)) {
        let text = String::from_utf8_lossy(value.as_bytes());
        // The parts of `Bearer token` and `a=b; c=d`.
        text.split([' ', ';', '=']).for_each(|part| hidden.add_doubtful(part));
        hidden.add_doubtful(&text);
    }
    for pair in pairs(request.url()) {
        let value = pair.split_once('=').map_or(pair, |(_, value)| value);
        if is_documented(outgoing, pair) && !hidden.is_in(&decoded(value)) {
            continue;
        }
        hidden.add_doubtful(value);
        hidden.add_doubtful(&decoded(value));
    }
    for value in path_values(request.url(), outgoing.info.path) {
        hidden.add_doubtful(value);
        hidden.add_doubtful(&decoded(value));
    }
    hidden
}

fn pairs(url: &Url) -> impl Iterator<Item = &str> {
    url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty())
}

/// Returns `true` if a parameter of the operation has this name and value.
fn is_documented(outgoing: &Outgoing<'_>, pair: &str) -> bool {
    outgoing.request.query_pairs().any(|(name, value)| pair.split_once('=') == Some((name, value)))
}

/// Returns `true` if a query parameter is from the document or the caller instead of a URL.
fn is_named(outgoing: &Outgoing<'_>, name: &str) -> bool {
    let Outgoing { config, options, info, request, .. } = *outgoing;
    let of_caller = config.options.query.iter().chain(&options.query).flat_map(|(_, pairs)| pairs);
    let of_caller = of_caller.map(|(name, _)| name.as_str());
    let mut known = of_caller.chain(request.query_pairs().map(|(name, _)| name));
    let mut keys = info.security.iter().flat_map(|all| all.iter()).filter_map(SecurityScheme::query_parameter);
    known.any(|known| known == name) || keys.any(|key| key == decoded(name))
}

/// Returns `true` if the name of a parameter suggests a secret, regardless of the document.
fn sounds_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["key", "token", "secret", "password", "auth", "code", "signature", "session"]
        .iter()
        .any(|part| name.contains(part))
}

/// Returns the segments of a path that are values of parameters.
fn path_values<'u>(url: &'u Url, template: &'static str) -> impl Iterator<Item = &'u str> {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let segments = template.rsplit('/').zip(url.path().rsplit('/'));
    segments.filter(|(template, _)| template.contains('{')).map(|(_, value)| value)
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
