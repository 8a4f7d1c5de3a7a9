//! What is said to one request: a reply rendered at the moment it leaves, and how long it takes to leave.
//! Which request gets which answer is `route`'s.

use std::{fmt, sync::Arc, time::Duration};

use serde_json::Value;

use crate::{FakeAws, Request};

/// What goes back to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An HTTP response. `Date` and `x-amzn-requestid` are added when it does not say them itself.
    Response {
        /// The HTTP status.
        status: u16,
        /// The headers; the transport adds `Content-Length`.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
    /// The connection ends within the body of a response, whose headers promise all of it.
    Cut {
        /// The HTTP status.
        status: u16,
        /// The headers, without `Content-Length`.
        headers: Vec<(String, String)>,
        /// The body that is promised.
        body: Vec<u8>,
        /// How many bytes of it are sent.
        sent: usize,
    },
    /// The connection ends without a response.
    ConnectionDropped,
}

type Render = dyn Fn(&Request, &FakeAws) -> Reply + Send + Sync;

/// One scripted answer.
#[derive(Clone)]
pub struct Answer {
    render: Arc<Render>,
    delay: Duration,
    silent: bool,
    replaced_headers: Vec<(String, Option<String>)>,
}

impl Answer {
    /// An answer worked out when it leaves, after any delay or hold.
    pub fn new(render: impl Fn(&Request, &FakeAws) -> Reply + Send + Sync + 'static) -> Self {
        Self {
            render: Arc::new(render),
            delay: Duration::ZERO,
            silent: false,
            replaced_headers: Vec::new(),
        }
    }

    /// What this answer says to a request, for answers made of others. Its delay does not count.
    #[must_use]
    pub fn reply(&self, request: &Request, fake: &FakeAws) -> Reply {
        self.render(request, fake, &[])
    }

    /// A fixed response.
    #[must_use]
    pub fn response(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let reply = Reply::Response {
            status,
            headers: vec![("content-type".into(), content_type.into())],
            body: body.into(),
        };
        Self::new(move |_, _| reply.clone())
    }

    /// JSON 1.0, as `DynamoDB` speaks it.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::response(status, "application/x-amz-json-1.0", body.to_string())
    }

    /// XML, as STS speaks it.
    #[must_use]
    pub fn xml(status: u16, body: &str) -> Self {
        Self::response(status, "text/xml", body)
    }

    /// The request is taken and the connection dropped.
    #[must_use]
    pub fn connection_dropped() -> Self {
        Self::new(|_, _| Reply::ConnectionDropped)
    }

    /// The same answer, of whose body the connection brings so much of a whole and then ends.
    #[must_use]
    pub fn cut_at(self, part: f64) -> Self {
        Self::new(move |request, fake| match self.reply(request, fake) {
            Reply::Response {
                status,
                headers,
                body,
            } => Reply::Cut {
                sent: share(body.len(), part),
                status,
                headers,
                body,
            },
            other => other,
        })
    }

    /// The request is taken and never answered.
    #[must_use]
    pub fn silence() -> Self {
        let mut answer = Self::connection_dropped();
        answer.silent = true;
        answer
    }

    /// The same answer, `delay` later, by tokio's clock of the transport's runtime.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same answer with a header set, also one that would be added such as `Date`.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.replaced_headers
            .push((name.to_owned(), Some(value.to_owned())));
        self
    }

    /// The same answer without a header, also one that would be added such as `x-amzn-requestid`.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.replaced_headers.push((name.to_owned(), None));
        self
    }

    /// Waits as long as the answer takes.
    pub(crate) async fn ready(&self) {
        if self.silent {
            std::future::pending::<()>().await;
        }
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
    }

    /// The reply, with `added` headers where it has none of that name.
    pub(crate) fn render(
        &self,
        request: &Request,
        fake: &FakeAws,
        added: &[(&str, String)],
    ) -> Reply {
        let mut reply = (self.render)(request, fake);
        if let Reply::Response { headers, .. } | Reply::Cut { headers, .. } = &mut reply {
            for (name, value) in added {
                if !headers
                    .iter()
                    .any(|(key, _)| key.eq_ignore_ascii_case(name))
                {
                    headers.push(((*name).to_owned(), value.clone()));
                }
            }
            for (name, value) in &self.replaced_headers {
                headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
                headers.extend(value.clone().map(|value| (name.clone(), value)));
            }
        }
        reply
    }
}

/// A part of a length, and never all of it.
fn share(length: usize, part: f64) -> usize {
    let part = Duration::from_secs(length as u64).mul_f64(part);
    usize::try_from(part.as_secs()).map_or(0, |part| part.min(length.saturating_sub(1)))
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("delay", &self.delay)
            .field("silent", &self.silent)
            .field("replaced_headers", &self.replaced_headers)
            .finish_non_exhaustive()
    }
}
