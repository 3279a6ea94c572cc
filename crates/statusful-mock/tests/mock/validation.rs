//! Requests that do not match the document.

use reqwest::multipart::{Form, Part};
use statusful_mock::Server;

use super::{answer, keymint, request, seen, send, shapes};

/// Returns the status, and each fault as in the log.
async fn faults(server: &Server, request: reqwest::RequestBuilder) -> String {
    server.clear();
    let status = request.send().await.unwrap().status().as_u16();
    let received = server.received();
    let faults: Vec<_> = received.first().unwrap().faults().iter().map(|fault| format!("\n{fault}")).collect();
    format!("{status}{}", faults.concat())
}

#[tokio::test]
async fn parameters_are_validated_in_every_style() {
    let server = shapes().start().await.unwrap();
    let valid = [
        "/keys?limit=7&tags=a,b&ids=1&ids=2&filter[age]=3&filter[in][city]=Ulm&where=%7B%22a%22:1%7D&unknown=x",
        "/keys?tags=a%2Cb",
        "/keys?tags=",
        "/keys?ids=",
        "/keys/7",
        "/keys/%37",
    ];
    for path in valid {
        assert_eq!(send(&server, &format!("GET {path}")).await.status(), 200, "{path}: {:?}", server.received().last());
    }
    let invalid =
        request(&server, "GET /keys?limit=101&tags=a,c&ids=1&ids=x&filter[age]=old&filter[in][city]=U&where={}");
    insta::assert_snapshot!(faults(&server, invalid.header("x-trace", "7").header("cookie", "a=b; session=abc")).await, @r#"
    400
    query limit: value is greater than the maximum of 100
    query tags /1: value is not one of "a" or "b"
    query ids /1: value is not of type "integer"
    query filter /age: value is not of type "integer"
    query filter /in/city: value is shorter than 2 characters
    header X-Trace: value is not a "uuid"
    cookie session: value is shorter than 4 characters
    query where: "a" is a required property
    "#);
    insta::assert_snapshot!(faults(&server, request(&server, "GET /keys/seven")).await, @r#"
    400
    path id: value is not of type "integer"
    "#);
}

#[tokio::test]
async fn required_parameters_must_be_there() {
    let server = shapes().start().await.unwrap();
    insta::assert_snapshot!(faults(&server, request(&server, "GET /required")).await, @r#"
    400
    query q: required, but missing
    query f: required, but missing
    header X-H: required, but missing
    cookie c: required, but missing
    "#);
    let full = |query: &str| {
        request(&server, &format!("GET /required?{query}")).header("x-h", "1, 2").header("cookie", "c=true")
    };
    assert_eq!(faults(&server, full("q=&x=1&y=false")).await, "200");
    assert_eq!(faults(&server, full("q=1&x=a")).await, "400\nquery f /x: value is not of type \"integer\"");
}

#[tokio::test]
async fn values_in_paths_have_styles() {
    let server = shapes().start().await.unwrap();
    assert_eq!(faults(&server, request(&server, "GET /styled/;matrix=1;matrix=2/.true.false/a,1")).await, "200");
    insta::assert_snapshot!(faults(&server, request(&server, "GET /styled/;matrix=x/.true,no/b,1")).await, @r#"
    400
    path matrix /0: value is not of type "integer"
    path label /1: value is not of type "boolean"
    path object: "a" is a required property
    "#);
}

#[tokio::test]
async fn the_response_has_every_fault() {
    let server = shapes().start().await.unwrap();
    let faulty =
        request(&server, "POST /keys").header("content-type", "application/json").body("{\"name\":7,\"id\":\"x\"}");
    insta::assert_snapshot!(seen(faulty.send().await.unwrap()).await, @r#"422 application/problem+json {"title":"Unprocessable Entity","status":422,"detail":"the request does not match the document","code":"invalid-request","faults":[{"in":"body","pointer":"/name","message":"value is not of type \"string\""},{"in":"body","pointer":"/id","message":"value is not of type \"integer\""}]}"#);
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Creates a request with a body.
fn typed(server: &Server, media_type: &str, body: &'static str) -> reqwest::RequestBuilder {
    typed_to(server, "/keys", media_type, body)
}

fn typed_to(server: &Server, path: &str, media_type: &str, body: &'static str) -> reqwest::RequestBuilder {
    request(server, &format!("POST {path}")).header("content-type", media_type).body(body)
}

#[tokio::test]
async fn valid_bodies_of_every_media_type_are_accepted() {
    let server = shapes().start().await.unwrap();
    for valid in [
        typed(&server, "application/json; charset=utf-8", "{\"name\":\"a\"}"),
        typed(&server, FORM, "name=7&size=7&tags=a&tags=b"),
        typed(&server, "text/plain", "abc"),
        request(&server, "POST /keys")
            .multipart(Form::new().part("file", Part::bytes(vec![0xFF; 3 << 20])).text("size", "7")),
    ] {
        assert_eq!(faults(&server, valid).await, "201");
    }
}

#[tokio::test]
async fn fields_of_forms_may_be_json_or_look_like_it() {
    let server = forms().await;
    for (form, expected) in [
        ("texts=[1]&texts=%7B%7D&texts=%5B%22a%22%5D", "200"),
        ("texts=[%22a%22,%22b%22]", "200"),
        ("numbers=[1,2]", "200"),
        ("numbers=1&numbers=2", "200"),
        ("numbers=[1,%22x%22]", "400\nbody /numbers/1: value is not of type \"integer\""),
        ("part=%7B%22a%22:1%7D&texts=%7B%7D", "200"),
        ("part=%7B%22a%22:%22x%22%7D&texts=[1]", "400\nbody /part/a: value is not of type \"integer\""),
        ("short=[%22a%22]&texts=[1]&numbers=[1]", "200"),
        ("one=a&one=b", "400\nbody /one: value is not of type \"string\""),
        ("other=a&other=b", "200"),
        ("piped=1|2&joined=1,2&deep[a]=1&deep[b]=2&written=[1]", "200"),
        ("piped=1|x", "400\nbody /piped/1: value is not of type \"integer\""),
        (
            "joined=1&joined=2",
            "400\nbody /joined/0: value is not of type \"integer\"\nbody /joined/1: value is not of type \"integer\"",
        ),
        ("deep[a]=x", "400\nbody /deep/a: value is not of type \"integer\""),
        ("written=1", "400\nbody /written: value is not of type \"array\""),
    ] {
        assert_eq!(faults(&server, typed_to(&server, "/form", FORM, form)).await, expected, "{form}");
    }
}

/// Starts a mock of forms, with a documented `400`, and of a parameter for each way to repeat it.
async fn forms() -> Server {
    let text = "
openapi: 3.1.0
paths:
  /form:
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: {
        texts: { type: array, items: { type: string } }, numbers: { type: array, items: { type: integer } },
        short: { type: array, items: { type: string, maxLength: 3 } },
        part: { type: object, properties: { a: { type: integer } } }, one: { type: string },
        piped: { type: array, items: { type: integer } }, joined: { type: array, items: { type: integer } },
        deep: { type: object, properties: { a: { type: integer }, b: { type: array, items: { type: integer } } } },
        written: { type: array, items: { type: integer } } } },
        encoding: { piped: { style: pipeDelimited, explode: false }, joined: { explode: false }, deep: { style: deepObject }, written: { contentType: application/json } } } } }
      responses: { '200': { description: Yes. }, '400': { description: No. } }
  /repeated:
    get:
      parameters:
        - { name: one, in: query, schema: { type: string } }
        - { name: any, in: query, schema: {} }
        - { name: json, in: query, content: { application/json: { schema: { type: integer } } } }
        - { name: closed, in: query, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: object, in: query, schema: { type: object, properties: { x: { type: integer }, y: { type: array, items: { type: integer } } } } }
        - { name: c, in: cookie, schema: { type: integer } }
        - { name: small, in: query, schema: { type: integer, format: int32 } }
        - { name: large, in: query, schema: { type: integer, format: int64 } }
      responses: { '200': { description: Yes. } }
";
    statusful_mock::Mock::read("forms.yaml", text.as_bytes()).unwrap().start().await.unwrap()
}

#[tokio::test]
async fn a_parameter_that_is_not_an_exploded_array_occurs_once() {
    let server = forms().await;
    let sent = |query: &str| request(&server, &format!("GET /repeated?{query}"));
    for valid in ["one=a&any=a&any=b", "x=1&y=1&y=2", "closed=1,2", "one="] {
        assert_eq!(faults(&server, sent(valid)).await, "200", "{valid}");
    }
    let repeated = sent("one=a&one=a&json=1&json=2&closed=1&closed=2&x=1&x=2").header("cookie", "c=1; c=2");
    insta::assert_snapshot!(faults(&server, repeated).await, @r#"
    400
    query one: occurs 2 times instead of once
    query json: occurs 2 times instead of once
    query closed: occurs 2 times instead of once
    query object /x: value is not of type "integer"
    cookie c: occurs 2 times instead of once
    "#);
}

#[tokio::test]
async fn integers_are_within_the_range_of_their_format() {
    let server = forms().await;
    let sent = |query: &str| request(&server, &format!("GET /repeated?{query}"));
    assert_eq!(faults(&server, sent("small=2147483647&large=9223372036854775807")).await, "200");
    assert_eq!(faults(&server, sent("small=-2147483648&large=-9223372036854775808")).await, "200");
    insta::assert_snapshot!(faults(&server, sent("small=2147483648&large=9223372036854775808")).await, @r"
    400
    query small: value is greater than the maximum of 2147483647
    query large: value is greater than the maximum of 9223372036854775807
    ");
    insta::assert_snapshot!(faults(&server, sent("small=-2147483649&large=-99999999999999999999")).await, @r"
    400
    query small: value is less than the minimum of -2147483648
    query large: value is less than the minimum of -9223372036854775808
    ");
}

#[tokio::test]
async fn invalid_bodies_have_the_faults_of_their_media_type() {
    let server = shapes().start().await.unwrap();
    let mut all = String::new();
    for invalid in [
        request(&server, "POST /keys"),
        typed(&server, "application/xml", "<a/>"),
        request(&server, "POST /keys").body("{}"),
        typed(&server, "application/json", "{\"name\": sk-secret"),
        typed(&server, "application/json", "[]"),
        typed(&server, FORM, "size=many"),
        typed(&server, "text/plain", "ab"),
        typed(&server, "multipart/form-data", "x"),
        request(&server, "POST /keys").multipart(Form::new().text("size", "many")),
    ] {
        all += &faults(&server, invalid).await;
        all += "\n\n";
    }
    insta::assert_snapshot!(all.trim_end(), @r#"
    400
    body: required, but missing

    415
    body: unsupported `Content-Type`; expected one of `application/json`, `application/x-www-form-urlencoded`, `multipart/form-data`, `text/plain`

    415
    body: unsupported `Content-Type`; expected one of `application/json`, `application/x-www-form-urlencoded`, `multipart/form-data`, `text/plain`

    400
    body: invalid JSON at line 1, column 10

    422
    body: value is not of type "object"

    422
    body: "name" is a required property
    body /size: value is not of type "integer"

    422
    body: value is shorter than 3 characters

    400
    body: invalid multipart body

    422
    body: "file" is a required property
    body /size: value is not of type "integer"
    "#);
    assert!(!all.contains("secret"));
}

#[tokio::test]
async fn the_response_without_credentials_is_the_documented_one() {
    let server = shapes().start().await.unwrap();
    let refused = send(&server, "GET /secured").await;
    assert_eq!(refused.headers()["www-authenticate"], "bearer realm=\"mock\"");
    assert_eq!(seen(refused).await, "401 text/plain who are you");
    let secured = || request(&server, "GET /secured");
    for (request, status) in [
        (secured().header("x-key", "k").bearer_auth("t"), 200),
        (secured().header("cookie", "a=b; sid=s"), 200),
        (secured().bearer_auth("t"), 401),
        (secured().header("x-key", "").bearer_auth("t"), 401),
        (secured().header("x-key", "k").basic_auth("a", Some("b")), 401),
        (request(&server, "GET /basic").basic_auth("a", Some("b")), 200),
        (request(&server, "GET /query-key?api_key=k"), 200),
        (request(&server, "GET /query-key?api_key="), 401),
    ] {
        assert_eq!(request.send().await.unwrap().status(), status);
    }
    insta::assert_snapshot!(answer(&server, "GET /basic").await, @r#"401 application/problem+json {"title":"Unauthorized","status":401,"detail":"the request does not match the document","code":"missing-credentials","faults":[{"in":"credentials","name":"basic","pointer":"","message":"missing `basic` credentials in the header `Authorization`"}]}"#);
    insta::assert_snapshot!(answer(&server, "GET /query-key").await, @r#"401 application/problem+json {"title":"Unauthorized","status":401,"detail":"the request does not match the document","code":"missing-credentials","faults":[{"in":"credentials","name":"query","pointer":"","message":"missing API key `api_key` in the query"}]}"#);
    let server = keymint().start().await.unwrap();
    assert_eq!(answer(&server, "GET /auth-response/x").await, "401 text/plain Invalid or expired token");
}

#[tokio::test]
async fn faults_precede_preferences_unless_validation_is_disabled() {
    let asked = |server: &Server| request(server, "GET /keys/x").header("prefer", "code=503").send();
    let server = shapes().start().await.unwrap();
    assert_eq!(asked(&server).await.unwrap().status(), 400);
    let server = shapes().validate(false).start().await.unwrap();
    assert_eq!(asked(&server).await.unwrap().status(), 503);
    assert_eq!(server.received()[0].faults(), []);
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_kept() {
    let server = shapes().body_limit(10).start().await.unwrap();
    let large = request(&server, "POST /keys").header("content-type", "text/plain").body("12345678901");
    let refused = seen(large.send().await.unwrap()).await;
    assert!(refused.starts_with("413 application/problem+json") && refused.contains("10 bytes"), "{refused}");
    assert!(server.received()[0].body().is_empty());
}
