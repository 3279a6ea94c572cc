//! The catalogue of changes: what each is called, what it does to users, how it is told, and what to do about it.
//!
//! The comment of a kind says why it has its effect, where that is not plain.

/// What a change does to a program that uses the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// A use that the client is made for stops compiling, or its calls stop succeeding.
    Breaking,
    /// It goes on compiling, but should be looked at.
    Notice,
    /// Nothing, unless it wants what is new.
    Compatible,
}

impl Effect {
    /// The word for it, such as `breaking`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Notice => "notice",
            Self::Compatible => "compatible",
        }
    }
}

macro_rules! catalogue {
    ($($(#[doc = $docs:literal])+ $kind:ident = $name:literal, $effect:ident, $message:literal, $advice:literal;)+) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[doc = $docs])+ $kind,)+
        }

        impl Kind {
            /// All of them, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The name programs see, such as `error-added`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// What it does to users of the client.
            pub fn effect(self) -> Effect {
                match self {
                    $(Self::$kind => Effect::$effect,)+
                }
            }

            pub(crate) fn message(self) -> &'static str {
                match self {
                    $(Self::$kind => $message,)+
                }
            }

            pub(crate) fn advice(self) -> &'static str {
                match self {
                    $(Self::$kind => $advice,)+
                }
            }
        }
    };
}

catalogue! {
    // The client.

    /// A server can be chosen that could not be.
    ServerAdded = "server-added", Compatible, "there is a server {new}", "";
    /// The type that stands for the server is gone.
    ServerRemoved = "server-removed", Breaking, "the server {old} is gone", "choose another server, or give its URL as text";
    /// Calls go elsewhere.
    ServerUrlChanged = "server-url-changed", Notice, "{old} became {new}", "check that programs may reach it";
    /// Calls of those who choose no server go elsewhere. Told once for all operations that had and have the same servers.
    ServersOfOperationsChanged = "servers-of-operations-changed", Notice, "several operations are sent to {new}, and were to {old}", "check that programs may reach it";
    /// A type without parts became one with setters, or the reverse: it is made otherwise.
    ServerShapeChanged = "server-shape-changed", Breaking, "it has variables where it had none, or the reverse", "make it by `new()` if it has variables, and by its name if not";
    /// Variables have defaults, so that there is no need to set a new one.
    ServerVariableAdded = "server-variable-added", Compatible, "there is a variable {new}", "";
    /// The setter is gone.
    ServerVariableRemoved = "server-variable-removed", Breaking, "the variable {old} is gone", "do not set it";
    /// The setter takes something else.
    ServerVariableTypeChanged = "server-variable-type-changed", Breaking, "its setter takes {new}, and took {old}", "change what is set";
    /// Calls of those who set nothing go elsewhere.
    ServerVariableDefaultChanged = "server-variable-default-changed", Notice, "its default {old} became {new}", "set the value that is meant";
    /// The enum of values is made and not matched.
    ServerValueAdded = "server-value-added", Compatible, "it can be {new}", "";
    /// The variant is gone.
    ServerValueRemoved = "server-value-removed", Breaking, "it cannot be {old} any more", "set another value";
    /// Paths to everything in the module change.
    ModuleRenamed = "module-renamed", Breaking, "the module {old} became {new}", "change the paths that begin with {old}";
    /// Manifests that name the feature are refused by Cargo.
    FeatureRenamed = "feature-renamed", Breaking, "the Cargo feature {old} became {new}", "change the `features` in manifests";

    // Operations.

    /// There is one more function.
    OperationAdded = "operation-added", Compatible, "there is a new function {new}", "";
    /// The function is gone.
    OperationRemoved = "operation-removed", Breaking, "the function {old} is gone", "do without it, or call its successor";
    /// Its tag changed, and with it the path to the function.
    OperationMoved = "operation-moved", Breaking, "it moved from the module {old} to {new}", "change the path in `use`";
    /// The function, its type and its outcomes have other names.
    FunctionRenamed = "function-renamed", Breaking, "the function {old} became {new}", "change the name of the function and of its outcomes";
    /// Generated code sends it; programs do not see it, but proxies and mocks do.
    MethodChanged = "method-changed", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// Generated code sends it; programs do not see it, but proxies and mocks do.
    PathChanged = "path-changed", Notice, "it is sent to {new}, and was to {old}", "change mocks and rules of proxies";
    /// Calls of those who choose no server go elsewhere.
    OperationServerChanged = "operation-server-changed", Notice, "its server {old} became {new}", "check that programs may reach it";
    /// The compiler warns, and with `-D warnings` it fails.
    OperationDeprecated = "operation-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler warns no more.
    OperationRestored = "operation-restored", Compatible, "it is not deprecated any more", "";
    /// Credentials that were enough are refused.
    SecurityChanged = "security-changed", Breaking, "it asks for {new}, and asked for {old}", "give the client the credentials it asks for";
    /// Credentials that were enough still are.
    SecurityWidened = "security-widened", Compatible, "it takes {new} now, and took {old}", "";
    /// A token may have to be asked for anew.
    ScopesChanged = "scopes-changed", Notice, "it needs the scopes {new}, and needed {old}", "ask for tokens with these scopes";
    /// Times and statuses are the runtime's affair, and programs see them in what they wait for.
    RetriesChanged = "retries-changed", Notice, "{old} became {new}", "check the time that calls may take";
    /// Calls have a `poll`.
    PollingAdded = "polling-added", Compatible, "it can be polled: {new}", "";
    /// Calls have no `poll` any more.
    PollingRemoved = "polling-removed", Breaking, "it cannot be polled any more", "ask again by yourself";
    /// How often and how long it asks.
    PollingChanged = "polling-changed", Notice, "{old} became {new}", "check the time that polls may take";
    /// What is waited for has another type, or is another answer.
    PollingResultChanged = "polling-result-changed", Breaking, "it waits for {new}, and waited for {old}", "change what is done with the result of `poll`";

    // Parameters.

    /// The function has one more argument.
    RequiredParameterAdded = "required-parameter-added", Breaking, "the function has a new argument {new}", "pass a value";
    /// There is a setter that need not be called.
    OptionalParameterAdded = "optional-parameter-added", Compatible, "there is a new setter {new}", "";
    /// The argument or setter is gone.
    ParameterRemoved = "parameter-removed", Breaking, "{old} is gone", "do not pass it";
    /// The setter became an argument.
    ParameterMadeRequired = "parameter-made-required", Breaking, "the setter {old} became the argument {new}", "pass it to the function";
    /// The argument became a setter.
    ParameterMadeOptional = "parameter-made-optional", Breaking, "the argument {old} became the setter {new}", "call the setter, or leave it out";
    /// It takes another type.
    ParameterTypeChanged = "parameter-type-changed", Breaking, "it takes {new}, and took {old}", "change what is passed";
    /// The setter has another name. Of arguments only the place counts, but it is the same word in the document.
    ParameterRenamed = "parameter-renamed", Breaking, "{old} is called {new}", "call the setter by its new name";
    /// It goes to another place in the request, which generated code sees to.
    ParameterMoved = "parameter-moved", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// It is written otherwise, which generated code sees to.
    ParameterEncodingChanged = "parameter-encoding-changed", Notice, "it is written as {new}, and was as {old}", "change mocks and rules of proxies";
    /// Arguments of one type can be mixed up without the compiler seeing it.
    ArgumentsReordered = "arguments-reordered", Breaking, "their order is {new}, and was {old}", "put them into the new order; where types are equal, the compiler does not help";

    // Request bodies.

    /// The function has one more argument.
    RequiredBodyAdded = "required-body-added", Breaking, "the function has a new argument `body` of {new}", "pass a body";
    /// There is a setter that need not be called.
    OptionalBodyAdded = "optional-body-added", Compatible, "there is a new setter `body` of {new}", "";
    /// The argument or setter is gone.
    BodyRemoved = "body-removed", Breaking, "there is no body of {old} any more", "do not pass it";
    /// The setter became an argument.
    BodyMadeRequired = "body-made-required", Breaking, "the setter `body` became an argument", "pass the body to the function";
    /// The argument became a setter.
    BodyMadeOptional = "body-made-optional", Breaking, "the argument `body` became a setter", "call the setter, or leave it out";
    /// It takes another type.
    BodyTypeChanged = "body-type-changed", Breaking, "it takes {new}, and took {old}", "change what is passed";
    /// A body of one type is lent, and one of several is given away.
    BodyBecomesChoice = "body-becomes-choice", Breaking, "it takes one of several media types, {new}, and took {old}", "pass the body itself, not a reference, or a variant of the enum";
    /// A body of several types is given away, and one of one type is lent.
    BodyNoLongerChoice = "body-no-longer-choice", Breaking, "it takes {new}, and took one of several media types, {old}", "pass a reference to the body";
    /// The enum of bodies is made and not matched.
    BodyMediaTypeAdded = "body-media-type-added", Compatible, "it can be {new}", "";
    /// The variant is gone.
    BodyMediaTypeRemoved = "body-media-type-removed", Breaking, "it cannot be {old} any more", "send another media type";
    /// It is written otherwise, which generated code sees to.
    BodyMediaTypeChanged = "body-media-type-changed", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// A variant of the enum of bodies has another name.
    BodyVariantRenamed = "body-variant-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant";
    /// It is written otherwise, which generated code sees to.
    BodyEncodingChanged = "body-encoding-changed", Notice, "its fields are written otherwise", "change mocks and rules of proxies";

    // Responses.

    /// Outcomes are exhaustive: a match over them stops compiling, as it should.
    SuccessAdded = "success-added", Breaking, "there is a new documented success {new}", "handle it; a match needs an arm for it";
    /// The variant is gone, and the answer is undocumented should it still come.
    SuccessRemoved = "success-removed", Breaking, "the documented success {old} is gone", "remove the arm of matches";
    /// Outcomes are exhaustive: a match over them stops compiling, as it should.
    ErrorAdded = "error-added", Breaking, "there is a new documented error {new}", "add an arm for it to matches over the error";
    /// The variant is gone, and the answer is undocumented should it still come.
    ErrorRemoved = "error-removed", Breaking, "the documented error {old} is gone", "remove the arm of matches over the error";
    /// `Response<T>` holds an enum instead of a body.
    SuccessBecomesChoice = "success-becomes-choice", Breaking, "it gives the enum {new}, and gave {old}", "match the outcome, or take one by its name, such as `.ok()?`";
    /// `Response<T>` holds a body instead of an enum.
    SuccessNoLongerChoice = "success-no-longer-choice", Breaking, "it gives {new}, and gave the enum {old}", "use the body without matching";
    /// The one success of an operation is the result whatever its status is.
    SuccessStatusChanged = "success-status-changed", Notice, "the one success is {new}, and was {old}", "change what looks at the status";
    /// A variant of an outcome has another name.
    OutcomeRenamed = "outcome-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant in matches";
    /// The body is read as another type.
    ResponseBodyChanged = "response-body-changed", Breaking, "its body is {new}, and was {old}", "change what reads it";
    /// The old media type is undocumented from now on; programs do not name it.
    ResponseMediaTypeChanged = "response-media-type-changed", Notice, "its media type {old} became {new}", "check that the server sends the new one";
    /// One field more in a struct that is only read.
    HeaderAdded = "header-added", Notice, "there is a new field {new} of the typed headers", "struct patterns need `..`";
    /// The field is gone.
    HeaderRemoved = "header-removed", Breaking, "the field {old} of the typed headers is gone", "read it by `headers()` if it still comes";
    /// The field has another type.
    HeaderTypeChanged = "header-type-changed", Breaking, "its field is {new}, and was {old}", "change what reads it";

    // Models.

    /// There is one more type.
    ModelAdded = "model-added", Compatible, "there is a new type", "";
    /// The type is gone.
    ModelRemoved = "model-removed", Breaking, "the type is gone", "use what stands in its place";
    /// The type has another name and the same structure.
    ModelRenamed = "model-renamed", Breaking, "the type {old} became {new}", "change the name";
    /// It is made and read otherwise.
    ModelKindChanged = "model-kind-changed", Breaking, "it is {new}, and was {old}", "change what makes and reads it";
    /// The compiler warns, and with `-D warnings` it fails.
    ModelDeprecated = "model-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler warns no more.
    ModelRestored = "model-restored", Compatible, "it is not deprecated any more", "";
    /// A model that is not sent has no constructor and is not `Serialize`.
    SendingRemoved = "sending-removed", Breaking, "it is not sent any more: `new`, the setters and `Serialize` are gone", "write a struct literal, and enable `full-serde` to serialise it";
    /// What is sent too has a constructor and setters.
    SendingAdded = "sending-added", Compatible, "it is sent too: there are `new`, setters and `Serialize`", "";
    /// A model that is not received is not `Deserialize`.
    ReceivingRemoved = "receiving-removed", Breaking, "it is not received any more: `Deserialize` is gone", "enable `full-serde` to read it";
    /// What is received too is `Deserialize`.
    ReceivingAdded = "receiving-added", Compatible, "it is received too: it is `Deserialize`", "";
    /// Reading fields and calling constructors goes on; struct literals and patterns without `..` do not.
    FieldAdded = "field-added", Notice, "there is a new field {new}", "struct literals need it, and struct patterns need `..`";
    /// The constructor has one more argument.
    RequiredFieldAdded = "required-field-added", Breaking, "there is a new field {new}, which `new` takes", "pass a value to `new`";
    /// The field is gone.
    FieldRemoved = "field-removed", Breaking, "the field {old} is gone", "do not use it";
    /// The field has another name in Rust.
    FieldRenamed = "field-renamed", Breaking, "the field {old} became {new}", "change the name";
    /// It is read and written under another name, which generated code sees to.
    FieldWireNameChanged = "field-wire-name-changed", Notice, "it is {new} in JSON, and was {old}", "change mocks and stored JSON";
    /// The field has another type.
    FieldTypeChanged = "field-type-changed", Breaking, "it is {new}, and was {old}", "change what makes and reads it";
    /// `Option<T>` became `T`.
    FieldMadeRequired = "field-made-required", Breaking, "it is always there: {new}, and was {old}", "use the value without looking whether it is there, and pass it to `new` where the model is sent";
    /// `T` became `Option<T>`.
    FieldMadeOptional = "field-made-optional", Breaking, "it can be absent: {new}, and was {old}", "handle `None`, and call the setter where the model is sent";
    /// The type is the same, but the constructor takes it or does not.
    ConstructorChanged = "constructor-changed", Breaking, "`new` takes it or takes it no more: {new}, and was {old}", "change the arguments of `new`";
    /// What is read under one more name.
    FieldAliasAdded = "field-alias-added", Compatible, "it is read as {new} too", "";
    /// JSON with the name has the field no more.
    FieldAliasRemoved = "field-alias-removed", Notice, "it is not read as {old} any more", "check that nobody sends that name";
    /// The compiler warns, and with `-D warnings` it fails.
    FieldDeprecated = "field-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler warns no more.
    FieldRestored = "field-restored", Compatible, "it is not deprecated any more", "";
    /// Enums are `#[non_exhaustive]`, and values without a variant were `Unknown` before.
    ValueAdded = "value-added", Compatible, "there is a new variant {new}", "";
    /// The variant is gone, and the value is `Unknown` should it still come.
    ValueRemoved = "value-removed", Breaking, "the variant {old} is gone", "do not use it";
    /// The variant has another name.
    ValueRenamed = "value-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant";
    /// Unions are exhaustive: a match over one that comes back stops compiling.
    VariantAdded = "variant-added", Breaking, "there is a new variant {new}", "add an arm for it to matches";
    /// What is only sent is made and not matched.
    VariantOffered = "variant-offered", Compatible, "there is a new variant {new} to send", "";
    /// The variant is gone.
    VariantRemoved = "variant-removed", Breaking, "the variant {old} is gone", "do not use it";
    /// The variant holds another type.
    VariantTypeChanged = "variant-type-changed", Breaking, "it holds {new}, and held {old}", "change what makes and matches it";
    /// Values find their variant by another member, which generated code sees to.
    UnionTagChanged = "union-tag-changed", Notice, "the member {new} tells the variant, and {old} did", "change mocks and stored JSON";
    /// With a tag there is the variant `Unknown`, and without there is not.
    UnionTagAdded = "union-tag-added", Breaking, "the member {new} tells the variant, and the shape did", "add an arm for `Unknown` to matches";
    /// With a tag there is the variant `Unknown`, and without there is not.
    UnionTagRemoved = "union-tag-removed", Breaking, "the shape tells the variant, and the member {old} did", "remove the arm for `Unknown` from matches";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_told_in_the_same_way() {
        let mut names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            let (message, advice) = (kind.message(), kind.advice());
            assert!(!message.is_empty() && !message.ends_with('.') && !advice.ends_with('.'), "{}", kind.name());
            assert_eq!(advice.is_empty(), kind.effect() == Effect::Compatible, "{}", kind.name());
            let placeholders = (message.to_owned() + advice).replace("{old}", "").replace("{new}", "");
            assert!(!placeholders.contains(['{', '}']), "{}", kind.name());
        }
    }
}
