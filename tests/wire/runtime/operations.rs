//! Operations, implemented as in generated code.

use serde::Deserialize;
use statusful::http::Method;
use statusful::{
    ByteStream, Call, Case, Client, Never, Operation, RawResponse, Redirects, Request, ResponseHead, Secret,
    SecurityScheme,
};

/// `GET /keys/{id}`, with a response of every kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GetKey;

#[derive(Debug, PartialEq)]
pub(crate) enum GetKeyResponse {
    Ok(Key),
    Created(Wait),
    NoContent,
}

#[derive(Debug, PartialEq)]
pub(crate) enum GetKeyError {
    Unauthorized(String),
    ClientError(Problem),
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Key {
    pub(crate) api_key: Secret,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Wait {
    pub(crate) message: String,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Problem {
    pub(crate) detail: Vec<Detail>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Detail {
    pub(crate) code: i64,
}

impl Operation for GetKey {
    type Success = GetKeyResponse;
    type Failure = GetKeyError;
    const ID: &'static str = "getKey";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/keys/{id}";
    const ACCEPT: &'static str = "application/json, text/plain";
    const SECURITY: &'static [&'static [SecurityScheme]] = &[&[SecurityScheme::bearer("bearerAuth")]];

    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status().as_u16() {
            200 if head.is("application/json") => Case::Success(|response| response.json().map(GetKeyResponse::Ok)),
            201 if head.is("application/json") => {
                Case::Success(|response| response.json().map(GetKeyResponse::Created))
            }
            204 => Case::Success(|_| Ok(GetKeyResponse::NoContent)),
            401 if head.is("text/plain") => Case::Failure(|response| response.text().map(GetKeyError::Unauthorized)),
            400..=499 if head.is("application/json") => {
                Case::Failure(|response| response.json().map(GetKeyError::ClientError))
            }
            _ => Case::Undocumented,
        }
    }
}

statusful::variants! { success GetKeyResponse { 200 => Ok(Key) } }

/// Calls [`GetKey`] of the server at `server`.
pub(crate) fn get_key(server: &str) -> Call<GetKey> {
    let mut request = Request::new(&client());
    request.path("id", "req_123");
    Call::from(request).server(server)
}

/// Creates a client with the default options.
pub(crate) fn client() -> Client {
    Client::new().unwrap()
}

/// `GET /`, whose `200` is a stream of bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes;

impl Operation for Bytes {
    type Success = ByteStream;
    type Failure = Never;
    const ID: &'static str = "Bytes";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/";

    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status().as_u16() {
            200 => Case::SuccessStream(RawResponse::byte_stream),
            _ => Case::Undocumented,
        }
    }
}

/// Operations that decode any `2xx` or `3xx` as text; they differ only in their constants.
macro_rules! text_operations {
    ($($name:ident $method:ident $path:literal $security:expr, $redirects:ident;)*) => {
        $(
            #[derive(Debug, Clone, Copy)]
            pub(crate) struct $name;

            impl Operation for $name {
                type Success = String;
                type Failure = Never;
                const ID: &'static str = stringify!($name);
                const METHOD: Method = Method::$method;
                const PATH: &'static str = $path;
                const SECURITY: &'static [&'static [SecurityScheme]] = $security;
                const REDIRECTS: Redirects = Redirects::$redirects;

                fn case(head: &ResponseHead) -> Case<Self> {
                    match head.status().as_u16() {
                        200..=399 => Case::Success(RawResponse::text),
                        _ => Case::Undocumented,
                    }
                }
            }
        )*
    };
}

text_operations! {
    Plain GET "/" &[], Followed;
    Post POST "/" &[], Followed;
    Put PUT "/" &[], Followed;
    Delete DELETE "/" &[], Followed;
    Head HEAD "/" &[], Followed;
    OnePath GET "/keys/{id}/v1" &[], Followed;
    Returned GET "/" &[], Returned;
    Bearer GET "/" &[&[SecurityScheme::bearer("token")]], Followed;
    Basic GET "/" &[&[SecurityScheme::basic("login")]], Followed;
    KeyInHeader GET "/" &[&[SecurityScheme::api_key_header("key", "X-Key")]], Followed;
    KeyInQuery GET "/" &[&[SecurityScheme::api_key_query("key", "key")]], Followed;
    KeyInCookie GET "/" &[&[SecurityScheme::api_key_cookie("key", "sid")]], Followed;
    OneScope GET "/" &[&[SecurityScheme::oauth2("oauth", "/token", &["one"])]], Followed;
    OtherScope GET "/" &[&[SecurityScheme::oauth2("oauth", "/token", &["other"])]], Followed;
    NoEndpoint GET "/" &[&[SecurityScheme::oauth2("oauth", "", &[])]], Followed;
}

/// Creates a call without parameters.
pub(crate) fn call<O: Operation>(client: &Client) -> Call<O> {
    Call::from(Request::new(client))
}
