//! What the keywords of JSON Schema make of models: which variant a value is, and that no property is lost.

use serde_json::{Value, json};
use statusful_tests::{Answer, Server};
use test_schemas::Client;
use test_schemas::types::{
    Batch, Code, Ended, Failed, Frame, Garden, Goodbye, Maybe, Models, Moment, Note, Notice, Plant, ResultModel, Rose,
    Shelter, Step, Term, Tree, TreeObjectListItem, Vehicle,
};

/// Reads a model as a client does, and asserts that it is written back unchanged.
fn models(name: &str, value: &Value) -> Models {
    let whole = json!({ name: value });
    let models: Models = serde_json::from_value(whole.clone()).unwrap();
    assert_eq!(serde_json::to_value(&models).unwrap(), whole);
    models
}

/// Asserts that a value is read as a variant, and written back unchanged.
macro_rules! assert_variant {
    ($name:ident: $value:tt is $pattern:pat) => {
        let models = models(stringify!($name), &json!($value));
        assert!(matches!(models.$name, Some($pattern)), "{:?}", models.$name);
    };
}

#[tokio::test]
async fn models_are_sent_and_received_over_http() {
    let models = json!({ "frame": { "op": 2, "text": "bye" }, "address": { "mail": "m", "phone": "p" } });
    let server = Server::answering(Answer::json(200, models.to_string())).await;
    let client = Client::builder().server(server.url()).build().unwrap();
    let sent: Models = serde_json::from_value(models.clone()).unwrap();
    let received = client.echo(&sent).await.unwrap();
    assert_eq!(*received, sent);
    assert!(matches!(received.frame, Some(Frame::Goodbye(_))));
    assert_eq!(serde_json::from_slice::<Value>(&server.only_request().body).unwrap(), models);
}

#[test]
fn properties_by_pattern_are_kept() {
    let labelled = models("labelled", &json!({ "name": "n", "x-color": "red" })).labelled.unwrap();
    assert_eq!(labelled.additional_properties["x-color"], "red");
    models("measured", &json!({ "n_a": 1, "t_b": "two" }));
}

#[test]
fn constants_of_any_type_determine_variants() {
    assert_variant!(frame: { "op": 1, "text": "t" } is Frame::Hello(_));
    assert_variant!(frame: { "op": 2, "text": "t" } is Frame::Goodbye(_));
    assert_variant!(frame: { "op": 3, "text": "t" } is Frame::Unknown(_));
    assert_variant!(result: { "ok": true, "text": "t" } is ResultModel::Passed(_));
    assert_variant!(result: { "ok": false, "text": "t" } is ResultModel::Failed(_));
}

#[test]
fn constructors_fill_constants_in() {
    assert_eq!(serde_json::to_value(Goodbye::new("t")).unwrap(), json!({ "op": 2, "text": "t" }));
    assert_eq!(serde_json::to_value(Failed::new()).unwrap(), json!({ "ok": false }));
    // Any string is a genus, but only one is that of this plant.
    assert_eq!(serde_json::to_value(Rose::new()).unwrap(), json!({ "genus": "rosa" }));
}

#[test]
fn a_constant_precedes_any_string() {
    assert_variant!(note: { "kind": "heading", "text": "t" } is Note::Heading(_));
    assert_variant!(note: { "kind": "footer", "text": "t" } is Note::Other(_));
}

#[test]
fn constants_are_found_in_parts() {
    assert_variant!(notice: { "data": { "via": "phone", "to": "t" } } is Notice::Phone(_));
    assert_variant!(notice: { "data": { "via": "mail" } } is Notice::Mail(_));
    assert_variant!(notice: { "data": { "via": "pigeon" } } is Notice::Unknown(_));
    assert_variant!(batch: { "steps": [{ "does": "write" }, { "does": "write" }] } is Batch::Writes(_));
    assert_variant!(batch: { "steps": [{ "does": "read" }] } is Batch::Reads(_));
}

#[test]
fn choices_within_choices_have_the_tags_of_their_alternatives() {
    assert_variant!(step: { "state": "won", "prize": "p" } is Step::Ended(Ended::Won(_)));
    assert_variant!(step: { "state": "lost" } is Step::Ended(Ended::Lost(_)));
    assert_variant!(step: { "state": "begun" } is Step::Begun(_));
    assert_variant!(step: { "state": "paused" } is Step::Unknown(_));
}

#[test]
fn heirs_of_heirs_are_variants() {
    assert_variant!(plant: { "genus": "any" } is Plant::Plant(_));
    assert_variant!(plant: { "genus": "rosa", "thorns": 3 } is Plant::Rose(_));
    assert_variant!(plant: { "genus": "quercus", "rings": 9 } is Plant::Oak(_));
    assert_variant!(plant: { "genus": "CorkOak", "rings": 9, "corks": 2 } is Plant::CorkOak(_));
    assert_variant!(garden: { "genus": "CorkOak", "corks": 2 } is Garden::CorkOak(_));
    assert_variant!(garden: { "genus": "rosa" } is Garden::Rose(_));
}

#[test]
fn children_that_their_parent_lists_have_its_properties() {
    assert_variant!(vehicle: { "wheels": 4, "fuel": "f" } is Vehicle::Car(_));
    assert_variant!(vehicle: { "wheels": 2, "horse": "h" } is Vehicle::Cart(_));
}

#[test]
fn a_tag_that_the_alternatives_lack_is_sent() {
    assert_variant!(shelter: { "type": "cave", "depth": 3 } is Shelter::Cave(_));
    assert_variant!(shelter: { "type": "tent" } is Shelter::Tent(_));
    let tent = Shelter::from(test_schemas::types::Tent::default());
    assert_eq!(serde_json::to_value(tent).unwrap(), json!({ "type": "tent" }));
}

#[test]
fn a_constant_may_be_absent() {
    assert_variant!(moment: { "urgent": true } is Moment::Now(_));
    assert_variant!(moment: { "when": "later", "days": 2 } is Moment::Later(_));
    assert_variant!(moment: { "when": "now" } is Moment::Now(_));
}

#[test]
fn values_are_told_from_formats() {
    assert_variant!(code: "draft" is Code::String(_));
    assert_variant!(code: "2024-05-06" is Code::String2(_));
    assert_variant!(code: "obsolete" is Code::String(_));
    assert_eq!(models("level", &json!(1)).level, Some(1_i32));
}

#[test]
fn nothing_is_lost_where_several_alternatives_hold() {
    let address = models("address", &json!({ "mail": "m", "phone": "p" })).address.unwrap();
    assert_eq!((address.mail.as_deref(), address.phone.as_deref()), (Some("m"), Some("p")));
    models("address", &json!({ "phone": "p", "carrier": "c" }));
    models("search", &json!({ "image": "i", "limit": 5, "page": 2 }));
    models("request", &json!({ "method": "card", "number": "1", "country": "c", "region": "r" }));
    models("request", &json!({ "method": "transfer", "iban": "i" }));
    let account = models("account", &json!({ "name": "n", "mail": "m", "discount": 1 })).account.unwrap();
    assert_eq!(account.mail, "m");
}

#[test]
fn null_is_the_choice_and_not_an_alternative() {
    assert_eq!(models("maybe", &json!(null)).maybe, Some(statusful::Nullable::Null));
    let right = models("maybe", &json!({ "right": "r" })).maybe;
    assert!(matches!(right, Some(statusful::Nullable::Value(Maybe::Object2(_)))), "{right:?}");
    assert_eq!(models("owner", &json!(null)).owner, Some(statusful::Nullable::Null));
}

#[test]
fn choices_that_contain_each_other_end() {
    assert_variant!(term: 1 is Term::Integer(1));
    assert_variant!(term: "t" is Term::String(_));
    serde_json::from_value::<Models>(json!({ "term": true })).unwrap_err();
}

#[test]
fn nested_choices_are_read_in_time_linear_in_their_size() {
    let nested = |inner: Value, depth: usize| (0..depth).fold(inner, |inner, _| json!([inner]));
    let tree: Tree = serde_json::from_value(nested(json!(1), 100)).unwrap();
    let mut depth = 0;
    let mut next = Some(&tree);
    while let Some(Tree::TreeList(list)) = next {
        depth += 1;
        next = list.first();
    }
    assert_eq!(depth, 99);
    assert!(matches!(next, Some(Tree::ObjectList(items)) if matches!(items[..], [TreeObjectListItem::Integer(1)])));
    // Every variant at every level would have to be tried: 2^100 attempts, without a limit.
    let error = serde_json::from_value::<Tree>(nested(json!(true), 100)).unwrap_err();
    assert!(error.to_string().contains("would have to be tried"), "{error}");
}
