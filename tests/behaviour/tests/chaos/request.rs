//! The life of one request: credentials, DynamoDB's answer, and one more attempt where its credentials were rejected.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::Poll,
};

use tokio::task::AbortHandle;

use crate::{
    clock::{Millis, WorldClock},
    invariants::{Invariants, Verdict},
    signer::Signer,
};

/// What a caller wants.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub tenant: usize,
    /// How long the caller waits, if not for ever.
    pub patience: Option<Millis>,
    /// How long DynamoDB takes.
    pub latency: Millis,
}

/// A request that is under way.
pub struct Request {
    pub tenant: usize,
    pub runtime: usize,
    pub task: AbortHandle,
    waiting_since: Arc<AtomicU64>,
    pub cancelled: bool,
}

impl Request {
    pub fn start(
        wish: Wish,
        (number, runtime): (usize, &tokio::runtime::Handle),
        signer: Arc<dyn Signer>,
        clock: WorldClock,
        invariants: Invariants,
    ) -> Self {
        let waiting_since = Arc::new(AtomicU64::new(clock.moment().monotonic));
        let told = Arc::clone(&waiting_since);
        let task = runtime.spawn(async move {
            let mut life = pin!(live(wish, &*signer, &clock, &invariants, &told));
            let Some(patience) = wish.patience else {
                return life.await;
            };
            let mut over = pin!(clock.after(patience));
            poll_fn(|context| {
                if life.as_mut().poll(context).is_ready() {
                    return Poll::Ready(());
                }
                let over = over.as_mut().poll(context);
                if over.is_ready() {
                    invariants.timed_out(wish.tenant);
                }
                over
            })
            .await;
        });
        Self {
            tenant: wish.tenant,
            runtime: number,
            task: task.abort_handle(),
            waiting_since,
            cancelled: false,
        }
    }

    /// Since when it has been waiting for credentials, if it is.
    pub fn waiting_since(&self) -> Option<Millis> {
        let since = self.waiting_since.load(Ordering::Relaxed);
        (since != NOT_WAITING).then_some(since)
    }
}

const NOT_WAITING: Millis = Millis::MAX;

async fn live(
    wish: Wish,
    signer: &dyn Signer,
    clock: &WorldClock,
    invariants: &Invariants,
    waiting_since: &AtomicU64,
) {
    let Wish {
        tenant, latency, ..
    } = wish;
    for attempt in 0..2 {
        waiting_since.store(clock.moment().monotonic, Ordering::Relaxed);
        let ready = signer.ready();
        invariants.looked(tenant, ready.is_some());
        let credentials = match ready {
            Some(credentials) => credentials,
            None => match signer.credentials().await {
                Ok(credentials) => credentials,
                Err(error) => return invariants.failed(tenant, &error),
            },
        };
        waiting_since.store(NOT_WAITING, Ordering::Relaxed);
        let key = credentials.access_key_id();
        let given = invariants.given(tenant, key);
        if latency > 0 {
            clock.after(latency).await;
        }
        let code = match invariants.verdict(key) {
            Verdict::Accepted => return invariants.served(),
            Verdict::Rejected(code) => code,
        };
        let again = signer.reject(key, code);
        invariants.rejected(tenant, key, again);
        if !again {
            return invariants.refused(tenant, key, Some(given));
        }
        if attempt == 1 {
            return invariants.refused(tenant, key, None);
        }
    }
}
