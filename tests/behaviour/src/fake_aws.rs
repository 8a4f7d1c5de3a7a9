//! The stand-in itself: it records every request, finds its answer and issues sessions. It knows no transport.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_types::date_time::{DateTime, Format};
use tokio::sync::watch;

use crate::{
    Answer, InProcess, Reply, Request, Route, Service, clock, dynamodb, route::Matches, sts,
};

/// A stand-in for STS and `DynamoDB` that remembers everything it was asked. Clones share one record and one script.
///
/// Unscripted, it answers as AWS would: `AssumeRole` with a new session each time, `GetItem` with no item.
#[derive(Clone)]
pub struct FakeAws(Arc<Shared>);

struct Shared {
    clock: SharedTimeSource,
    state: Mutex<State>,
    recorded: watch::Sender<usize>,
}

struct State {
    requests: Vec<Arc<Request>>,
    queued: Vec<(Matches, Answer)>,
    standing: Vec<(Matches, Answer)>,
    holds: Vec<(Matches, watch::Receiver<bool>)>,
    issued: Vec<IssuedSession>,
    /// Requests and sessions that were forgotten: the numbers go on.
    forgotten: usize,
    issued_before: usize,
    account: String,
    skew_seconds: i64,
}

/// A session that `AssumeRole` handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedSession {
    /// The access key id.
    pub key_id: String,
    /// The session token.
    pub token: String,
    /// The role that was asked for.
    pub role_arn: String,
    /// The session name that was asked for.
    pub session_name: String,
    /// The expiration that was told.
    pub expires_at: SystemTime,
}

/// A request that was taken and is not answered yet.
struct Admitted {
    request: Arc<Request>,
    answer: Answer,
    holds: Vec<watch::Receiver<bool>>,
}

impl FakeAws {
    /// A stand-in on the system's clock.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(SharedTimeSource::default())
    }

    /// A stand-in whose expirations and `Date` come from a clock of the test's own.
    #[must_use]
    pub fn with_clock(clock: SharedTimeSource) -> Self {
        Self(Arc::new(Shared {
            clock,
            state: Mutex::new(State {
                requests: Vec::new(),
                queued: Vec::new(),
                standing: Vec::new(),
                holds: Vec::new(),
                issued: Vec::new(),
                forgotten: 0,
                issued_before: 0,
                account: "123456789012".into(),
                skew_seconds: 0,
            }),
            recorded: watch::Sender::new(0),
        }))
    }

    /// This stand-in as the SDK's HTTP client: no socket, any host.
    #[must_use]
    pub fn http_client(&self) -> InProcess {
        InProcess::new(self.clone())
    }

    /// Sets how far the clock of AWS is ahead of ours: it shows in every `Date` and in every expiration.
    pub fn set_skew(&self, seconds: i64) {
        self.state().skew_seconds = seconds;
    }

    /// Sets the account that keys belong to which this stand-in did not issue.
    pub fn set_account(&self, account: &str) {
        account.clone_into(&mut self.state().account);
    }

    /// The account that keys belong to which this stand-in did not issue.
    #[must_use]
    pub fn account(&self) -> String {
        self.state().account.clone()
    }

    /// The time it is at AWS.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        clock::shifted(self.0.clock.now(), self.state().skew_seconds)
    }

    /// Every session handed out by the default answer to `AssumeRole`, oldest first.
    #[must_use]
    pub fn issued(&self) -> Vec<IssuedSession> {
        self.state().issued.clone()
    }

    /// Back to the default answers. Requests that are held stay held.
    pub fn clear_script(&self) {
        let mut state = self.state();
        state.queued.clear();
        state.standing.clear();
    }

    /// Forgets the requests and sessions so far, for whoever asks for more of them than fit into memory. The sessions go
    /// to the caller.
    #[must_use]
    pub fn forget(&self) -> Vec<IssuedSession> {
        let mut state = self.state();
        state.forgotten += state.requests.len();
        state.requests.clear();
        state.issued_before += state.issued.len();
        std::mem::take(&mut state.issued)
    }

    /// All requests.
    #[must_use]
    pub fn all(&self) -> Route {
        Route::new(self, "any request", |_| true)
    }

    /// All requests to STS.
    #[must_use]
    pub fn sts(&self) -> Route {
        Route::new(self, "STS", |request| request.service() == Service::Sts)
    }

    /// All requests to `DynamoDB`.
    #[must_use]
    pub fn dynamodb(&self) -> Route {
        Route::new(self, "DynamoDB", |request| {
            request.service() == Service::DynamoDb
        })
    }

    /// The requests for one operation, such as `GetItem`.
    #[must_use]
    pub fn operation(&self, name: &str) -> Route {
        let operation = name.to_owned();
        Route::new(self, name, move |request| request.operation() == operation)
    }

    /// The requests for `AssumeRole`.
    #[must_use]
    pub fn assume_role(&self) -> Route {
        self.operation("AssumeRole")
    }

    /// The requests for `GetCallerIdentity`.
    #[must_use]
    pub fn get_caller_identity(&self) -> Route {
        self.operation("GetCallerIdentity")
    }

    /// Takes a request, waits as long as its answer takes, and gives the answer.
    pub(crate) async fn exchange(&self, request: Request) -> Reply {
        let admitted = self.admit(request);
        admitted.answer.ready().await;
        for mut hold in admitted.holds {
            // An error means that the hold is gone, which opens it as well.
            let _ = hold.wait_for(|open| *open).await;
        }
        let now = DateTime::from(self.now());
        admitted.answer.render(
            &admitted.request,
            self,
            &[
                // A date that HTTP cannot write is past the year 9999.
                ("date", now.fmt(Format::HttpDate).unwrap_or_default()),
                ("x-amzn-requestid", admitted.request.request_id()),
            ],
        )
    }

    /// Records a request and picks its answer, in one step: the first queued answer that fits, else the newest
    /// standing one, else the default.
    fn admit(&self, mut request: Request) -> Admitted {
        request.received_at = self.0.clock.now();
        let mut state = self.state();
        request.number = state.forgotten + state.requests.len() + 1;
        let request = Arc::new(request);
        state.requests.push(Arc::clone(&request));

        let queued = state.queued.iter().position(|(fits, _)| fits(&request));
        let answer = match queued {
            Some(position) => state.queued.remove(position).1,
            None => state
                .standing
                .iter()
                .rev()
                .find(|(fits, _)| fits(&request))
                .map_or_else(|| default_answer(&request), |(_, answer)| answer.clone()),
        };
        let holds = state
            .holds
            .iter()
            .filter(|(fits, _)| fits(&request))
            .map(|(_, open)| open.clone())
            .collect();
        let recorded = state.requests.len();
        drop(state);
        self.0.recorded.send_replace(recorded);
        Admitted {
            request,
            answer,
            holds,
        }
    }

    /// Remembers a session made by `session`, which gets its number, from 1.
    pub(crate) fn issue(&self, session: impl FnOnce(usize) -> IssuedSession) -> IssuedSession {
        let mut state = self.state();
        let session = session(state.issued_before + state.issued.len() + 1);
        state.issued.push(session.clone());
        session
    }

    pub(crate) fn queue(&self, fits: Matches, answer: Answer) {
        self.state().queued.push((fits, answer));
    }

    pub(crate) fn stand(&self, fits: Matches, answer: Answer) {
        self.state().standing.push((fits, answer));
    }

    pub(crate) fn hold(&self, fits: Matches, open: watch::Receiver<bool>) {
        let mut state = self.state();
        state.holds.retain(|(_, open)| !*open.borrow());
        state.holds.push((fits, open));
    }

    pub(crate) fn requests(&self) -> Vec<Arc<Request>> {
        self.state().requests.clone()
    }

    /// Tells the number of recorded requests, and every change of it.
    pub(crate) fn recorded(&self) -> watch::Receiver<usize> {
        self.0.recorded.subscribe()
    }

    /// Wakes whoever waits for a record, without one.
    pub(crate) fn wake(&self) {
        self.0.recorded.send_modify(|_| ());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that failed elsewhere says more than a poisoned lock would.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for FakeAws {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for FakeAws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeAws")
            .field("requests", &self.state().requests.len())
            .finish_non_exhaustive()
    }
}

fn default_answer(request: &Request) -> Answer {
    match request.service() {
        Service::Sts => sts::default_answer(&request.operation()),
        Service::DynamoDb => dynamodb::default_answer(request),
        Service::Other => Answer::response(200, "text/plain", "healthy"),
    }
}
