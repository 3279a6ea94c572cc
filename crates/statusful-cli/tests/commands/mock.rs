//! `statusful mock`: started as people start it, and called over TCP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};

use crate::{Documents, code, command, stderr};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys/{id}:
    get:
      operationId: getKey
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: It., content: {application/json: {schema: {type: string}, example: sk-1}}}
        '202': {description: Not yet.}
";

/// A mock that runs until the test ends.
struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: String,
    _documents: Documents,
}

impl Running {
    fn start(more: &[&str]) -> Self {
        let documents = Documents::of(&[("openapi.yaml", DOCUMENT), ("key.json", "\"sk-of-a-file\"")]);
        let mut command = command(&[&["mock", "openapi.yaml", "--port", "0"], more].concat());
        let mut child = command.current_dir(documents.path("")).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let (_, address) = first.split_once("http://").unwrap();
        let address = address.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
        Self { child, lines, address, _documents: documents }
    }

    /// The status that a request is answered with, and the line that is printed of it.
    fn get(&mut self, path: &str) -> (String, String) {
        let (answer, line) = self.exchange(path);
        (answer[9..12].to_owned(), line)
    }

    /// The whole answer to a request, and the line that is printed of it.
    fn exchange(&mut self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        (answer, line)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_serves_and_tells_what_arrives() {
    let mut mock = Running::start(&["--scenario", "getKey=202, 200"]);
    let answers = ["/keys/1", "/keys/2", "/keys/x", "/nowhere"].map(|path| mock.get(path));
    assert_eq!(answers.each_ref().map(|(status, _)| status.as_str()), ["202", "200", "400", "404"]);
    assert_eq!(answers[0].1, "GET /keys/1 202 getKey\n");
    assert!(answers[2].1.starts_with("GET /keys/x 400 getKey ("), "{}", answers[2].1);
}

#[test]
fn a_scenario_has_bodies_headers_and_files_of_the_current_folder() {
    let mut mock = Running::start(&["--scenario", "getKey=202 {\"wait\":true} Retry-After=\"1\", 200 @key.json"]);
    let (wait, _) = mock.exchange("/keys/1");
    assert!(wait.contains("\r\nretry-after: 1\r\n") && wait.ends_with("\r\n\r\n{\"wait\":true}"), "{wait}");
    assert!(mock.exchange("/keys/1").0.ends_with("\r\n\r\n\"sk-of-a-file\""));
}

#[test]
fn a_body_that_does_not_match_is_a_warning() {
    let documents = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    let mut command = command(&["mock", "openapi.yaml", "--port", "0", "--scenario", "getKey=200 {}"]);
    command.current_dir(documents.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut warning = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut warning).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let expected =
        "warning: the body of step 1 of `getKey` does not match the document: value is not of type \"string\"\n";
    assert_eq!(warning, expected);
}

#[test]
fn an_output_that_nobody_reads_keeps_few_lines() {
    let documents = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    let mut command = command(&["mock", "openapi.yaml", "--port", "0"]);
    command.current_dir(documents.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::with_capacity(64, child.stdout.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    let address = first.trim().strip_prefix("http://").unwrap();
    // The pipe has 64 KiB, and a thousand lines wait for it.
    let path = "x".repeat(4000);
    for _ in 0..1100 {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n").unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
    }
    std::thread::spawn(move || lines.lines().count());
    let mut warning = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut warning).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(warning.starts_with("warning: ") && warning.contains("requests are not listed"), "{warning}");
}

#[test]
fn pages_of_other_origins_may_read_unless_they_may_not() {
    let allows = |mock: &mut Running| {
        let mut stream = TcpStream::connect(&mock.address).unwrap();
        write!(stream, "GET /keys/1 HTTP/1.1\r\nHost: mock\r\nOrigin: http://x.test\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.contains("access-control-allow-origin: http://x.test")
    };
    assert!(allows(&mut Running::start(&[])));
    assert!(!allows(&mut Running::start(&["--no-cors"])));
}

#[test]
fn bodies_are_made_on_request() {
    assert!(Running::start(&["--dynamic"]).exchange("/keys/1").0.ends_with("\r\n\r\n\"text\""));
}

#[test]
fn whoever_does_not_want_to_be_checked_is_not() {
    let mut mock = Running::start(&["--no-validate", "--message-format", "json"]);
    let (status, line) = mock.get("/keys/x?token=secret");
    assert_eq!(status, "200");
    let object: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((object["operation"].as_str(), object["status"].as_u64()), (Some("getKey"), Some(200)));
    assert!(!line.contains("secret"), "{line}");
}

#[test]
fn what_cannot_be_served_is_told() {
    let documents = Documents::of(&[("openapi.yaml", DOCUMENT), ("none.yaml", "[]")]);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let cases: [(&[&str], i32, &str); 8] = [
        (&["openapi.yaml", "--scenario", "getKey=200 @none.json"], 2, "cannot read the file `none.json` of a scenario"),
        (&["openapi.yaml", "--scenario", "getKey=200 {\"a\""], 2, "invalid JSON, at byte"),
        (&["openapi.yaml", "--scenario", "nobody=200"], 2, "the document has no operation `nobody`"),
        (&["openapi.yaml", "--scenario", "getKey=418"], 2, "`getKey` has no `418`"),
        (&["openapi.yaml", "--fault", "getKey=odd"], 2, "invalid value 'getKey=odd'"),
        (&["openapi.yaml", "--port", &port], 2, "is in use; choose another with --port"),
        (&["none.yaml"], 1, "error["),
        (&["missing.yaml"], 2, "`missing.yaml` does not exist"),
    ];
    for (arguments, exit, sentence) in cases {
        let port: &[&str] = if arguments.contains(&"--port") { &[] } else { &["--port", "0"] };
        let output = documents.run(&[&["mock"], arguments, port].concat());
        assert_eq!(code(&output), Some(exit), "{}", stderr(&output));
        assert!(stderr(&output).contains(sentence), "{}", stderr(&output));
    }
}
