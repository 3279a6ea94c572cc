//! Numbers that keep their bounds.

use serde_json::{Map, Number, Value};

use crate::synthesis::Bound;

/// The largest integer that every reader of JSON takes for what it is (RFC 8259, section 6).
const EXACT: i128 = (1 << 53) - 1;

/// An integer within all bounds.
pub(crate) fn integer(facets: &[&Map<String, Value>], bound: Bound) -> Option<Value> {
    let (least, most) = match format(facets) {
        "int32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "int64" => (i128::from(i64::MIN), i128::from(i64::MAX)),
        "uint32" => (0, i128::from(u32::MAX)),
        "uint64" => (0, i128::from(u64::MAX)),
        "int8" => (i128::from(i8::MIN), i128::from(i8::MAX)),
        "uint8" => (0, i128::from(u8::MAX)),
        "int16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
        "uint16" => (0, i128::from(u16::MAX)),
        name if name.starts_with("uint") => (0, EXACT),
        _ => (-EXACT, EXACT),
    };
    let inside = |value: f64, round: fn(f64) -> f64, step: i128| {
        #[expect(clippy::cast_possible_truncation, reason = "a cast to an integer saturates, which is a bound as well")]
        let whole = round(value) as i128;
        #[expect(clippy::cast_precision_loss, reason = "only whether the bound itself is allowed is asked")]
        let is_bound = (whole as f64 - value).abs() < f64::EPSILON;
        if is_bound { whole + step } else { whole }
    };
    let low = each(facets, "minimum").map(|value| inside(value, f64::ceil, 0));
    let low = low.chain(each(facets, "exclusiveMinimum").map(|value| inside(value, f64::ceil, 1)));
    let high = each(facets, "maximum").map(|value| inside(value, f64::floor, 0));
    let high = high.chain(each(facets, "exclusiveMaximum").map(|value| inside(value, f64::floor, -1)));
    let (low, high) = (low.fold(least, i128::max), high.fold(most, i128::min));
    let value = match bound {
        Bound::Low => low,
        Bound::High => high,
        Bound::Middle => 7_i128.clamp(low.min(high), high),
    };
    let value = multiple(value, facets, bound);
    let number = i64::try_from(value).map(Number::from).or_else(|_| u64::try_from(value).map(Number::from));
    number.ok().filter(|_| low <= high).map(Value::Number)
}

/// The multiple of `multipleOf` next to a value, towards the middle.
fn multiple(value: i128, facets: &[&Map<String, Value>], bound: Bound) -> i128 {
    let steps = each(facets, "multipleOf").filter(|step| *step >= 1.0);
    #[expect(clippy::cast_possible_truncation, reason = "a cast to an integer saturates")]
    let step = steps.fold(1, |step: i128, next| step.max(next as i128));
    let rest = value.rem_euclid(step);
    if rest == 0 {
        value
    } else if bound == Bound::High {
        value - rest
    } else {
        value + step - rest
    }
}

/// A number within all bounds, that 32 bits hold exactly.
pub(crate) fn number(facets: &[&Map<String, Value>], bound: Bound) -> Option<Value> {
    let low = each(facets, "minimum").chain(each(facets, "exclusiveMinimum").map(|value| value + 0.5));
    let high = each(facets, "maximum").chain(each(facets, "exclusiveMaximum").map(|value| value - 0.5));
    let (low, high) = (low.fold(-65536.5, f64::max), high.fold(f64::INFINITY, f64::min));
    let high = if high.is_finite() { high } else { low.max(0.0) + 65536.25 };
    let value = match bound {
        Bound::Low => low,
        Bound::High => high,
        Bound::Middle => 1.5_f64.clamp(low.min(high), high),
    };
    let step = each(facets, "multipleOf").find(|step| *step > 0.0);
    let value = step.map_or(value, |step| (value / step).trunc() * step);
    Number::from_f64(value).map(Value::Number)
}

/// What each facet says under a keyword.
pub(crate) fn each<'s>(
    facets: &[&'s Map<String, Value>],
    keyword: &'static str,
) -> impl Iterator<Item = f64> + use<'s> {
    let found: Vec<_> = facets.iter().filter_map(|facet| facet.get(keyword)?.as_f64()).collect();
    found.into_iter()
}

/// The format that any facet names.
pub(crate) fn format<'s>(facets: &[&'s Map<String, Value>]) -> &'s str {
    facets.iter().find_map(|facet| facet.get("format")?.as_str()).unwrap_or_default()
}
