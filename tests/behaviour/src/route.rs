//! Which requests are meant. One selection serves both to script answers beforehand and to ask afterwards.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use tokio::sync::watch;

use crate::{Answer, FakeAws, Request, Signer};

pub(crate) type Matches = Arc<dyn Fn(&Request) -> bool + Send + Sync>;

/// How long [`Route::arrived`] waits in real time before it says that the requests never came.
const PATIENCE: Duration = Duration::from_secs(30);

/// A selection of requests, from [`FakeAws::assume_role`] and its like.
#[derive(Clone)]
pub struct Route {
    fake: FakeAws,
    what: String,
    fits: Matches,
}

/// Selecting.
impl Route {
    pub(crate) fn new(
        fake: &FakeAws,
        what: &str,
        fits: impl Fn(&Request) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self {
            fake: fake.clone(),
            what: what.to_owned(),
            fits: Arc::new(fits),
        }
    }

    /// Of these, the requests signed by a key.
    #[must_use]
    pub fn signed_by(&self, key_id: &str) -> Self {
        let key = key_id.to_owned();
        self.matching(&format!("signed by {key_id}"), move |request| {
            request.key_id().as_ref() == Some(&key)
        })
    }

    /// Of these, the requests that ask for a role.
    #[must_use]
    pub fn for_role(&self, role_arn: &str) -> Self {
        let role = role_arn.to_owned();
        self.matching(&format!("for {role_arn}"), move |request| {
            request.param("RoleArn").as_ref() == Some(&role)
        })
    }

    /// Of these, the requests on a table.
    #[must_use]
    pub fn on_table(&self, name: &str) -> Self {
        let table = name.to_owned();
        self.matching(&format!("on table {name}"), move |request| {
            request.json()["TableName"] == table.as_str()
        })
    }

    /// Of these, the requests for which `fits` holds. `what` names them in a failure.
    #[must_use]
    pub fn matching(
        &self,
        what: &str,
        fits: impl Fn(&Request) -> bool + Send + Sync + 'static,
    ) -> Self {
        let outer = Arc::clone(&self.fits);
        let what = format!("{} {what}", self.what);
        Self::new(&self.fake, &what, move |request| {
            outer(request) && fits(request)
        })
    }
}

/// Scripting.
impl Route {
    /// Queues an answer for the next of these requests. Queued answers are used up in order, before standing ones.
    pub fn next(&self, answer: impl Into<Answer>) -> &Self {
        self.times(1, answer)
    }

    /// Queues the same answer for the next `count` of these requests.
    pub fn times(&self, count: usize, answer: impl Into<Answer>) -> &Self {
        let answer = answer.into();
        for _ in 0..count {
            self.fake.queue(Arc::clone(&self.fits), answer.clone());
        }
        self
    }

    /// Answers these requests so until told otherwise: the newest standing answer wins.
    pub fn always(&self, answer: impl Into<Answer>) -> &Self {
        self.fake.stand(Arc::clone(&self.fits), answer.into());
        self
    }

    /// Takes these requests and stays silent until the hold is released or dropped. What is answered then is
    /// picked on arrival and worked out on release.
    #[must_use = "dropping the hold releases the requests"]
    pub fn hold(&self) -> Hold {
        let open = watch::Sender::new(false);
        self.fake.hold(Arc::clone(&self.fits), open.subscribe());
        Hold { open }
    }
}

/// Asking.
impl Route {
    /// These requests, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Arc<Request>> {
        let mut requests = self.fake.requests();
        requests.retain(|request| (self.fits)(request));
        requests
    }

    /// How many of these requests came.
    #[must_use]
    pub fn count(&self) -> usize {
        self.requests().len()
    }

    /// The one request that came.
    ///
    /// # Panics
    ///
    /// When none or several came.
    #[must_use]
    #[track_caller]
    pub fn only(&self) -> Arc<Request> {
        match &self.requests()[..] {
            [only] => Arc::clone(only),
            others => panic!("{} requests of {self:?} came instead of one", others.len()),
        }
    }

    /// The newest request that came.
    ///
    /// # Panics
    ///
    /// When none came.
    #[must_use]
    #[track_caller]
    pub fn last(&self) -> Arc<Request> {
        match self.requests().pop() {
            Some(last) => last,
            None => panic!("no request of {self:?} came"),
        }
    }

    /// Who signed each, oldest first; `None` for an unsigned one.
    #[must_use]
    pub fn signers(&self) -> Vec<Option<Signer>> {
        self.requests()
            .iter()
            .map(|request| request.signer())
            .collect()
    }

    /// The key id that signed each, oldest first; empty for an unsigned one.
    #[must_use]
    pub fn key_ids(&self) -> Vec<String> {
        self.requests()
            .iter()
            .map(|request| request.key_id().unwrap_or_default())
            .collect()
    }

    /// The host that each was sent to, oldest first.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        self.requests()
            .iter()
            .map(|request| request.host().to_owned())
            .collect()
    }

    /// Waits until `count` of these requests have come, answered or not. Needs no sleep and moves no clock.
    ///
    /// # Panics
    ///
    /// When they did not come within half a minute of real time.
    pub async fn arrived(&self, count: usize) {
        let mut recorded = self.fake.recorded();
        let patience = Patience::start(&self.fake);
        loop {
            recorded.mark_unchanged();
            let came = self.count();
            if came >= count {
                return;
            }
            assert!(
                !patience.is_over(),
                "{came} of {count} requests of {self:?} came within {PATIENCE:?}"
            );
            // The sender lives as long as the stand-in, so this cannot fail.
            let _ = recorded.changed().await;
        }
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route({})", self.what)
    }
}

/// Wakes whoever waits for a record after [`PATIENCE`] of real time, whatever tokio's clock says.
struct Patience {
    over: Arc<AtomicBool>,
    _ends_with_this: mpsc::Sender<()>,
}

impl Patience {
    fn start(fake: &FakeAws) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (ends_with_this, ended) = mpsc::channel();
        let (set_over, fake) = (Arc::clone(&over), fake.clone());
        thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
                set_over.store(true, Ordering::SeqCst);
                fake.wake();
            }
        });
        Self {
            over,
            _ends_with_this: ends_with_this,
        }
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}

/// Keeps requests waiting while it lives.
#[derive(Debug)]
pub struct Hold {
    open: watch::Sender<bool>,
}

impl Hold {
    /// Lets the requests go on.
    pub fn release(self) {
        drop(self);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.open.send_replace(true);
    }
}
