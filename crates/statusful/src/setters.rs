//! `setters!`: a method for each optional field of a struct.

/// Defines methods, inside an `impl`, that each set a field of type `Option`.
///
/// Each entry has the name of the method, and the field with the type of the argument. An argument `impl Into<T>` is
/// converted, and an argument `impl IntoIterator<Item = T>` is collected with its items converted. Any other argument
/// has the type inside the `Option`.
///
/// ```
/// #[derive(Debug, Default, PartialEq)]
/// struct Message {
///     seed: Option<i64>,
///     user: Option<String>,
///     stop: Option<Vec<String>>,
/// }
///
/// impl Message {
///     statusful::setters! {
///         with_seed(seed: i64), with_user(user: impl Into<String>),
///         with_stop(stop: impl IntoIterator<Item = impl Into<String>>),
///     }
/// }
///
/// let message = Message::default().with_seed(7).with_stop(["END"]);
/// assert_eq!(message, Message { seed: Some(7), user: None, stop: Some(vec!["END".to_owned()]) });
/// ```
#[macro_export]
macro_rules! setters {
    ($($setter:ident($field:ident: $($argument:tt)+)),* $(,)?) => {$(
        #[doc = ::core::concat!("Sets [`", ::core::stringify!($field), "`](Self::", ::core::stringify!($field), ").")]
        #[must_use]
        pub fn $setter(mut self, $field: $($argument)+) -> Self {
            self.$field = ::core::option::Option::Some($crate::__converted!($field: $($argument)+));
            self
        }
    )*};
}

/// Converts an argument, depending on the tokens of its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __converted {
    ($argument:ident: impl IntoIterator $($item:tt)+) => {
        ::core::iter::IntoIterator::into_iter($argument).map(::core::convert::Into::into).collect()
    };
    ($argument:ident: impl Into $($into:tt)+) => {
        ::core::convert::Into::into($argument)
    };
    ($argument:ident: $($exact:tt)+) => {
        $argument
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::Nullable;

    #[derive(Debug, Default, PartialEq)]
    struct Key {
        id: Option<u8>,
        name: Option<String>,
        limit: Option<Nullable<u32>>,
        tags: Option<Vec<String>>,
        counts: Option<Vec<u8>>,
        labels: Option<BTreeMap<String, Vec<u8>>>,
        parent: Option<Box<Self>>,
    }

    #[expect(unreachable_pub, reason = "setters are public")]
    impl Key {
        crate::setters! {
            with_id(id: u8), with_name(name: impl Into<String>), with_limit(limit: impl Into<Nullable<u32>>),
            with_tags(tags: impl IntoIterator<Item = impl Into<String>>),
            with_counts(counts: impl IntoIterator<Item = u8>), with_labels(labels: BTreeMap<String, Vec<u8>>),
            with_parent(parent: Box<Self>),
        }
    }

    #[test]
    fn a_setter_sets_its_field_alone() {
        assert_eq!(Key::default().with_id(1), Key { id: Some(1), ..Key::default() });
        let labels = BTreeMap::from([("a".to_owned(), vec![1])]);
        let key = Key::default().with_labels(labels.clone()).with_parent(Box::default());
        assert_eq!(key, Key { labels: Some(labels), parent: Some(Box::default()), ..Key::default() });
    }

    #[test]
    fn arguments_are_converted() {
        let key = Key::default().with_name("n").with_limit(Nullable::Null).with_tags(["a", "b"]).with_counts(1..3);
        let tags = Some(vec!["a".to_owned(), "b".to_owned()]);
        let (name, limit, counts) = (Some("n".to_owned()), Some(Nullable::Null), Some(vec![1, 2]));
        assert_eq!(key, Key { name, limit, tags, counts, ..Key::default() });
        assert_eq!(key.with_limit(3).limit, Some(Nullable::Value(3)));
    }
}
