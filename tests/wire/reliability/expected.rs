//! Outcomes of faults, for each way in which a response is read.

use super::outcome::Outcome;
use super::reader::Reader;

/// The response is read as if nothing was wrong.
pub(crate) fn read(reader: Reader) -> Outcome {
    Outcome::Read(reader.read_all().to_owned())
}

pub(crate) fn no_response(reader: Reader) -> Outcome {
    if reader == Reader::Token {
        Outcome::NoToken("the token endpoint did not respond".to_owned())
    } else {
        Outcome::NoResponse
    }
}

pub(crate) fn interrupted(reader: Reader, arrived: &str) -> Outcome {
    if reader == Reader::Token {
        Outcome::NoToken("the token endpoint returned 200, but its body was interrupted".to_owned())
    } else {
        Outcome::Interrupted(arrived.to_owned())
    }
}

pub(crate) fn timed_out(reader: Reader) -> Outcome {
    if reader == Reader::Token { Outcome::NoTokenInTime } else { Outcome::TimedOut }
}

pub(crate) fn not_connected(reader: Reader) -> Outcome {
    if reader == Reader::Token { no_response(reader) } else { Outcome::NotConnected }
}
