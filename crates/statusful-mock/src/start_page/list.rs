//! The list of operations, grouped by tag.

use std::collections::HashMap;

use statusful_document::openapi::{Document, Info, Operation, Response, Responses, StatusKey};

use super::form::{Form, media_types};
use super::html::{escape, shown};
use super::room::Room;

/// The title of the operations without a tag, if there are groups with tags, and if there are none.
const OTHERS: (&str, &str) = ("Other operations", "Operations");

/// The text of an operation for which there is no room.
const NO_ROOM: &str = "<p>This page is too large to have a form for every operation.</p>\n";

/// Operations with the same first tag.
#[derive(Default)]
struct Group<'d> {
    tag: Option<&'d str>,
    description: Option<&'d str>,
    operations: Vec<Operation<'d>>,
}

/// Returns what the page says of the document as a whole.
pub(super) fn head(document: &Document<'_>) -> String {
    let info = document.info();
    let title = shown(info.and_then(Info::title).unwrap_or("API"));
    let version = info.and_then(Info::version).map(|version| format!(" <small>{}</small>", shown(version)));
    let description = info.and_then(Info::description).filter(|text| !text.trim().is_empty());
    let description = description.map(|text| {
        format!(
            "<details class=\"about\"><summary>About this API</summary><div class=\"text\">{}</div></details>\n",
            shown(text)
        )
    });
    format!("<h1>{title}{}</h1>\n{}", version.unwrap_or_default(), description.unwrap_or_default())
}

/// Returns all operations.
pub(super) fn operations(document: &Document<'_>) -> String {
    let groups = groups(document);
    let others = if groups.len() > 1 { OTHERS.0 } else { OTHERS.1 };
    let room = Room::new();
    groups.iter().map(|group| section(group, others, &room)).collect()
}

/// Returns the groups in the order of the document's tags, then of the operations. Operations without a tag are the last.
fn groups<'d>(document: &'d Document<'d>) -> Vec<Group<'d>> {
    let declared = document
        .tags()
        .filter_map(|tag| Some(Group { tag: Some(tag.name()?), description: tag.description(), ..Group::default() }));
    let mut groups: Vec<_> = declared.collect();
    // The first of two tags with the same name has the operations.
    let mut places: HashMap<_, _> = groups.iter().enumerate().rev().map(|(place, group)| (group.tag, place)).collect();
    let mut others = Vec::new();
    for operation in document.operations() {
        let Some(tag) = operation.tags().next() else {
            others.push(operation);
            continue;
        };
        let place = *places.entry(Some(tag)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.operations.push(operation),
            None => groups.push(Group { tag: Some(tag), operations: vec![operation], ..Group::default() }),
        }
    }
    groups.push(Group { operations: others, ..Group::default() });
    groups.retain(|group| !group.operations.is_empty());
    groups
}

fn section(group: &Group<'_>, others: &str, room: &Room) -> String {
    let description = group.description.map(paragraph);
    let operations: String = group.operations.iter().map(|operation| row(*operation, room)).collect();
    format!(
        "<section>\n<h2>{}</h2>\n{}{operations}</section>\n",
        shown(group.tag.unwrap_or(others)),
        description.unwrap_or_default(),
    )
}

/// Returns an operation: one line, and what it opens to. The script adds the form.
fn row(operation: Operation<'_>, room: &Room) -> String {
    let title = operation.title();
    let id = anchor(operation.id().map_or(&title, |id| id.value));
    let method = operation.method.value.as_str();
    let (class, path) = (method.to_ascii_lowercase(), shown(operation.path.value));
    let (form, summary, body) = if room.is_spent() {
        (String::new(), String::new(), NO_ROOM.to_owned())
    } else {
        (form(operation, room), summary(operation), body(operation, &id, room))
    };
    let row = format!(
        "<details class=\"operation\" id=\"{id}\"{form}>\n\
         <summary><b class=\"method {class}\">{method}</b> <code>{path}</code>{summary}</summary>\n\
         <div class=\"body\">\n{body}</div>\n</details>\n",
    );
    room.take(row.len());
    row
}

fn form(operation: Operation<'_>, room: &Room) -> String {
    let form = serde_json::to_string(&Form::of(operation, room)).unwrap_or_default();
    format!(" data-form=\"{}\"", escape(&form))
}

fn summary(operation: Operation<'_>) -> String {
    let summary = shown(operation.summary().unwrap_or_default());
    let statuses = responses(operation).map(|(key, _)| badge(key)).collect::<Vec<_>>().join(" ");
    format!(" <span class=\"summary\">{summary}</span> <span class=\"statuses\">{statuses}</span>")
}

/// Returns an id of an element. A blank is not allowed in one.
fn anchor(name: &str) -> String {
    escape(&format!("operation/{}", name.split_whitespace().collect::<Vec<_>>().join("-")))
}

fn body(operation: Operation<'_>, id: &str, room: &Room) -> String {
    let name = operation.id().map(|id| format!("<code>{}</code>", shown(id.value)));
    let link = format!("<a href=\"#{id}\">{}</a>", name.unwrap_or_else(|| "Link to this operation".to_owned()));
    let deprecated = if operation.is_deprecated() { " <b class=\"deprecated\">deprecated</b>" } else { "" };
    let description = operation.description().map(|text| paragraph(room.text(text))).unwrap_or_default();
    let rows: String = responses(operation).map(|(key, response)| described(key, response, room)).collect();
    format!("<p>{link}{deprecated}</p>\n{description}<dl class=\"responses\">\n{rows}</dl>\n")
}

/// Returns the documented responses of an operation.
fn responses(operation: Operation<'_>) -> impl Iterator<Item = (StatusKey, Response<'_>)> {
    operation.responses().into_iter().flat_map(Responses::iter)
}

fn described(key: StatusKey, response: Response<'_>, room: &Room) -> String {
    let media = room.distinct(media_types(response));
    let media: Vec<_> = media.into_iter().map(|media| format!(" <code>{}</code>", shown(media))).collect();
    let description = shown(room.text(response.description().unwrap_or_default()));
    format!("<dt>{}</dt><dd><span class=\"text\">{description}</span>{}</dd>\n", badge(key), media.concat())
}

fn badge(key: StatusKey) -> String {
    let class = match key {
        StatusKey::Code(code) => (code / 100).to_string(),
        StatusKey::Range(class) => class.to_string(),
        StatusKey::Default => "x".to_owned(),
    };
    format!("<b class=\"status of-{class}\">{key}</b>")
}

fn paragraph(text: &str) -> String {
    let text = shown(text);
    if text.is_empty() { String::new() } else { format!("<p class=\"text\">{text}</p>\n") }
}
