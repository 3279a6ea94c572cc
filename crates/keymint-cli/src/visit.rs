//! How a person gets to the page where access is granted.

use std::thread;

use keymint::statusful::reqwest::Url;
use tokio::sync::oneshot;

use crate::console::Console;
use crate::demo::visitor;
use crate::failure::Failure;
use crate::text::foreign;

/// How a person gets to the page where access is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// In the system's browser.
    Open,
    /// By the address, which is printed.
    Show,
    /// Not at all: this process fetches the page and allows access, as a browser would. For the demo alone, whose pages
    /// are its own.
    Click,
}

impl Visit {
    /// The system's browser, or the address alone.
    pub(crate) fn of(no_browser: bool) -> Self {
        if no_browser { Self::Show } else { Self::Open }
    }

    /// Goes to a page, and says that a person is waited for where one is.
    pub(crate) async fn go(self, url: &Url, waiting: &str, console: &Console) -> Result<(), Failure> {
        match self {
            Self::Open => {
                console.link("Opening the browser. If nothing happens, open this address yourself:", url);
                console.status(waiting);
                if let Some(fault) = open(url).await {
                    let fault = foreign(&fault);
                    console.note(format_args!("No browser could be opened: {fault}. Open the address yourself."));
                }
                Ok(())
            }
            Self::Show => {
                console.link("Open this address in a browser:", url);
                console.status(waiting);
                Ok(())
            }
            Self::Click => visitor::allow(url, console).await,
        }
    }
}

/// Opens a page in the system's browser, or says why that cannot be.
async fn open(url: &Url) -> Option<String> {
    let (sender, fault) = oneshot::channel();
    let url = url.to_string();
    // A thread that the command need not wait for: a browser that runs in this terminal is there until somebody quits.
    thread::spawn(move || sender.send(webbrowser::open(&url).err().map(|error| error.to_string())));
    fault.await.ok().flatten()
}
