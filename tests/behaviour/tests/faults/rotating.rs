//! A base identity whose keys change.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, future},
};
use aws_smithy_async::time::TimeSource;
use behaviour::TestClock;

use crate::scene::Paused;

/// Hands out `base-key-1`, `base-key-2` and so on.
#[derive(Debug)]
pub struct Rotating {
    clock: TestClock,
    lifetime: Option<Duration>,
    handed_out: AtomicUsize,
}

impl Rotating {
    pub fn new(scene: &Paused, lifetime: Option<Duration>) -> Self {
        Self {
            clock: scene.clock.clone(),
            lifetime,
            handed_out: AtomicUsize::new(0),
        }
    }
}

impl ProvideCredentials for Rotating {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.handed_out.fetch_add(1, Ordering::SeqCst) + 1;
        let end = self.lifetime.map(|life| self.clock.now() + life);
        let key = format!("base-key-{number}");
        let credentials = Credentials::new(key, "fixture-secret", None, end, "rotating");
        future::ProvideCredentials::ready(Ok(credentials))
    }
}
