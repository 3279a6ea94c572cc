//! `docs/guide/diff.md` lists every kind of change, in the order of the catalogue.

use statusful_diff::ChangeKind;

const PAGE: &str = include_str!("../../../docs/guide/diff.md");

#[test]
fn the_page_lists_the_catalogue() {
    let rows: Vec<_> = PAGE.lines().filter(|line| line.starts_with("| `")).collect();
    let row = |kind: &ChangeKind| format!("| `{}` | {} | {} |", kind.name(), kind.effect().name(), kind.explanation());
    let expected: Vec<_> = ChangeKind::ALL.iter().map(row).collect();
    let differing = expected.iter().filter(|row| !rows.contains(&row.as_str())).cloned().collect::<Vec<_>>();
    assert!(differing.is_empty(), "rows to add or change:\n{}", differing.join("\n"));
    assert_eq!(rows, expected, "other rows or another order");
}
