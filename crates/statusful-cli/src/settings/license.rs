//! Licences as SPDX expressions.

#[cfg(feature = "commands")]
use spdx::{Expression, LicenseItem};

/// What to do about a wrong licence.
const HELP: &str = "write an SPDX expression such as `MIT` or `MIT OR Apache-2.0`";

/// Returns an error for what is not an SPDX expression of licences in SPDX's list, which is what crates.io accepts.
#[cfg(feature = "commands")]
pub(super) fn check(license: &str) -> Result<(), String> {
    let expression = Expression::parse(license).map_err(|error| {
        let reason = error.reason.to_string();
        format!("`{}` is not a licence: {reason}; {HELP}", license.escape_debug())
    })?;
    let mut requirements = expression.requirements().map(|requirement| &requirement.req.license);
    match requirements.find(|license| matches!(license, LicenseItem::Other { .. })) {
        Some(other) => Err(format!("crates.io does not accept the licence `{other}`; {HELP}")),
        None => Ok(()),
    }
}

/// Returns an error for an empty licence. Without the commands, there is no list of licences: `xtask` compiles as little as it can.
#[cfg(not(feature = "commands"))]
pub(super) fn check(license: &str) -> Result<(), String> {
    if license.trim().is_empty() { Err(format!("the licence is empty; {HELP}")) } else { Ok(()) }
}

#[cfg(all(test, feature = "commands"))]
mod tests {
    use super::check;

    #[test]
    fn licences_are_those_of_spdx() {
        for license in ["MIT", "MIT OR Apache-2.0", "(MIT AND BSD-3-Clause) OR Apache-2.0 WITH LLVM-exception"] {
            assert_eq!(check(license), Ok(()), "{license}");
        }
        for license in ["", "Apache 2.0", "MIT/Apache-2.0", "mine", "MIT OR", "LicenseRef-mine", "MIT\u{1b}[2J"] {
            let error = check(license).unwrap_err();
            assert!(error.contains("; write an SPDX expression") && !error.contains('\u{1b}'), "{error}");
        }
    }
}
