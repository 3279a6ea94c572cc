//! How a response is read: as a whole, as a stream, or as the token that another call needs.

use statusful::reqwest;

/// How a response is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Whole,
    Events,
    Lines,
    Bytes,
    Token,
}

impl Reader {
    fn media_type(self) -> &'static str {
        match self {
            Self::Whole => "text/plain",
            Self::Events => "text/event-stream",
            Self::Lines => "application/x-ndjson",
            Self::Bytes => "application/octet-stream",
            Self::Token => "application/json",
        }
    }

    /// The first half of the body: with a part that can be read by itself, if it is a stream.
    pub(crate) fn first(self) -> &'static str {
        match self {
            Self::Whole | Self::Bytes => "half",
            Self::Events => "data: {\"b\":0,\"g\":0,\"r\":1}\n\n",
            Self::Lines => "{\"b\":0,\"g\":0,\"r\":1}\n",
            Self::Token => r#"{"access_token":"t","#,
        }
    }

    /// The second half of the body.
    pub(crate) fn rest(self) -> &'static str {
        match self {
            Self::Whole | Self::Bytes => "rest",
            Self::Events => "data: {\"b\":0,\"g\":0,\"r\":2}\n\n",
            Self::Lines => "{\"b\":0,\"g\":0,\"r\":2}\n",
            Self::Token => r#""token_type":"bearer"}"#,
        }
    }

    pub(crate) fn body(self) -> String {
        format!("{}{}", self.first(), self.rest())
    }

    /// The head of a response with these lines in it.
    pub(crate) fn head(self, lines: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nx-key: v\r\ncontent-type: {}\r\n{lines}\r\n\r\n", self.media_type())
    }

    /// The head and the first half of a response whose body has no announced end.
    pub(crate) fn half(self) -> String {
        let first = self.first();
        format!("{}{:x}\r\n{first}\r\n", self.head("transfer-encoding: chunked"), first.len())
    }

    /// A whole response.
    pub(crate) fn answer(self) -> String {
        let body = self.body();
        format!("{}{body}", self.head(&format!("content-length: {}", body.len())))
    }

    /// Returns the result of the caller for the first half.
    pub(crate) fn read_first(self) -> &'static str {
        match self {
            Self::Whole | Self::Bytes => "half",
            Self::Events | Self::Lines => "1",
            Self::Token => "",
        }
    }

    /// Returns the result of the caller for the whole response.
    pub(crate) fn read_all(self) -> &'static str {
        match self {
            Self::Whole | Self::Bytes => "halfrest",
            Self::Events | Self::Lines => "12",
            Self::Token => "",
        }
    }
}

/// An HTTP client for all clients of a test, so that they share connections.
pub(crate) fn http_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none())
}
