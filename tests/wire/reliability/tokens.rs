//! Faults of a connection to the token endpoint.

use super::cell::cells;
use super::outcome::Outcome::{self, NoToken, NoTokenInTime};
use super::reader::Reader::Token;
use super::script::after;

fn no_response() -> Outcome {
    NoToken("the token endpoint did not respond".to_owned())
}

fn interrupted() -> Outcome {
    NoToken("the token endpoint returned 200, but its body was interrupted".to_owned())
}

fn too_large() -> Outcome {
    NoToken("the token endpoint returned 200, but its body is larger than 65536 bytes".to_owned())
}

mod before_head {
    use super::{NoTokenInTime, Token, after, cells, no_response};

    cells! {
        close: Token, after("").close() => no_response();
        reset: Token, after("").reset() => no_response();
        stall: Token, after("").stall() => NoTokenInTime;
        drip: Token, after("").drip(format!("HTTP/1.1 200 OK\r\nx-key: {}", "v".repeat(4000))) => NoTokenInTime;
        endless: Token, after("").repeat("\r\n") => no_response();
        garbage: Token, after("").garbage("SSH-2.0-OpenSSH_9.9\r\n") => no_response();
    }
}

mod within_body {
    use super::{NoTokenInTime, Token, after, cells, interrupted, too_large};

    cells! {
        close: Token, after(Token.half()).close() => interrupted();
        reset: Token, after(Token.half()).reset() => interrupted();
        stall: Token, after(Token.half()).stall() => NoTokenInTime;
        drip: Token, after(Token.half()).drip("0".repeat(4000)) => NoTokenInTime;
        endless: Token, after(Token.half()).repeat("4\r\n    \r\n") => too_large();
        garbage: Token, after(Token.half()).garbage("zz\r\n") => interrupted();
    }
}
