//! The document as the client's crate carries it, so that tests of services can have it served.

use quote::quote;

use crate::Settings;
use crate::emit::Module;
use crate::source::{Part, Source};
use crate::tokens::attributes;

/// The files of a document, by what they are to it. A path below the crate is made of numbers alone.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    document: Vec<File>,
    overlays: Vec<File>,
    beside: Vec<File>,
}

/// A file: what it is called, its path below `src`, and its text.
#[derive(Debug)]
struct File {
    name: String,
    path: String,
    text: String,
}

/// The files that a document was read from.
pub(crate) fn carried(source: &Source) -> Carried {
    let mut carried = Carried::default();
    for (part, file) in source.parts() {
        let own_name = || file.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let (list, kind, name) = match part {
            Part::Document => (&mut carried.document, "document", own_name()),
            Part::Overlay => (&mut carried.overlays, "overlay", own_name()),
            Part::Beside(path) => (&mut carried.beside, "beside", path.to_owned()),
        };
        let path = format!("mock/{kind}_{}.{}", list.len() + 1, extension(&name));
        list.push(File { name, path, text: file.text.clone() });
    }
    carried
}

impl Carried {
    /// Every file's text, by its path below the crate.
    pub(crate) fn into_files(self) -> impl Iterator<Item = (String, String)> {
        let all = self.document.into_iter().chain(self.overlays).chain(self.beside);
        all.map(|file| (format!("src/{}", file.path), file.text))
    }
}

/// How a file's name ends, by which editors know what it is.
fn extension(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("json") => "json",
        Some("yaml" | "yml") => "yaml",
        _ => "txt",
    }
}

/// `src/mock.rs`.
pub(crate) fn module(carried: &Carried, settings: &Settings) -> Module {
    let krate = settings.package.crate_name();
    let docs = format!(
        "The document, served by this process: for tests of what calls the client.

```no_run
# async fn run() -> Result<(), Box<dyn std::error::Error>> {{
let server = {krate}::mock::start().await?;
let client = {krate}::Client::builder().server(server.url()).build()?;
# Ok(())
# }}
```

Every operation answers with its lowest success, from the examples of the document or made of its schemas. The server says
what it received, and can be told what to answer: see [`Server`] and [`Mock`]."
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
                pub use statusful_mock::{self, Fault, Mock, MockError, Received, Server};
            ),
            quote! {
                /// A mock that is still to be told what to answer.
                pub fn builder() -> Result<Mock, MockError> {
                    Mock::embedded(#(#document)*, &[#(#overlays),*], &[#(#beside),*])
                }
            },
            quote! {
                /// Starts a mock on a free port of `127.0.0.1`. It runs until it is dropped.
                pub async fn start() -> Result<Server, MockError> {
                    builder()?.start().await
                }
            },
        ],
    }
}
