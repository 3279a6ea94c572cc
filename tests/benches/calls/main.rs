//! What a call of a generated client costs beside one that is written by hand with reqwest: instructions and time, and by the
//! program `allocations` the number of allocations.
//!
//! ```text
//! cargo bench -p statusful-tests --bench allocations --bench calls
//! ```
//!
//! With `-- --json`, each measurement is a line of JSON, which `cargo xtask bench` reads. The ratio of times has 1 for the call by
//! hand.
//!
//! Both send the same requests to the same server on loopback, read the same bodies, and check the status, the media type and
//! the size. The generated client has all features that the tests enable, such as `tracing`, without a subscriber.
//!
//! Instructions are counted by `valgrind`, if it is installed: in a process that makes so many calls, and in one that makes twice
//! as many. The difference leaves out all that happens once. The server is not in that process.

mod by_hand;
mod caller;
mod generated;
mod harness;
mod instructions;
mod server;
mod time;

use harness::Failure;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [marker, arguments @ ..] = arguments.as_slice()
        && marker == instructions::CHILD
    {
        return instructions::run(arguments);
    }
    let url = server::start()?;
    instructions::print(&url)?;
    time::print(&url)
}
