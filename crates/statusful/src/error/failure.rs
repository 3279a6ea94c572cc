//! The documented failures of an operation, and their type-erased form.

use std::any::Any;
use std::fmt;

use super::Never;

/// The documented failures of an operation. Implemented for generated enums by [`variants!`](crate::variants).
pub trait Failure: fmt::Debug + Sized + 'static {
    /// Erases the type of the failure, for a [`CallError`](crate::CallError).
    fn into_any(self) -> AnyFailure;
}

/// A documented failure of any operation.
pub struct AnyFailure(Option<Box<dyn ErasedFailure>>);

/// The body of a failure, and the JSON Pointer (RFC 6901) of its error message.
type Parts<'a> = (&'a (dyn Any + Send + Sync), Option<&'static str>);

/// A failure with its parts.
trait ErasedFailure: Any + fmt::Debug + Send + Sync {
    fn parts(&self) -> Parts<'_>;
}

/// A failure, and the function that returns its parts.
struct Erased<E> {
    failure: E,
    parts: fn(&E) -> Parts<'_>,
}

impl AnyFailure {
    /// Erases the type of a failure. `parts` returns its body, and the JSON Pointer (RFC 6901) of the error message in
    /// the body, if the document marks one. The pointer is empty if the body itself is the message.
    pub fn new<E: fmt::Debug + Send + Sync + 'static>(
        failure: E,
        parts: fn(&E) -> (&(dyn Any + Send + Sync), Option<&'static str>),
    ) -> Self {
        Self(Some(Box::new(Erased { failure, parts })))
    }

    /// Drops a failure that is not `Sync`, such as one whose body is a stream.
    pub fn dropped<E>(_: E) -> Self {
        Self(None)
    }

    /// Returns the failure, if it has this type.
    pub(super) fn failure<E: 'static>(&self) -> Option<&E> {
        let erased: &dyn Any = &**self.0.as_ref()?;
        erased.downcast_ref::<Erased<E>>().map(|erased| &erased.failure)
    }

    /// Returns the body of the failure, if it has this type.
    pub(super) fn body<T: 'static>(&self) -> Option<&T> {
        self.0.as_ref()?.parts().0.downcast_ref()
    }

    /// Returns the JSON Pointer of the error message in the body.
    pub(super) fn message(&self) -> Option<&'static str> {
        self.0.as_ref()?.parts().1
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> ErasedFailure for Erased<E> {
    fn parts(&self) -> Parts<'_> {
        (self.parts)(&self.failure)
    }
}

impl<E: fmt::Debug> fmt::Debug for Erased<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl fmt::Debug for AnyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(failure) => failure.fmt(f),
            None => f.write_str("AnyFailure"),
        }
    }
}

impl Failure for Never {
    fn into_any(self) -> AnyFailure {
        match self {}
    }
}
