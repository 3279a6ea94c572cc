//! Response bodies that are read while they arrive.

mod bytes;
mod chunks;
mod error;
mod event_data;
mod events;
mod json_lines;
mod lines;
mod resume;
mod sse;

pub use self::bytes::ByteStream;
pub use error::{StreamError, StreamErrorKind};
pub use events::{Event, EventStream};
pub use json_lines::JsonLines;

pub(crate) use chunks::Chunks;
pub use chunks::DEFAULT_IDLE_TIMEOUT;
pub(crate) use event_data::{event_data, event_object, event_text};
pub(crate) use resume::Resume;

/// A body that has not been read.
pub(crate) struct Live {
    pub(crate) chunks: Chunks,
    /// The maximum size of one event or line, in bytes.
    pub(crate) limit: usize,
    /// The call that resumes the stream if the connection fails, or `None` if that is not possible.
    pub(crate) resume: Option<Resume>,
}
