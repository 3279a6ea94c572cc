//! Faults of a connection within a stream.

use super::cell::cells;
use super::outcome::Outcome::{self, Endless, Interrupted, Late, Read, TooLarge};
use super::reader::Reader::{self, Bytes, Events, Lines};
use super::script::after;

/// The second half of a body in one chunk, and the end of the body.
fn rest(reader: Reader) -> String {
    format!("{:x}\r\n{}\r\n0\r\n\r\n", reader.rest().len(), reader.rest())
}

fn first(reader: Reader) -> String {
    reader.read_first().to_owned()
}

fn all(reader: Reader) -> Outcome {
    Read(reader.read_all().to_owned())
}

mod events {
    use super::{Events, Interrupted, Late, TooLarge, after, all, cells, first, rest};

    cells! {
        close: Events, after(Events.half()).close() => Interrupted(first(Events));
        reset: Events, after(Events.half()).reset() => Interrupted(first(Events));
        stall: Events, after(Events.half()).stall() => Late(first(Events));
        drip: Events, after(Events.half()).drip(rest(Events)).go_on() => all(Events);
        endless: Events, after(Events.half()).repeat("4\r\ndata\r\n") => TooLarge;
        garbage: Events, after(Events.half()).garbage("zz\r\n") => Interrupted(first(Events));
    }
}

mod lines {
    use super::{Interrupted, Late, Lines, TooLarge, after, all, cells, first, rest};

    cells! {
        close: Lines, after(Lines.half()).close() => Interrupted(first(Lines));
        reset: Lines, after(Lines.half()).reset() => Interrupted(first(Lines));
        stall: Lines, after(Lines.half()).stall() => Late(first(Lines));
        drip: Lines, after(Lines.half()).drip(rest(Lines)).go_on() => all(Lines);
        endless: Lines, after(Lines.half()).repeat("4\r\n[[[[\r\n") => TooLarge;
        garbage: Lines, after(Lines.half()).garbage("zz\r\n") => Interrupted(first(Lines));
    }
}

mod bytes {
    use super::{Bytes, Endless, Interrupted, Late, after, all, cells, first, rest};

    cells! {
        close: Bytes, after(Bytes.half()).close() => Interrupted(first(Bytes));
        reset: Bytes, after(Bytes.half()).reset() => Interrupted(first(Bytes));
        stall: Bytes, after(Bytes.half()).stall() => Late(first(Bytes));
        drip: Bytes, after(Bytes.half()).drip(rest(Bytes)).go_on() => all(Bytes);
        endless: Bytes, after(Bytes.half()).repeat(format!("400\r\n{}\r\n", "rest".repeat(256))) => Endless;
        garbage: Bytes, after(Bytes.half()).garbage("zz\r\n") => Interrupted(first(Bytes));
    }
}
