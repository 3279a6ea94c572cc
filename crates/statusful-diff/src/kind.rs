//! The catalogue of changes: the name, the effect, the message and the advice of each.
//!
//! The documentation of a kind explains why it has its effect, unless that is obvious.

/// The effect of a change on a program that uses the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// An intended use of the client stops compiling, or its calls stop succeeding.
    Breaking,
    /// The program still compiles, but should be reviewed.
    Notice,
    /// There is nothing to do, unless the program uses what is new.
    Compatible,
}

impl Effect {
    /// Returns the name, such as `breaking`.
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
        /// The kind of a change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeKind {
            $($(#[doc = $docs])+ $kind,)+
        }

        impl ChangeKind {
            /// All kinds, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Returns the name for programs, such as `error-added`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// Returns the effect on users of the client.
            pub fn effect(self) -> Effect {
                match self {
                    $(Self::$kind => Effect::$effect,)+
                }
            }

            /// Returns why the kind has its effect, or what changes in the client, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($docs),+).trim_ascii_start(),)+
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

    /// Users can choose one more server.
    ServerAdded = "server-added", Compatible, "there is a server {new}", "";
    /// The type of the server is removed.
    ServerRemoved = "server-removed", Breaking, "the server {old} is gone", "choose another server, or give its URL as text";
    /// Calls go to another URL.
    ServerUrlChanged = "server-url-changed", Notice, "{old} became {new}", "check that programs may reach it";
    /// Calls without a chosen server go to another URL. Reported once for operations with the same old and new server.
    ServersOfOperationsChanged = "servers-of-operations-changed", Notice, "several operations are sent to {new}, and were to {old}", "check that programs may reach it";
    /// A unit type became one with setters, or the reverse, so it is created differently.
    ServerShapeChanged = "server-shape-changed", Breaking, "it has variables where it had none, or the reverse", "create it by `new()` if it has variables, and by its name otherwise";
    /// Variables have defaults, so nobody needs to set a new one.
    ServerVariableAdded = "server-variable-added", Compatible, "there is a variable {new}", "";
    /// The setter is removed.
    ServerVariableRemoved = "server-variable-removed", Breaking, "the variable {old} is gone", "do not set it";
    /// The setter takes another type.
    ServerVariableTypeChanged = "server-variable-type-changed", Breaking, "its setter takes {new}, and took {old}", "change what is set";
    /// Calls that do not set the variable go to another URL.
    ServerVariableDefaultChanged = "server-variable-default-changed", Notice, "its default {old} became {new}", "set the value that is meant";
    /// Users create the enum of values, and do not match it.
    ServerValueAdded = "server-value-added", Compatible, "it can be {new}", "";
    /// The variant is removed.
    ServerValueRemoved = "server-value-removed", Breaking, "it cannot be {old} any more", "set another value";
    /// The paths of all items in the module change.
    ModuleRenamed = "module-renamed", Breaking, "the module {old} became {new}", "change the paths that begin with {old}";
    /// Cargo rejects manifests that name the old feature.
    FeatureRenamed = "feature-renamed", Breaking, "the Cargo feature {old} became {new}", "change the `features` in manifests";

    /// The credential is sent under another name or in another place, or a token is requested at another URL. Generated code
    /// handles the former.
    SecuritySchemeChanged = "security-scheme-changed", Notice, "{old} became {new}", "check how programs get the credential, and change mocks and rules of proxies";
    /// Programs can request tokens in one more way, or with one more scope.
    SecuritySchemeExtended = "security-scheme-extended", Compatible, "it has {new}", "";
    /// Requests of tokens in this way or with this scope fail.
    SecuritySchemeReduced = "security-scheme-reduced", Notice, "{old} is gone", "request tokens without it";

    // Operations.

    /// The client has one more function.
    OperationAdded = "operation-added", Compatible, "there is a new function {new}", "";
    /// The function is removed.
    OperationRemoved = "operation-removed", Breaking, "the function {old} is gone", "remove the call, or call what replaces it";
    /// The tag changed, and with it the path of the function.
    OperationMoved = "operation-moved", Breaking, "it moved from the module {old} to {new}", "change the path in `use`";
    /// The names of the function, its type and its response enums change.
    FunctionRenamed = "function-renamed", Breaking, "the function {old} became {new}", "change the name of the function and of its outcomes";
    /// Programs do not see it, but proxies and mocks do.
    MethodChanged = "method-changed", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// Programs do not see it, but proxies and mocks do.
    PathChanged = "path-changed", Notice, "it is sent to {new}, and was to {old}", "change mocks and rules of proxies";
    /// Calls without a chosen server go to another URL.
    OperationServerChanged = "operation-server-changed", Notice, "its server {old} became {new}", "check that programs may reach it";
    /// The compiler warns, and fails with `-D warnings`.
    OperationDeprecated = "operation-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler no longer warns.
    OperationRestored = "operation-restored", Compatible, "it is not deprecated any more", "";
    /// The old credentials no longer suffice.
    SecurityChanged = "security-changed", Breaking, "it requires {new}, and required {old}", "give the client the credentials that it requires";
    /// The old credentials still suffice.
    SecurityWidened = "security-widened", Compatible, "it accepts {new}, and accepted {old}", "";
    /// Programs may have to request a new token.
    ScopesChanged = "scopes-changed", Notice, "it requires {new}, and required {old}", "request tokens with these scopes";
    /// The old tokens still suffice.
    ScopesReduced = "scopes-reduced", Compatible, "it requires {new}, and required {old}", "";
    /// The runtime retries by itself. Programs only notice that calls take longer or shorter.
    RetriesChanged = "retries-changed", Notice, "{old} became {new}", "check the time that calls may take";
    /// Requests are repeated in other cases, or by another key. Generated code handles that.
    IdempotencyChanged = "idempotency-changed", Notice, "repeated requests are {new}, and were {old}", "check that repeating a request is harmless";
    /// The call gains the method `poll`.
    PollingAdded = "polling-added", Compatible, "it can be polled: {new}", "";
    /// The call loses the method `poll`.
    PollingRemoved = "polling-removed", Breaking, "it cannot be polled any more", "repeat the call";
    /// The interval or the duration of polling changes.
    PollingChanged = "polling-changed", Notice, "{old} became {new}", "check the time that polls may take";
    /// The call gains the methods `items` and `pages`.
    PaginationAdded = "pagination-added", Compatible, "its list can be read page by page: {new}", "";
    /// The call loses the methods `items` and `pages`.
    PaginationRemoved = "pagination-removed", Breaking, "it has neither `items` nor `pages` any more", "request each page by a call of its own";
    /// The next page is found in another way. Generated code handles that, but cursors that were stored may be of no use.
    PaginationChanged = "pagination-changed", Notice, "{old} became {new}", "check cursors that are stored";
    /// `items` returns items of another type.
    PaginationItemChanged = "pagination-item-changed", Breaking, "its items are {new}, and were {old}", "change what is done with the items";
    /// `Globals` has another setter.
    GlobalAdded = "global-added", Compatible, "`Globals` has a new setter {new}", "";
    /// `Globals` loses a setter.
    GlobalRemoved = "global-removed", Breaking, "`Globals` has no setter {old} any more", "set the parameter for each call that has it";
    /// A setter of `Globals` has another name or takes another type.
    GlobalChanged = "global-changed", Breaking, "the setter {old} of `Globals` became {new}", "change the name of the setter, or what is passed";
    /// `poll` returns another type or another response.
    PollingResultChanged = "polling-result-changed", Breaking, "it waits for {new}, and waited for {old}", "change what is done with the result of `poll`";

    // Parameters.

    /// The function takes one more argument.
    RequiredParameterAdded = "required-parameter-added", Breaking, "the function has a new argument {new}", "pass a value";
    /// The call has one more setter, which is optional.
    OptionalParameterAdded = "optional-parameter-added", Compatible, "there is a new setter {new}", "";
    /// The argument or setter is removed.
    ParameterRemoved = "parameter-removed", Breaking, "{old} is gone", "do not pass it";
    /// The setter became an argument.
    ParameterMadeRequired = "parameter-made-required", Breaking, "the setter {old} became the argument {new}", "pass it to the function";
    /// The argument became a setter.
    ParameterMadeOptional = "parameter-made-optional", Breaking, "the argument {old} became the setter {new}", "call the setter, or leave it out";
    /// The argument or setter takes another type.
    ParameterTypeChanged = "parameter-type-changed", Breaking, "it takes {new}, and took {old}", "change what is passed";
    /// The setter has another name.
    ParameterRenamed = "parameter-renamed", Breaking, "{old} is called {new}", "call the setter by its new name";
    /// The parameter moves to another location of the request. Generated code handles that.
    ParameterMoved = "parameter-moved", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// It is serialized differently. Generated code handles that.
    ParameterEncodingChanged = "parameter-encoding-changed", Notice, "it is written as {new}, and was as {old}", "change mocks and rules of proxies";
    /// The server may remove the parameter. The compiler does not warn, as it does for operations, models and fields.
    ParameterDeprecated = "parameter-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The server keeps the parameter.
    ParameterRestored = "parameter-restored", Compatible, "it is not deprecated any more", "";
    /// Its type and its position are the same, so calls still compile, with a value that was meant for something else.
    ArgumentRenamed = "argument-renamed", Breaking, "the argument {old} became {new}", "check what is passed there; the compiler compares types, not names";
    /// The compiler does not notice swapped arguments of the same type.
    ArgumentsReordered = "arguments-reordered", Breaking, "their order is {new}, and was {old}", "put them into the new order; where types are equal, the compiler does not help";

    // Request bodies.

    /// The function takes one more argument.
    RequiredBodyAdded = "required-body-added", Breaking, "the function has a new argument `body` of {new}", "pass a body";
    /// The call has one more setter, which is optional.
    OptionalBodyAdded = "optional-body-added", Compatible, "there is a new setter `body` of {new}", "";
    /// The argument or setter is removed.
    BodyRemoved = "body-removed", Breaking, "there is no body of {old} any more", "do not pass it";
    /// The setter became an argument.
    BodyMadeRequired = "body-made-required", Breaking, "the setter `body` became an argument", "pass the body to the function";
    /// The argument became a setter.
    BodyMadeOptional = "body-made-optional", Breaking, "the argument `body` became a setter", "call the setter, or leave it out";
    /// The setter of an optional body has another name.
    BodySetterRenamed = "body-setter-renamed", Breaking, "the setter {old} is called {new}", "call {new}";
    /// The argument or setter takes another type.
    BodyTypeChanged = "body-type-changed", Breaking, "it takes {new}, and took {old}", "change what is passed";
    /// A body with one media type is passed by reference, and one with several by value.
    BodyBecomesChoice = "body-becomes-choice", Breaking, "it takes one of several media types, {new}, and took {old}", "pass the body itself, not a reference, or a variant of the enum";
    /// A body with several media types is passed by value, and one with a single media type by reference.
    BodyNoLongerChoice = "body-no-longer-choice", Breaking, "it takes {new}, and took one of several media types, {old}", "pass a reference to the body";
    /// Users create the enum of bodies, and do not match it.
    BodyMediaTypeAdded = "body-media-type-added", Compatible, "it can be {new}", "";
    /// The variant is removed.
    BodyMediaTypeRemoved = "body-media-type-removed", Breaking, "it cannot be {old} any more", "send another media type";
    /// It is serialized differently. Generated code handles that.
    BodyMediaTypeChanged = "body-media-type-changed", Notice, "it is sent as {new}, and was as {old}", "change mocks and rules of proxies";
    /// A variant of the body enum has another name.
    BodyVariantRenamed = "body-variant-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant";
    /// It is serialized differently. Generated code handles that.
    BodyEncodingChanged = "body-encoding-changed", Notice, "its fields are written otherwise", "change mocks and rules of proxies";

    // Responses.

    /// Response enums are exhaustive: a match over one stops compiling, as it should.
    SuccessAdded = "success-added", Breaking, "there is a new documented success {new}", "handle it; a match needs an arm for it";
    /// The variant is removed. If the server still sends the response, it is undocumented.
    SuccessRemoved = "success-removed", Breaking, "the documented success {old} is gone", "remove the arm of matches";
    /// Response enums are exhaustive: a match over one stops compiling, as it should.
    ErrorAdded = "error-added", Breaking, "there is a new documented error {new}", "add an arm for it to matches over the error";
    /// The variant is removed. If the server still sends the response, it is undocumented.
    ErrorRemoved = "error-removed", Breaking, "the documented error {old} is gone", "remove the arm of matches over the error";
    /// `Response<T>` contains an enum instead of a body.
    SuccessBecomesChoice = "success-becomes-choice", Breaking, "it returns the enum {new}, and returned {old}", "match the outcome, or take one by the method of its name";
    /// `Response<T>` contains a body instead of an enum.
    SuccessNoLongerChoice = "success-no-longer-choice", Breaking, "it returns {new}, and returned the enum {old}", "use the body without matching";
    /// The only success of an operation is the result, whatever its status.
    SuccessStatusChanged = "success-status-changed", Notice, "the one success is {new}, and was {old}", "change what looks at the status";
    /// A variant of a response enum has another name.
    OutcomeRenamed = "outcome-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant in matches";
    /// The body is deserialized as another type.
    ResponseBodyChanged = "response-body-changed", Breaking, "its body is {new}, and was {old}", "change what reads it";
    /// The old media type is now undocumented. Programs do not name it.
    ResponseMediaTypeChanged = "response-media-type-changed", Notice, "its media type {old} became {new}", "check that the server sends the new one";
    /// A struct that users only read has one more field.
    HeaderAdded = "header-added", Notice, "there is a new field {new} of the typed headers", "struct patterns need `..`";
    /// The field is removed.
    HeaderRemoved = "header-removed", Breaking, "the field {old} of the typed headers is gone", "read it by `headers()` if the server still sends it";
    /// The field has another type.
    HeaderTypeChanged = "header-type-changed", Breaking, "its field is {new}, and was {old}", "change what reads it";
    /// The server may remove the header. The compiler does not warn, as it does for operations, models and fields.
    HeaderDeprecated = "header-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The server keeps the header.
    HeaderRestored = "header-restored", Compatible, "it is not deprecated any more", "";

    // Values, wherever they are.

    /// Types do not carry the constraint, so that calls still compile. The server rejects some values that it accepted before;
    /// whether a program sends any of them is not known.
    ConstraintTightened = "constraint-tightened", Notice, "requests must satisfy {new}, and had to satisfy {old}", "check the values that programs send";
    /// The server accepts every value that it accepted before.
    ConstraintLoosened = "constraint-loosened", Compatible, "requests must satisfy {new}, and had to satisfy {old}", "";
    /// Models do not check the constraint, so that responses are still read. But programs may have relied on it, such as a
    /// column of a database that is as long as `maxLength`.
    ReceivedConstraintLoosened = "received-constraint-loosened", Notice, "responses satisfy {new}, and satisfied {old}", "check that programs accept all values that the server may send now";
    /// The server sends no value that it did not send before.
    ReceivedConstraintTightened = "received-constraint-tightened", Compatible, "responses satisfy {new}, and satisfied {old}", "";
    /// What the server does with a request that does not have the value changes, and what its absence from a response means.
    DefaultChanged = "default-changed", Notice, "its default is {new}, and was {old}", "set the value that is meant";

    // Models.

    /// The client has one more type.
    ModelAdded = "model-added", Compatible, "there is a new type", "";
    /// The type is removed.
    ModelRemoved = "model-removed", Breaking, "the type is gone", "use the type that replaces it";
    /// The type has another name, and the same structure.
    ModelRenamed = "model-renamed", Breaking, "the type {old} became {new}", "change the name";
    /// Users create and read it differently.
    ModelKindChanged = "model-kind-changed", Breaking, "it is {new}, and was {old}", "change what creates and reads it";
    /// The compiler warns, and fails with `-D warnings`.
    ModelDeprecated = "model-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler no longer warns.
    ModelRestored = "model-restored", Compatible, "it is not deprecated any more", "";
    /// A model that is not sent has no constructor and does not implement `Serialize`.
    SendingRemoved = "sending-removed", Breaking, "it is not sent any more: `new`, the setters and `Serialize` are gone", "write a struct literal, and enable `full-serde` to serialize it";
    /// A model that is also sent has a constructor and setters.
    SendingAdded = "sending-added", Compatible, "it is sent too: there are `new`, setters and `Serialize`", "";
    /// A model that is not received does not implement `Deserialize`.
    ReceivingRemoved = "receiving-removed", Breaking, "it is not received any more: `Deserialize` is gone", "enable `full-serde` to read it";
    /// A model that is also received implements `Deserialize`.
    ReceivingAdded = "receiving-added", Compatible, "it is received too: it is `Deserialize`", "";
    /// Code that reads fields or calls constructors still compiles. Struct literals and patterns without `..` do not.
    FieldAdded = "field-added", Notice, "there is a new field {new}", "struct literals need it, and struct patterns need `..`";
    /// Constructors and struct literals need a value for it.
    RequiredFieldAdded = "required-field-added", Breaking, "there is a new required field {new}", "give it a value wherever one is created";
    /// The field is removed.
    FieldRemoved = "field-removed", Breaking, "the field {old} is gone", "do not use it";
    /// The field has another name in Rust.
    FieldRenamed = "field-renamed", Breaking, "the field {old} became {new}", "change the name";
    /// It is serialized and deserialized under another name. Generated code handles that.
    FieldWireNameChanged = "field-wire-name-changed", Notice, "it is {new} in JSON, and was {old}", "change mocks and stored JSON";
    /// The field has another type.
    FieldTypeChanged = "field-type-changed", Breaking, "it is {new}, and was {old}", "change what creates and reads it";
    /// `Option<T>` became `T`.
    FieldMadeRequired = "field-made-required", Breaking, "it is always present: {new}, and was {old}", "use the value without `Option`, and pass it to `new` where the model is sent";
    /// `T` became `Option<T>`.
    FieldMadeOptional = "field-made-optional", Breaking, "it can be absent: {new}, and was {old}", "handle `None`, and call the setter where the model is sent";
    /// The type has the field in any case. The server ignores a read-only field, and does not send a write-only one.
    FieldAccessChanged = "field-access-changed", Notice, "it is {new}, and was {old}", "check what programs send and read";
    /// The type is the same, but the constructor takes it now, or no longer does.
    ConstructorChanged = "constructor-changed", Breaking, "`new` takes it or takes it no more: {new}, and was {old}", "change the arguments of `new`";
    /// `new` takes arguments, a struct of the required fields, or does not exist where a struct literal names every field. Which
    /// of these it is depends on the types of the required fields, and on whether there are others.
    ConstructorFormChanged = "constructor-form-changed", Breaking, "it is created by {new}, and was by {old}", "change what creates it";
    /// Its type and its position are the same, so calls still compile, with a value that was meant for something else.
    ConstructorArgumentRenamed = "constructor-argument-renamed", Breaking, "`new` takes {new} in the place of {old}", "check what is passed there; the compiler compares types, not names";
    /// The arguments of `new` differ in their types, so that the compiler finds the calls, unless what is passed converts into
    /// both.
    ConstructorArgumentsReordered = "constructor-arguments-reordered", Breaking, "the order of the arguments of `new` is {new}, and was {old}", "put them into the new order";
    /// The field is deserialized from one more name.
    FieldAliasAdded = "field-alias-added", Compatible, "it is read as {new} too", "";
    /// The field is no longer deserialized from the name.
    FieldAliasRemoved = "field-alias-removed", Notice, "it is not read as {old} any more", "check that nobody sends that name";
    /// The compiler warns of fields of models, and fails with `-D warnings`; it does not warn of fields of forms.
    FieldDeprecated = "field-deprecated", Notice, "it is deprecated", "find what replaces it";
    /// The compiler no longer warns.
    FieldRestored = "field-restored", Compatible, "it is not deprecated any more", "";
    /// Enums are `#[non_exhaustive]`, and the value was `Unknown` before.
    ValueAdded = "value-added", Compatible, "there is a new variant {new}", "";
    /// The variant is removed. If the server still sends the value, it is `Unknown`.
    ValueRemoved = "value-removed", Breaking, "the variant {old} is gone", "do not use it";
    /// The variant has another name.
    ValueRenamed = "value-renamed", Breaking, "the variant {old} became {new}", "change the name of the variant";
    /// The variant is written differently on the wire. Generated code handles that.
    ValueWireNameChanged = "value-wire-name-changed", Notice, "it is {new} in JSON, and was {old}", "change mocks and stored JSON";
    /// Unions are exhaustive: a match over one that is received stops compiling.
    VariantAdded = "variant-added", Breaking, "there is a new variant {new}", "add an arm for it to matches";
    /// Users create a union that is only sent, and do not match it.
    VariantOffered = "variant-offered", Compatible, "there is a new variant {new} to send", "";
    /// The variant is removed.
    VariantRemoved = "variant-removed", Breaking, "the variant {old} is gone", "do not use it";
    /// The variant contains another type.
    VariantTypeChanged = "variant-type-changed", Breaking, "it contains {new}, and contained {old}", "change what creates and matches it";
    /// Another property selects the variant. Generated code handles that.
    UnionTagChanged = "union-tag-changed", Notice, "the property {new} selects the variant, and {old} did", "change mocks and stored JSON";
    /// The value of the tag selected no variant before, so it was `Unknown`.
    VariantTagAdded = "variant-tag-added", Compatible, "the tag {new} selects it too", "";
    /// The value of the tag selected another variant before.
    VariantTagMoved = "variant-tag-moved", Notice, "the tag {new} selects it, and selected another variant", "check what reads values with this tag";
    /// If the server still sends the value of the tag, it is `Unknown`, unless it selects another variant.
    VariantTagRemoved = "variant-tag-removed", Notice, "the tag {old} does not select it any more", "check that nobody sends this tag";
    /// Another value of the tag selects the variant. Generated code handles that.
    VariantTagChanged = "variant-tag-changed", Notice, "it is selected by the tag {new}, and was by {old}", "change mocks and stored JSON";
    /// Only unions with a tag have the variant `Unknown`.
    UnionTagAdded = "union-tag-added", Breaking, "the property {new} selects the variant, and the shape did", "add an arm for `Unknown` to matches";
    /// Only unions with a tag have the variant `Unknown`.
    UnionTagRemoved = "union-tag-removed", Breaking, "the shape selects the variant, and the property {old} did", "remove the arm for `Unknown` from matches";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_described_in_the_same_way() {
        let mut names: Vec<_> = ChangeKind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ChangeKind::ALL.len());
        for kind in ChangeKind::ALL {
            let (message, advice) = (kind.message(), kind.advice());
            assert!(!message.is_empty() && !message.ends_with('.') && !advice.ends_with('.'), "{}", kind.name());
            assert_eq!(advice.is_empty(), kind.effect() == Effect::Compatible, "{}", kind.name());
            let placeholders = (message.to_owned() + advice).replace("{old}", "").replace("{new}", "");
            assert!(!placeholders.contains(['{', '}']), "{}", kind.name());
        }
    }
}
