//! Checks each model by itself: values that its schema allows are deserialized as the right variant and serialized equal, and
//! values that neither allows are refused.

mod alternatives;
mod cases;
mod invalid;
mod places;
mod verdict;

use statusful_codegen::Client;
use statusful_codegen::openapi::Document;
use statusful_codegen::origins::Origins;

use super::Finding;
use super::compare;
use super::harness::{ModelAnswer, ModelOrder, drive};
use crate::Failure;
use cases::{Case, Context, Expected};
use places::Places;

pub use verdict::ModelVerdict;

/// The argument of the program for models, in place of the address of a server.
pub(crate) const MODELS: &str = "--models";

/// Tests every model of a client, by the schemas of a document.
pub(super) fn judge(
    document: &Document<'_>,
    client: &Client,
    origins: &Origins,
    program: &str,
) -> Result<(ModelVerdict, Vec<Finding>), Failure> {
    let places = Places::of(document, &client.api, origins);
    let context = Context { api: &client.api, places: &places };
    let mut verdict = ModelVerdict::default();
    let mut cases = Vec::new();
    for (index, model) in client.api.types.iter().enumerate() {
        verdict.count_model(model);
        match cases::cases(index, model, origins, &context) {
            Ok(found) => cases.extend(found),
            Err(reason) => verdict.skip(reason),
        }
    }
    let order = |(number, case): (usize, &Case)| ModelOrder { number, model: case.model, text: case.value.to_string() };
    let answers = drive::<ModelAnswer>(program, MODELS, cases.iter().enumerate().map(order).collect())?;
    let mut findings = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let found = fault(client, case, answers.get(&number));
        verdict.count_case(case, found.is_none());
        findings.extend(found.map(|(kind, detail)| finding(client, case, kind, &detail)));
    }
    Ok((verdict, findings))
}

/// Returns what is wrong with the result of a case.
fn fault(client: &Client, case: &Case, answer: Option<&ModelAnswer>) -> Option<(&'static str, String)> {
    let Some(answer) = answer else { return Some(("model: no answer", "the harness broke down".to_owned())) };
    let (variant, wanted) = match (&case.expected, answer.outcome.as_str()) {
        (_, "panic") => return Some(("model: panic", answer.message.clone())),
        (Expected::Refused(_), "refused") => return None,
        (Expected::Refused(why), _) => {
            let detail = format!("expected an error, because {why}; got `{}` {}", answer.variant, answer.body);
            return Some(("model: invalid value accepted", detail));
        }
        (Expected::Read { .. }, "refused") => return Some(("model: valid value refused", answer.message.clone())),
        (Expected::Read { variant, value }, _) => (variant, value),
    };
    if let Some(variant) = variant.as_ref().filter(|variant| **variant != answer.variant) {
        return Some((
            "model: wrong variant",
            format!("expected `{variant}`, got `{}` {}", answer.variant, answer.body),
        ));
    }
    let Ok(back) = serde_json::from_str(&answer.body) else {
        return Some(("model: not serialized", answer.body.clone()));
    };
    compare::same(&client.api, Some(&case.ty()), wanted, &back).err().map(|detail| ("model: value changed", detail))
}

/// Returns a finding whose operation is the JSON pointer of the schema.
fn finding(client: &Client, case: &Case, kind: &str, detail: &str) -> Finding {
    let name = client.api.types.get(case.model).map(|model| model.name.to_string()).unwrap_or_default();
    Finding {
        kind: kind.to_owned(),
        operation: case.pointer.clone(),
        response: name,
        case: case.title.clone(),
        detail: format!("{detail}\nvalue: {}", case.value),
    }
}
