//! Settings files: the clients that they list, read for `statusful generate` and for `cargo xtask regen` alike.
//!
//! `keys` is the file as TOML. [`Choices`] are the same keys with their paths resolved, whether they come from a file or from
//! the command line; one overrides the other key by key. A [`ClientSettings`] is complete.

mod choices;
mod code;
mod complete;
mod customization;
mod error;
mod keys;
mod license;
mod metadata;

use std::ops::Range;
use std::path::Path;

pub use choices::{Choices, RuntimeChoice, Written};
pub use complete::ClientSettings;
use error::Errors;
use keys::Keys;
use statusful_codegen::SettingsFile;
use toml::Spanned;

use crate::{Failure, File, Report};

/// The name that settings files have.
pub const FILE_NAME: &str = "statusful.toml";

/// A settings file that was read.
#[derive(Debug)]
pub struct Listing {
    /// The file.
    pub file: SettingsFile,
    /// The clients in the order of the file, and where each of them begins.
    pub clients: Vec<(Choices, Range<usize>)>,
}

impl Listing {
    /// Reads a settings file, and reports what is wrong with it.
    pub fn read(file: &File, report: &Report) -> Result<Self, Failure> {
        let text =
            std::fs::read_to_string(&file.path).map_err(|error| format!("{} cannot be read: {error}", file.name))?;
        Self::parse(file, &text).map_err(|errors| errors.report(report))
    }

    fn parse(file: &File, text: &str) -> Result<Self, Errors> {
        let settings_file = SettingsFile { name: file.name.clone(), text: text.to_owned() };
        let mut errors = Errors::new(Some(&settings_file));
        let keys: Keys = match toml::from_str(text) {
            Ok(keys) => keys,
            Err(error) => {
                errors.toml(&error);
                return Err(errors);
            }
        };
        let top = Choices::of(&keys, file, &mut errors);
        let start = 0..text.lines().next().map_or(0, str::len);
        let clients: Vec<_> = match &keys.client {
            None => vec![(top, start)],
            Some(clients) => {
                let client = |client: &Spanned<Keys>| {
                    if client.get_ref().client.is_some() {
                        errors.add(client.span(), "a client lists clients", "move `[[client]]` to the top of the file");
                    }
                    (Choices::of(client.get_ref(), file, &mut errors).or(top.clone()), client.span())
                };
                clients.iter().map(client).collect()
            }
        };
        let header =
            |place: Range<usize>| place.start..place.start + text[place.clone()].lines().next().map_or(0, str::len);
        let clients = clients.into_iter().map(|(choices, place)| (choices, header(place))).collect();
        if errors.is_empty() { Ok(Self { file: settings_file, clients }) } else { Err(errors) }
    }
}

/// Completes the settings of clients, and reports what is missing. `command` is the command that generated files mention, and
/// `file` the settings file, if there is one.
pub fn complete(
    clients: Vec<(Choices, Range<usize>)>,
    file: Option<&SettingsFile>,
    command: &str,
    report: &Report,
) -> Result<Vec<ClientSettings>, Failure> {
    let mut errors = Errors::new(file);
    let mut complete: Vec<ClientSettings> = Vec::new();
    for (choices, place) in clients {
        let out = choices.out.as_ref().and_then(|out| out.place.clone());
        let Some(client) = choices.complete(command, &place, file, &mut errors) else { continue };
        if complete.iter().any(|other| other.out.path == client.out.path) {
            let message = format!("two clients are generated into `{}`", client.out.name);
            errors.add(out.unwrap_or(place), &message, "choose another folder for one of them");
        }
        complete.push(client);
    }
    if errors.is_empty() { Ok(complete) } else { Err(errors.report(report)) }
}

/// Returns the settings file of the current folder, or of the nearest parent that has one.
pub fn find() -> Option<File> {
    let folder = std::env::current_dir().ok()?;
    let depth = folder.ancestors().position(|folder| folder.join(FILE_NAME).is_file())?;
    Some(File::at(Path::new(&format!("{}{FILE_NAME}", "../".repeat(depth)))))
}

#[cfg(test)]
mod tests;
