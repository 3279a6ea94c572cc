//! Request bodies.

mod bytes;
#[cfg(feature = "multipart")]
mod form;
#[cfg(feature = "multipart")]
mod part;
mod typed;

pub use self::bytes::Body;
pub(crate) use self::bytes::Spent;
#[cfg(feature = "multipart")]
pub use form::Form;
#[cfg(feature = "multipart")]
pub use part::MultipartPart;
pub use typed::TypedBody;

/// A request body. Clones share its streams, which can be sent only once.
#[derive(Clone)]
pub(crate) enum Payload {
    Body(Body),
    /// Parts, and their media type without the boundary.
    #[cfg(feature = "multipart")]
    Form(Form, String),
}

impl Payload {
    /// Returns `true` if the body can be sent more than once, because it contains no stream.
    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Self::Body(body) => body.as_bytes().is_some(),
            #[cfg(feature = "multipart")]
            Self::Form(form, _) => form.is_replayable(),
        }
    }
}
