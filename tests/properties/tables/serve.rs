//! What is served for each operation: every status and every media type that its table has, and many that it has not.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::media::Media;
use super::oracle::{Verdict, look_up};
use super::read;
use super::table::{BODILESS, Status, Table};

/// A response to serve.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: String,
}

/// Statuses of every class that no random table documents, and one beyond the classes.
const OTHERS: [u16; 5] = [207, 305, 405, 505, 700];

/// Media types that no random table documents, one that `application/json` stands for, one in another case and with a
/// parameter, and something that is not a media type.
const OTHER_TYPES: [&str; 5] = [
    "application/x-undocumented",
    "video/mp4",
    "application/vnd.undocumented+json",
    "Application/JSON; charset=utf-8",
    "certainly not a media type",
];

/// All responses to serve for a table.
pub(crate) fn served(table: &Table, random: &mut Rng) -> Vec<Served> {
    let mut all = Vec::new();
    for status in statuses(table, random) {
        for content_type in content_types(table, random) {
            let verdict = look_up(table, status, content_type.as_deref());
            let body = match &verdict {
                // Most combinations are undocumented, and a part of them is enough.
                Verdict::Undocumented if random.u8(..3) > 0 => continue,
                Verdict::Undocumented => "undocumented".to_owned(),
                Verdict::Documented(found) => match (found.as_slice(), &content_type) {
                    ([one], Some(_)) => read::body(one, content_type.as_deref()),
                    _ => read::universal(),
                },
            };
            all.push(Served { status, content_type, body });
        }
    }
    all
}

/// Every documented code, some of each class, and others. Informational responses are no answers.
fn statuses(table: &Table, random: &mut Rng) -> BTreeSet<u16> {
    let exact = table.responses.iter().filter_map(|response| match response.status {
        Status::Exact(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    });
    let some = [2, 3, 4, 5].map(|class| random.u16(class * 100..class * 100 + 100));
    // A client may wait for more after these, or try another protocol.
    let is_plain = |code: &u16| !BODILESS.contains(code) && ![407, 408, 421, 425, 426].contains(code);
    let all = exact.clone().chain(some.into_iter().filter(is_plain)).chain(OTHERS);
    all.filter(|code| *code >= 200).collect()
}

/// Every documented type, with a subtype where it is a range, in another case, and without its parameters; types that are
/// not documented; and none.
fn content_types(table: &Table, random: &mut Rng) -> BTreeSet<Option<String>> {
    let contents = table.responses.iter().flat_map(|response| &response.content);
    let documented: BTreeSet<_> = contents.map(|content| concrete(&content.media)).collect();
    let cased: Vec<_> = documented.iter().filter(|_| random.bool()).map(|media| in_another_case(media)).collect();
    let bare: Vec<_> = documented.iter().filter_map(|media| Some(media.split_once(';')?.0.to_owned())).collect();
    let others = OTHER_TYPES.map(str::to_owned);
    documented.into_iter().chain(cased).chain(bare).chain(others).map(Some).chain([None]).collect()
}

/// A type of a range, or the type itself.
fn concrete(media: &str) -> String {
    match media {
        "*/*" => "application/x-anything".to_owned(),
        _ if media.ends_with("/*") => media.replace('*', "x-anything"),
        _ => media.to_owned(),
    }
}

/// Returns the type in upper case, with a parameter if it has none.
fn in_another_case(media: &str) -> String {
    let Media { ty, subtype, .. } = Media::parse(media).unwrap();
    let parameters = media.split_once(';').map_or(" Charset=\"UTF-8\"", |(_, parameters)| parameters);
    format!("{}/{};{parameters}", ty.to_uppercase(), subtype.to_uppercase())
}
