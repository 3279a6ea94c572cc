//! The rim: documents from disk, and the files beside them.

mod beside;
mod document;

pub use beside::Folder;
pub use document::read_document;

#[cfg(test)]
mod tests;
