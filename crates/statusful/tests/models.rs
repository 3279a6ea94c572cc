//! Types that generated models use, tested from outside the crate.

statusful::open_enum! {
    /// An open enum as defined by generated code.
    pub enum CodeChallengeMethod { S256 => "S256", Plain => "plain" }
}

#[test]
fn every_string_round_trips() {
    for value in ["S256", "plain", "PLAIN", "", "ключ \" \\ \n"] {
        let json = serde_json::to_string(value).unwrap();
        let method: CodeChallengeMethod = serde_json::from_str(&json).unwrap();
        assert_eq!(method.as_str(), value);
        assert_eq!(serde_json::to_string(&method).unwrap(), json);
    }
}

#[test]
fn known_values_get_their_variant() {
    assert_eq!(CodeChallengeMethod::from("plain".to_owned()), CodeChallengeMethod::Plain);
    assert_eq!("S256".parse(), Ok(CodeChallengeMethod::S256));
    assert!(matches!(CodeChallengeMethod::from("Plain"), CodeChallengeMethod::Unknown(_)));
    assert_eq!(&CodeChallengeMethod::Plain, "plain");
}

#[test]
fn an_open_enum_prints_as_it_travels() {
    let unknown = CodeChallengeMethod::from("new");
    assert_eq!(format!("{:>6}|{}", CodeChallengeMethod::Plain, AsRef::<str>::as_ref(&unknown)), " plain|new");
}

#[test]
fn an_open_enum_is_a_string() {
    assert!(serde_json::from_str::<CodeChallengeMethod>("1").is_err());
    assert!(serde_json::from_str::<CodeChallengeMethod>("null").is_err());
}

#[cfg(feature = "schemars")]
mod schemas {
    use serde_json::json;
    use statusful::{Nullable, Secret};

    use super::CodeChallengeMethod;

    fn schema<T: schemars::JsonSchema>() -> serde_json::Value {
        let mut schema = schemars::generate::SchemaSettings::draft2020_12().with(|s| s.meta_schema = None);
        schema.inline_subschemas = true;
        let mut schema = schema.into_generator().into_root_schema_for::<T>();
        schema.remove("title");
        schema.to_value()
    }

    #[test]
    fn types_describe_themselves() {
        assert_eq!(schema::<CodeChallengeMethod>(), json!({"type": "string", "enum": ["S256", "plain"]}));
        assert_eq!(schema::<Secret>(), json!({"type": "string", "format": "password"}));
        assert_eq!(schema::<Nullable<bool>>(), json!({"type": ["boolean", "null"]}));
    }
}
