//! Runs work on several threads. Results do not depend on the number of threads.
//!
//! Tokens cannot be sent to other threads, so each piece of work covers all steps from the [`ir`](crate::ir) to text.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// The maximum number of threads. Each holds the tokens of one file.
const MAX_THREADS: usize = 16;

/// The stack size of each thread, in bytes: that of a main thread on Linux, because documents can be deeply nested.
const STACK: usize = 8 << 20;

/// Calls `work` with each input, and returns the results in the order of the inputs.
pub(crate) fn map<T: Sync, R: Send>(inputs: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = threads().min(inputs.len());
    let next = AtomicUsize::new(0);
    let run = || {
        let indices = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let inputs = indices.map_while(|index| Some((index, inputs.get(index)?)));
        inputs.map(|(index, input)| (index, work(input))).collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        // Spawning a thread may fail, because the current thread works, too.
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

/// Runs two functions concurrently and returns their results.
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
