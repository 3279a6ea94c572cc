//! Inserts empty lines between the functions of an `impl`, because `prettyplease` does not.

/// The indentation of an item in an `impl`.
const INDENT: &str = "    ";

/// Returns the text of an `impl` with an empty line before each item, except between short constants and types.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 64);
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let is_close = before == "\n" || opens_block(before) || belongs_to_next(before);
        if starts_item(line) && !is_close && !(is_short(before) && is_value(line)) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        before = line;
    }
    spaced
}

/// Returns the beginning of a line that starts an item, or its documentation or attributes.
fn start(line: &str) -> Option<&str> {
    line.strip_prefix(INDENT).filter(|rest| !rest.starts_with(' '))
}

fn starts_item(line: &str) -> bool {
    let starts = ["///", "#[", "pub", "fn", "async", "const", "type"];
    start(line).is_some_and(|rest| starts.iter().any(|start| rest.starts_with(start)))
}

fn opens_block(line: &str) -> bool {
    !line.starts_with(' ') && line.trim_end().ends_with('{')
}

/// Returns `true` if a line ends documentation or an attribute.
fn belongs_to_next(line: &str) -> bool {
    start(line).is_some_and(|rest| ["///", "#[", ")]"].iter().any(|start| rest.starts_with(start)))
}

/// Returns `true` if a line starts a constant or type.
fn is_value(line: &str) -> bool {
    start(line).is_some_and(|rest| rest.starts_with("const") || rest.starts_with("type"))
}

/// Returns `true` if a line is a complete constant or type.
fn is_short(line: &str) -> bool {
    is_value(line) && line.trim_end().ends_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_have_empty_lines_between() {
        let text = "\
impl A for B {
    type C = D;
    const E: F = G;
    const H: I = I {
        j: 1,
    };
    /// Says.
    #[cfg_attr(
        feature,
        k
    )]
    fn l(
        m: N,
    ) {
        o();
    }
    fn p() {}
}
";
        let spaced_text = "\
impl A for B {
    type C = D;
    const E: F = G;
    const H: I = I {
        j: 1,
    };

    /// Says.
    #[cfg_attr(
        feature,
        k
    )]
    fn l(
        m: N,
    ) {
        o();
    }

    fn p() {}
}
";
        assert_eq!(spaced(text), spaced_text);
        assert_eq!(spaced(spaced_text), spaced_text);
    }
}
