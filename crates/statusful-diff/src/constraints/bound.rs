//! Constraints by a number: lower and upper bounds, and `multipleOf`.

use statusful_codegen::openapi::Keyword;
use statusful_codegen::source::{Node, Value};

use super::difference::{Difference, Shift, named};
use super::whole::Keywords;

/// A lower or an upper bound, which one of two keywords specifies.
struct Kind {
    inclusive: &'static str,
    exclusive: &'static str,
    is_lower: bool,
}

const fn kind(inclusive: &'static str, exclusive: &'static str, is_lower: bool) -> Kind {
    Kind { inclusive, exclusive, is_lower }
}

const KINDS: [Kind; 10] = [
    kind("minimum", "exclusiveMinimum", true),
    kind("maximum", "exclusiveMaximum", false),
    kind("minLength", "", true),
    kind("maxLength", "", false),
    kind("minItems", "", true),
    kind("maxItems", "", false),
    kind("minProperties", "", true),
    kind("maxProperties", "", false),
    kind("minContains", "", true),
    kind("maxContains", "", false),
];

/// A bound of a schema. The order is from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Bound<'d> {
    /// How far it reaches: the number itself, or its opposite for an upper bound.
    reach: f64,
    is_exclusive: bool,
    text: &'d str,
}

/// Returns the bounds that differ.
pub(super) fn bounds<'k>(old: &'k Keywords<'_>, new: &'k Keywords<'_>) -> impl Iterator<Item = Difference> + use<'k> {
    KINDS.iter().filter_map(move |kind| {
        let [was, is] = [old, new].map(|keywords| tightest(kind, keywords));
        let order = |bound: Option<Bound<'_>>| bound.map(|bound| (bound.reach, bound.is_exclusive));
        let shift = match order(was).partial_cmp(&order(is))? {
            std::cmp::Ordering::Less => Shift::Tighter,
            std::cmp::Ordering::Greater => Shift::Looser,
            std::cmp::Ordering::Equal => return None,
        };
        let text = |bound: Option<Bound<'_>>| {
            bound.map_or(String::new(), |it| {
                named(if it.is_exclusive { kind.exclusive } else { kind.inclusive }, it.text)
            })
        };
        Some(Difference { old: text(was), new: text(is), shift })
    })
}

/// Returns the bound that excludes the most values. Nothing has a negative length, so that a lower bound of zero is none.
fn tightest<'k>(kind: &Kind, keywords: &'k Keywords<'_>) -> Option<Bound<'k>> {
    let bound = |is_exclusive: bool| {
        move |text: &'k str| {
            let number = text.parse::<f64>().ok()?;
            Some(Bound { reach: if kind.is_lower { number } else { -number }, is_exclusive, text })
        }
    };
    let inclusive = numbers(keywords, kind.inclusive).into_iter().filter_map(bound(false));
    let exclusive = numbers(keywords, kind.exclusive).into_iter().filter_map(bound(true));
    let is_length = kind.exclusive.is_empty() && kind.is_lower;
    let all = inclusive.chain(exclusive).filter(|bound| !(is_length && bound.reach <= 0.0));
    all.reduce(|one, two| if two > one { two } else { one })
}

/// Compares `multipleOf`: every multiple of a multiple of a number is a multiple of the number.
pub(super) fn multiples(old: &Keywords<'_>, new: &Keywords<'_>) -> Option<Difference> {
    const KEYWORD: &str = "multipleOf";
    let [was, is] = [numbers(old, KEYWORD), numbers(new, KEYWORD)];
    let is_each =
        |these: &[&str], others: &[&str]| others.iter().all(|other| these.iter().any(|one| is_multiple(one, other)));
    let shift = match (is_each(&is, &was), is_each(&was, &is)) {
        (true, true) => return None,
        (true, false) => Shift::Tighter,
        (false, true) => Shift::Looser,
        (false, false) => Shift::Other,
    };
    Some(Difference { old: named(KEYWORD, &was.join(" and ")), new: named(KEYWORD, &is.join(" and ")), shift })
}

/// Decimal fractions are rounded, so that a quotient may be a little off.
const ROUNDING: f64 = 1e-9;

fn is_multiple(number: &str, of: &str) -> bool {
    let quotient = number.parse::<f64>().ok().zip(of.parse::<f64>().ok()).map(|(number, of)| number / of);
    quotient.is_some_and(|quotient| (quotient.round() - quotient).abs() < ROUNDING)
}

fn numbers<'k>(keywords: &'k Keywords<'_>, keyword: &str) -> Vec<&'k str> {
    let number = |value: &'k Keyword<'_>| match value {
        Keyword::Value(Node { value: Value::Number(text), .. }) => Some(text.as_str()),
        _ => None,
    };
    keywords.values(keyword).iter().filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_fractions_are_multiples_too() {
        assert!(is_multiple("0.3", "0.1") && is_multiple("10", "5.0") && is_multiple("1e2", "10"));
        assert!(!is_multiple("0.1", "0.3") && !is_multiple("5", "10") && !is_multiple("1", "0"));
    }
}
