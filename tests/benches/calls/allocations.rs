//! How often a call of a generated client allocates memory beside one that is written by hand with reqwest.
//!
//! It is a program of its own, because counting takes instructions; `main.rs` describes the calls.

mod by_hand;
mod caller;
mod generated;
mod harness;
mod server;

use by_hand::ByHand;
use caller::{Caller, Work};
use generated::Generated;
use harness::{Failure, print, runtime};

fn main() -> Result<(), Failure> {
    let url = server::start()?;
    for work in Work::ALL {
        print("allocations", work, count::<ByHand>(&url, work)?, count::<Generated>(&url, work)?);
    }
    Ok(())
}

/// The number of allocations per call.
fn count<C: Caller>(url: &str, work: Work) -> Result<f64, Failure> {
    let (runtime, caller, count) = (runtime()?, C::new(url)?, work.count());
    // The first calls connect, and allocate what all calls share.
    runtime.block_on(work.repeat(&caller, url, 3))?;
    let mut outcome = Ok(());
    let counted = allocation_counter::measure(|| outcome = runtime.block_on(work.repeat(&caller, url, count)));
    outcome?;
    Ok(f64::from(u32::try_from(counted.count_total)?) / f64::from(count))
}
