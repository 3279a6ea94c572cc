//! Names that are hard to keep: those of Rust, of the runtime and of generated code, and those that are hardly names.

use fastrand::Rng;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase};

/// Keywords of all editions, strict, reserved and weak.
const KEYWORDS: &str = "as async await break const continue crate dyn else enum extern false fn for gen if impl in let loop \
    match mod move mut pub ref return self Self static struct super trait true type unsafe use where while abstract become \
    box do final macro override priv try typeof unsized virtual yield union auto default macro_rules raw safe 'static _ r#type";

/// What every Rust file names without a path: types, traits, functions and macros.
const PRELUDE: &str = "Option Some None Result Ok Err String Vec Box ToString ToOwned Clone Copy Send Sync Sized Drop Fn FnMut \
    FnOnce AsRef AsMut Into From Default Iterator IntoIterator Extend DoubleEndedIterator ExactSizeIterator Eq PartialEq Ord \
    PartialOrd Hash Debug TryFrom TryInto FromIterator Future IntoFuture AsyncFn drop bool char str u8 i8 u16 i16 u32 i32 u64 \
    i64 u128 i128 usize isize f32 f64 format vec println matches panic assert todo derive cfg test allow doc include concat \
    stringify env file line column module_path std core alloc main";

/// Items of the runtime and of the crates that clients depend on.
const RUNTIME: &str = "statusful serde serde_json chrono uuid schemars tokio http reqwest bytes tracing Client ClientBuilder \
    Call CallOptions Sending Error Never Response RawResponse Request Case Operation Reading Redirects \
    ResponseHead DecodeError Body TypedBody Form Part Bytes Secret Nullable UnknownValue Style Variant Uniform Polled Polling \
    PollPolicy Statuses RetryPolicy Attempt Credential SecurityScheme Environment Hook Clock Event EventStream ByteStream \
    JsonLines StreamError Duration StatusCode Method HeaderMap Value Map Serialize Deserialize JsonSchema Serializer \
    Deserializer Infallible Cow BTreeMap HashMap Uuid DateTime Utc NaiveDate";

/// Items, methods, variables and associated items of generated code.
const GENERATED: &str = "client call types servers operations mock lib new builder runtime request request_mut inner response \
    body value form other options timeout retry idempotency_key header query server credential max_body_bytes send_blocking \
    poll into_future fmt clone from into try_from try_into as_ref as_str eq cmp hash borrow to_owned to_string \
    type_id decode reading ready take into_body status put name raw case ID METHOD PATH SERVER ACCEPT SECURITY REDIRECTS RETRY PREFIX \
    API_KEYS POLLING SUCCESS variants call client \
    Success Failure Output Item Target Err Owned Error Body Ready unknown Unknown Empty Symbol SelfValue unnamed N1 n1 \
    additional_properties additionalProperties additional_properties_2 with_value with_unknown serialize deserialize S D \
    __private open_enum schema_name json_schema deref poll_next source cause description default value_2 body_2 client_2";

/// Modules, features and files with a meaning of their own.
const MODULES: &str = "default full-serde full_serde rustls native-tls blocking login tracing mock traits schemars std aux con nul prn \
    COM1 mod lib main build src tests docs Cargo.toml dep:serde proc_macro alloc index README";

/// Names that other names are derived from, or that become the same.
const DERIVED: &str = "Foo foo FOO FooResponse FooError FooBody FooForm Foo2 foo_2 Foo_2 FooOkHeaders FooModel OptionModel \
    fooBody foo-response user-id userId user_id UserID UserId USER_ID user.id user:id user__id _user_id user_id_ userId2 \
    user_id_2 id ID Id iD _id id_ OAuth oauth o_auth OpenAPI open_api IPv4 ipv4 GetFoo getFoo get_foo get-foo ids ids[] \
    filter[name] filter.name Ok2 Ok_2 NotFound ok";

/// Names that have to be made valid, or that are none.
const ODD: [&str; 44] = [
    "1",
    "2fa",
    "3.5",
    "-1",
    "+1",
    "1st",
    "404",
    "0x10",
    "-",
    "--",
    "_",
    "__",
    "?",
    "!",
    "!=",
    "==",
    "*",
    "%",
    "&",
    "|",
    "$",
    "@",
    "#",
    "$id",
    "@type",
    "#/a",
    "'",
    "\"",
    "`",
    "\\",
    "a\"b",
    "a`b",
    "a b",
    " a ",
    "a\tb",
    "\u{202e}x",
    "\u{1f980}",
    "商品",
    "名前",
    "größe",
    "naïve",
    "Имя",
    "ſ",
    "ǅ",
];

/// All names, each once.
pub(crate) fn all() -> Vec<String> {
    let lists = [KEYWORDS, PRELUDE, RUNTIME, GENERATED, MODULES, DERIVED];
    let words = lists.iter().flat_map(|list| list.split_whitespace()).chain(ODD).map(str::to_owned);
    let mut all: Vec<_> = words.chain([String::new(), "a".repeat(300), "long name ".repeat(20)]).collect();
    all.sort();
    all.dedup();
    all
}

/// A name for something in an operation, which has other names already, that of the operation first.
pub(crate) fn name(random: &mut Rng, all: &[String], others: &[String]) -> String {
    match random.u8(..10) {
        0 => others[0].clone(),
        1..4 => {
            let other = random.usize(..others.len());
            near(random, &others[other])
        }
        _ => all[random.usize(..all.len())].clone(),
    }
}

/// A name that is easily taken for another one, or that the generator may derive from it.
pub(crate) fn near(random: &mut Rng, name: &str) -> String {
    let suffixed = |suffix: &str| format!("{name}{suffix}");
    match random.u8(..18) {
        0 => name.to_snake_case(),
        1 => name.to_kebab_case(),
        2 => name.to_lower_camel_case(),
        3 => name.to_upper_camel_case(),
        4 => name.to_shouty_snake_case(),
        5 => name.to_title_case(),
        6 => name.to_uppercase(),
        7 => suffixed("_"),
        8 => suffixed("2"),
        9 => suffixed("_2"),
        10 => suffixed("Response"),
        11 => suffixed("Error"),
        12 => suffixed("Body"),
        13 => suffixed("Form"),
        14 => suffixed("Model"),
        15 => format!("_{name}"),
        16 => format!("${name}"),
        _ => suffixed("[]"),
    }
}
