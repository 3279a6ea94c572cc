//! Passes over the whole API after lowering: plain functions over data.

pub(super) mod chosen;
pub(super) mod cycles;
pub(super) mod endless;
pub(super) mod error_bodies;
pub(super) mod globals;
pub(super) mod names;
pub(super) mod places;
pub(super) mod sharing;
pub(super) mod tags;
pub(super) mod usage;
