//! The names of the fields that contain an error, as recorded by the tables of structs.

use std::cell::RefCell;

thread_local! {
    static NAMES: RefCell<Option<Vec<&'static str>>> = const { RefCell::new(None) };
}

/// Decodes, and returns the names of fields that were recorded.
pub(super) fn collecting<T>(decode: impl FnOnce() -> T) -> (T, Vec<&'static str>) {
    NAMES.set(Some(Vec::new()));
    let decoded = decode();
    (decoded, NAMES.take().unwrap_or_default())
}

/// Records the name of a field whose value cannot be decoded. Names are part of the program, so they are not secret.
/// Each name is recorded only once, so that a body with many values that do not match their first variant costs no
/// memory.
pub(crate) fn note(name: &'static str) {
    NAMES.with_borrow_mut(|names| {
        if let Some(names) = names.as_mut().filter(|names| !names.contains(&name)) {
            names.push(name);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{collecting, note};

    #[test]
    fn a_name_is_noted_once_and_only_while_names_are_collected() {
        note("before");
        let ((), names) = collecting(|| ["id", "name", "id"].into_iter().for_each(note));
        assert_eq!(names, ["id", "name"]);
    }
}
