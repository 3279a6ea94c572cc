//! What the measurements depend on: the machine, the compiler and the date. No names of hosts, and no paths.

use std::process::Command;

use chrono::DateTime;

use super::process::run;

/// What is known of this machine at the start of the measurements.
#[derive(Debug, Clone, Default)]
pub(super) struct Machine {
    /// The day, such as `2026-11-27`.
    pub(super) date: String,
    /// The number of processors.
    pub(super) cores: usize,
    /// The model of the processors.
    pub(super) processor: Option<String>,
    /// The memory in gigabytes.
    pub(super) memory: Option<u64>,
    /// The system and its version.
    pub(super) system: String,
    /// The compiler and its version.
    pub(super) compiler: String,
    /// The number of processes that were running on average in the last minute.
    pub(super) load: Option<String>,
}

impl Machine {
    /// Reads what the system reports.
    pub(super) fn this() -> Self {
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let kibibytes =
            field(&memory, "MemTotal").and_then(|value| value.strip_suffix("kB")?.trim().parse::<u64>().ok());
        Self {
            date: today(),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            processor: field(&cpu, "model name"),
            memory: kibibytes.map(|kibibytes| kibibytes * 1024 / 1_000_000_000),
            system: format!("{} {}", std::env::consts::OS, version(&kernel)).trim().to_owned(),
            compiler: run(Command::new("rustc").arg("--version")).unwrap_or_default().trim().to_owned(),
            load: load.split(' ').next().filter(|load| !load.is_empty()).map(str::to_owned),
        }
    }
}

fn today() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(now.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    now.map(|now| now.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// Returns the value of the first line `name : value`.
fn field(text: &str, name: &str) -> Option<String> {
    let (_, value) = text.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim() == name)?;
    Some(value.trim().to_owned())
}

/// Returns the numbers of a kernel's version, without what a distribution or a host adds.
fn version(release: &str) -> &str {
    let end = release.find(|character: char| !character.is_ascii_digit() && character != '.');
    release[..end.unwrap_or(release.len())].trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_reports_is_read() {
        let text = "processor\t: 0\nmodel name\t: Quick 9\nmodel name\t: Other\nMemTotal:       24683656 kB\n";
        assert_eq!(field(text, "model name").as_deref(), Some("Quick 9"));
        assert_eq!(field(text, "MemTotal").as_deref(), Some("24683656 kB"));
        assert_eq!((version("6.18.44-host-v7\n"), version("6.1.0"), version("")), ("6.18.44", "6.1.0", ""));
        assert_eq!(today().len(), "2026-11-27".len());
    }
}
