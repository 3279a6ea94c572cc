//! A row of the table.

/// Something measured of Statusful, and of what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// What was measured.
    pub(super) what: String,
    pub(super) unit: Unit,
    /// The value of Statusful.
    pub(super) ours: Value,
    /// The values of what it is compared with, by name.
    pub(super) others: Vec<(String, Value)>,
    pub(super) goal: Goal,
}

/// A value, or why there is none, in a few words without paths.
pub(super) type Value = Result<f64, String>;

/// The unit of the values of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Megabytes,
    Lines,
    /// A number of things, which the row names.
    Count,
}

/// What a row is to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Goal {
    /// At most so many times the best of the others.
    Times(f64),
    /// At most so much more than the best of the others.
    More(f64),
    /// At most this value.
    AtMost(f64),
    /// The row is there to be read.
    None,
}

impl Row {
    /// Returns the best value of the others, if any of them could be measured.
    fn best(&self) -> Option<f64> {
        self.others.iter().filter_map(|(_, value)| value.as_ref().ok().copied()).min_by(f64::total_cmp)
    }

    /// Returns the value of Statusful as a multiple of the best of the others.
    pub(super) fn ratio(&self) -> Option<f64> {
        let (ours, best) = (self.ours.as_ref().ok()?, self.best()?);
        (best > 0.0).then(|| ours / best)
    }

    /// Returns `true` if the goal is reached, or `None` if that cannot be said.
    pub(super) fn is_reached(&self) -> Option<bool> {
        if self.goal == Goal::None {
            return None;
        }
        let Ok(ours) = self.ours else { return Some(false) };
        match self.goal {
            Goal::Times(most) => Some(self.ratio()? <= most),
            Goal::More(most) => Some(ours <= self.best()? + most),
            Goal::AtMost(most) => Some(ours <= most),
            Goal::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: Value, others: &[Value], goal: Goal) -> Row {
        let others = others.iter().map(|value| ("peer".to_owned(), value.clone())).collect();
        Row { what: "check".to_owned(), unit: Unit::Seconds, ours, others, goal }
    }

    #[test]
    fn a_goal_is_compared_with_the_best_that_could_be_measured() {
        let others = [Err("does not compile".to_owned()), Ok(20.0), Ok(10.0)];
        assert_eq!(row(Ok(4.0), &others, Goal::Times(0.4)).is_reached(), Some(true));
        assert_eq!(row(Ok(4.1), &others, Goal::Times(0.4)).is_reached(), Some(false));
        assert_eq!(row(Ok(12.0), &others, Goal::More(2.0)).is_reached(), Some(true));
        assert_eq!(row(Ok(12.5), &others, Goal::More(2.0)).is_reached(), Some(false));
        assert_eq!(row(Ok(4.0), &others, Goal::AtMost(3.0)).is_reached(), Some(false));
    }

    #[test]
    fn without_a_comparison_nothing_is_said() {
        assert_eq!(row(Ok(4.0), &[], Goal::Times(0.4)).is_reached(), None);
        assert_eq!(row(Ok(4.0), &[Err("does not generate".to_owned())], Goal::More(2.0)).is_reached(), None);
        assert_eq!(row(Ok(4.0), &[Ok(1.0)], Goal::None).is_reached(), None);
    }

    #[test]
    fn what_could_not_be_measured_of_us_is_not_reached() {
        assert_eq!(row(Err("does not compile".to_owned()), &[Ok(1.0)], Goal::Times(0.4)).is_reached(), Some(false));
    }
}
