//! Response enums whose bodies all have the same type.

use crate::Response;

/// A response enum whose variants all contain the same type, so that the body can be used without a match.
///
/// Generated enums implement this trait if it applies.
pub trait Uniform {
    /// The type of every body.
    type Body;

    /// Returns the body of any variant.
    fn into_body(self) -> Self::Body;
}

impl<T: Uniform> Response<T> {
    /// Converts the value into its body, regardless of the variant.
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
    fn the_body_replaces_the_enum_and_the_status_is_kept() {
        for (status, answer) in [(200, Uniformed::Ok(7)), (201, Uniformed::Created(7))] {
            let response = Response::new(answer, RawResponse::for_test(status, "text/plain", b"7")).into_body();
            assert_eq!((*response, response.status().as_u16()), (7, status));
        }
    }
}
