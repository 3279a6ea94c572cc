//! Splits a body into chunks, as a network may.

use statusful::Bytes;

/// Splits bytes into chunks of random sizes, or into single bytes for the seed 0.
pub(crate) fn split(bytes: &[u8], seed: u8) -> Vec<Bytes> {
    let mut random = fastrand::Rng::with_seed(seed.into());
    let mut rest = bytes;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let size = if seed == 0 { 1 } else { random.usize(0..=rest.len().min(16)) };
        let (chunk, after) = rest.split_at(size);
        chunks.push(Bytes::copy_from_slice(chunk));
        rest = after;
    }
    chunks
}
