//! The documented failures of an operation, and how they are kept without their type.

use std::any::Any;
use std::fmt;

use super::Never;

/// The documented failures of an operation. Generated enums implement this trait by [`variants!`](crate::variants).
pub trait Failure: fmt::Debug + Sized + 'static {
    /// Returns the failure without its type, for a [`CallError`](crate::CallError).
    fn into_any(self) -> AnyFailure;
}

/// A documented failure of any operation.
pub struct AnyFailure(Option<Box<dyn ErasedFailure>>);

/// A failure with its body.
trait ErasedFailure: Any + fmt::Debug + Send + Sync {
    fn body(&self) -> &(dyn Any + Send + Sync);
}

/// A failure, and the function that finds its body.
struct Erased<E> {
    failure: E,
    body: fn(&E) -> &(dyn Any + Send + Sync),
}

impl AnyFailure {
    /// Keeps a failure whose body is found by a function.
    pub fn new<E: fmt::Debug + Send + Sync + 'static>(failure: E, body: fn(&E) -> &(dyn Any + Send + Sync)) -> Self {
        Self(Some(Box::new(Erased { failure, body })))
    }

    /// Drops a failure that threads cannot share, such as one whose body is a stream.
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
        self.0.as_ref()?.body().downcast_ref()
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> ErasedFailure for Erased<E> {
    fn body(&self) -> &(dyn Any + Send + Sync) {
        (self.body)(&self.failure)
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
