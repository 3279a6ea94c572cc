//! Licences as SPDX expressions.

use spdx::{Expression, LicenseItem};

/// Returns an error for what is not an SPDX expression of licences in SPDX's list, which is what crates.io accepts.
pub(super) fn check(license: &str) -> Result<(), String> {
    let help = "write an SPDX expression such as `MIT` or `MIT OR Apache-2.0`";
    let expression = Expression::parse(license).map_err(|error| {
        let reason = error.reason.to_string();
        format!("`{}` is not a licence: {reason}; {help}", license.escape_debug())
    })?;
    let mut requirements = expression.requirements().map(|requirement| &requirement.req.license);
    match requirements.find(|license| matches!(license, LicenseItem::Other { .. })) {
        Some(other) => Err(format!("crates.io does not accept the licence `{other}`; {help}")),
        None => Ok(()),
    }
}

#[cfg(test)]
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
