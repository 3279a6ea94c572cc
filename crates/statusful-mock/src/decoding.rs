//! Compressed request bodies (RFC 9110, section 8.4).

use std::io::Read;

use axum::body::Bytes;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use http::{HeaderMap, header};

/// The codings that are decoded, as the value of `Accept-Encoding`. Others would need libraries that a client does not have.
pub(crate) const ACCEPTED: &str = "gzip, deflate";

/// How many codings may be applied one after the other.
const CODINGS: usize = 4;

/// Why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It is incomplete, or larger than the limit, as it is sent or decoded.
    TooLarge,
    /// It has a coding that is not decoded, or too many.
    UnsupportedCoding,
    /// It is not what its coding says.
    Malformed,
}

/// Decodes a body by the codings of `Content-Encoding`, as far as the limit.
pub(crate) fn decoded(headers: &HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, BodyError> {
    let lines = headers.get_all(header::CONTENT_ENCODING).iter();
    let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).to_ascii_lowercase()).collect();
    let codings = lines.iter().flat_map(|line| line.split(',')).map(str::trim);
    let codings: Vec<_> = codings.filter(|coding| !matches!(*coding, "" | "identity")).collect();
    if codings.len() > CODINGS {
        return Err(BodyError::UnsupportedCoding);
    }
    // The last coding was applied last.
    codings.into_iter().rev().try_fold(body, |body, coding| match coding {
        "gzip" | "x-gzip" => read(MultiGzDecoder::new(body.as_ref()), limit),
        // Some clients send `deflate` without the format of zlib around it.
        "deflate" => match read(ZlibDecoder::new(body.as_ref()), limit) {
            Err(BodyError::Malformed) => read(DeflateDecoder::new(body.as_ref()), limit),
            decoded => decoded,
        },
        _ => Err(BodyError::UnsupportedCoding),
    })
}

/// Reads no more than a byte over the limit, however much a body decodes to.
fn read(decoder: impl Read, limit: usize) -> Result<Bytes, BodyError> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    decoder.take(most).read_to_end(&mut bytes).map_err(|_| BodyError::Malformed)?;
    if bytes.len() > limit { Err(BodyError::TooLarge) } else { Ok(bytes.into()) }
}
