//! The options of a single call.

use super::cell::Table;
use super::site::Site;
use crate::emit::CALL_OPTIONS;
use crate::ir::Operation;
use crate::tokens::markdown::code;

/// Returns the table of the options.
pub(super) fn options(site: &Site<'_>, operation: &Operation) -> String {
    let mut table = Table::new(&["Setter", "Type", "Required", "Description"]);
    for (name, ty, what) in CALL_OPTIONS {
        let mut what = what.replace("\n\n", "\n");
        if name == "retry" && operation.retries.is_some() {
            what += " The document has [a policy](#retries).";
        }
        table.row(&[format!("`.{name}(…)`"), format!("`{ty}`"), "no".to_owned(), what]);
    }
    let types = code(&format!("{}::statusful", site.crate_name()));
    format!("{}\nTypes that are not in `std` are in {types}.\n", table.finish())
}

#[cfg(test)]
mod tests {
    use crate::emit::{CALL_OPTIONS, call_items};

    #[test]
    fn they_are_those_of_the_call() {
        let call = call_items();
        for (name, ..) in CALL_OPTIONS {
            assert!(call.contains(&format!("pub fn {name} (")), "{name} is not a setter");
        }
        let setters = call.matches("(self ,").count() - call.matches("(self ,)").count();
        assert_eq!(setters, CALL_OPTIONS.len(), "a setter is missing from the table");
    }
}
