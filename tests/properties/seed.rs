//! Which random documents a run tries.

use std::fmt;

/// The seed of a run, and how many operations it makes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed {
    pub(crate) number: u64,
    pub(crate) operations: usize,
}

impl Seed {
    /// The seed from the environment, or 0; as many operations as the environment says, or the default of the test.
    pub(crate) fn from_env(operations: usize) -> Self {
        let read = |name| std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name}={text}")));
        let operations = read("PROPERTIES_OPERATIONS").map_or(operations, |count: u64| usize::try_from(count).unwrap());
        Self { number: read("PROPERTIES_SEED").unwrap_or(0), operations }
    }

    /// The random numbers of one operation: another number of operations does not change it.
    pub(crate) fn operation(self, index: usize) -> fastrand::Rng {
        let mut seeds = fastrand::Rng::with_seed(self.number);
        fastrand::Rng::with_seed(seeds.u64(..) ^ u64::try_from(index).unwrap())
    }
}

/// The environment that repeats the run.
impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PROPERTIES_SEED={} PROPERTIES_OPERATIONS={}", self.number, self.operations)
    }
}
