//! The names that the generated crate and the runtime define in each scope. Tests compare the tables with generated
//! code.

/// Modules, features and files of every client, crates that its paths begin with, and files with a special meaning to
/// Cargo or Windows.
pub(super) const MODULES: [&str; 30] = [
    "types",
    "globals",
    "servers",
    "client",
    "lib",
    "main",
    "default",
    "full_serde",
    "rustls",
    "blocking",
    "tracing",
    "login",
    "mock",
    "traits",
    "native_tls",
    "gzip",
    "brotli",
    "zstd",
    "statusful",
    "serde",
    "serde_json",
    "chrono",
    "jiff",
    "uuid",
    "schemars",
    "std",
    "aux",
    "con",
    "nul",
    "prn",
];

/// Methods of every client, and names that each module of operations imports. Functions of operations are methods of
/// the client. They share a scope with the types of operations, because in a script without letter case both can be the
/// same.
pub(super) const OPERATIONS: [&str; 8] = ["new", "builder", "runtime", "clone", "from", "into", "Call", "Client"];

/// Methods of every call, which setters of optional parameters are added to, and the variables of generated functions.
pub(super) const PARAMETERS: [&str; 24] = [
    "body",
    "new",
    "request_mut",
    "client",
    "request",
    "self",
    "timeout",
    "header",
    "query",
    "server",
    "max_body_bytes",
    "into_future",
    "retry",
    "poll",
    "pages",
    "items",
    "options",
    "credential",
    "idempotency_key",
    "send_blocking",
    "from",
    "from_response",
    "from_error",
    "from_outcomes",
];

/// Functions of `Globals`.
pub(super) const GLOBAL_SETTERS: [&str; 5] = ["new", "default", "from", "into", "self"];

/// Functions of every server with variables.
pub(super) const SERVER_SETTERS: [&str; 5] = ["new", "default", "from", "into", "self"];

/// The variant for undocumented values.
pub(super) const VARIANTS: [&str; 1] = ["Unknown"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::FEATURES;

    /// Returns the names of the functions that a macro of the runtime adds to a type of every client.
    fn functions_of(source: &str) -> Vec<String> {
        let path = format!("{}/../statusful/src/{source}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let names = text.split("fn ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(name, _)| name.to_owned());
        // Functions that only traits define do not conflict with inherent methods.
        names.filter(|name| name != "fmt" && name != "run").collect()
    }

    #[test]
    fn every_function_of_generated_types_is_reserved() {
        for (source, reserved) in [("client_macro.rs", OPERATIONS.as_slice()), ("call_macro.rs", PARAMETERS.as_slice())]
        {
            let functions = functions_of(source);
            assert!(functions.len() > 2, "{source}: {functions:?}");
            for function in functions {
                assert!(reserved.contains(&function.as_str()), "{source}: `{function}` is not reserved");
            }
        }
    }

    #[test]
    fn every_module_and_feature_of_a_client_is_reserved() {
        let features = FEATURES.map(|feature| feature.replace('-', "_"));
        let modules = ["types", "client", "servers", "globals", "mock", "traits"];
        for name in features.iter().map(String::as_str).chain(modules) {
            assert!(MODULES.contains(&name), "{name}");
        }
    }
}
