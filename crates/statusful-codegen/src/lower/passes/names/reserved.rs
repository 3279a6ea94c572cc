//! What the generated crate and the runtime define in each scope. The tests compare the tables with generated code.

/// Modules, features and files that every client has, crates that its paths begin with, and files with a meaning to Cargo
/// or to Windows.
pub(super) const MODULES: [&str; 28] = [
    "types",
    "servers",
    "client",
    "call",
    "lib",
    "main",
    "default",
    "full_serde",
    "rustls",
    "blocking",
    "tracing",
    "login",
    "mock",
    "native_tls",
    "gzip",
    "brotli",
    "zstd",
    "statusful",
    "serde",
    "serde_json",
    "chrono",
    "uuid",
    "schemars",
    "std",
    "aux",
    "con",
    "nul",
    "prn",
];

/// Methods of every client, and what each module of operations imports. Functions of operations are methods of the client,
/// and are in one scope with the types of operations: a name in a script without letter case is the same as either.
pub(super) const OPERATIONS: [&str; 8] = ["new", "builder", "runtime", "clone", "from", "into", "Call", "Client"];

/// Methods of every call, of which optional parameters are further ones, and the variables of generated functions.
pub(super) const PARAMETERS: [&str; 19] = [
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
    "options",
    "credential",
    "idempotency_key",
    "send_blocking",
    "from",
];

/// Functions of every server with variables.
pub(super) const SERVER_SETTERS: [&str; 5] = ["new", "default", "from", "into", "self"];

/// The variant of what the document does not have.
pub(super) const VARIANTS: [&str; 1] = ["Unknown"];

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::*;
    use crate::ir::{Api, Docs, PackageName};
    use crate::settings::{Runtime, Settings};

    /// The name after each `fn`.
    fn functions(tokens: TokenStream, found: &mut Vec<String>) {
        let mut is_name = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if is_name => {
                    found.push(ident.to_string());
                    is_name = false;
                }
                TokenTree::Ident(ident) => is_name = ident == "fn",
                TokenTree::Group(group) => functions(group.stream(), found),
                _ => {}
            }
        }
    }

    /// The functions of a file that every client has.
    fn functions_of(path: &str) -> Vec<String> {
        let api = Api {
            title: String::new(),
            version: String::new(),
            docs: Docs::default(),
            servers: Vec::new(),
            groups: Vec::new(),
            types: Vec::new(),
            strict_dates: false,
        };
        let settings = Settings {
            package: PackageName::parse("client").unwrap(),
            command: String::new(),
            document: String::new(),
            runtime: Runtime::Workspace,
            reference: false,
            mock: true,
            strict_dates: false,
            strictness: crate::Strictness::Strict,
        };
        let modules = crate::emit::modules(&api, &crate::models::Models::new(), &settings);
        let module = modules.into_iter().find(|module| module.path == path).unwrap();
        let mut found = Vec::new();
        module.items.into_iter().for_each(|item| functions(item, &mut found));
        // What only traits define does not clash with inherent methods.
        found.retain(|name| name != "fmt");
        found
    }

    #[test]
    fn every_function_of_generated_types_is_reserved() {
        for (path, reserved) in [("src/client.rs", OPERATIONS.as_slice()), ("src/call.rs", PARAMETERS.as_slice())] {
            let functions = functions_of(path);
            assert!(functions.len() > 2, "{path}: {functions:?}");
            for function in functions {
                assert!(reserved.contains(&function.as_str()), "{path}: `{function}` is not reserved");
            }
        }
    }

    #[test]
    fn every_module_and_feature_of_a_client_is_reserved() {
        for name in [
            "types",
            "client",
            "call",
            "servers",
            "mock",
            "rustls",
            "native_tls",
            "gzip",
            "brotli",
            "zstd",
            "blocking",
            "login",
            "tracing",
        ] {
            assert!(MODULES.contains(&name), "{name}");
        }
    }
}
