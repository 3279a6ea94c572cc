//! The Discriminator Object (OpenAPI 3.0.3, section 4.7.25).

use super::super::view::view;
use super::Schema;

view! {
    /// Which property names the schema of a value.
    Discriminator
}

impl<'d> Discriminator<'d> {
    /// Returns the name of the property.
    pub fn property(self) -> Option<&'d str> {
        self.fields().text("propertyName")
    }

    /// Returns the values of the property that the mapping gives to a schema, which is named by its reference.
    pub fn values_of(self, schema: Schema<'d>) -> Vec<&'d str> {
        self.values_where(|target| schema.reference().is_some_and(|reference| leads_to(target, reference)))
    }

    /// Returns the values of the property that the mapping gives to a component.
    pub fn values_of_component(self, name: &str) -> Vec<&'d str> {
        self.values_where(|target| target.rsplit('/').next() == Some(name))
    }

    fn values_where(self, leads_here: impl Fn(&str) -> bool) -> Vec<&'d str> {
        let mapping = self.fields().entries("mapping");
        let here = mapping.filter(|(_, entry)| entry.node.as_str().is_some_and(&leads_here));
        here.map(|(value, _)| value).collect()
    }
}

/// Returns `true` if a target of a mapping, which is a reference or the name of a component, is the target of a reference.
fn leads_to(target: &str, reference: &str) -> bool {
    target == reference || Some(target) == reference.rsplit('/').next()
}
