//! The names of the fields in which an error is, as the tables of structs know them.

use std::cell::RefCell;

thread_local! {
    static NAMES: RefCell<Option<Vec<&'static str>>> = const { RefCell::new(None) };
}

/// Decodes, and returns the names of fields that were noted meanwhile.
pub(super) fn collecting<T>(decode: impl FnOnce() -> T) -> (T, Vec<&'static str>) {
    NAMES.set(Some(Vec::new()));
    let decoded = decode();
    (decoded, NAMES.take().unwrap_or_default())
}

/// Notes the name of a field whose value does not decode. A name is part of the program, so it is no secret.
pub(crate) fn note(name: &'static str) {
    NAMES.with_borrow_mut(|names| names.iter_mut().for_each(|names| names.push(name)));
}
