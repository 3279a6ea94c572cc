//! Operations, implemented as in generated code.

use serde::Deserialize;
use statusful::http::Method;
use statusful::{
    ByteStream, Call, Case, Client, Never, Operation, OperationInfo, Outcome, Redirects, Request, ResponseHead, Secret,
    SecurityScheme, Variant,
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
    const INFO: OperationInfo = OperationInfo {
        id: "getKey",
        method: Method::GET,
        path: "/keys/{id}",
        server: "",
        accept: "application/json, text/plain",
        security: &[&[SecurityScheme::bearer("bearerAuth")]],
        redirects: Redirects::Followed,
        retry: None,
    };

    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status().as_u16() {
            200 if head.is("application/json") => {
                Case::Whole(|response| response.json().map(GetKeyResponse::Ok).map(Outcome::Success))
            }
            201 if head.is("application/json") => {
                Case::Whole(|response| response.json().map(GetKeyResponse::Created).map(Outcome::Success))
            }
            204 => Case::Whole(|_| Ok(Outcome::Success(GetKeyResponse::NoContent))),
            401 if head.is("text/plain") => {
                Case::Whole(|response| response.text().map(GetKeyError::Unauthorized).map(Outcome::Failure))
            }
            400..=499 if head.is("application/json") => {
                Case::Whole(|response| response.json().map(GetKeyError::ClientError).map(Outcome::Failure))
            }
            _ => Case::Undocumented,
        }
    }
}

impl Variant<200> for GetKeyResponse {
    type Body = Key;

    fn take(self) -> Result<Key, Self> {
        if let Self::Ok(body) = self { Ok(body) } else { Err(self) }
    }
}

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
    const INFO: OperationInfo = OperationInfo {
        id: "Bytes",
        method: Method::GET,
        path: "/",
        server: "",
        accept: "",
        security: &[],
        redirects: Redirects::Followed,
        retry: None,
    };

    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status().as_u16() {
            200 => Case::Stream(|response| Ok(Outcome::Success(response.byte_stream()))),
            _ => Case::Undocumented,
        }
    }
}

/// Operations that decode any `2xx` or `3xx` as text; they differ only in `INFO`.
macro_rules! text_operations {
    ($($name:ident $method:ident $path:literal $security:expr, $redirects:ident;)*) => {
        $(
            #[derive(Debug, Clone, Copy)]
            pub(crate) struct $name;

            impl Operation for $name {
                type Success = String;
                type Failure = Never;
                const INFO: OperationInfo = OperationInfo {
                    id: stringify!($name),
                    method: Method::$method,
                    path: $path,
                    server: "",
                    accept: "",
                    security: $security,
                    redirects: Redirects::$redirects,
                    retry: None,
                };

                fn case(head: &ResponseHead) -> Case<Self> {
                    match head.status().as_u16() {
                        200..=399 => Case::Whole(|response| response.text().map(Outcome::Success)),
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
