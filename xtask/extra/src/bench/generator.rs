//! Statusful and its peers: how they are installed, called, and what their output lacks to be a package.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use xtask::paths;

/// A generator of clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Generator {
    Statusful,
    OpenapiToRust,
    Ploidy,
    /// progenitor, with arguments of operations as arguments of functions.
    Positional,
    /// progenitor, with a builder for each operation.
    Builder,
}

/// A package of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

impl Package {
    /// Returns the folder into which this version is installed.
    fn root(self, bench: &Path) -> PathBuf {
        bench.join("peers").join(format!("{}-{}", self.name, self.version))
    }
}

impl Generator {
    pub(super) const ALL: &[Self] =
        &[Self::Statusful, Self::OpenapiToRust, Self::Ploidy, Self::Positional, Self::Builder];

    /// Returns the name in the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Statusful => "Statusful",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Ploidy => "ploidy",
            Self::Positional => "progenitor (positional)",
            Self::Builder => "progenitor (builder)",
        }
    }

    /// Returns the package to install, if this is a peer.
    pub(super) fn package(self) -> Option<Package> {
        Some(match self {
            Self::Statusful => return None,
            Self::OpenapiToRust => Package { name: "openapi-to-rust", version: "0.23.0" },
            Self::Ploidy => Package { name: "ploidy", version: "0.15.0" },
            Self::Positional | Self::Builder => Package { name: "cargo-progenitor", version: "0.15.1" },
        })
    }

    /// Returns the program, as it is after [`build`](Self::build).
    fn program(self, bench: &Path) -> PathBuf {
        let (folder, name) = match self.package() {
            None => (bench.join("target/release"), "statusful"),
            Some(package) => (package.root(bench).join("bin"), package.name),
        };
        folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Returns the command that builds the program with optimizations, unless it is a peer that is installed: Cargo would
    /// install some packages again.
    pub(super) fn build(self, bench: &Path) -> Option<Command> {
        if self.package().is_some() && self.program(bench).exists() {
            return None;
        }
        let mut cargo = cargo();
        match self.package() {
            None => {
                cargo.args(["build", "--release", "--quiet", "--package", "statusful-cli"]).current_dir(paths::root());
                cargo.arg("--target-dir").arg(bench.join("target"));
            }
            Some(package) => {
                cargo.args(["install", "--locked", "--quiet", package.name, "--version", package.version]);
                cargo.arg("--root").arg(package.root(bench)).arg("--target-dir").arg(bench.join("peers/build"));
            }
        }
        Some(cargo)
    }

    /// Returns the command that generates a client into a folder that does not exist.
    pub(super) fn command(self, bench: &Path, document: &Path, out: &Path) -> Command {
        let mut command = Command::new(self.program(bench));
        match self {
            Self::Statusful => {
                command.arg("generate").arg(document).arg("--out").arg(out).args(["--name", "measured"]);
                // The peers write no reference.
                command.arg("--no-reference").arg("--runtime-path").arg(paths::root().join("crates/statusful"));
            }
            Self::OpenapiToRust => {
                command.args(["generate", "--quiet", "--module-name", "measured"]).arg(document);
                command.arg("--output-dir").arg(out.join("src/generated"));
            }
            Self::Ploidy => {
                command.args(["generate", "rust"]).arg(document).arg("-o").arg(out).args(["--name", "measured"]);
            }
            Self::Positional | Self::Builder => {
                let interface = if self == Self::Builder { "builder" } else { "positional" };
                command.arg("progenitor").arg("-i").arg(document).arg("-o").arg(out);
                command.args(["-n", "measured", "-v", "0.1.0", "--interface", interface]);
            }
        }
        command
    }

    /// Makes a package of its own of what was generated.
    pub(super) fn finish(self, out: &Path) -> io::Result<()> {
        let manifest = out.join("Cargo.toml");
        if self == Self::OpenapiToRust {
            let head = "[package]\nname = \"measured\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
            fs::write(&manifest, head.to_owned() + &fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml"))?)?;
            fs::write(out.join("src/lib.rs"), "pub mod generated;\n")?;
        }
        let text = fs::read_to_string(&manifest)?;
        if !text.contains("[workspace]") {
            // Otherwise Cargo takes it for a member of this repository.
            fs::write(&manifest, text + "\n[workspace]\n")?;
        }
        Ok(())
    }
}

/// Returns Cargo, with the settings of every measurement.
pub(super) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // `RUSTFLAGS` is meant for the code of this repository. What is reused of a previous compilation is not measured.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_TARGET_DIR").env("CARGO_INCREMENTAL", "0");
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_generated_becomes_a_package() {
        let out = tempfile::tempdir().unwrap();
        let generated = out.path().join("src/generated");
        fs::create_dir_all(&generated).unwrap();
        fs::write(generated.join("REQUIRED_DEPS.toml"), "[dependencies]\nserde = \"1\"\n").unwrap();
        Generator::OpenapiToRust.finish(out.path()).unwrap();
        Generator::OpenapiToRust.finish(out.path()).unwrap();
        let manifest = fs::read_to_string(out.path().join("Cargo.toml")).unwrap();
        assert!(
            manifest.ends_with("serde = \"1\"\n\n[workspace]\n") && manifest.starts_with("[package]"),
            "{manifest}"
        );
    }

    #[test]
    fn versions_of_peers_are_exact() {
        let packages = Generator::ALL.iter().filter_map(|generator| generator.package());
        assert!(packages.into_iter().all(|package| package.version.split('.').count() == 3));
    }
}
