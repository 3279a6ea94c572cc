//! Reads documents and their files from disk.

mod beside;
mod document;

pub use beside::Folder;
pub use document::read_document;

#[cfg(test)]
mod tests;
