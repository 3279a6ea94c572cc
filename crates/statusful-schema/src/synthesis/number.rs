//! Numbers within their bounds.

use serde_json::{Number, Value};

use super::plan::Bound;
use crate::facets::{Facet, Facets};
use crate::integer;

/// The largest integer that every JSON implementation reads exactly (RFC 8259, section 6).
const EXACT: i128 = (1 << 53) - 1;

/// Makes an integer within all bounds, or returns `None` if there is none.
pub(super) fn integer(facets: &Facets<'_>, bound: Bound) -> Option<Value> {
    let format = facets.each(Facet::format).next().unwrap_or_default();
    let (least, most) =
        integer::range(format).unwrap_or(if format.starts_with("uint") { (0, EXACT) } else { (-EXACT, EXACT) });
    let low = facets.each(Facet::minimum).map(|value| inside(value, f64::ceil, 0));
    let low = low.chain(facets.each(Facet::exclusive_minimum).map(|value| inside(value, f64::ceil, 1)));
    let high = facets.each(Facet::maximum).map(|value| inside(value, f64::floor, 0));
    let high = high.chain(facets.each(Facet::exclusive_maximum).map(|value| inside(value, f64::floor, -1)));
    let (low, high) = (low.fold(least, i128::max), high.fold(most, i128::min));
    let value = match bound {
        Bound::Low => low,
        Bound::High => high,
        Bound::Middle => 7_i128.clamp(low.min(high), high),
    };
    let value = multiple(value, facets, bound);
    integer::number(value).filter(|_| low <= high).map(Value::Number)
}

/// Returns the first integer within a bound. If the bound is an integer itself, `step` leads away from it.
fn inside(bound: f64, round: fn(f64) -> f64, step: i128) -> i128 {
    #[expect(clippy::cast_possible_truncation, reason = "a cast to an integer saturates, which is a bound as well")]
    let whole = round(bound) as i128;
    #[expect(clippy::cast_precision_loss, reason = "only whether the bound itself is an integer matters")]
    let is_bound = (whole as f64 - bound).abs() < f64::EPSILON;
    if is_bound { whole + step } else { whole }
}

/// Returns the multiple of `multipleOf` next to a value, towards the middle of the bounds.
fn multiple(value: i128, facets: &Facets<'_>, bound: Bound) -> i128 {
    let steps = facets.each(Facet::multiple_of).filter(|step| *step >= 1.0);
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

/// Makes a number within all bounds that 32 bits represent exactly.
pub(super) fn number(facets: &Facets<'_>, bound: Bound) -> Option<Value> {
    let low = facets.each(Facet::minimum).chain(facets.each(Facet::exclusive_minimum).map(|value| value + 0.5));
    let high = facets.each(Facet::maximum).chain(facets.each(Facet::exclusive_maximum).map(|value| value - 0.5));
    let (low, high) = (low.fold(-65536.5, f64::max), high.fold(f64::INFINITY, f64::min));
    let high = if high.is_finite() { high } else { low.max(0.0) + 65536.25 };
    let value = match bound {
        Bound::Low => low,
        Bound::High => high,
        Bound::Middle => 1.5_f64.clamp(low.min(high), high),
    };
    let step = facets.each(Facet::multiple_of).find(|step| *step > 0.0);
    let value = step.map_or(value, |step| (value / step).trunc() * step);
    Number::from_f64(value).map(Value::Number)
}
