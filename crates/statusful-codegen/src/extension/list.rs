//! The list in the successful responses of an operation.

use crate::openapi::{Content, Family, JsonType, Operation, Responses, Schema, StatusKey, tokens};
use crate::source::Span;

/// The maximum number of schemas that are searched for a property.
const MAX_PARTS: usize = 100;

/// The maximum number of nested choices of one alternative that are followed.
const MAX_HOPS: usize = 8;

/// The JSON bodies of an operation's successful responses.
pub(super) struct Pages<'d>(Vec<(StatusKey, usize, Content<'d>)>);

/// A schema in a body.
#[derive(Debug, Clone)]
pub(crate) struct List<'d> {
    /// The status of the response, or `default`.
    pub(crate) status: StatusKey,
    /// The index of the content in the response.
    pub(crate) content: usize,
    /// The schema, which may be a reference.
    pub(crate) schema: Schema<'d>,
    /// The component that the last reference on the way refers to.
    pub(crate) component: Option<&'d str>,
    /// The properties between that component and the schema.
    pub(crate) properties: Vec<String>,
}

impl<'d> Pages<'d> {
    pub(super) fn of(operation: Operation<'d>) -> Self {
        let responses = || operation.responses().into_iter().flat_map(Responses::iter);
        let is_success = |status: StatusKey| match status {
            StatusKey::Code(code) => (200..300).contains(&code),
            StatusKey::Range(class) => class == 2,
            StatusKey::Default => false,
        };
        let is_documented = responses().any(|(status, _)| is_success(status));
        let counts = |status| is_success(status) || (!is_documented && status == StatusKey::Default);
        let contents = responses().filter(|(status, _)| counts(*status)).flat_map(|(status, response)| {
            response.contents().enumerate().map(move |(index, content)| (status, index, content))
        });
        let is_json = |content: Content<'d>| matches!(content.family(), Family::Json | Family::Any);
        Self(contents.filter(|(_, _, content)| is_json(*content)).collect())
    }

    /// Returns the lists at a JSON Pointer, at most one for each body.
    pub(super) fn lists(&self, pointer: &str) -> impl Iterator<Item = List<'d>> {
        let lists = self.0.iter().filter_map(move |(status, index, content)| {
            let list = List::at(content.media.schema()?, pointer)?;
            list.is_list().then_some(List { status: *status, content: *index, ..list })
        });
        lists.collect::<Vec<_>>().into_iter()
    }

    /// Returns `true` if a body may have a value at a JSON Pointer: if it is described, or if its parent is not.
    pub(super) fn may_have(&self, pointer: &str) -> bool {
        self.0.iter().any(|(_, _, content)| content.media.schema().is_none_or(|schema| List::may_have(schema, pointer)))
    }
}

impl<'d> List<'d> {
    /// Finds the schema at a JSON Pointer in the values of a schema.
    pub(super) fn at(schema: Schema<'d>, pointer: &str) -> Option<Self> {
        let start = Self { status: StatusKey::Default, content: 0, schema, component: None, properties: Vec::new() };
        tokens(pointer)?.into_iter().try_fold(start.entered(), |found, name| found.property(&name))
    }

    /// Returns `true` if values may have a property at a JSON Pointer, even if it is not described.
    fn may_have(schema: Schema<'d>, pointer: &str) -> bool {
        let Some((above, _)) = pointer.rsplit_once('/') else { return true };
        let is_open = |found: &Self| found.parts().iter().all(|part| !part.has_properties());
        Self::at(schema, pointer).is_some()
            || Self::at(schema, above).map_or_else(|| Self::may_have(schema, above), |it| is_open(&it))
    }

    /// Returns the location of the items' schema.
    pub(super) fn items(&self) -> Option<Span> {
        let items = self.schema.resolve()?.items()?;
        Some(items.resolve().unwrap_or(items).span())
    }

    fn is_list(&self) -> bool {
        self.schema.resolve().is_some_and(|schema| {
            let types = schema.types();
            types.as_slice().contains(&JsonType::Array) || (types.is_empty() && schema.items().is_some())
        })
    }

    /// Follows references, and choices between one alternative and `null`.
    fn entered(mut self) -> Self {
        for _ in 0..MAX_HOPS {
            if let Some(name) = self.schema.is_reference().then(|| self.schema.reference_name()).flatten() {
                self.component = Some(name);
                self.properties.clear();
            }
            match self.schema.resolve().and_then(only_alternative) {
                Some(only) => self.schema = only,
                None => break,
            }
        }
        self
    }

    fn property(mut self, name: &str) -> Option<Self> {
        self.schema = self.parts().into_iter().find_map(|part| part.property(name))?;
        self.properties.push(name.to_owned());
        Some(self.entered())
    }

    /// Returns the schema and everything else that applies to the same values, without references.
    fn parts(&self) -> Vec<Schema<'d>> {
        let mut parts: Vec<Schema<'d>> = self.schema.resolve().into_iter().collect();
        let mut index = 0;
        while let Some(part) = parts.get(index).copied().filter(|_| index < MAX_PARTS) {
            let more = part.all_of().into_iter().filter_map(Schema::resolve);
            let new: Vec<_> = more.filter(|part| parts.iter().all(|known| known.span() != part.span())).collect();
            parts.extend(new);
            index += 1;
        }
        parts
    }
}

/// Returns the alternative that is not `null`, if there is only one.
fn only_alternative(schema: Schema<'_>) -> Option<Schema<'_>> {
    let alternatives = schema.one_of().or_else(|| schema.any_of())?;
    let mut others = alternatives.into_iter().filter(|alternative| !alternative.is_null());
    others.next().filter(|_| others.next().is_none())
}
