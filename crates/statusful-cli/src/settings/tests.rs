//! Settings files that users copy.

use super::*;

fn parse(text: &str) -> Result<Listing, Errors> {
    Listing::parse(&File::at(Path::new(FILE_NAME)), text)
}

#[test]
fn every_example_of_the_documentation_is_valid() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/settings.md");
    let text = std::fs::read_to_string(path).unwrap();
    let blocks: Vec<_> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```")).collect();
    assert!(blocks.len() > 5);
    for (block, _) in blocks {
        assert!(parse(block).is_ok(), "{block}: {:?}", parse(block).unwrap_err());
    }
}

#[test]
fn the_documentation_has_every_key() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/settings.md")).unwrap();
    let error = toml::from_str::<Keys>("no_such_key = 1").unwrap_err();
    let keys: Vec<_> = error.message().split('`').skip(3).step_by(2).collect();
    assert!(keys.len() > 15, "{keys:?}");
    for key in keys.into_iter().filter(|key| *key != "client") {
        assert!(text.contains(&format!("\n| `{key}` |")), "`{key}` is not in docs/guide/settings.md");
        let init = include_str!("../init.toml");
        assert!(
            init.contains(&format!("{key} = ")) || init.contains(&format!("[{key}")),
            "`{key}` is not in init.toml"
        );
    }
}

/// Readers remove the `#` of what they want.
#[test]
fn every_comment_of_init_is_valid() {
    let is_setting = |rest: &&str| {
        let key = rest.split(" = ").next().unwrap_or_default();
        rest.starts_with('[')
            || rest.contains(" = ") && key.chars().all(|c| c.is_ascii_alphanumeric() || "_\"*.".contains(c))
    };
    let lines = include_str!("../init.toml").lines();
    let lines: Vec<_> = lines.map(|line| line.strip_prefix("# ").filter(is_setting).unwrap_or(line)).collect();
    let text = lines.join("\n");
    assert!(text.contains("\n[types]") && text.contains("\nmock = false"), "{text}");
    assert!(parse(&text).is_ok(), "{:?}", parse(&text).unwrap_err());
}

/// Returns the errors of a client with these keys, as messages.
fn errors(keys: &str) -> Vec<String> {
    let all = match parse(&format!("document = \"a.yaml\"\nout = \"a\"\n{keys}")) {
        Ok(listing) => {
            let mut errors = Errors::new(Some(&listing.file));
            for (choices, place) in listing.clients {
                choices.complete("test", &place, Some(&listing.file), &mut errors);
            }
            errors
        }
        Err(errors) => errors,
    };
    all.messages()
}

#[test]
fn metadata_follows_the_rules_of_registries() {
    for (keys, message) in [
        ("license = \"Apache 2.0\"", "`Apache 2.0` is not a licence: unknown term"),
        ("license = \"LicenseRef-mine\"", "crates.io does not accept the licence `LicenseRef-mine`"),
        ("repository = \"git@example.com:a/b.git\"", "`git@example.com:a/b.git` is not a URL"),
        ("homepage = \"https://\"", "`https://` is not a URL"),
        ("homepage = \"https://a.example/\\nlicense = 'x'\"", "`https://a.example/\\nlicense = \\'x\\'` is not a URL"),
        ("keywords = [\"a b\"]", "`a b` is not a keyword"),
        ("keywords = [\"schlüssel\"]", "`schlüssel` is not a keyword"),
        ("keywords = [\"abcdefghijklmnopqrstu\"]", "`abcdefghijklmnopqrstu` is not a keyword"),
        ("keywords = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]", "there are 6 keywords, and crates.io accepts 5"),
        ("categories = [\"API bindings\"]", "`API bindings` is not a category"),
        ("categories = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]", "there are 6 categories, and crates.io accepts 5"),
        ("authors = [\" \"]", "` ` is not an author"),
        ("description = \" \"", "the description is empty"),
        ("publish = \"yes\"", "`publish` is neither a boolean nor a list of registries"),
        ("publish = [\"a registry\"]", "`publish` is neither a boolean nor a list of registries"),
        ("publish = true", "a client on crates.io needs a licence"),
        ("publish = [\"internal\", \"crates-io\"]", "a client on crates.io needs a licence"),
        (
            "publish = true\nlicense = \"MIT\"\n[dependencies]\na = { git = \"https://a.example\" }",
            "the dependency `a` has no version, which a published client needs",
        ),
    ] {
        let found = errors(keys);
        assert!(found.len() == 1 && found[0].starts_with(message), "{keys}: {found:?}");
    }
    let long = format!("description = \"{}\"", "a".repeat(1001));
    assert_eq!(errors(&long), ["the description has 1001 characters"]);
}

#[test]
fn metadata_that_registries_accept_is_accepted() {
    for keys in [
        "publish = true\nlicense = \"MIT OR Apache-2.0\"",
        "publish = [\"internal\"]",
        "publish = []",
        "publish = true\nruntime = \"workspace\"",
        "keywords = [\"http-2\", \"c++\"]\ncategories = [\"web-programming::http-client\"]",
        "repository = \"https://github.com/a/b\"\nhomepage = \"http://[::1]:80/a?b#c\"",
        "authors = [\"Jané Doe <jane@example.com>\"]\ndescription = \"A client.\"",
    ] {
        assert_eq!(errors(keys), [] as [String; 0], "{keys}");
    }
}
