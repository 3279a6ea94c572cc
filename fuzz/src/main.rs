//! Runs the target that the environment variable `FUZZ_TARGET` names. `fuzz/run` sets it.

use statusful_fuzz::TARGETS;

fn main() {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target = TARGETS.iter().find(|target| target.name == name);
    let Some(target) = target else {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        eprintln!("error: `FUZZ_TARGET` must be one of: {}", names.join(", "));
        std::process::exit(2);
    };
    bolero::check!().for_each(|bytes| (target.run)(bytes));
}
