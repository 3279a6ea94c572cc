//! Path templates (OpenAPI 3.0.3, section 4.7.8.2).

use std::ops::Range;

/// The parameters of a template such as `/keys/{id}`: the bytes of each, braces included. If the braces do not pair
/// up or are empty, the offset of the first that is wrong.
pub fn template_parameters(path: &str) -> Result<Vec<Range<usize>>, usize> {
    let mut parameters = Vec::new();
    let mut open = None;
    for (at, character) in path.char_indices() {
        match (character, open) {
            ('{', None) => open = Some(at),
            ('}', Some(start)) if at > start + 1 => {
                parameters.push(start..at + 1);
                open = None;
            }
            ('{' | '}', _) => return Err(open.unwrap_or(at)),
            _ => {}
        }
    }
    open.map_or(Ok(parameters), Err)
}

/// The names of a template's parameters; none when its braces do not pair up.
pub fn template_names(path: &str) -> impl Iterator<Item = &str> {
    let parameters = template_parameters(path).unwrap_or_default();
    parameters.into_iter().map(|range| &path[range.start + 1..range.end - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_in_braces() {
        assert_eq!(template_names("/a/{b}/{c}.{d}").collect::<Vec<_>>(), ["b", "c", "d"]);
        assert_eq!(template_parameters("/a"), Ok(vec![]));
        for (path, at) in [("/{a", 1), ("/a}", 2), ("/{}", 1), ("/{a{b}}", 1), ("/{a}}", 4), ("/é/{", 4)] {
            assert_eq!(template_parameters(path), Err(at), "{path}");
        }
    }
}
