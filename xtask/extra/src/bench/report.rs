//! Writes the table as Markdown.

use std::fmt::Write as _;

use super::lab::Lab;
use super::machine::Machine;
use super::row::{Goal, Row, Unit, Value};

const MEANING: &str = "\
Values are medians of rounds in which all take turns. *Ratio* is Statusful's value as a multiple of the best of the others. A goal
such as “≤ 0.4 ×” is for the ratio, any other for the value. Times depend on the machine and on its load, so compare ratios.
`cargo check` is that of the generated crate alone: its dependencies are compiled before, without incremental compilation. The
references that Statusful writes beside the code are left out, because the others write none.";

/// Returns the file: what was measured where, and the table.
pub(super) fn render(machine: &Machine, lab: &Lab<'_>, rows: &[Row]) -> String {
    let peers: Vec<_> = lab.generators.iter().filter_map(|(generator, _)| generator.package()).collect();
    let mut versions: Vec<_> = peers.iter().map(|package| format!("{} {}", package.name, package.version)).collect();
    versions.dedup();
    let command = if versions.is_empty() { "cargo xtask bench" } else { "cargo xtask bench --peers" };
    let mut text = format!("# Benchmarks\n\n<!-- Written by `{command}`. Do not edit. -->\n\n{MEANING}\n\n");
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "- {name}: {value}");
        }
    };
    fact("Date", &machine.date);
    fact("Machine", &described(machine));
    fact("Compiler", &machine.compiler);
    fact("Statusful", env!("CARGO_PKG_VERSION"));
    fact("Peers", &versions.join(", "));
    fact("Rounds", &lab.rounds.to_string());
    text + "\n" + &table(rows)
}

fn described(machine: &Machine) -> String {
    let processors = format!("{} cores", machine.cores);
    let parts = [
        Some(machine.processor.as_ref().map_or(processors.clone(), |model| format!("{processors} of {model}"))),
        machine.memory.map(|gigabytes| format!("{gigabytes} GB of memory")),
        Some(machine.system.clone()),
        machine.load.as_ref().map(|load| format!("load {load} at the start")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the rows as a table.
fn table(rows: &[Row]) -> String {
    let mut text =
        "| what | Statusful | others | ratio | goal | reached |\n| --- | --- | --- | --- | --- | --- |\n".to_owned();
    for row in rows {
        let others = row.others.iter().map(|(name, value)| format!("{name}: {}", shown(value, row.unit)));
        let reached = row.is_reached().map_or("", |reached| if reached { "yes" } else { "no" });
        let ratio = row.ratio().map(|ratio| format!("{ratio:.2} ×")).unwrap_or_default();
        let cells = [
            row.what.clone(),
            shown(&row.ours, row.unit),
            others.collect::<Vec<_>>().join("; "),
            ratio,
            goal(row),
            reached.to_owned(),
        ];
        let cells = cells.into_iter().map(|cell| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") });
        let _ = writeln!(text, "|{}", cells.collect::<String>());
    }
    text
}

fn goal(row: &Row) -> String {
    match row.goal {
        Goal::Times(most) => format!("≤ {most} ×"),
        Goal::More(most) => format!("≤ + {most}"),
        Goal::AtMost(most) => format!("≤ {}", shown(&Ok(most), row.unit)),
        Goal::None => String::new(),
    }
}

fn shown(value: &Value, unit: Unit) -> String {
    let value = match value {
        Ok(value) => *value,
        Err(fault) => return fault.clone(),
    };
    match unit {
        Unit::Seconds => format!("{} s", digits(value)),
        Unit::Megabytes => format!("{} MB", digits(value)),
        Unit::Lines | Unit::Count => digits(value),
    }
}

/// Returns three digits or more, and groups thousands.
fn digits(value: f64) -> String {
    let decimals = match value {
        value if value >= 100.0 || value.fract() == 0.0 => 0,
        value if value >= 10.0 => 1,
        value if value >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_matter() {
        for (value, text) in [
            (0.0831, "0.083"),
            (1.049, "1.05"),
            (15.23, "15.2"),
            (999.6, "1,000"),
            (187_445.0, "187,445"),
            (47.0, "47"),
        ] {
            assert_eq!(digits(value), text);
        }
    }

    #[test]
    fn a_row_shows_values_faults_and_whether_the_goal_is_reached() {
        let others = vec![("fast".to_owned(), Ok(20.0)), ("other".to_owned(), Err("does not compile".to_owned()))];
        let what = "check".to_owned();
        let row = Row { what: what.clone(), unit: Unit::Seconds, ours: Ok(9.5), others, goal: Goal::Times(0.4) };
        let lines =
            Row { what, unit: Unit::Lines, ours: Ok(45_000.0), others: Vec::new(), goal: Goal::AtMost(45_000.0) };
        let plain = Row { goal: Goal::None, ..lines.clone() };
        let table = table(&[row, lines, plain]);
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| check | 9.50 s | fast: 20 s; other: does not compile | 0.47 × | ≤ 0.4 × | no |",
                "| check | 45,000 | | | ≤ 45,000 | yes |",
                "| check | 45,000 | | | | |",
            ]
        );
    }

    #[test]
    fn a_machine_is_described_with_what_is_known() {
        let machine = Machine { cores: 2, system: "linux 6.1".to_owned(), memory: Some(24), ..Machine::default() };
        assert_eq!(described(&machine), "2 cores, 24 GB of memory, linux 6.1");
    }
}
