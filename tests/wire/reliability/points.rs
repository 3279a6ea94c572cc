//! Faults of a connection at each point of a response that is read as a whole.

use super::cell::cells;
use super::outcome::Outcome::{Interrupted, Late, NoResponse, Read, TimedOut, TooLarge};
use super::reader::Reader::Whole;
use super::script::after;

fn half() -> String {
    "half".to_owned()
}

mod before_head {
    use super::{NoResponse, TimedOut, Whole, after, cells};

    cells! {
        close: Whole, after("").close() => NoResponse;
        reset: Whole, after("").reset() => NoResponse;
        stall: Whole, after("").stall() => TimedOut;
        drip: Whole, after("").drip(Whole.answer()) => TimedOut;
        endless: Whole, after("").repeat("\r\n") => NoResponse;
        garbage: Whole, after("").garbage("SSH-2.0-OpenSSH_9.9\r\n") => NoResponse;
    }
}

mod within_head {
    use super::{NoResponse, TimedOut, Whole, after, cells};

    const START: &str = "HTTP/1.1 200 OK\r\nx-key: v\r\n";

    cells! {
        close: Whole, after(START).close() => NoResponse;
        reset: Whole, after(START).reset() => NoResponse;
        stall: Whole, after(START).stall() => TimedOut;
        drip: Whole, after(START).drip("content-length: 8\r\n\r\nhalfrest") => TimedOut;
        endless: Whole, after(START).repeat("x-a: b\r\n") => NoResponse;
        garbage: Whole, after(START).garbage("\0\x01\x02\r\n\r\n") => NoResponse;
    }
}

mod between_head_and_body {
    use super::{Interrupted, Late, TooLarge, Whole, after, cells};

    fn head() -> String {
        Whole.head("content-length: 8")
    }

    fn chunked() -> String {
        Whole.head("transfer-encoding: chunked")
    }

    cells! {
        close: Whole, after(head()).close() => Interrupted(String::new());
        reset: Whole, after(head()).reset() => Interrupted(String::new());
        stall: Whole, after(head()).stall() => Late(String::new());
        drip: Whole, after(chunked()).drip("00000000000000000000000004\r\nhalf\r\n") => Late(String::new());
        endless: Whole, after(chunked() + "4;").repeat("x=y;") => Interrupted(String::new());
        a_chunk_size_without_end: Whole, after(chunked()).repeat("0") => Late(String::new());
        garbage: Whole, after(chunked()).garbage("zz\r\n") => Interrupted(String::new());
        an_announced_length_above_the_limit: Whole, after(Whole.head("content-length: 9999999999")).stall() => TooLarge;
    }
}

mod within_body {
    use super::{Interrupted, Late, TooLarge, Whole, after, cells, half};

    cells! {
        close: Whole, after(Whole.half()).close() => Interrupted(half());
        reset: Whole, after(Whole.half()).reset() => Interrupted(half());
        stall: Whole, after(Whole.half()).stall() => Late(half());
        drip: Whole, after(Whole.half()).drip("0000000000000000000000004\r\nrest\r\n") => Late(half());
        endless: Whole, after(Whole.half()).repeat("4\r\nrest\r\n") => TooLarge;
        garbage: Whole, after(Whole.half()).garbage("zz\r\n") => Interrupted(half());
    }
}

mod after_body {
    use super::{Read, Whole, after, cells};

    fn all() -> super::super::outcome::Outcome {
        Read(Whole.read_all().to_owned())
    }

    fn answer_that_ends_the_connection() -> String {
        Whole.head("connection: close\r\ncontent-length: 8") + "halfrest"
    }

    cells! {
        close: Whole, after(Whole.answer()).close() => all();
        reset: Whole, after(Whole.answer()).reset() => all();
        stall: Whole, after(answer_that_ends_the_connection()).stall() => all();
        drip: Whole, after(answer_that_ends_the_connection()).drip("x".repeat(20)) => all();
        endless: Whole, after(Whole.answer()).repeat("x") => all();
        garbage: Whole, after(Whole.answer() + "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nnot").stall() => all();
    }
}
