//! Compares the outcome of a value with the verdict of the suite.

use serde_json::{Value, json};
use statusful_codegen::ir::{Api, TypeId, TypeRef};
use statusful_schema::Validator;

use super::report::Verdict;
use super::suite::{Group, Test};
use crate::conform::compare::same;
use crate::conform::harness::ModelAnswer;

/// The keywords that a type checks. The others limit values further; models accept what only these exclude, because a server
/// that sends it anyway has still sent something that can be read.
const CHECKED: [&str; 2] = ["type", "required"];

/// The keywords whose schemas hold only for some values or some items, so that no type carries what is within.
const CONDITIONAL: [&str; 8] = [
    "dependentRequired",
    "dependentSchemas",
    "then",
    "else",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "contains",
];

/// Returns the value of a model that holds a value of the group.
pub(super) fn held(data: &Value) -> Value {
    json!({ "value": data })
}

/// Returns the verdict on a value that was read as the model with an index.
pub(super) fn judge(api: &Api, model: usize, group: &Group, test: &Test, answer: Option<&ModelAnswer>) -> Verdict {
    let Some(answer) = answer else { return Verdict::Failed("the program ended".to_owned()) };
    match (answer.outcome.as_str(), test.valid) {
        ("refused", false) => Verdict::Refused,
        ("refused", true) => Verdict::Failed(format!("{} is valid, and was refused: {}", test.data, answer.message)),
        ("read", true) => match serde_json::from_str(&answer.body) {
            Err(_) => Verdict::Failed(format!("{} was not written: {}", test.data, answer.body)),
            Ok(back) => match same(api, Some(&TypeRef::Named(TypeId(model))), &held(&test.data), &back) {
                Ok(_) => Verdict::Kept,
                Err(fault) => Verdict::Failed(format!("{} was changed: {fault}", test.data)),
            },
        },
        ("read", false) => {
            let Some(paths) = Validator::new(&group.schema).keywords(&test.data) else {
                return Verdict::CannotBeTold("a reference to a schema that is not in the suite".to_owned());
            };
            let keywords: Vec<_> = paths.iter().map(|path| keyword(path)).collect();
            match keywords.iter().find(|keyword| CHECKED.contains(keyword)) {
                Some(keyword) => Verdict::Failed(format!("{} was read in spite of `{keyword}`", test.data)),
                None => Verdict::CannotBeTold(keywords.first().copied().unwrap_or("false").to_owned()),
            }
        }
        (outcome, _) => Verdict::Failed(format!("{}: {outcome} {}", test.data, answer.message)),
    }
}

/// Returns the keyword at the end of a path, or the conditional keyword that it is within.
fn keyword(path: &str) -> &str {
    let conditional = path.split('/').find(|name| CONDITIONAL.contains(name));
    conditional.or_else(|| path.rsplit('/').next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conditional_keyword_counts_before_what_is_within() {
        assert_eq!(keyword("/properties/a/type"), "type");
        assert_eq!(keyword("/dependentSchemas/a/required"), "dependentSchemas");
        assert_eq!(keyword("/then/properties/a/type"), "then");
    }
}
