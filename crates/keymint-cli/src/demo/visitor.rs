//! Visits the pages of the demo and allows access, by the same form and redirects as a browser.

use keymint::statusful::reqwest::header::{CONTENT_TYPE, LOCATION};
use keymint::statusful::reqwest::redirect::Policy;
use keymint::statusful::reqwest::{Client, Method, Request, Response, Url};

use crate::client::is_loopback;
use crate::console::Console;
use crate::failure::{Failure, Kind};
use crate::text::quoted;

/// The maximum number of redirects.
const MOST_REDIRECTS: usize = 5;

/// The form data of the button “Allow”.
const ALLOW: &str = "decision=allow";

/// Opens a page of the demo, allows access, and follows the redirects.
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

/// The help for errors of the demo itself.
const NOT_YOURS: &str = "This is a bug in the demo. Try `keymint demo --browser` instead.";

/// Sends a request, and prints the status of the response.
async fn visit(client: &Client, request: Request, console: &Console) -> Result<Response, Failure> {
    let (method, url) = (request.method().clone(), request.url().clone());
    let answer = client.execute(request).await.map_err(|error| broken(&error.without_url()))?;
    // The query contains the code, so it is not printed.
    let place = url.origin().ascii_serialization() + url.path();
    console.note(format_args!("{method} {place} returned {}.", answer.status()));
    Ok(answer)
}

/// Returns the text of a page, and prints its title.
async fn text(answer: Response, console: &Console) -> Result<String, Failure> {
    let page = answer.text().await.map_err(|error| broken(&error.without_url()))?;
    if let Some(title) = between(&page, "<title>", "</title>") {
        console.note(format_args!("The page says {}.", quoted(title)));
    }
    Ok(page)
}

/// Returns the target of a redirect if it is on this machine. The demo does not follow others.
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
