//! How parameters are written: the styles of OpenAPI, applied to any `Serialize`.
//!
//! The styles are the defaults of each location: `form` with `explode` in queries and form bodies, `simple` in paths
//! and headers. Others will have their place here.

mod value;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

pub(crate) use value::ParamError;
use value::Value;

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Everything but the `cookie-octet`s of RFC 6265, section 4.1.1, and `%` itself. Tokens in Base64 stay as they are.
const NOT_IN_COOKIES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// Name and value of one parameter, percent-encoded.
pub(crate) type Pair = (String, String);

/// A path parameter in style `simple`, percent-encoded. `None` for a null.
pub(crate) fn path(value: &(impl Serialize + ?Sized)) -> Result<Option<String>, ParamError> {
    simple(Value::of(value)?, encode)
}

/// A header in style `simple`, as it is. `None` for a null, and for an empty list.
pub(crate) fn header(value: &(impl Serialize + ?Sized)) -> Result<Option<String>, ParamError> {
    match Value::of(value)? {
        Value::List(items) if items.is_empty() => Ok(None),
        value => simple(value, str::to_owned),
    }
}

/// A cookie; lists are written with commas, encoded. `None` for a null.
pub(crate) fn cookie(name: &str, value: &(impl Serialize + ?Sized)) -> Result<Option<Pair>, ParamError> {
    let value = simple(Value::of(value)?, str::to_owned)?;
    Ok(value.map(|value| (encode_cookie(name), encode_cookie(&value))))
}

/// A query parameter in style `form` with `explode`: a pair per item of a list, a pair per member of an object.
pub(crate) fn query(name: &str, value: &(impl Serialize + ?Sized)) -> Result<Vec<Pair>, ParamError> {
    match Value::of(value)? {
        Value::Object(members) => object(members),
        value => pairs(name, value),
    }
}

/// A body of type `application/x-www-form-urlencoded`; the value has to be an object.
pub(crate) fn form(value: &(impl Serialize + ?Sized)) -> Result<String, ParamError> {
    match Value::of(value)? {
        Value::Object(members) => object(members).map(|pairs| join(&pairs)),
        _ => Err(ParamError::NotAnObject),
    }
}

/// Pairs as they stand in a query: `a=1&b=2`.
pub(crate) fn join(pairs: &[Pair]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn object(members: Vec<(String, Value)>) -> Result<Vec<Pair>, ParamError> {
    let nested: Result<Vec<_>, _> = members.into_iter().map(|(name, value)| pairs(&name, value)).collect();
    Ok(nested?.into_iter().flatten().collect())
}

fn pairs(name: &str, value: Value) -> Result<Vec<Pair>, ParamError> {
    let items = match value {
        Value::List(items) => items,
        value => vec![value],
    };
    let items = items.into_iter().filter_map(|item| item.scalar().transpose());
    items.map(|item| Ok((encode(name), encode(&item?)))).collect()
}

fn simple(value: Value, encode: impl Fn(&str) -> String) -> Result<Option<String>, ParamError> {
    let items: Vec<Value> = match value {
        Value::List(items) => items,
        Value::Object(members) => members.into_iter().flat_map(|(name, value)| [Value::Scalar(name), value]).collect(),
        value => return Ok(value.scalar()?.map(|scalar| encode(&scalar))),
    };
    let items = items.into_iter().filter_map(|item| item.scalar().transpose());
    let items: Result<Vec<String>, ParamError> = items.map(|item| Ok(encode(&item?))).collect();
    Ok(Some(items?.join(",")))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn encode_cookie(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_COOKIES).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn query_of(value: &impl Serialize) -> String {
        join(&query("q", value).unwrap())
    }

    #[test]
    fn scalars_are_written_plainly() {
        assert_eq!(query_of(&"a b&c=ü/+"), "q=a%20b%26c%3D%C3%BC%2F%2B");
        assert_eq!(query_of(&true), "q=true");
        assert_eq!(query_of(&-7_i64), "q=-7");
        assert_eq!(query_of(&0.1_f32), "q=0.1");
        assert_eq!(query_of(&1.0_f64), "q=1");
        assert_eq!(query_of(&'x'), "q=x");
        assert_eq!(query_of(&crate::Secret::from("sk")), "q=sk");
        assert_eq!(query_of(&Some(1)), "q=1");
        assert_eq!(query_of(&None::<u8>), "");
    }

    #[test]
    fn queries_explode() {
        assert_eq!(query_of(&["a", "b,c"]), "q=a&q=b%2Cc");
        assert_eq!(query_of(&Vec::<u8>::new()), "");
        assert_eq!(query_of(&json!({"x": 1, "y": [2, 3], "z": null})), "x=1&y=2&y=3");
    }

    #[test]
    fn paths_and_headers_join_by_commas() {
        assert_eq!(path(&["a/b", "c,d"]).unwrap().as_deref(), Some("a%2Fb,c%2Cd"));
        assert_eq!(header(&["a", "b"]).unwrap().as_deref(), Some("a,b"));
        assert_eq!(header(&json!({"k": "v", "n": 1})).unwrap().as_deref(), Some("k,v,n,1"));
        assert_eq!(header(&Vec::<u8>::new()).unwrap(), None);
    }

    #[test]
    fn cookies_keep_what_cookies_may_hold() {
        let pair = |value: &str| cookie("sid", value).unwrap().unwrap().1;
        assert_eq!(pair("abc+/="), "abc+/=");
        assert_eq!(pair("a; b=\"c\""), "a%3B%20b=%22c%22");
        assert_eq!(pair("a\r\nb"), "a%0D%0Ab");
    }

    #[test]
    fn forms_are_objects() {
        assert_eq!(form(&json!({"grant": "a b", "scope": ["x", "y"]})).unwrap(), "grant=a%20b&scope=x&scope=y");
        assert_eq!(form(&"text").unwrap_err(), ParamError::NotAnObject);
    }

    #[test]
    fn what_has_no_plain_form_is_an_error() {
        assert_eq!(query("q", &[[1]]).unwrap_err(), ParamError::Nested);
        assert_eq!(form(&json!({"a": {"b": 1}})).unwrap_err(), ParamError::Nested);
        assert_eq!(query("q", &f64::NAN).unwrap_err(), ParamError::NotFinite);
        assert_eq!(path(&Err::<u8, u8>(1)).unwrap_err(), ParamError::Nested);
    }
}
