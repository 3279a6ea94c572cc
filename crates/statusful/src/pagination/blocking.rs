//! Iterators over pages and items, for programs without an async runtime.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use crate::blocking;
use crate::error::{Error, RequestError};

/// An iterator over pages or items. It blocks the current thread until the next one has arrived.
pub struct BlockingIter<S> {
    operation: &'static str,
    /// The stream, or `None` after an error of the runtime.
    stream: Option<S>,
    error: Option<RequestError>,
}

impl<S> BlockingIter<S> {
    pub(super) fn new(operation: &'static str, stream: Result<S, RequestError>) -> Self {
        let (stream, error) = match stream {
            Ok(stream) => (Some(stream), None),
            Err(error) => (None, Some(error)),
        };
        Self { operation, stream, error }
    }

    /// Returns the stream, to get its cursor. Returns `None` if the runtime for blocking calls could not be started.
    pub fn get_ref(&self) -> Option<&S> {
        self.stream.as_ref()
    }
}

impl<S, T, E> Iterator for BlockingIter<S>
where
    S: Stream<Item = Result<T, Error<E>>> + Unpin + Send,
    T: Send,
    E: Send,
{
    type Item = Result<T, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.error.take() {
            return Some(Err(error.into()));
        }
        let stream = self.stream.as_mut()?;
        match blocking::wait(poll_fn(|context| Pin::new(&mut *stream).poll_next(context))) {
            Ok(next) => next,
            Err(error) => {
                self.stream = None;
                Some(Err(RequestError::no_runtime(self.operation, error.into()).into()))
            }
        }
    }
}

impl<S> fmt::Debug for BlockingIter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingIter").field("operation", &self.operation).finish_non_exhaustive()
    }
}
