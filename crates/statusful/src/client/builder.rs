//! The configuration of a client.

mod credentials;
mod sender;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::USER_AGENT;
use reqwest::Url;

use super::{
    Client, Config, DEFAULT_CONNECT_TIMEOUT, DocumentedServers, Globals, HttpService, ResponseSource, Transport,
    user_agent,
};
#[cfg(feature = "blocking")]
use crate::blocking::BlockingClient;
use crate::debug_log::DebugLog;
use crate::hook::{AnyHook, Hook};
use crate::request::parse_server;
use crate::server_url::unfilled_variable;
use crate::show::foreign;
use crate::trace::Inject;
use crate::{BuildError, CallOptions, Clock, RedirectPolicy, RetryBudget, RetryPolicy, SystemClock};

/// A middleware layer around the service that sends requests.
type Wrap = Arc<dyn Fn(Transport) -> Transport + Send + Sync>;

/// Configures a client. `C` is the generated client that [`build`](Self::build) returns.
///
/// A credential is sent only with operations whose security requirements include its scheme, so a token is never sent
/// to the server of another operation.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C = Client> {
    options: CallOptions,
    user_agent: String,
    globals: Globals,
    connect_timeout: Duration,
    http_client: Option<reqwest::Client>,
    service: Option<HttpService>,
    redirects: Option<RedirectPolicy>,
    layers: Vec<Wrap>,
    hooks: Vec<Arc<dyn AnyHook>>,
    trace_context: Option<Inject>,
    debug_log: Option<DebugLog>,
    retry_budget: Arc<RetryBudget>,
    clock: Arc<dyn Clock>,
    allows_cleartext_credentials: bool,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// Creates a builder with the defaults and without credentials.
    pub fn new() -> Self {
        Self {
            globals: Globals::default(),
            options: CallOptions::new(),
            user_agent: user_agent::RUNTIME.to_owned(),
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            http_client: None,
            service: None,
            redirects: None,
            layers: Vec::new(),
            hooks: Vec::new(),
            trace_context: None,
            debug_log: None,
            retry_budget: Arc::default(),
            clock: Arc::new(SystemClock),
            allows_cleartext_credentials: false,
            client: PhantomData,
        }
    }

    /// Sets default options for all calls. They take precedence over options that were set before.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options.or(self.options);
        self
    }

    /// Sets parameters for all calls. The `Globals` of a generated client have a setter for each parameter.
    ///
    /// Replaces parameters that were set before.
    pub fn globals(mut self, globals: impl Into<Globals>) -> Self {
        self.globals = globals.into();
        self
    }

    /// Sets the server for all operations, instead of the servers in the document: an absolute `http` or `https` URL.
    /// The paths of operations are appended to its path.
    pub fn server(self, url: impl Into<String>) -> Self {
        self.options(CallOptions::new().server(url))
    }

    /// Sets the total time limit of a call, including retries and the waits between them.
    ///
    /// If the body is a stream, the limit ends when the response head arrives. Defaults to
    /// [`DEFAULT_TIMEOUT`](crate::DEFAULT_TIMEOUT).
    pub fn timeout(self, timeout: Duration) -> Self {
        self.options(CallOptions::new().timeout(timeout))
    }

    /// Sets the time limit of each attempt of a call. Defaults to the total time limit.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.options(CallOptions::new().attempt_timeout(timeout))
    }

    /// Sets the retry policy. Defaults to that of the document. Without either, calls are not retried.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.options(CallOptions::new().retry(policy))
    }

    /// Sets the number of retries that all calls of the client can make together; see [`RetryBudget`]. Clients can
    /// share a budget. Defaults to a budget of 100.
    pub fn retry_budget(mut self, budget: impl Into<Arc<RetryBudget>>) -> Self {
        self.retry_budget = budget.into();
        self
    }

    /// Sets the time limit for connecting. Defaults to [`DEFAULT_CONNECT_TIMEOUT`]. Does not apply to an
    /// [`http_client`](Self::http_client) from the caller.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Adds a product such as `my-app/2.0` to the start of the `User-Agent`.
    ///
    /// By default, a generated client sends its crate and this one: `keymint/1.2.0 statusful/0.1.0`. Products are
    /// listed in the order of their significance (RFC 9110, section 10.1.5), so the application comes first. A
    /// `user-agent` header of the client ([`default_header`](Self::default_header)) or of a call replaces all of them.
    /// A value that is not a list of products is a [`BuildError::UserAgent`].
    pub fn user_agent(mut self, product: impl AsRef<str>) -> Self {
        self.user_agent = format!("{} {}", product.as_ref(), self.user_agent);
        self
    }

    /// Sets the maximum size of a response body in bytes, or of each event or line of a stream. Defaults to
    /// [`DEFAULT_MAX_BODY_BYTES`](crate::DEFAULT_MAX_BODY_BYTES).
    pub fn max_body_bytes(self, bytes: usize) -> Self {
        self.options(CallOptions::new().max_body_bytes(bytes))
    }

    /// Sends a header with all requests, to any server. Parameters of an operation take precedence. For secrets, use a
    /// credential instead.
    pub fn default_header(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        self.options(CallOptions::new().header(name, value.into()))
    }

    /// Sets which redirects are followed. Defaults to [`RedirectPolicy::new`], or to [`RedirectPolicy::never`] if the
    /// caller provides the [`http_client`](Self::http_client) or [`service`](Self::service), which may follow redirects
    /// itself.
    pub fn redirects(mut self, policy: RedirectPolicy) -> Self {
        self.redirects = Some(policy);
        self
    }

    /// Allows credentials to be sent over `http` to other hosts, for networks with other encryption.
    ///
    /// Otherwise, such a call fails with [`Error::Request`](crate::Error::Request) and nothing is sent, because anyone
    /// on the network could read the credentials. Loopback addresses and `localhost` are always allowed.
    pub fn allow_cleartext_credentials(mut self) -> Self {
        self.allows_cleartext_credentials = true;
        self
    }

    /// Sets the clock for waits. Defaults to the system clock. Tests can use a clock that does not wait.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Adds a hook that runs before and after every attempt of every call, inside hooks that were added before.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Sends the trace context that this function writes into the headers, so that servers continue the client's traces
    /// (W3C Trace Context).
    ///
    /// The function is called once for each attempt. With the feature `tracing`, `tracing::Span::current()` is the span
    /// of the attempt. OpenTelemetry's propagators write headers, so with `tracing-opentelemetry` and
    /// `opentelemetry-http` the function is three lines:
    ///
    /// ```ignore
    /// builder.trace_context(|headers| {
    ///     let context = tracing::Span::current().context();
    ///     get_text_map_propagator(|it| it.inject_context(&context, &mut HeaderInjector(headers)));
    /// })
    /// ```
    ///
    /// Only a valid `traceparent` and its `tracestate` are sent, and no baggage. A `traceparent` header of the call or
    /// a hook takes precedence. The context is not sent with redirects to another origin, unless the
    /// [`redirects`](Self::redirects) policy allows sending everything
    /// [`across_origins`](RedirectPolicy::across_origins).
    pub fn trace_context(mut self, inject: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        self.trace_context = Some(Arc::new(inject));
        self
    }

    /// Writes each request and each response to a log, without secrets.
    ///
    /// The log shows what is sent and received: requests after [`hook`](Self::hook)s changed them, and responses before
    /// hooks do. It does not show redirects within an attempt.
    pub fn debug_log(mut self, log: DebugLog) -> Self {
        self.debug_log = Some(log);
        self
    }

    /// Returns the same configuration for another type of client.
    fn retyped<D>(&self) -> ClientBuilder<D> {
        ClientBuilder {
            globals: self.globals.clone(),
            options: self.options.clone(),
            user_agent: self.user_agent.clone(),
            http_client: self.http_client.clone(),
            service: self.service.clone(),
            layers: self.layers.clone(),
            hooks: self.hooks.clone(),
            trace_context: self.trace_context.clone(),
            debug_log: self.debug_log.clone(),
            retry_budget: Arc::clone(&self.retry_budget),
            clock: Arc::clone(&self.clock),
            connect_timeout: self.connect_timeout,
            redirects: self.redirects,
            allows_cleartext_credentials: self.allows_cleartext_credentials,
            client: PhantomData,
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns a [`BuildError`] if the server, a default header or parameter, or the user agent is invalid, or if the
    /// HTTP client cannot be created.
    pub fn build(mut self) -> Result<C, BuildError>
    where
        C: From<Client>,
    {
        if !user_agent::is_valid(&self.user_agent) {
            return Err(BuildError::UserAgent(foreign(&self.user_agent)));
        }
        let server = self.options.server.as_deref().map(parsed).transpose()?;
        if let Some(error) = self.options.error {
            return Err(BuildError::Option(error));
        }
        #[cfg(feature = "blocking")]
        let blocking = BlockingClient::new(self.retyped());
        let default_redirects =
            if self.sends_by_callers_own() { RedirectPolicy::never() } else { RedirectPolicy::new() };
        let transport = match self.http_client {
            Some(client) => Transport::of(client.clone().into(), client),
            None => Transport::build(self.connect_timeout).map_err(BuildError::Http)?,
        };
        let transport = match self.service {
            Some(service) => Transport::of(service, transport.into_builder()),
            None => transport,
        };
        let transport = self.layers.iter().fold(transport, |transport, layer| layer(transport));
        self.options = self.options.or(CallOptions::new().header(USER_AGENT, &self.user_agent));
        let config = Config {
            source: ResponseSource::Transport(transport),
            redirects: self.redirects.unwrap_or(default_redirects),
            globals: self.globals,
            options: self.options,
            server,
            documented_servers: DocumentedServers::default(),
            hooks: self.hooks,
            trace_context: self.trace_context,
            debug_log: self.debug_log,
            retry_budget: self.retry_budget,
            clock: self.clock,
            allows_cleartext_credentials: self.allows_cleartext_credentials,
            #[cfg(feature = "blocking")]
            blocking,
        };
        Ok(C::from(Client::from(config)))
    }
}

fn parsed(server: &str) -> Result<Url, BuildError> {
    parse_server(server).ok_or_else(|| {
        let variable = unfilled_variable(server).map(str::to_owned);
        variable.map_or(BuildError::Server, BuildError::ServerVariable)
    })
}

impl<C> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for ClientBuilder<C> {
    fn clone(&self) -> Self {
        self.retyped()
    }
}

/// Does not print values of headers, which may be secret.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("options", &self.options)
            .field("connect_timeout", &self.connect_timeout)
            .field("retry_budget", &self.retry_budget)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_settings_are_errors_when_building() {
        let error = Client::builder().server("/api").build().unwrap_err();
        assert!(matches!(error, BuildError::Server), "{error}");
        let error = Client::builder().user_agent("a\r\nb").build().unwrap_err();
        let message = "the user agent `a\\r\\nb statusful/";
        assert!(matches!(&error, BuildError::UserAgent(_)) && error.to_string().starts_with(message), "{error}");
        let error = Client::builder().default_header("a b", "c").build().unwrap_err();
        assert!(matches!(&error, BuildError::Option(_)) && error.to_string().contains("a b"), "{error}");
    }

    #[test]
    fn no_secret_is_printed() {
        let builder = Client::builder()
            .server("https://host/?key=sk-server")
            .bearer_auth("sk-token")
            .basic_auth("me", "sk-password")
            .api_key("key", "sk-key")
            .default_header("x-key", "sk-header");
        let shown = format!("{builder:?} {:?}", builder.clone().build());
        assert!(!shown.contains("sk-"), "{shown}");
    }

    #[test]
    fn later_products_are_in_front_and_a_header_replaces_all() {
        let sent = |builder: ClientBuilder| builder.build().unwrap().config().options.headers["user-agent"].clone();
        let two = Client::builder().user_agent("lib/1").user_agent("app/2");
        assert_eq!(sent(two.clone()), format!("app/2 lib/1 {}", user_agent::RUNTIME));
        assert_eq!(sent(two.clone().default_header("user-agent", "me")), "me");
        assert_eq!(sent(Client::builder().default_header("user-agent", "me").user_agent("app/2")), "me");
        let none = two.options(CallOptions::new().header("user-agent", ())).build().unwrap();
        assert!(!none.config().options.headers.contains_key("user-agent"));
    }
}
