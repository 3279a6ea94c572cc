//! A scope: names that must differ from each other.

use std::collections::HashSet;

use crate::ir::{Ident, TypeName};

/// The names that are used in a scope.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Creates a scope with reserved names.
    pub(super) fn with(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Reserves the name, or the first free one with a number appended.
    pub(super) fn ident(&mut self, wanted: &Ident) -> Ident {
        let name = first_free(wanted, Ident::with_suffix, |name| self.taken.contains(name.as_str()));
        self.taken.insert(name.as_str().to_owned());
        name
    }

    /// Reserves a name for each item. Of items with the same name, the one with the lowest key gets it, regardless of
    /// their order, so that moving a property in the document does not rename a field.
    pub(super) fn idents<'i, K: Ord>(&mut self, items: impl Iterator<Item = (K, &'i mut Ident)>) {
        let mut items: Vec<_> = items.collect();
        items.sort_by(|(a_key, a), (b_key, b)| (&**a, a_key).cmp(&(&**b, b_key)));
        for (_, ident) in items {
            *ident = self.ident(ident);
        }
    }

    /// Reserves the name, or the first free one with a number appended.
    pub(super) fn type_name(&mut self, wanted: &TypeName) -> TypeName {
        self.family(wanted, |name| vec![name.to_string()])
    }

    /// Reserves the name, or the first one with a number appended for which all derived names are free.
    pub(super) fn family(&mut self, wanted: &TypeName, family: impl Fn(&TypeName) -> Vec<String>) -> TypeName {
        let is_taken = |name: &TypeName| family(name).iter().any(|name| self.taken.contains(name));
        let name = first_free(wanted, TypeName::with_suffix, is_taken);
        self.taken.extend(family(&name));
        name
    }
}

fn first_free<N: Clone>(wanted: &N, with_suffix: impl Fn(&N, &str) -> N, is_taken: impl Fn(&N) -> bool) -> N {
    if !is_taken(wanted) {
        return wanted.clone();
    }
    let numbered = |number: u32| with_suffix(wanted, &number.to_string());
    (2..u32::MAX).map(numbered).find(|name| !is_taken(name)).unwrap_or_else(|| wanted.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_depend_on_the_order_of_the_items() {
        let named = |wires: [&'static str; 3]| {
            let mut items = wires.map(|wire| (wire, Ident::new(wire)));
            Scope::default().idents(items.iter_mut().map(|(wire, ident)| (*wire, ident)));
            items.map(|(wire, ident)| (wire, ident.to_string()))
        };
        let mut there = named(["b", "fooBar", "foo_bar"]);
        let mut back = named(["foo_bar", "fooBar", "b"]);
        assert_eq!(back[0].0, "foo_bar", "the items stay in their order");
        there.sort();
        back.sort();
        assert_eq!(there, back);
    }

    #[test]
    fn names_in_a_scope_differ() {
        let mut scope = Scope::with(&["new"]);
        let idents = ["new", "a", "a", "a 2"].map(|text| scope.ident(&Ident::new(text)).to_string());
        assert_eq!(idents, ["new_2", "a", "a_2", "a_2_2"]);
        let family = |name: &TypeName| vec![name.to_string(), format!("{name}Error")];
        let names = ["Get", "GetError", "Get"].map(|text| scope.family(&TypeName::new(text), family).to_string());
        assert_eq!(names, ["Get", "GetError2", "Get2"]);
    }
}
