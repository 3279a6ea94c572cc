//! Work on several threads. Results do not depend on their number.
//!
//! Tokens cannot be moved between threads, so each piece of work goes from the [`ir`](crate::ir) to text.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// How many threads work at most: each holds the tokens of the file that it emits.
const MAX_THREADS: usize = 16;

/// The size of a stack: that of a main thread on Linux, because documents are nested.
const STACK: usize = 8 << 20;

/// Returns the result of `work` for each input, in the order of the inputs.
pub(crate) fn map<T: Sync, R: Send>(inputs: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = threads().min(inputs.len());
    let next = AtomicUsize::new(0);
    let run = || {
        let indices = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let inputs = indices.map_while(|index| Some((index, inputs.get(index)?)));
        inputs.map(|(index, input)| (index, work(input))).collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        // A thread that the system refuses is not needed, because this one works too.
        let others: Vec<_> = (1..threads).filter_map(|_| thread().spawn_scoped(scope, run).ok()).collect();
        let mut results = run();
        for other in others {
            results.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Returns the results of two functions.
pub(crate) fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl Fn() -> B + Sync) -> (A, B) {
    if threads() == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let handle = thread().spawn_scoped(scope, &other);
        let one = one();
        let other = match handle {
            Ok(handle) => handle.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => other(),
        };
        (one, other)
    })
}

fn thread() -> Builder {
    Builder::new().stack_size(STACK)
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_inputs() {
        let inputs: Vec<_> = (0..1000).collect();
        assert_eq!(map(&inputs, |input| input * 2), inputs.iter().map(|input| input * 2).collect::<Vec<_>>());
        assert!(map(&[], |input: &u8| *input).is_empty());
        assert_eq!(both(|| 1, || 2), (1, 2));
    }
}
