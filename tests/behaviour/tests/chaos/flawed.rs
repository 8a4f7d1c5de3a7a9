//! Identities with one flaw each, which the invariants must notice: the engine, and something wrong around it.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use aws_credential_types::Credentials;
use dynamo_model::access::Engine;
use tokio::runtime::Handle;

use crate::{
    clock::{MINUTE, Millis, WorldClock},
    invariants::Promise,
    signer::{Answer, Signer},
    sts::TenantSts,
};

/// What is wrong with an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It shares its credentials with another tenant.
    Shared,
    /// It goes on with what has ended.
    Stale,
    /// Whoever needs credentials fetches them alone.
    Alone,
    /// It makes no use of the end of a life while STS is not well.
    Forgetful,
    /// It remembers a failure for ten minutes.
    Resentful,
    /// It leaves a task behind for each request.
    Leaky,
    /// It asks again and again until STS is well.
    Eager,
}

impl Flaw {
    pub const ALL: [Self; 7] = [
        Self::Shared,
        Self::Stale,
        Self::Alone,
        Self::Forgetful,
        Self::Resentful,
        Self::Leaky,
        Self::Eager,
    ];

    /// What notices it.
    pub fn breaks(self) -> Promise {
        match self {
            Self::Shared => Promise::Identity,
            Self::Stale => Promise::Current,
            Self::Alone => Promise::OneFlight,
            Self::Forgetful => Promise::Service,
            Self::Resentful => Promise::Recovery,
            Self::Leaky => Promise::Memory,
            Self::Eager => Promise::Calls,
        }
    }
}

struct Flawed {
    flaw: Flaw,
    engine: Engine,
    sts: TenantSts,
    clock: WorldClock,
    /// The first credentials that came.
    first: Mutex<Option<Credentials>>,
    /// When the last error came.
    failed_at: Mutex<Option<Millis>>,
    busy: AtomicBool,
}

/// An identity with a flaw.
pub fn flawed(flaw: Flaw, sts: TenantSts, clock: WorldClock, seed: u64) -> Arc<dyn Signer> {
    let source = match flaw {
        Flaw::Shared => sts.of_neighbour(),
        _ => sts.clone(),
    };
    Arc::new(Flawed {
        flaw,
        engine: Engine::new(source, clock.clone(), seed),
        sts,
        clock,
        first: Mutex::default(),
        failed_at: Mutex::default(),
        busy: AtomicBool::default(),
    })
}

impl Signer for Flawed {
    fn ready(&self) -> Option<Credentials> {
        let ready = self.engine.ready();
        match self.flaw {
            Flaw::Stale => {
                let mut first = lock(&self.first);
                if first.is_none() {
                    *first = ready;
                }
                first.clone()
            }
            Flaw::Forgetful => ready.filter(|_| self.sts.is_well()),
            Flaw::Leaky => {
                Handle::current().spawn(std::future::pending::<()>());
                ready
            }
            _ => ready,
        }
    }

    fn credentials(&self) -> Answer<'_> {
        Box::pin(async {
            if self.flaw == Flaw::Alone {
                return self.sts.fetch().await.map_err(|error| error.to_string());
            }
            let now = self.clock.moment().monotonic;
            let failed_at = *lock(&self.failed_at);
            if self.flaw == Flaw::Resentful && failed_at.is_some_and(|at| now - at < 10 * MINUTE) {
                return Err("it failed a while ago".into());
            }
            let answer = Signer::credentials(&self.engine).await;
            if answer.is_err() {
                *lock(&self.failed_at) = Some(now);
            }
            if answer.is_err()
                && self.flaw == Flaw::Eager
                && !self.busy.swap(true, Ordering::Relaxed)
            {
                for _ in 0..100 {
                    let _ = self.sts.fetch().await;
                }
                self.busy.store(false, Ordering::Relaxed);
            }
            answer
        })
    }

    fn reject(&self, key_id: &str, code: &str) -> bool {
        self.engine.reject(key_id, code)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
