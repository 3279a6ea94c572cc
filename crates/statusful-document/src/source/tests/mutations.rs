//! Documents with random bytes: reading, walking, writing and rendering end, without a panic.

use super::*;

/// A small generator of numbers that are random enough; the same on every run, so that a failure repeats.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or(0)
    }
}

const YAML: &str = include_str!("../samples/sample.yaml");
const JSON: &str = include_str!("../samples/sample.json");

/// Bytes that mean something to a parser, and some that mean nothing.
const PIECES: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\t",
    b" ",
    b"  ",
    b": ",
    b"- ",
    b"? ",
    b", ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"'",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"&a ",
    b"*a",
    b"!!int ",
    b"!x",
    b"<<: *a",
    b"|",
    b">-",
    b"#",
    b"%YAML 1.2",
    b"---\n",
    b"...\n",
    b"~",
    b"0x",
    b"1e",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"\xC3\xA4",
    b"\xF0\x9F\x98\x80",
    b"\xE2\x80\xA8",
    b"\xEF\xBB\xBF",
    b"\xC2\x85",
];

fn mutate(bytes: &mut Vec<u8>, random: &mut Xorshift) {
    let at = random.below(bytes.len());
    let end = (at + random.below(12)).min(bytes.len());
    match random.below(5) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let copy = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, copy);
        }
        3 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
        _ => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
    }
}

#[test]
fn no_bytes_stop_reading_walking_or_rendering() {
    let mut random = Xorshift(0x9E37_79B9_7F4A_7C15);
    for round in 0..6_000 {
        let (name, sample) = if round % 2 == 0 { ("x.yaml", YAML) } else { ("x.json", JSON) };
        let mut bytes = sample.as_bytes().to_vec();
        for _ in 0..=random.below(6) {
            mutate(&mut bytes, &mut random);
        }
        let mut diagnostics = Diagnostics::default();
        let source = read(name, &bytes, &mut diagnostics);
        let document = Document::new(&source);
        crate::check_version(&document, &mut diagnostics);
        let ends = |(node, ..): (_, &str, Span)| {
            document.resolve(node).is_none_or(|target| document.reference(target).is_none())
        };
        assert!(document.references().all(ends));
        assert!(document.operations().all(|operation| !operation.title().is_empty()));
        check_spans(&source, &diagnostics);
        check_identities(&source.root);
        if round % 8 < 2 {
            check_writing(&source);
        }
        let shown = render_all(&source.files, &diagnostics, Style::Plain);
        assert!(shown.chars().all(|character| character == '\n' || !character.is_control()), "{shown:?}");
    }
}

/// Writes a document that could be read, and reads it back as the same values.
fn check_writing(source: &Source) {
    let text = write(source).unwrap();
    let again = read(&source.files[0].name, text.as_bytes(), &mut Diagnostics::default());
    assert!(again.root == source.root, "{text}");
}

/// Every span is on character boundaries of its text, and a document without a value has an error.
fn check_spans(source: &Source, diagnostics: &Diagnostics) {
    let text = source.files[0].text.as_str();
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(text.get(label.span.start..label.span.end).is_some() || label.span.start >= text.len(), "{label:?}");
    }
    let mut found = Vec::new();
    scalars(&source.root, text, &mut found);
    let faulty = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    assert!(faulty || !source.root.is_null());
}
