//! Text tables with aligned columns.

/// Returns rows under a heading. The first column is aligned to the left, the others to the right. The total, if any,
/// is the last row, below a line.
pub(crate) fn table(heading: &[&str], rows: &[Vec<String>], total: Option<&Vec<String>>) -> String {
    let heading: Vec<String> = heading.iter().map(|&cell| cell.to_owned()).collect();
    let all = || std::iter::once(&heading).chain(rows).chain(total);
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..heading.len()).map(|column| width(column).unwrap_or(0)).collect();
    let rule = widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>();
    let mut lines = vec![line(&heading, &widths), line(&rule, &widths)];
    lines.extend(rows.iter().map(|row| line(row, &widths)));
    if let Some(total) = total {
        lines.extend([line(&rule, &widths), line(total, &widths)]);
    }
    lines.join("\n")
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
        let width = *width;
        if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
    });
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [vec!["ä".to_owned(), "10".to_owned()]];
        let total = vec!["total".to_owned(), "5".to_owned()];
        assert_eq!(table(&["name", "n"], &rows, Some(&total)), "name    n\n-----  --\nä      10\n-----  --\ntotal   5");
    }
}
