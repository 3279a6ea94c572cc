//! Random JSON, as deep as JSON is read.

use fastrand::Rng;
use serde_json::{Value, json};
use statusful_fuzz::graphs::PROPERTIES;

/// How deeply values may be nested: `serde_json` refuses what is deeper.
const DEPTH: usize = 127;

/// How many values there are of each kind.
const COUNT: usize = 12;

/// Returns deep values and wide ones, as JSON texts.
pub(super) fn values(rng: &mut Rng) -> Vec<String> {
    let mut values: Vec<Value> = PROPERTIES.into_iter().map(|name| deep(rng, |_| Some(name))).collect();
    values.push(deep(rng, |_| None));
    values.extend((0..COUNT).map(|_| {
        let names: Vec<_> = (0..rng.usize(1..=3)).map(|_| name(rng)).collect();
        deep(rng, |level| names[level % names.len()])
    }));
    values.extend((0..COUNT).map(|_| {
        let mut inner = rng.fork();
        deep(rng, |_| name(&mut inner))
    }));
    values.extend((0..COUNT).map(|_| wide(rng, 4)));
    values.iter().map(Value::to_string).collect()
}

/// Returns the name of a property, or nothing for a list.
fn name(rng: &mut Rng) -> Option<&'static str> {
    (rng.u8(..4) > 0).then(|| PROPERTIES[rng.usize(..PROPERTIES.len())])
}

/// Returns a value within objects and lists: `name` has the property of each, or nothing for a list.
fn deep(rng: &mut Rng, mut name: impl FnMut(usize) -> Option<&'static str>) -> Value {
    (0..DEPTH).fold(scalar(rng), |value, level| {
        let Some(name) = name(level) else { return json!([value]) };
        let mut object = json!({ "kind": scalar(rng) });
        object[name] = value;
        object
    })
}

fn wide(rng: &mut Rng, depth: usize) -> Value {
    match rng.u8(..4) {
        0 if depth > 0 => (0..rng.usize(..4)).map(|_| wide(rng, depth - 1)).collect(),
        1 | 2 if depth > 0 => {
            let some: Vec<_> = PROPERTIES.into_iter().filter(|_| rng.bool()).collect();
            some.into_iter()
                .map(|name| (name.to_owned(), wide(rng, depth - 1)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        _ => scalar(rng),
    }
}

fn scalar(rng: &mut Rng) -> Value {
    let scalars =
        [json!(null), json!("x"), json!("y"), json!("2024-01-01"), json!(1), json!(-1.5), json!(true), json!({})];
    scalars[rng.usize(..scalars.len())].clone()
}
