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
