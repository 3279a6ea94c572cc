//! Response enums whose bodies are all of one type.

use crate::Response;

/// A response enum all of whose variants carry the same type, so that the status need not be asked for first.
///
/// Generated enums implement it where it holds.
pub trait Uniform {
    /// The type of every body.
    type Body;

    /// The body, whichever variant it came in.
    fn into_body(self) -> Self::Body;
}

impl<T: Uniform> Response<T> {
    /// The body, whichever of the documented responses it came in. The status stays at hand.
    pub fn into_body(self) -> Response<T::Body> {
        self.map(T::into_body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RawResponse;

    enum Uniformed {
        Ok(u8),
        Created(u8),
    }

    impl Uniform for Uniformed {
        type Body = u8;

        fn into_body(self) -> u8 {
            match self {
                Self::Ok(body) | Self::Created(body) => body,
            }
        }
    }

    #[test]
    fn the_body_comes_out_and_the_status_stays() {
        for (status, answer) in [(200, Uniformed::Ok(7)), (201, Uniformed::Created(7))] {
            let response = Response::new(answer, RawResponse::for_test(status, "text/plain", b"7")).into_body();
            assert_eq!((*response, response.status().as_u16()), (7, status));
        }
    }
}
