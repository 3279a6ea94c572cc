//! Does nothing without the feature `tracing`.

#![expect(clippy::unused_self, reason = "the other half of this uses it")]

use crate::error::{Error, Never};
use crate::operation::OperationInfo;
use crate::raw::RawResponse;

pub(crate) struct CallSpan;

impl CallSpan {
    pub(crate) fn new(_: &OperationInfo) -> Self {
        Self
    }

    pub(crate) fn run<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn end(&self, _: &Result<RawResponse, Error<Never>>, _: u32) {}
}

pub(crate) struct AttemptSpan;

impl AttemptSpan {
    pub(crate) fn new(_: &OperationInfo, _: &reqwest::Request, _: u32) -> Self {
        Self
    }

    pub(crate) fn scope(&self, run: impl FnOnce()) {
        run();
    }

    pub(crate) fn run<F: Future>(&self, attempt: F) -> F {
        attempt
    }

    pub(crate) fn end(&self, _: &Result<RawResponse, Error<Never>>) {}
}
