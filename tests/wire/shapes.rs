//! Requests and responses of shapes that keymint does not have.

use serde_json::json;
use statusful::{Nullable, Operation};
use statusful_tests::{Answer, Recorded, Server};
use test_shapes::auth_and_more::Token;
use test_shapes::operations::{
    AddNoteError, DownloadResponse, GetItemError, HasItemError, PutNotesResponse, StatusError,
};
use test_shapes::types::{OptionModel as Order, Patch, TokenBody, Tree};
use test_shapes::{Client, Error};

fn client(server: &Server) -> Client {
    Client::builder().server(server.url()).build().unwrap()
}

async fn get_item(answer: Answer) -> Error<GetItemError> {
    let server = Server::answering(answer).await;
    client(&server).get_item(1).await.unwrap_err()
}

#[tokio::test]
async fn the_most_specific_status_wins() {
    let problem = r#"{"title":"t"}"#;
    let Error::Api(failure) = get_item(Answer::new(404, "text/html", "?")).await else { panic!() };
    assert_eq!(*failure, GetItemError::NotFound);
    let Error::Api(failure) = get_item(Answer::new(409, "application/problem+json", problem)).await else { panic!() };
    assert!(matches!(&*failure, GetItemError::ClientError { status, body } if *status == 409 && body.title == "t"));
    let Error::Api(failure) = get_item(Answer::json(503, problem)).await else { panic!() };
    assert!(matches!(&*failure, GetItemError::Default { status, body } if *status == 503 && body.title == "t"));
}

#[tokio::test]
async fn another_media_type_does_not_fall_through_to_a_more_general_status() {
    // `default` has `application/json`, but 409 is in `4XX`, which has only `application/problem+json`.
    let error = get_item(Answer::json(409, r#"{"title":"t"}"#)).await;
    assert!(matches!(error, Error::Undocumented(_)), "{error:?}");
    let error = get_item(Answer::new(200, "application/problem+xml", "<t/>")).await;
    assert!(matches!(error, Error::Undocumented(_)), "{error:?}");
}

#[tokio::test]
async fn a_default_beside_a_success_is_for_failures_alone() {
    let error = get_item(Answer::json(202, r#"{"title":"t"}"#)).await;
    assert!(matches!(&error, Error::Undocumented(raw) if raw.status() == 202), "{error:?}");
}

#[tokio::test]
async fn a_default_alone_is_success_and_failure() {
    let server =
        Server::in_turn(vec![Answer::json(202, r#"{"title":"a"}"#), Answer::json(500, r#"{"title":"b"}"#)]).await;
    let client = client(&server);
    let response = client.status().await.unwrap();
    assert_eq!((response.status().as_u16(), response.title.as_str()), (202, "a"));
    let Error::Api(failure) = client.status().await.unwrap_err() else { panic!() };
    assert!(matches!(&*failure, StatusError::Default { status, body } if *status == 500 && body.title == "b"));
}

#[tokio::test]
async fn several_media_types_are_several_variants() {
    for (media_type, expected) in [
        ("text/csv", DownloadResponse::OkCsv("a,b".to_owned())),
        ("text/csv; header=present", DownloadResponse::OkCsv("a,b".to_owned())),
        ("application/octet-stream", DownloadResponse::OkOctetStream("a,b".into())),
        ("image/png", DownloadResponse::OkImage("a,b".into())),
    ] {
        let server = Server::answering(Answer::new(200, media_type, "a,b")).await;
        assert_eq!(*client(&server).download().await.unwrap(), expected, "{media_type}");
    }
    let server = Server::answering(Answer::new(200, "text/html", "a,b")).await;
    assert!(matches!(client(&server).download().await, Err(Error::Undocumented(_))));
}

#[tokio::test]
async fn a_documented_redirection_is_returned() {
    let server = Server::answering(Answer::status(302).header("location", "https://files.example/x")).await;
    let response = client(&server).download().await.unwrap();
    assert_eq!(*response, DownloadResponse::Found);
    assert_eq!(response.headers()["location"], "https://files.example/x");
    assert!(response.found().is_ok());
}

#[tokio::test]
async fn responses_without_a_body_are_unit() {
    let server = Server::in_turn(vec![Answer::status(204), Answer::status(200), Answer::status(404)]).await;
    let client = client(&server);
    #[expect(deprecated, reason = "the operation is deprecated in the document")]
    let deleted = client.delete_item(1).await.unwrap();
    assert_eq!((deleted.status().as_u16(), *deleted), (204, ()));
    assert_eq!(*client.has_item(1).await.unwrap(), ());
    let Error::Api(failure) = client.has_item(1).await.unwrap_err() else { panic!() };
    assert_eq!(*failure, HasItemError::NotFound);
    assert_eq!(server.requests()[1].method, "HEAD");
}

#[tokio::test]
async fn ranges_carry_their_status() {
    let server = Server::in_turn(vec![Answer::status(299), Answer::new(599, "text/plain", "down")]).await;
    let client = client(&server);
    assert_eq!(client.add_note("x").await.unwrap().status(), 299);
    let Error::Api(failure) = client.add_note("x").await.unwrap_err() else { panic!() };
    let AddNoteError::ServerError { status, body } = failure.into_inner();
    assert_eq!((status.as_u16(), body.as_str()), (599, "down"));
}

#[tokio::test]
async fn recursive_models_decode() {
    let tree = json!({"left": {"leaf": "a"}, "right": {"left": {"leaf": "b"}, "right": {"leaf": "c"}}});
    let server = Server::in_turn(vec![Answer::json(200, tree.to_string()), Answer::json(201, "[1,null]")]).await;
    let client = client(&server);
    let PutNotesResponse::Ok(Tree::Branch(branch)) = client.put_notes("bytes").await.unwrap().into_inner() else {
        panic!()
    };
    assert!(matches!(&branch.left, Tree::Leaf(leaf) if leaf.leaf == "a"));
    let PutNotesResponse::Created(any) = client.put_notes("bytes").await.unwrap().into_inner() else { panic!() };
    assert_eq!(any, json!([1, null]));
}

async fn sent(call: impl AsyncFnOnce(Client)) -> Recorded {
    let server = Server::answering(Answer::status(599)).await;
    call(client(&server)).await;
    server.only_request()
}

#[tokio::test]
async fn parameters_of_every_place_and_kind() {
    let request = sent(async |client| {
        let trace = "123e4567-e89b-12d3-a456-426614174000".parse().unwrap();
        let since = "2026-02-28".parse().unwrap();
        let call = client.search("a&b").tag(["x", "y z"]).order(Order::NotEqual).limit(10).x_trace(trace);
        let _ = call.since(since).seen(true).timeout_2(5).await;
    })
    .await;
    assert_eq!(request.target, "/search?q=a%26b&tag=x&tag=y%20z&order=%21%3D&limit=10&since=2026-02-28&timeout=5");
    assert_eq!(request.header("x-trace"), "123e4567-e89b-12d3-a456-426614174000");
    assert_eq!(request.header("cookie"), "seen=true");
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let text = sent(async |client| drop(client.add_note("ü").await)).await;
    assert_eq!((text.header("content-type"), text.body.as_ref()), ("text/plain", "ü".as_bytes()));
    let bytes = sent(async |client| drop(client.put_notes(vec![0, 255]).await)).await;
    assert_eq!((bytes.header("content-type"), bytes.body.as_ref()), ("application/octet-stream", [0, 255].as_slice()));
    let form = sent(async |client| drop(client.token(&TokenBody::new().with_scope("a b&c")).await)).await;
    assert_eq!(form.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(form.body, "grant_type=client_credentials&scope=a%20b%26c");
    let none = sent(async |client| drop(client.patch_item(1).await)).await;
    assert_eq!((none.header("content-type"), none.body.len()), ("", 0));
    let patch = Patch::default().with_name(Nullable::Null).with_tags(Vec::<Option<String>>::new()).with_ratio(0.1);
    let some = sent(async |client| drop(client.patch_item(1).body(&patch).await)).await;
    assert_eq!(some.header("content-type"), "application/merge-patch+json");
    assert_eq!(some.body, r#"{"name":null,"tags":[],"ratio":0.1}"#);
}

#[tokio::test]
async fn the_first_alternative_with_credentials_is_used() {
    let with = async |builder: statusful::ClientBuilder<Client>| {
        let server = Server::answering(Answer::status(401)).await;
        let client = builder.server(server.url()).build().unwrap();
        let _ = client.token(&TokenBody::new()).await;
        server.only_request()
    };
    let none = with(Client::builder()).await;
    assert_eq!((none.header("authorization"), none.target.as_str()), ("", "/token"));
    let basic = with(Client::builder().basic_auth("Aladdin", "open sesame").api_key("cookieKey", "c")).await;
    assert_eq!(basic.header("authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(basic.header("cookie"), "");
    let both = with(Client::builder().api_key("headerKey", "h").api_key("queryKey", "q&")).await;
    assert_eq!((both.header("x-key"), both.target.as_str()), ("h", "/token?key=q%26"));
    let half = with(Client::builder().api_key("headerKey", "h").api_key("cookieKey", "c")).await;
    assert_eq!((half.header("x-key"), half.header("cookie")), ("", "session=c"));
}

#[test]
fn operations_have_the_documents_id_and_path() {
    assert_eq!(Token::ID, "token");
    assert_eq!(Token::PATH, "/token");
}

#[test]
fn renamed_fields_keep_their_property_names() {
    let text = r#"{"+1":1,"-1":2,"1st":"a","additional_properties":"b","fooBar":"c","foo_bar":"d","old":"e","option":"ASC","self":"f","type":"g","über":"h","extra":3}"#;
    let awkward: test_shapes::types::Awkward = serde_json::from_str(text).unwrap();
    assert_eq!((awkward.plus_1, awkward.minus_1), (1, 2));
    assert_eq!(awkward.option, Some(Order::Asc2));
    assert_eq!(awkward.additional_properties_2["extra"], 3);
}
