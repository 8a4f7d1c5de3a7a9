//! What hands out credentials: STS, and what the base identity comes from. It is well or unwell as it is told, and
//! remembers whose each key is.

use std::{
    fmt,
    future::pending,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::AsyncSleep;
use tokio::runtime::Handle;

use super::witness::Witness;
use crate::access::{
    clock::SharedClock,
    error::{AccessError, StsAnswer, StsError, StsFailure},
    refresh::{BoxFuture, Entry, Issued, Source, Unusable},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Up,
    /// Answers late, but in time.
    Slow,
    Failing,
    Throttling,
    Denying,
    /// Takes the call and never answers.
    Silent,
    /// Hands out what has ended already.
    Stale,
}

impl Health {
    pub const UNWELL: [Self; 6] = [
        Self::Slow,
        Self::Failing,
        Self::Throttling,
        Self::Denying,
        Self::Silent,
        Self::Stale,
    ];

    pub fn is_well(self) -> bool {
        matches!(self, Self::Up | Self::Slow)
    }
}

/// One service, with the identities that it hands out.
#[derive(Debug, Clone)]
pub struct Service(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    health: Health,
    lifetime: Duration,
    keys: u64,
}

impl Service {
    pub fn new(lifetime: Duration) -> Self {
        Self(Arc::new(Mutex::new(State {
            health: Health::Up,
            lifetime,
            keys: 0,
        })))
    }

    pub fn turn(&self, health: Health) {
        self.state().health = health;
    }

    pub fn health(&self) -> Health {
        self.state().health
    }

    fn latency(&self) -> Duration {
        match self.health() {
            Health::Slow => Duration::from_secs(4),
            _ => Duration::from_millis(50),
        }
    }

    /// A key of an identity's own, or the error of the day.
    fn answer(&self, identity: usize) -> Result<Issued, AccessError> {
        let mut state = self.state();
        match state.health {
            Health::Up | Health::Slow | Health::Silent | Health::Stale => {}
            Health::Failing => return Err(error(StsFailure::ServiceFailed, "InternalFailure")),
            Health::Throttling => return Err(error(StsFailure::ServiceFailed, "Throttling")),
            Health::Denying => return Err(error(StsFailure::RoleRefused, "AccessDenied")),
        }
        state.keys += 1;
        let key = format!("KEY-{identity}-{}", state.keys);
        let lifetime = match state.health {
            Health::Stale => Duration::ZERO,
            _ => state.lifetime,
        };
        Ok(Issued {
            credentials: Credentials::new(key, "fixture", None, None, "simulation"),
            lifetime: Some(lifetime),
            expiration_lowered: false,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One identity at a service.
pub struct Identity {
    pub number: usize,
    pub service: Service,
    /// Whose credentials sign the call.
    pub base: Option<(usize, Arc<Entry>)>,
    pub clock: SharedClock,
    pub witness: Witness,
}

impl Identity {
    async fn ask(&self) -> Result<Issued, AccessError> {
        let _flight = self.witness.take_off(self.number, Handle::current().id());
        if let Some((number, base)) = &self.base {
            let lent = base.lend().await?;
            self.witness.signs(*number, &lent.credentials);
        }
        self.clock.sleep(self.service.latency()).await;
        if self.service.health() == Health::Silent {
            pending::<()>().await;
        }
        let answer = self.service.answer(self.number);
        if let Ok(issued) = &answer {
            self.witness.issued(self.number, issued);
        }
        answer
    }
}

impl Source for Identity {
    fn fetch(&self) -> BoxFuture<'_, Result<Issued, AccessError>> {
        Box::pin(self.ask())
    }

    fn silent(&self, limit: Duration) -> AccessError {
        error(StsFailure::Silent(limit), "")
    }

    fn unusable(&self, _: Unusable) -> AccessError {
        error(StsFailure::Expired, "")
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.number)
    }
}

fn error(what: StsFailure, code: &str) -> AccessError {
    let told = StsError::new(StsAnswer {
        what,
        role: None,
        base: "simulation".into(),
        code: (!code.is_empty()).then(|| code.into()),
        request_id: None,
        external_id_sent: false,
        cause: None,
    });
    match what {
        StsFailure::RoleRefused => AccessError::RoleRefused(told),
        _ => AccessError::StsUnavailable(told),
    }
}
