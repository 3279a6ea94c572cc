//! Received requests.

use std::sync::{Arc, Mutex};

use super::{request, send, shapes};

#[tokio::test]
async fn requests_are_logged() {
    let server = shapes().start().await.unwrap();
    let sent = request(&server, "POST /v2/keys?note=a+b%21").header("x-more", "yes");
    sent.header("content-type", "application/json").body("{\"name\":\"a\"}").send().await.unwrap();
    send(&server, "GET /nowhere").await;
    let [created] = server.received_by("createKey").try_into().unwrap();
    assert_eq!((created.method().as_str(), created.path(), created.query()), ("POST", "/v2/keys", "note=a+b%21"));
    assert_eq!((created.query_value("note").as_deref(), created.header("x-more")), (Some("a b!"), Some("yes")));
    assert_eq!((created.json().unwrap()["name"].as_str(), created.status().as_u16()), (Some("a"), 201));
    assert_eq!(server.received_by("POST /keys").len(), 1);
    assert_eq!((server.received_by("no").len(), server.received().len()), (0, 2));
    assert_eq!(server.received()[1].operation(), None);
    server.clear();
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn the_log_has_a_limit() {
    let server = shapes().log_limit(2).start().await.unwrap();
    for path in ["/keys", "/keys/mine", "/events"] {
        send(&server, &format!("GET {path}")).await;
    }
    let paths: Vec<_> = server.received().iter().map(|received| received.path().to_owned()).collect();
    assert_eq!((paths, server.removed()), (vec!["/keys/mine".to_owned(), "/events".to_owned()], 1));
    server.clear();
    assert_eq!(server.removed(), 0);
    let server = shapes().log_bytes(10_000).start().await.unwrap();
    for _ in 0..3 {
        request(&server, "POST /keys").body(vec![b'x'; 6_000]).send().await.unwrap();
    }
    assert_eq!((server.received().len(), server.removed()), (1, 2));
}

#[tokio::test]
async fn neither_debug_nor_log_lines_show_secrets() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = lines.clone();
    let server = shapes().on_request(move |received| log.lock().unwrap().push(format!("{received}\n{received:?}")));
    let server = server.start().await.unwrap();
    let sent = request(&server, "POST /keys?api_key=sk-secret").bearer_auth("sk-secret").header("x-key", "sk-secret");
    let sent = sent.header("cookie", "sid=sk-secret").header("content-type", "application/json");
    let refused = sent.body("{\"name\":\"sk-secret\"}").send().await.unwrap().text().await.unwrap();
    assert!(refused.contains("/name") && !refused.contains("sk-secret"), "{refused}");
    let lines = lines.lock().unwrap().join("\n");
    assert!(lines.starts_with("POST /keys 422 createKey (body /name: ") && !lines.contains("sk-secret"), "{lines}");
}
