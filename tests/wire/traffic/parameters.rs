//! Every parameter style in every location (OpenAPI 3.0.3, section 4.7.12.5).

use std::collections::BTreeMap;

use statusful_tests::{Answer, Server};
use test_traffic::Error;
use test_traffic::types::{Color, ColorRequired, Filter, Tone};

use super::{client, sent};

fn color() -> Color {
    Color::new(ColorRequired { r: 100, g: 200, b: 150 })
}

fn tones() -> [Tone; 2] {
    [Tone::Blue, Tone::from("sky blue")]
}

#[tokio::test]
async fn styles_of_paths() {
    let matrix =
        sent(async |client| drop(client.matrix("a;b", tones(), &color(), ["x", "y/z"], &color()).await.unwrap())).await;
    assert_eq!(
        matrix.target,
        "/matrix/;text=a%3Bb/;list=blue,sky%20blue/;object=r,100,g,200,b,150/;apart=x;apart=y%2Fz/;r=100;g=200;b=150"
    );
    let label =
        sent(async |client| drop(client.label("a.b", tones(), &color(), ["x", "y/z"], &color()).await.unwrap())).await;
    assert_eq!(label.target, "/label/.a.b/.blue,sky%20blue/.r,100,g,200,b,150/.x.y%2Fz/.r=100.g=200.b=150");
    let filter = Filter::default().with_color(color());
    let sizes = BTreeMap::from([("l".to_owned(), 2), ("s".to_owned(), 1)]);
    let simple = sent(async |client| drop(client.simple("a", [1, 2], &color(), &sizes, &filter).await.unwrap())).await;
    assert_eq!(
        simple.target,
        "/simple/a/1,2/r,100,g,200,b,150/l=2,s=1/%7B%22color%22%3A%7B%22r%22%3A100%2C%22g%22%3A200%2C%22b%22%3A150%7D%7D"
    );
}

#[tokio::test]
async fn an_empty_list_in_a_path_is_refused() {
    let server = Server::answering(Answer::status(204)).await;
    let error = client(&server).label("a", Vec::<Tone>::new(), &color(), ["x"], &color()).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(server.requests().is_empty());
}

/// Returns the query of a call, with those characters decoded that the specification's examples do not encode.
async fn query(
    call: impl AsyncFnOnce(
        test_traffic::Call<test_traffic::parameters::Query>,
    ) -> test_traffic::Call<test_traffic::parameters::Query>,
) -> String {
    let request = sent(async |client| drop(call(client.query()).await.await.unwrap())).await;
    let target = request.target;
    assert!(!target.contains(['[', ']', '|']), "{target} is not a URI (RFC 3986)");
    let query = target.strip_prefix("/query").unwrap().trim_start_matches('?');
    query.replace("%5B", "[").replace("%5D", "]").replace("%7C", "|")
}

#[tokio::test]
async fn styles_of_queries() {
    assert_eq!(query(async |call| call.form(&color())).await, "r=100&g=200&b=150");
    assert_eq!(query(async |call| call.joined(tones())).await, "joined=blue,sky%20blue");
    assert_eq!(query(async |call| call.joined_object(&color())).await, "joinedObject=r,100,g,200,b,150");
    assert_eq!(query(async |call| call.spaces(["a", "b,c"])).await, "spaces=a%20b%2Cc");
    assert_eq!(query(async |call| call.pipes(["a", "b|c"])).await, "pipes=a|b|c");
    assert_eq!(query(async |call| call.tags(["a", "b"])).await, "tags[]=a&tags[]=b");
    assert_eq!(query(async |call| call.plain("a b")).await, "plain=a%20b");
    assert_eq!(query(async |call| call.nested("a,b")).await, "nested=a%2Cb");
    assert_eq!(query(async |call| call.odd(1)).await, "odd=1");
    assert_eq!(query(async |call| call.nullable(1)).await, "nullable=1");
    assert_eq!(query(async |call| call).await, "");
}

#[tokio::test]
async fn deep_objects_and_json() {
    let mut filter = Filter::default().with_tones(tones()).with_color(color());
    filter.from = "2026-02-28".parse().ok();
    assert_eq!(
        query(async |call| call.filter(&filter)).await,
        "filter[from]=2026-02-28&filter[tones][0]=blue&filter[tones][1]=sky%20blue&filter[color][r]=100&filter[color][g]=200&filter[color][b]=150"
    );
    let filter = Filter::default().with_tones([Tone::Blue]);
    assert_eq!(query(async |call| call.content(&filter)).await, "content=%7B%22tones%22%3A[%22blue%22]%7D");
}

#[tokio::test]
async fn reserved_characters_are_kept_if_allowed() {
    let every = ":/?#@!$&'()*+,;=";
    assert_eq!(query(async |call| call.reserved(every)).await, "reserved=:/?%23@!$%26%27()*%2B,;=");
    assert_eq!(query(async |call| call.plain(every)).await, "plain=%3A%2F%3F%23%40%21%24%26%27%28%29%2A%2B%2C%3B%3D");
}

#[tokio::test]
async fn one_name_in_every_location() {
    let request = sent(async |client| drop(client.same(1, 2, 3, 4).await.unwrap())).await;
    assert_eq!(
        (request.target.as_str(), request.header("id"), request.header("cookie")),
        ("/same/1?id=2", "3", "id=4")
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    let request = sent(async |client| {
        let call = client.beside().x_list([1, 2]).x_object(&color()).x_members(&color()).x_content(&color());
        drop(call.list(["a", "b;c"]).object(&color()).members(&color()).await.unwrap());
    })
    .await;
    assert_eq!(request.header("x-list"), "1,2");
    assert_eq!(request.header("x-object"), "r,100,g,200,b,150");
    assert_eq!(request.header("x-members"), "r=100,g=200,b=150");
    assert_eq!(request.header("x-content"), r#"{"r":100,"g":200,"b":150}"#);
    assert_eq!(request.header("cookie"), "list=a%2Cb%3Bc; object=r%2C100%2Cg%2C200%2Cb%2C150; r=100; g=200; b=150");
}
