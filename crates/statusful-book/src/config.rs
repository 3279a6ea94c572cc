//! How the book is made.

use std::path::Path;

use mdbook_driver::config::{BuildConfig, Config, HtmlConfig};

/// What the book looks like beyond mdBook's own style, beside the sources.
pub(crate) const STYLE: &str = "style.css";

/// The settings of a book of this title.
pub(crate) fn config(title: &str, out: &Path) -> Config {
    let mut config = Config::default();
    config.book.title = Some(title.to_owned());
    config.book.language = Some("en".to_owned());
    config.build = build(out);
    // Nothing of the settings can fail to be one; were it to, the book has mdBook's own.
    let _ = config.set("output.html", html());
    config
}

/// No preprocessors: mdBook's own put in the files that a page names, and a document must not name one.
fn build(out: &Path) -> BuildConfig {
    let mut build = BuildConfig::default();
    out.clone_into(&mut build.build_dir);
    build.create_missing = false;
    build.use_default_preprocessors = false;
    build
}

/// No button that sends a program to be run elsewhere.
fn html() -> HtmlConfig {
    let mut html = HtmlConfig::default();
    html.playground.runnable = false;
    html.additional_css = vec![STYLE.into()];
    html.no_section_label = true;
    html.fold.enable = true;
    html.fold.level = 1;
    html
}
