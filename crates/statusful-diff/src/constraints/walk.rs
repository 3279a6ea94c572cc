//! Walks the schemas of both sides at the same time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use statusful_codegen::ir::{Api, Kind, TypeId};
use statusful_codegen::openapi::Schema;
use statusful_codegen::source::Span;

use super::canonical::of_schema;
use super::condition::{Condition, Conditions, Sense, conditions};
use super::difference::{Difference, Shift};
use super::keyword::{default, differences, untyped};
use super::whole::Whole;
use super::{At, ModelSchemas};
use crate::pairs::Pairs;
use crate::{Change, ChangeKind, Effect, Subject};

/// How many bytes of schemas are compared. A schema is compared once, so that the largest documents need a tenth of it; two
/// documents whose schemas refer to each other in circles of different lengths could need any number.
const MAX_SIZE: usize = 1 << 27;

/// What a step costs apart from the size of its schemas.
const COST_OF_PART: usize = 100;

/// Whether values are in requests or in responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// In requests.
    Sent,
    /// In responses.
    Received,
}

/// Models of both sides that are the same.
pub(crate) type ModelPair = (TypeId, TypeId);

/// A walk, and what it found.
pub(crate) struct Walk<'a, 'd> {
    apis: [&'a Api; 2],
    schemas: [ModelSchemas; 2],
    joined: BTreeMap<TypeId, TypeId>,
    due: Vec<Step<'d>>,
    seen: HashSet<(Span, Span, Role)>,
    compared: HashMap<(Vec<Span>, Vec<Span>, bool), Rc<Compared<'d>>>,
    left: usize,
    found: Vec<(Option<ModelPair>, Change)>,
}

/// What the schemas of a step are to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Role {
    direction: Direction,
    sense: Sense,
    /// Whether the client has a type for the value, so that changes of the type are reported as such.
    is_typed: bool,
}

/// What differs between two schemas.
struct Compared<'d> {
    differences: Vec<Difference>,
    /// Schemas of conditions that both sides have.
    conditions: Vec<Condition<'d>>,
}

/// Two schemas of the same place, each of one or several parts.
struct Step<'d> {
    sides: [Vec<Schema<'d>>; 2],
    role: Role,
    at: At,
}

/// What the schemas of a step are models of.
enum Met {
    /// Of nothing, or only on one side.
    NoModel,
    /// Of models that are the same.
    Model(ModelPair),
    /// Of different models, which is reported as a change of the type.
    Others,
}

impl<'a, 'd> Walk<'a, 'd> {
    pub(crate) fn new(apis: [&'a Api; 2], schemas: [ModelSchemas; 2], joined: BTreeMap<TypeId, TypeId>) -> Self {
        Self {
            apis,
            schemas,
            joined,
            due: Vec::new(),
            seen: HashSet::new(),
            compared: HashMap::new(),
            left: MAX_SIZE,
            found: Vec::new(),
        }
    }

    /// Compares two schemas, and all that they contain.
    pub(crate) fn schemas(&mut self, at: At, direction: Direction, is_typed: bool, sides: [Schema<'d>; 2]) {
        let role = Role { direction, sense: Sense::Same, is_typed };
        self.due.push(Step { sides: sides.map(|schema| vec![schema]), role, at });
        while let Some(Step { sides, role, at }) = self.due.pop() {
            if self.left > 0 {
                let [old, new] = sides.map(Whole::of);
                self.charge((old.parts().len() + new.parts().len()) * COST_OF_PART);
                self.step([&old, &new], role, &at);
            }
        }
    }

    /// Returns the changes, each with the model that it belongs to. A constraint of a model that is sent and received is
    /// reported for the direction in which it needs a review.
    pub(crate) fn changes(self) -> Vec<(Option<ModelPair>, Change)> {
        let mut seen = HashSet::new();
        let mut found = self.found;
        found.retain(|(_, change)| seen.insert(change.clone()));
        let what = |it: &Change| (it.subject.clone(), it.place.clone(), it.old.clone(), it.new.clone());
        let is_notice = |change: &Change| change.effect() == Effect::Notice;
        let noticed: HashSet<_> = found.iter().filter(|(_, it)| is_notice(it)).map(|(_, it)| what(it)).collect();
        found.retain(|(_, change)| is_notice(change) || !noticed.contains(&what(change)));
        found
    }

    fn charge(&mut self, cost: usize) {
        self.left = self.left.saturating_sub(cost);
    }

    fn step(&mut self, [old, new]: [&Whole<'d>; 2], role: Role, at: &At) {
        if role.is_typed && old.is_disjoint(new) {
            return;
        }
        self.annotations(at, [old, new]);
        let met = if role.is_typed { self.met(old, new) } else { Met::NoModel };
        let at = match met {
            Met::Others => return,
            Met::NoModel => at.clone(),
            Met::Model(model) => At::of_model(self.subject(model), model),
        };
        let spans = [old, new].map(|whole| whole.spans().next());
        let is_repeated = matches!(met, Met::Model(..)) || old.is_object() || new.is_object();
        if let ([Some(old), Some(new)], true) = (spans, is_repeated)
            && !self.seen.insert((old, new, role))
        {
            return;
        }
        self.keywords(&at, role, [old, new]);
        self.inner(&at, role, [old, new]);
        self.alternatives(&at, role, [old, new]);
    }

    /// Compares defaults, and the marks of fields of forms, which have none in the client.
    fn annotations(&mut self, at: &At, [old, new]: [&Whole<'d>; 2]) {
        let (was, is) = (default(old), default(new));
        if was != is {
            self.push(at, ChangeKind::DefaultChanged, &was, &is);
        }
        let is_deprecated = |whole: &Whole<'d>| whole.parts().first().is_some_and(|part| part.is_deprecated());
        match (at.is_part(), is_deprecated(old), is_deprecated(new)) {
            (true, false, true) => self.push(at, ChangeKind::FieldDeprecated, "", ""),
            (true, true, false) => self.push(at, ChangeKind::FieldRestored, "", ""),
            _ => {}
        }
    }

    fn met(&self, old: &Whole<'d>, new: &Whole<'d>) -> Met {
        match (self.schemas[0].model(old), self.schemas[1].model(new)) {
            (Some(old), Some(new)) if self.joined.get(&old) == Some(&new) => Met::Model((old, new)),
            (Some(_), Some(_)) => Met::Others,
            _ => Met::NoModel,
        }
    }

    fn subject(&self, (old, new): ModelPair) -> Subject {
        let name = |side: usize, id| self.apis[side].ty(id).map(|ty| ty.name.to_string()).unwrap_or_default();
        let (was, name) = (name(0, old), name(1, new));
        Subject::Model { was: (was != name).then_some(was), name }
    }

    /// Compares the keywords of both schemas, and goes on with the schemas of conditions.
    fn keywords(&mut self, at: &At, role: Role, sides: [&Whole<'d>; 2]) {
        let compared = self.compared(sides, role.is_typed);
        for difference in &compared.differences {
            self.constraint(at, role, difference.clone());
        }
        for (path, sense, sides) in &compared.conditions {
            let role = Role { sense: sense.below(role.sense), is_typed: false, ..role };
            self.go_on(at.below(path), role, sides.map(|schema| vec![schema]));
        }
    }

    /// Compares two schemas once, however many places refer to them.
    fn compared(&mut self, sides: [&Whole<'d>; 2], is_typed: bool) -> Rc<Compared<'d>> {
        let [old_parts, new_parts] = sides.map(Whole::describing);
        let key = (old_parts, new_parts, is_typed);
        if let Some(compared) = self.compared.get(&key) {
            return Rc::clone(compared);
        }
        self.charge(sides.map(Whole::size).iter().sum());
        let [old, new] = sides.map(Whole::keywords);
        let Conditions { both, differences: alone } = conditions(&old, &new);
        let types = if is_typed { Vec::new() } else { untyped(sides, [&old, &new]) };
        let differences = differences(sides, [&old, &new]).into_iter().chain(types).chain(alone).collect();
        let compared = Rc::new(Compared { differences, conditions: both });
        self.compared.insert(key, Rc::clone(&compared));
        compared
    }

    fn constraint(&mut self, at: &At, role: Role, difference: Difference) {
        let Difference { old, new, shift } = difference.in_sense(role.sense);
        let kind = match (role.direction, shift) {
            (Direction::Sent, Shift::Looser) => ChangeKind::ConstraintLoosened,
            (Direction::Sent, Shift::Tighter | Shift::Other) => ChangeKind::ConstraintTightened,
            (Direction::Received, Shift::Tighter) => ChangeKind::ReceivedConstraintTightened,
            (Direction::Received, Shift::Looser | Shift::Other) => ChangeKind::ReceivedConstraintLoosened,
        };
        self.push(at, kind, &old, &new);
    }

    fn push(&mut self, at: &At, kind: ChangeKind, old: &str, new: &str) {
        self.found.push((at.model, at.change(kind, old, new)));
    }

    /// Goes on with the properties and items that both sides have.
    fn inner(&mut self, at: &At, role: Role, [old, new]: [&Whole<'d>; 2]) {
        let is_elsewhere = |schema: &Schema<'d>| match role.direction {
            Direction::Sent => schema.is_read_only(),
            Direction::Received => schema.is_write_only(),
        };
        for name in old.properties() {
            let sides = [old.property(name), new.property(name)];
            if !sides.iter().flatten().any(is_elsewhere) {
                self.go_on(at.property(name), role, sides);
            }
        }
        self.go_on(at.below("items"), role, [old.items(), new.items()]);
        self.go_on(at.below("additionalProperties"), role, [old.rest(), new.rest()]);
    }

    fn go_on(&mut self, at: Option<At>, role: Role, sides: [Vec<Schema<'d>>; 2]) {
        if let Some(at) = at.filter(|_| sides.iter().all(|schemas| !schemas.is_empty())) {
            self.due.push(Step { sides, role, at });
        }
    }

    /// Goes on with the alternatives that both sides have. The others are changes of variants, unless there is no union.
    fn alternatives(&mut self, at: &At, role: Role, sides: [&Whole<'d>; 2]) {
        let [olds, news] = &sides.map(Whole::alternatives);
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let pairs = Pairs::of(olds, news)
            .by(|schema| schema.reference_name().map_or_else(|| Err(of_schema(*schema)), Ok))
            .by(|schema| (schema.title(), schema.types().to_string()));
        let keyword = sides[1].keyword_of_alternatives();
        for (old, new) in &pairs.both {
            let index = news.iter().position(|schema| schema.is(**new)).unwrap_or_default();
            self.go_on(at.below(&format!("{keyword}/{index}")), role, [vec![**old], vec![**new]]);
        }
        let are_variants = at.model.is_some_and(|model| self.has_variants(model, [olds.len(), news.len()]));
        if pairs.gone.len() + pairs.come.len() > 0 && !are_variants {
            let texts =
                |schemas: &[&Schema<'d>]| schemas.iter().map(|schema| of_schema(**schema)).collect::<BTreeSet<_>>();
            if let Some(difference) = Difference::of_choices(keyword, &texts(&pairs.gone), &texts(&pairs.come)) {
                self.constraint(at, role, difference);
            }
        }
    }

    /// Returns `true` if models are unions with a variant for each alternative: several alternatives of one type are one variant.
    fn has_variants(&self, (old, new): ModelPair, alternatives: [usize; 2]) -> bool {
        let variants = |side: usize, id| match self.apis[side].ty(id).map(|ty| &ty.kind) {
            Some(Kind::Union(union)) => union.variants.len(),
            _ => 0,
        };
        variants(0, old) >= alternatives[0] && variants(1, new) >= alternatives[1]
    }
}
