//! Operations as a document.

use serde_json::{Map, Value, json};

use super::operation::{Kind, Model, Operation, Parameter, Place, Property};

/// The document of some operations, by their index. A name of a component is the first one's that asks for it; what
/// others describe stays where it is.
pub(crate) fn document<'o>(operations: impl Iterator<Item = (usize, &'o Operation)>) -> Value {
    let mut components = Components::default();
    let mut paths = Map::new();
    for (index, operation) in operations {
        let names = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
        let path: Vec<_> = names.map(|parameter| format!("/{{{}}}", parameter.property.name)).collect();
        let item = json!({ operation.method: components.operation(operation) });
        paths.insert(format!("/o{index}{}", path.concat()), item);
    }
    json!({
        "openapi": "3.0.3", "info": { "title": "Names", "version": "1.0.0" }, "paths": paths,
        "components": { "schemas": components.0 },
    })
}

/// The schemas that have a name.
#[derive(Default)]
struct Components(Map<String, Value>);

impl Components {
    fn operation(&mut self, operation: &Operation) -> Value {
        let parameters: Vec<_> = operation.parameters.iter().map(|parameter| self.parameter(parameter)).collect();
        let mut object = json!({
            "operationId": operation.id, "parameters": parameters, "responses": self.responses(operation),
        });
        if let Some(tag) = &operation.tag {
            object["tags"] = json!([tag]);
        }
        if let Some(body) = &operation.body {
            let schema = self.model(&body.model);
            let content = body.media.iter().map(|media| {
                let schema = if *media == "text/plain" { json!({ "type": "string" }) } else { schema.clone() };
                ((*media).to_owned(), json!({ "schema": schema }))
            });
            object["requestBody"] = json!({ "required": body.required, "content": content.collect::<Map<_, _>>() });
        }
        object
    }

    fn responses(&mut self, operation: &Operation) -> Value {
        let text = json!({ "description": "Text.", "content": { "text/plain": {} } });
        let schema = self.model(&operation.response);
        let ok = json!({ "description": "Fine.", "content": { "application/json": { "schema": schema } } });
        let mut responses = json!({ "200": ok });
        if !operation.headers.is_empty() {
            let headers =
                operation.headers.iter().map(|name| (name.clone(), json!({ "schema": { "type": "string" } })));
            responses["200"]["headers"] = headers.collect::<Map<_, _>>().into();
        }
        if operation.has_created {
            responses["201"] = text.clone();
        }
        if operation.has_failure {
            responses["404"] = text;
        }
        responses
    }

    fn parameter(&mut self, Parameter { place, property }: &Parameter) -> Value {
        let required = property.required || *place == Place::Path;
        json!({ "name": property.name, "in": place.key(), "required": required, "schema": self.kind(&property.kind) })
    }

    fn model(&mut self, model: &Model) -> Value {
        let properties: Map<_, _> =
            model.properties.iter().map(|property| (property.name.clone(), self.kind(&property.kind))).collect();
        let required = model.properties.iter().filter(|property| property.required);
        let required: Vec<_> = required.map(|Property { name, .. }| name).collect();
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if model.is_open {
            schema["additionalProperties"] = json!({ "type": "string" });
        }
        self.named(model.component.as_deref(), schema)
    }

    fn kind(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::Text(_) => json!({ "type": "string" }),
            Kind::Choices(values, component) => {
                let items = self.named(component.as_deref(), json!({ "type": "string", "enum": values }));
                json!({ "type": "array", "items": items })
            }
        }
    }

    fn named(&mut self, name: Option<&str>, schema: Value) -> Value {
        match name {
            Some(name) if !self.0.contains_key(name) => {
                self.0.insert(name.to_owned(), schema);
                json!({ "$ref": format!("#/components/schemas/{name}") })
            }
            _ => schema,
        }
    }
}
