//! All that is said of one value, by a schema and by what it refers to and consists of.

use serde_json::{Map, Value};

/// How deep references and compositions may lead before something is wrong with them.
const DEPTH: usize = 64;

/// A schema that stands alone, and what its references lead to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root<'s>(pub(crate) &'s Value);

/// Which branch of a choice is taken.
pub(crate) trait Choose {
    /// The branch to take of some, none of which is `null` alone unless all are.
    fn choose(&mut self, branches: usize) -> Option<usize>;
    /// Whether `null` is wanted where it may be.
    fn wants_null(&self) -> bool;
}

/// Takes all branches at once, which tells everything that may be there.
pub(crate) struct All;

impl Choose for All {
    fn choose(&mut self, _: usize) -> Option<usize> {
        None
    }

    fn wants_null(&self) -> bool {
        false
    }
}

impl<'s> Root<'s> {
    fn target(self, reference: &str) -> Option<&'s Value> {
        self.0.pointer(reference.strip_prefix('#')?)
    }

    /// The schema, what it refers to, the parts of `allOf`, and the branches that are chosen.
    pub(crate) fn facets(self, schema: &'s Value, choose: &mut impl Choose) -> Vec<&'s Map<String, Value>> {
        let mut facets = Vec::new();
        self.gather(schema, choose, &mut facets, 0);
        facets
    }

    fn gather(self, schema: &'s Value, choose: &mut impl Choose, into: &mut Vec<&'s Map<String, Value>>, depth: usize) {
        let Value::Object(object) = schema else { return };
        let is_known = into.iter().any(|known| std::ptr::eq(*known, object));
        if depth > DEPTH || is_known {
            return;
        }
        into.push(object);
        if let Some(target) = object.get("$ref").and_then(Value::as_str).and_then(|to| self.target(to)) {
            self.gather(target, choose, into, depth + 1);
        }
        for part in list(object, "allOf") {
            self.gather(part, choose, into, depth + 1);
        }
        for keyword in ["oneOf", "anyOf"] {
            let wants_null = choose.wants_null();
            let all: Vec<_> = list(object, keyword).iter().collect();
            let fitting: Vec<_> = all.iter().copied().filter(|branch| is_null(branch) == wants_null).collect();
            let branches = if fitting.is_empty() { all } else { fitting };
            match choose.choose(branches.len()) {
                _ if branches.is_empty() => {}
                Some(index) => self.gather(branches[index % branches.len()], choose, into, depth + 1),
                None => branches.into_iter().for_each(|branch| self.gather(branch, choose, into, depth + 1)),
            }
        }
    }
}

/// The list under a keyword; empty where there is none.
pub(crate) fn list<'s>(object: &'s Map<String, Value>, keyword: &str) -> &'s [Value] {
    object.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether a schema allows `null` alone.
fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "null")
}
