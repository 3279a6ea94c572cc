//! Opens the authorization page.

use std::thread;

use keymint::statusful::reqwest::Url;
use tokio::sync::oneshot;

use crate::console::Console;
use crate::demo::visitor;
use crate::failure::Failure;
use crate::text::foreign;

/// The way to open the authorization page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// Open it in the system's browser.
    Open,
    /// Print the URL.
    Show,
    /// Fetch the page and allow access in this process, as a browser would. Only for the demo, whose pages
    /// are in this process.
    Click,
}

impl Visit {
    /// Returns `Show` or `Open`.
    pub(crate) fn of(no_browser: bool) -> Self {
        if no_browser { Self::Show } else { Self::Open }
    }

    /// Opens a page, and prints a message while the command waits for the user.
    pub(crate) async fn go(self, url: &Url, waiting: &str, console: &Console) -> Result<(), Failure> {
        match self {
            Self::Open => {
                console.link("Opening the browser. If nothing happens, open this URL:", url);
                console.status(waiting);
                if let Some(error) = open(url).await {
                    let error = foreign(&error);
                    console.note(format_args!("The browser could not be opened: {error}. Open the URL yourself."));
                }
                Ok(())
            }
            Self::Show => {
                console.link("Open this URL in a browser:", url);
                console.status(waiting);
                Ok(())
            }
            Self::Click => visitor::allow(url, console).await,
        }
    }
}

/// Opens a page in the system's browser, and returns the error, if any.
async fn open(url: &Url) -> Option<String> {
    let (sender, error) = oneshot::channel();
    let url = url.to_string();
    // In a thread, because a browser that runs in this terminal blocks until the user quits it.
    thread::spawn(move || sender.send(webbrowser::open(&url).err().map(|error| error.to_string())));
    error.await.ok().flatten()
}
