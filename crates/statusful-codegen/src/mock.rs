//! The document's files in the client's crate, and the module that serves the document in tests.

use quote::quote;

use crate::Settings;
use crate::emit::Module;
use crate::selection::Selection;
use crate::source::{Part, Source, write};
use crate::tokens::attributes;

/// The files of a document, by role. Their paths in the crate are numbered instead of named.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    document: Vec<File>,
    overlays: Vec<File>,
    beside: Vec<File>,
}

/// A file: its original name, its path relative to `src`, and its text.
#[derive(Debug)]
struct File {
    name: String,
    path: String,
    text: String,
}

/// Returns the files that a document was read from. If only a part of the document is selected, that part is written to
/// a new document, so that the mock serves exactly what the client contains.
pub(crate) fn carried(source: &Source, selection: &Selection) -> Carried {
    let mut carried = Carried::default();
    let selected = (!selection.is_everything()).then(|| write(source).ok()).flatten();
    for (part, file) in source.parts() {
        let own_name = || file.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let (list, kind, name) = match part {
            Part::Document => (&mut carried.document, "document", own_name()),
            Part::Overlay => (&mut carried.overlays, "overlay", own_name()),
            Part::Beside(path) => (&mut carried.beside, "beside", path.to_owned()),
        };
        if part == Part::Overlay && selected.is_some() {
            continue;
        }
        let path = format!("mock/{kind}_{}.{}", list.len() + 1, extension(&name));
        let text = selected.clone().filter(|_| part == Part::Document).unwrap_or_else(|| file.text.clone());
        list.push(File { name, path, text });
    }
    carried
}

impl Carried {
    /// Returns the path of every file, relative to the crate, and its text.
    pub(crate) fn into_files(self) -> impl Iterator<Item = (String, String)> {
        let all = self.document.into_iter().chain(self.overlays).chain(self.beside);
        all.map(|file| (format!("src/{}", file.path), file.text))
    }
}

/// Returns the extension of a file, which tells editors its format.
fn extension(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("json") => "json",
        Some("yaml" | "yml") => "yaml",
        _ => "txt",
    }
}

/// Returns `src/mock.rs`.
pub(crate) fn module(carried: &Carried, settings: &Settings) -> Module {
    let krate = settings.package.crate_name();
    let docs = format!(
        "An in-process mock server for tests, which serves the document.

```no_run
# async fn run() -> Result<(), Box<dyn std::error::Error>> {{
let server = {krate}::mock::start().await?;
let client = {krate}::Client::builder().server(server.url()).build()?;
# Ok(())
# }}
```

By default, an operation responds with its lowest documented success status, with an example from the document or a
value generated from the schema. See [`Server`] for the received requests, and [`Mock`] for how to configure other responses."
    );
    let included = |file: &File| {
        let File { name, path, .. } = file;
        quote!((#name, include_bytes!(#path)))
    };
    let document = carried.document.iter().map(included);
    let overlays = carried.overlays.iter().map(included);
    let beside = carried.beside.iter().map(included);
    Module {
        path: "src/mock.rs".to_owned(),
        head: attributes::inner_lines(&docs),
        items: vec![
            quote!(
                pub use statusful_mock::{self, Fault, Mock, MockError, Received, Server, Step};
            ),
            quote! {
                /// Creates a mock server, which can be configured before it is started.
                pub fn builder() -> Result<Mock, MockError> {
                    Mock::embedded(#(#document)*, &[#(#overlays),*], &[#(#beside),*])
                }
            },
            quote! {
                /// Starts a mock server on a free port of `127.0.0.1`. It is stopped when the [`Server`] is dropped.
                pub async fn start() -> Result<Server, MockError> {
                    builder()?.start().await
                }
            },
        ],
    }
}
