//! Bodies in XML.

use reqwest::RequestBuilder;
use statusful_mock::Server;

use super::{answer, preferring, request, seen, shapes};

/// What precedes the root element of every body that is not written in the document.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

fn sent(server: &Server, media_type: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
    request(server, "POST /pets").header("content-type", media_type).body(body)
}

async fn answered(server: &Server, body: &'static str) -> String {
    seen(sent(server, "application/xml", body).send().await.unwrap()).await
}

#[tokio::test]
async fn bodies_are_written_by_the_xml_objects_of_the_schema() {
    let server = shapes().start().await.unwrap();
    let pet = "<pet id=\"7\"><name>text</name><tags><tag>text</tag></tags></pet>";
    assert_eq!(answer(&server, "GET /pets").await, format!("200 application/xml {DECLARATION}<pets>{pet}</pets>"));
    let text = preferring(&server, "GET /pets", "code=206").await;
    assert_eq!(text, format!("206 application/x+xml {DECLARATION}<root>text</root>"));
}

#[tokio::test]
async fn examples_that_are_text_are_sent_as_they_are() {
    let server = shapes().start().await.unwrap();
    let preferring = |preference: &'static str| preferring(&server, "GET /pets", preference);
    assert_eq!(preferring("code=203").await, "203 text/xml <pet id='3'><name>as it is</name></pet>");
    assert_eq!(preferring("code=203, example=broken").await, "203 text/xml <pet>");
    let value = format!("203 text/xml {DECLARATION}<pet><name>a</name></pet>");
    assert_eq!(preferring("code=203, example=value").await, value);
}

#[tokio::test]
async fn a_made_body_repeats_the_xml_that_was_sent() {
    let server = shapes().start().await.unwrap();
    let created = answered(&server, "<pet id='12'><name>Rex</name><password>secret</password></pet>").await;
    assert_eq!(
        created,
        format!("201 application/xml {DECLARATION}<pet id=\"12\"><name>Rex</name><tags><tag>text</tag></tags></pet>")
    );
}

#[tokio::test]
async fn invalid_xml_has_the_faults_of_its_schema() {
    let server = shapes().start().await.unwrap();
    let mut all = Vec::new();
    for body in [
        "<pet><name>secret",
        "{\"name\": \"a\"}",
        "<cat><name>a</name></cat>",
        "<pet id='x'><name>too long a name</name></pet>",
        "<pet><tags><tag>a</tag></tags></pet>",
    ] {
        answered(&server, body).await;
        all.push(server.received().last().unwrap().to_string());
    }
    insta::assert_snapshot!(all.join("\n"), @r#"
    POST /pets 400 createPet (body: invalid XML at line 1, column 1)
    POST /pets 400 createPet (body: invalid XML at line 1, column 1)
    POST /pets 422 createPet (body: the root element is not `pet`)
    POST /pets 422 createPet (body /id: value is not of type "integer"; body /name: value is longer than 8 characters)
    POST /pets 422 createPet (body: "name" is a required property)
    "#);
}

#[tokio::test]
async fn xml_may_have_any_encoding() {
    let server = shapes().start().await.unwrap();
    let latin = |name: &str| [b"<pet><name>".as_slice(), &vec![0xE4; name.len()], b"</name></pet>"].concat();
    for (media_type, body, status) in [
        ("application/xml; charset=iso-8859-1", latin("8 letter"), 201),
        ("application/xml; charset=iso-8859-1", latin("9 letters"), 422),
        ("text/xml", b"<a>of 12 letter</a>".to_vec(), 201),
        ("text/xml", b"<a/>".to_vec(), 201),
        ("text/xml", b"<a>of 13 letters</a>".to_vec(), 422),
    ] {
        let response = sent(&server, media_type, body.clone()).send().await.unwrap();
        assert_eq!(response.status(), status, "{media_type} {}", String::from_utf8_lossy(&body));
    }
}

#[tokio::test]
async fn a_scenario_may_set_xml_as_json_or_as_text() {
    let server = shapes().scenario("createPet", r#"{"name": "a"}, "<pet/>""#).start().await.unwrap();
    let valid = "<pet><name>a</name></pet>";
    assert_eq!(answered(&server, valid).await, format!("201 application/xml {DECLARATION}<pet><name>a</name></pet>"));
    assert_eq!(answered(&server, valid).await, "201 application/xml <pet/>");
    let warnings: Vec<_> = server.warnings().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(warnings.join("\n"), @r#"the body of step 2 of `createPet` does not match the document: "name" is a required property"#);
}
