//! Measures in rounds, in which all take turns, so that what else the machine does changes all of them alike.

/// Measures each subject once in every round, and returns the medians. A subject that failed before, or that fails in any
/// round, keeps its error and is not tried again.
pub(super) fn in_turn<S, const N: usize>(
    rounds: u32,
    subjects: Vec<Result<S, String>>,
    mut measure: impl FnMut(&S) -> Result<[f64; N], String>,
) -> Vec<Result<[f64; N], String>> {
    let mut all: Vec<_> = subjects.into_iter().map(|subject| subject.map(Series::new)).collect();
    for _ in 0..rounds {
        for entry in &mut all {
            if let Ok(series) = entry {
                match measure(&series.subject) {
                    Ok(values) => series.values.push(values),
                    Err(fault) => *entry = Err(fault),
                }
            }
        }
    }
    all.into_iter().map(|entry| entry.map(|series| series.medians())).collect()
}

/// What was measured of a subject in each round.
struct Series<S, const N: usize> {
    subject: S,
    values: Vec<[f64; N]>,
}

impl<S, const N: usize> Series<S, N> {
    fn new(subject: S) -> Self {
        Self { subject, values: Vec::new() }
    }

    fn medians(&self) -> [f64; N] {
        std::array::from_fn(|index| median(self.values.iter().map(|values| values[index])))
    }
}

/// Returns the median: of an even number, the mean of the two in the middle. Of none, it is zero.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        length if length % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(median([3.0, 100.0, 1.0].into_iter()).to_bits(), 3.0_f64.to_bits());
        assert_eq!(median([4.0, 1.0, 100.0, 2.0].into_iter()).to_bits(), 3.0_f64.to_bits());
        assert_eq!(median(std::iter::empty()).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn subjects_take_turns_and_keep_the_first_error() {
        let mut order = String::new();
        let subjects = vec![Ok('a'), Err("not generated".to_owned()), Ok('b'), Ok('c')];
        let mut value = 0.0;
        let found = in_turn(3, subjects, |subject| {
            order.push(*subject);
            value += 1.0;
            if *subject == 'b' { Err("broken".to_owned()) } else { Ok([value, -value]) }
        });
        assert_eq!(order, "abcacac");
        let expected = [Ok([4.0, -4.0]), Err("not generated".to_owned()), Err("broken".to_owned()), Ok([5.0, -5.0])];
        assert_eq!(found, expected);
    }
}
