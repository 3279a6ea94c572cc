//! Values made from a schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::bundle::HIDDEN;
use crate::facets::{Choose, Root, list};
use crate::{number, text};

/// From which depth on only what is required is there, and from which depth on a schema has no end.
const OPTIONAL_DEPTH: usize = 6;
const DEPTH: usize = 24;

/// How many values one body may have. What holds itself in several members grows by every level.
const VALUES: usize = 4000;

/// How many branches of choices are tried, one body for each.
const BRANCHES: usize = 16;

/// Why there is no value where a schema asks for what cannot be.
pub const IMPOSSIBLE: &str = "no value keeps its schema";

/// Where within its bounds a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Low,
    Middle,
    High,
}

/// How a body is made.
#[derive(Debug, Clone, Copy)]
struct Plan {
    optional: bool,
    null: bool,
    bound: Bound,
    choice: usize,
}

const FULL: Plan = Plan { optional: true, null: false, bound: Bound::Middle, choice: 0 };

/// How bodies are made first, each with what is special about it.
const PLANS: [(&str, Plan); 5] = [
    ("all optional members", FULL),
    ("no optional members", Plan { optional: false, ..FULL }),
    ("lower bounds", Plan { bound: Bound::Low, ..FULL }),
    ("upper bounds", Plan { bound: Bound::High, ..FULL }),
    ("null wherever it may be", Plan { null: true, ..FULL }),
];

/// Values of a schema, each with what is special about it: all optional members, none, the bounds, `null` wherever it
/// may be, and each branch of choices and enumerations. Where none could be made, the reason.
pub fn bodies(schema: &Value) -> Result<Vec<(String, Value)>, String> {
    let mut made: Vec<(String, Value)> = Vec::new();
    let mut reason = None;
    for (name, attempt) in attempts(schema) {
        match attempt {
            Ok(value) if !made.iter().any(|(_, known)| *known == value) => made.push((name, value)),
            Ok(_) => {}
            Err(fault) => reason = reason.take().or(Some(fault)),
        }
    }
    if made.is_empty() { Err(reason.unwrap_or_default()) } else { Ok(made) }
}

/// The same one after the other, those included that come out equal, and those that cannot be made.
pub(crate) fn attempts(schema: &Value) -> impl Iterator<Item = (String, Result<Value, String>)> {
    let mut widest = 1;
    let mut next = 0;
    std::iter::from_fn(move || {
        let index = next;
        next += 1;
        let Some((name, plan)) = PLANS.get(index) else {
            let choice = index - PLANS.len() + 1;
            let name = format!("branch {} of choices", choice + 1);
            let plan = Plan { choice, ..FULL };
            return (choice < widest.min(BRANCHES)).then(|| (name, attempt(schema, plan).0));
        };
        let (value, branches) = attempt(schema, *plan);
        widest = widest.max(branches);
        Some(((*name).to_owned(), value))
    })
}

/// A value, and how many branches the widest choice in it has.
fn attempt(schema: &Value, plan: Plan) -> (Result<Value, String>, usize) {
    let mut synthesis = Synthesis { root: Root(schema), plan, widest: 1, values: 0 };
    let value = synthesis.value(&[schema], 0, plan.choice);
    (value, synthesis.widest)
}

struct Synthesis<'s> {
    root: Root<'s>,
    plan: Plan,
    widest: usize,
    values: usize,
}

/// A choice by the plan's number.
struct ByNumber<'w> {
    choice: usize,
    null: bool,
    widest: &'w mut usize,
}

impl Choose for ByNumber<'_> {
    fn choose(&mut self, branches: usize) -> Option<usize> {
        *self.widest = branches.max(*self.widest);
        Some(self.choice)
    }

    fn wants_null(&self) -> bool {
        self.null
    }
}

impl<'s> Synthesis<'s> {
    /// A value that keeps all of the schemas. `index` tells apart the values of one list.
    fn value(&mut self, schemas: &[&'s Value], depth: usize, index: usize) -> Result<Value, String> {
        self.values += 1;
        if depth > DEPTH || self.values > VALUES {
            return Err("the schema holds itself without an end".to_owned());
        }
        let null = self.plan.null && depth > 0 && depth < OPTIONAL_DEPTH;
        let mut choose = ByNumber { choice: self.plan.choice, null, widest: &mut self.widest };
        let facets: Vec<_> = schemas.iter().flat_map(|schema| self.root.facets(schema, &mut choose)).collect();
        if let Some(value) = self.listed(&facets, null, index) {
            return value;
        }
        let types = types(&facets);
        if null && types.iter().any(|ty| ty == "null") {
            return Ok(Value::Null);
        }
        let types: Vec<_> = match types.iter().filter(|ty| *ty != "null").cloned().collect::<Vec<_>>() {
            some if some.is_empty() => types,
            some => some,
        };
        self.widest = self.widest.max(types.len());
        let ty = types.get(self.plan.choice % types.len().max(1)).map(String::as_str);
        self.typed(ty.unwrap_or(inferred(&facets)), &facets, depth, index)
    }

    fn typed(
        &mut self,
        ty: &str,
        facets: &[&'s Map<String, Value>],
        depth: usize,
        index: usize,
    ) -> Result<Value, String> {
        let bound = self.plan.bound;
        match ty {
            "null" => Ok(Value::Null),
            "boolean" => Ok(Value::Bool(bound != Bound::Low)),
            "integer" => number::integer(facets, bound).ok_or_else(|| "no integer is within the bounds".to_owned()),
            "number" => number::number(facets, bound).ok_or_else(|| "no number is within the bounds".to_owned()),
            "string" => text::string(facets, bound, index).map(Value::String),
            "array" => self.array(facets, depth),
            "object" => self.object(facets, depth),
            _ => Ok(json!({ "anything": [1, "text", null] })),
        }
    }

    /// One of the values of `const` or `enum`, where the schema has any of these; an error where none of them fits.
    fn listed(&mut self, facets: &[&'s Map<String, Value>], null: bool, index: usize) -> Option<Result<Value, String>> {
        let constant = facets.iter().find_map(|facet| facet.get("const"));
        // A constant that an enumeration does not have is that of a branch which does not fit beside it.
        let is_listed = |value: &&Value| {
            let mut lists = facets.iter().map(|facet| list(facet, "enum")).filter(|list| !list.is_empty());
            lists.all(|list| list.contains(value))
        };
        if let Some(value) = constant.filter(is_listed) {
            return Some(Ok(value.clone()));
        }
        let mut lists = facets.iter().map(|facet| list(facet, "enum")).filter(|list| !list.is_empty());
        let first = lists.next()?;
        let others: Vec<_> = lists.collect();
        let types = types(facets);
        let fits = |value: &&Value| types.is_empty() || types.iter().any(|ty| is_of(value, ty));
        let shared = first.iter().filter(|value| others.iter().all(|list| list.contains(value))).filter(fits);
        let (nulls, values): (Vec<_>, Vec<_>) = shared.partition(|value| value.is_null());
        if values.is_empty() || (null && !nulls.is_empty()) {
            return Some(nulls.first().map(|value| (*value).clone()).ok_or_else(|| IMPOSSIBLE.to_owned()));
        }
        self.widest = self.widest.max(values.len());
        let value = values.get((self.plan.choice.max(index)) % values.len());
        value.map(|value| Ok((*value).clone()))
    }

    fn array(&mut self, facets: &[&'s Map<String, Value>], depth: usize) -> Result<Value, String> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to an integer saturates")]
        let count = |keyword, from: usize, pick: fn(usize, usize) -> usize| {
            number::each(facets, keyword).fold(from, |so_far, value| pick(so_far, value as usize))
        };
        let least = count("minItems", 0, usize::max);
        let most = count("maxItems", usize::MAX, usize::min);
        let prefix: Vec<_> = facets.iter().flat_map(|facet| list(facet, "prefixItems")).collect();
        let items: Vec<_> = facets.iter().filter_map(|facet| facet.get("items")).collect();
        let wanted = match self.plan.bound {
            Bound::Low => 0,
            _ if depth >= OPTIONAL_DEPTH || !self.plan.optional => 0,
            Bound::Middle => 1.max(prefix.len()),
            Bound::High => 2.max(prefix.len()),
        };
        let unique = facets.iter().any(|facet| facet.get("uniqueItems") == Some(&Value::Bool(true)));
        let mut out: Vec<Value> = Vec::new();
        for index in 0..wanted.clamp(least, most.max(least)) {
            let schemas = prefix.get(index).map_or(items.clone(), |schema| vec![*schema]);
            match self.value(&schemas, depth + 1, if unique { index } else { 0 }) {
                Ok(value) if unique && out.contains(&value) && out.len() >= least => {}
                Ok(value) => out.push(value),
                Err(_) if out.len() >= least => break,
                Err(fault) => return Err(fault),
            }
        }
        Ok(out.into())
    }

    fn object(&mut self, facets: &[&'s Map<String, Value>], depth: usize) -> Result<Value, String> {
        let mut properties: BTreeMap<&'s str, Vec<&'s Value>> = BTreeMap::new();
        for (name, schema) in facets.iter().filter_map(|facet| facet.get("properties")?.as_object()).flatten() {
            properties.entry(name).or_default().push(schema);
        }
        let required: Vec<_> =
            facets.iter().flat_map(|facet| list(facet, "required")).filter_map(Value::as_str).collect();
        let mut out = Map::new();
        for (name, schemas) in &properties {
            let is_hidden = schemas.iter().any(|schema| schema.get(HIDDEN).is_some());
            let is_wanted = self.plan.optional && depth < OPTIONAL_DEPTH && !is_hidden;
            let is_required = required.contains(name);
            if !is_required && !is_wanted {
                continue;
            }
            match self.value(schemas, depth + 1, 0) {
                Ok(value) => out.extend([((*name).to_owned(), value)]),
                Err(fault) if is_required => return Err(fault),
                Err(_) => {}
            }
        }
        for name in required.iter().filter(|name| !properties.contains_key(*name)) {
            let rest = rest(facets).into_iter().collect::<Vec<_>>();
            out.insert((*name).to_owned(), self.value(&rest, depth + 1, 0)?);
        }
        self.more(facets, depth, &mut out);
        Ok(out.into())
    }

    /// A member that the schema does not name, where it says what those are.
    fn more(&mut self, facets: &[&'s Map<String, Value>], depth: usize, out: &mut Map<String, Value>) {
        let least = number::each(facets, "minProperties").fold(0.0, f64::max);
        let names = facets.iter().filter_map(|facet| facet.get("propertyNames")).collect::<Vec<_>>();
        let is_wanted = self.plan.optional && depth < OPTIONAL_DEPTH && self.plan.bound != Bound::Low;
        #[expect(clippy::cast_precision_loss, reason = "a body has not that many members")]
        let is_short = (out.len() as f64) < least;
        let Some(rest) = rest(facets).filter(|_| is_wanted || is_short) else { return };
        let most = number::each(facets, "maxProperties").fold(f64::INFINITY, f64::min);
        #[expect(clippy::cast_precision_loss, reason = "a body has not that many members")]
        if out.len() as f64 >= most {
            return;
        }
        let name = match names.as_slice() {
            [] => Value::String("extra member".to_owned()),
            names => self.value(names, depth + 1, 0).unwrap_or_default(),
        };
        let (Value::String(name), Ok(value)) = (name, self.value(&[rest], depth + 1, 0)) else { return };
        out.entry(name).or_insert(value);
    }
}

/// What members are that the schema does not name, where all facets that say so allow them.
fn rest<'s>(facets: &[&'s Map<String, Value>]) -> Option<&'s Value> {
    let mut said = facets.iter().filter_map(|facet| facet.get("additionalProperties"));
    let first = said.next()?;
    let is_closed = |schema: &Value| *schema == Value::Bool(false);
    (!is_closed(first) && !said.any(is_closed)).then_some(first)
}

/// The types that all facets allow which name any.
fn types(facets: &[&Map<String, Value>]) -> Vec<String> {
    let mut shared: Option<Vec<String>> = None;
    for ty in facets.iter().filter_map(|facet| facet.get("type")) {
        let named: Vec<String> = match ty {
            Value::String(name) => vec![name.clone()],
            ty => ty.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
        };
        shared = Some(match shared {
            None => named,
            Some(before) => both(&before, &named),
        });
    }
    shared.unwrap_or_default()
}

/// The types of both lists; an integer is a number.
fn both(a: &[String], b: &[String]) -> Vec<String> {
    let within = |name: &String, list: &[String]| {
        list.contains(name) || (name == "integer" && list.iter().any(|other| other == "number"))
    };
    let mut shared: Vec<String> = a.iter().filter(|name| within(name, b)).cloned().collect();
    shared.extend(b.iter().filter(|name| within(name, a) && !a.contains(name)).cloned());
    shared
}

/// The type of a schema that names none.
fn inferred(facets: &[&Map<String, Value>]) -> &'static str {
    let has =
        |keywords: &[&str]| facets.iter().any(|facet| keywords.iter().any(|keyword| facet.contains_key(*keyword)));
    if has(&["properties", "required", "additionalProperties", "minProperties", "patternProperties"]) {
        "object"
    } else if has(&["items", "prefixItems", "minItems", "uniqueItems"]) {
        "array"
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        "string"
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        "number"
    } else {
        "anything"
    }
}

fn is_of(value: &Value, ty: &str) -> bool {
    match ty {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Judge;

    /// All that is made of a schema, of which everything has to keep it.
    fn made(schema: &Value) -> Vec<Value> {
        let judge = Judge::new(schema);
        let made = bodies(schema).unwrap();
        for (name, value) in &made {
            assert_eq!(judge.fault(value), None, "{name}: {value}");
        }
        made.into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn optional_members_are_there_and_not_there() {
        let schema = json!({
            "type": "object", "required": ["id"],
            "properties": { "id": { "type": "integer", "minimum": 3, "maximum": 9 }, "name": { "type": "string" } },
        });
        let made = made(&schema);
        assert!(made.contains(&json!({ "id": 7 })));
        assert!(made.contains(&json!({ "id": 3, "name": "" })));
        assert!(made.iter().any(|value| value["id"] == 9));
    }

    #[test]
    fn every_branch_is_taken() {
        let schema = json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }, { "enum": [true] }] });
        let made = made(&schema);
        assert!(made.iter().any(Value::is_string) && made.iter().any(Value::is_i64) && made.contains(&json!(true)));
    }

    #[test]
    fn what_holds_itself_has_an_end() {
        let schema = json!({
            "$ref": "#/$defs/tree",
            "$defs": { "tree": {
                "type": "object", "properties": {
                    "left": { "$ref": "#/$defs/tree" },
                    "right": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/tree" } },
                },
            } },
        });
        assert!(made(&schema).len() >= 2);
        let endless = json!({ "$ref": "#/$defs/x", "$defs": { "x": {
            "type": "object", "required": ["x"], "properties": { "x": { "$ref": "#/$defs/x" } },
        } } });
        assert!(bodies(&endless).is_err());
    }

    #[test]
    fn an_enumeration_says_which_branch_beside_it_fits() {
        let kinds = json!([{ "const": 1 }, { "const": 2 }]);
        let branch =
            |kind| json!({ "required": ["kind"], "properties": { "kind": { "enum": [kind], "oneOf": kinds } } });
        let schema = json!({ "type": "object", "oneOf": [branch(2), branch(1)] });
        assert_eq!(made(&schema).len(), 2);
    }

    #[test]
    fn parts_add_up() {
        let schema = json!({
            "allOf": [
                { "type": "object", "required": ["a"], "properties": { "a": { "type": "number" } } },
                { "properties": { "a": { "type": "integer", "minimum": 8 }, "b": { "type": ["string", "null"] } } },
            ],
        });
        assert!(made(&schema).contains(&json!({ "a": 8, "b": null })));
    }
}
