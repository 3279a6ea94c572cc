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

/// Notes the name of a field whose value does not decode. A name is part of the program, so it is no secret. Each is noted
/// once, so that a body in which many values do not decode as their first variant costs no memory.
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
