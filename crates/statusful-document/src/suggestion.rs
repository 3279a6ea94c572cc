//! Suggestions for misspelt names.

/// Names of more bytes are not compared.
const LONGEST: usize = 100;

/// Returns the name that differs least from what was written, if it differs by a slip only.
pub fn closest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let slip = (written.chars().count() / 3).clamp(1, 3);
    names
        .filter(|name| name.len().max(written.len()) <= LONGEST)
        .filter_map(|name| Some((distance(written, name), name)).filter(|(distance, _)| *distance <= slip))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Returns how many characters must be added, removed or replaced to turn one text into the other, ignoring case.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, left) in left.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = line;
        row[0] = line + 1;
        for (column, right) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (left, right, expected) in [("", "", 0), ("abc", "ABC", 0), ("abc", "", 3), ("kitten", "sitting", 3)] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn only_slips_are_suggested() {
        let names = ["schemas", "responses", "Key"];
        assert_eq!(closest("schema", names.into_iter()), Some("schemas"));
        assert_eq!(closest("definitions", names.into_iter()), None);
        assert_eq!(closest("kez", names.into_iter()), Some("Key"));
    }
}
