//! What a faulty connection does after a request.

/// One thing that a connection does.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Send(Vec<u8>),
    /// Sends this byte by byte, with pauses.
    Drip(Vec<u8>),
    /// Sends this again and again, until the client closes the connection.
    Repeat(Vec<u8>),
    /// Closes the connection as the protocol says: with TLS, after `close_notify`.
    Close,
    /// Closes the connection below TLS.
    Cut,
    /// Resets the connection.
    Reset,
}

/// What a faulty connection does after a request, in order. Then it stalls.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    acts: Vec<Act>,
    is_sane_afterwards: bool,
    needs_no_request: bool,
}

/// Sends these bytes first.
pub(crate) fn after(bytes: impl Into<Vec<u8>>) -> Script {
    Script::default().and(Act::Send(bytes.into()))
}

impl Script {
    fn and(mut self, act: Act) -> Self {
        self.acts.push(act);
        self
    }

    pub(crate) fn acts(&self) -> &[Act] {
        &self.acts
    }

    pub(crate) fn is_sane_afterwards(&self) -> bool {
        self.is_sane_afterwards
    }

    /// Begins with the first bytes of the client instead of a request.
    pub(crate) fn without_request(self) -> Self {
        Self { needs_no_request: true, ..self }
    }

    pub(crate) fn needs_no_request(&self) -> bool {
        self.needs_no_request
    }

    pub(crate) fn close(self) -> Self {
        self.and(Act::Close)
    }

    pub(crate) fn cut(self) -> Self {
        self.and(Act::Cut)
    }

    pub(crate) fn reset(self) -> Self {
        self.and(Act::Reset)
    }

    pub(crate) fn stall(self) -> Self {
        self
    }

    pub(crate) fn drip(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(Act::Drip(bytes.into()))
    }

    pub(crate) fn repeat(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(Act::Repeat(bytes.into()))
    }

    /// Sends bytes that do not belong there.
    pub(crate) fn garbage(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(Act::Send(bytes.into()))
    }

    /// Answers further requests as it should: the fault leaves the connection intact.
    pub(crate) fn go_on(self) -> Self {
        Self { is_sane_afterwards: true, ..self }
    }
}
