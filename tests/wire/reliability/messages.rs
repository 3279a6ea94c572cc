//! Responses whose message is at fault, while their connection is not.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::cell::{check, for_each_reader};
use super::expected::{interrupted, no_response, read, timed_out};
use super::outcome::Outcome;
use super::reader::Reader;
use super::script::{Script, after};

const MALFORMED: &str = "the token endpoint returned 200, but its body has no token";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A response with these lines in its head, and a body of these bytes.
fn response(reader: Reader, lines: &str, body: &[u8]) -> Script {
    let head = reader.head(&format!("{lines}content-length: {}", body.len()));
    after([head.as_bytes(), body].concat())
}

/// A whole response with these lines in its head.
fn with_lines(reader: Reader, lines: &str) -> Script {
    response(reader, lines, reader.body().as_bytes())
}

/// A whole response in one chunk, with these lines after it.
fn with_trailers(reader: Reader, trailers: &str) -> String {
    let (body, head) = (reader.body(), reader.head("transfer-encoding: chunked"));
    format!("{head}{:x}\r\n{body}\r\n0\r\n{trailers}", body.len())
}

macro_rules! faults {
    ($($name:ident: |$reader:ident| $script:expr => $outcome:expr;)*) => {
        for_each_reader! { $($name: |$reader| check($reader, $script, $outcome);)* }
    };
}

// Heads.
faults! {
    two_lengths: |reader| after(reader.head("content-length: 4\r\ncontent-length: 8") + &reader.body()) => no_response(reader);
    a_length_and_chunks: |reader| after(with_trailers(reader, "\r\n").replacen("\r\n", "\r\ncontent-length: 4\r\n", 1)).go_on() => read(reader);
    a_negative_length: |reader| after(reader.head("content-length: -1") + &reader.body()) => no_response(reader);
    another_transfer_encoding: |reader| after(reader.head("transfer-encoding: x") + &reader.body()).close() => read(reader);
    equal_lengths_twice: |reader| with_lines(reader, &format!("content-length: {}\r\n", reader.body().len())).go_on() => read(reader);
    invalid_utf_8_in_a_header: |reader| after([b"HTTP/1.1 200 OK\r\nx-bad: \xff\xfe\r\n", &reader.answer().into_bytes()[17..]].concat()).go_on() => read(reader);
    a_header_twice: |reader| with_lines(reader, "x-key: w\r\n").go_on() => read(reader);
    a_content_type_twice: |reader| with_lines(reader, "content-type: text/html\r\n").go_on() => read(reader);
    a_header_without_a_colon: |reader| with_lines(reader, "malformed\r\n") => no_response(reader);
    a_header_name_with_a_space: |reader| with_lines(reader, "x key: v\r\n") => no_response(reader);
    a_folded_header: |reader| with_lines(reader, "x-long: v\r\n w\r\n") => no_response(reader);
    too_many_headers: |reader| with_lines(reader, &"x-a: b\r\n".repeat(1000)) => no_response(reader);
    a_header_that_is_too_large: |reader| with_lines(reader, &format!("x-a: {}\r\n", "b".repeat(1 << 20))) => no_response(reader);
    a_status_that_is_none: |reader| after(reader.answer().replacen("200", "99", 1)) => no_response(reader);
    another_version: |reader| after(reader.answer().replacen("HTTP/1.1", "HTTP/9.1", 1)) => no_response(reader);
    a_hundred_informational_responses: |reader| after("HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n".repeat(100) + &reader.answer()).go_on() => read(reader);
    informational_responses_without_end: |reader| after("").repeat("HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n") => timed_out(reader);
}

// Bodies.
faults! {
    longer_than_its_length: |reader| after(reader.answer() + "more") => read(reader);
    shorter_than_its_length: |reader| after(reader.head("content-length: 1000") + reader.first()).close() => interrupted(reader, reader.read_first());
    without_a_length: |reader| after(reader.head("connection: close") + &reader.body()).close() => read(reader);
    trailers: |reader| after(with_trailers(reader, "x-a: b\r\n\r\n")).go_on() => read(reader);
    malformed_trailers: |reader| after(with_trailers(reader, "malformed\r\n\r\n")) => interrupted(reader, reader.read_all());
    trailers_without_end: |reader| after(with_trailers(reader, "")).repeat("x-a: b\r\n") => interrupted(reader, reader.read_all());
    gzip_that_is_none: |reader| with_lines(reader, "content-encoding: gzip\r\n").go_on() => interrupted(reader, "");
    an_encoding_that_is_not_read: |reader| with_lines(reader, "content-encoding: snappy\r\n").go_on() => match reader {
        Reader::Token => read(reader),
        Reader::Whole => Outcome::Malformed(reader.body()),
        // The head of a stream is enough.
        _ => Outcome::Malformed(String::new()),
    };
    a_bomb: |reader| response(reader, "content-encoding: gzip\r\n", &gzip(&vec![b' '; 16 << 20])).go_on() => match reader {
        Reader::Token => Outcome::NoToken("the token endpoint returned 200, but its body is larger than 65536 bytes".to_owned()),
        Reader::Bytes => Outcome::Endless,
        _ => Outcome::TooLarge,
    };
    invalid_utf_8: |reader| response(reader, "", &[b"data: \xff\xfe\n\n", reader.body().as_bytes()].concat()).go_on() => match reader {
        Reader::Token => Outcome::NoToken(MALFORMED.to_owned()),
        Reader::Whole => Outcome::Malformed("data: \u{fffd}\u{fffd}\n\nhalfrest".to_owned()),
        Reader::Bytes => Outcome::Read("data: \u{fffd}\u{fffd}\n\nhalfrest".to_owned()),
        Reader::Events | Reader::Lines => Outcome::Read("!12".to_owned()),
    };
}
