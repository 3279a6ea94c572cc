//! A visitor of the demo's pages, who allows access as a person in a browser would: by the form, and by its redirects.

use keymint::statusful::reqwest::header::{CONTENT_TYPE, LOCATION};
use keymint::statusful::reqwest::redirect::Policy;
use keymint::statusful::reqwest::{Client, Method, Request, Response, Url};

use crate::client::is_loopback;
use crate::console::Console;
use crate::failure::{Failure, Kind};
use crate::text::quoted;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// What the button “Allow” sends.
const ALLOW: &str = "decision=allow";

/// Opens a page of the demo, allows access, and goes where that leads.
pub(crate) async fn allow(url: &Url, console: &Console) -> Result<(), Failure> {
    console.note("Visiting the page and allowing access; `keymint demo --browser` leaves that to you.");
    let client = Client::builder().no_proxy().redirect(Policy::none()).build().map_err(|error| broken(&error))?;
    let page = text(visit(&client, Request::new(Method::GET, url.clone()), console).await?, console).await?;
    let form = between(&page, "action=\"", "\"").and_then(|action| url.join(action).ok());
    let form = form.ok_or_else(|| Failure::new(Kind::Local, "The page of the demo has no form.").help(NOT_YOURS))?;

    let mut request = Request::new(Method::POST, form);
    *request.body_mut() = Some(ALLOW.into());
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, "application/x-www-form-urlencoded".parse().map_err(|error| broken(&error))?);
    let mut answer = visit(&client, request, console).await?;
    for _ in 0..MOST_REDIRECTS {
        let Some(next) = location(&answer) else { break };
        answer = visit(&client, Request::new(Method::GET, next), console).await?;
    }
    text(answer, console).await.map(drop)
}

/// What to do about a demo that does not work on its own.
const NOT_YOURS: &str = "This is a fault of the demo, not yours. `keymint demo --browser` goes another way.";

/// Sends a request, and says what came back.
async fn visit(client: &Client, request: Request, console: &Console) -> Result<Response, Failure> {
    let (method, url) = (request.method().clone(), request.url().clone());
    let answer = client.execute(request).await.map_err(|error| broken(&error.without_url()))?;
    // Without the query, which holds the code.
    let place = url.origin().ascii_serialization() + url.path();
    console.note(format_args!("{method} {place} returned {}.", answer.status()));
    Ok(answer)
}

/// The text of a page, whose title is told.
async fn text(answer: Response, console: &Console) -> Result<String, Failure> {
    let page = answer.text().await.map_err(|error| broken(&error.without_url()))?;
    if let Some(title) = between(&page, "<title>", "</title>") {
        console.note(format_args!("The page says {}.", quoted(title)));
    }
    Ok(page)
}

/// Where an answer leads, if it is on this machine: the demo goes nowhere else.
fn location(answer: &Response) -> Option<Url> {
    let location = answer.headers().get(LOCATION)?.to_str().ok()?;
    answer.url().join(location).ok().filter(is_loopback)
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(found, _)| found)
}

fn broken(error: &dyn std::error::Error) -> Failure {
    Failure::local("The demo could not visit its own page", error).help(NOT_YOURS)
}
