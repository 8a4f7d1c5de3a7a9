//! Whom callers ask: the engine, or one that is wrong in a way that the witness must notice.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use aws_credential_types::Credentials;

use super::service::Identity;
use crate::access::{
    error::AccessError,
    refresh::{Entry, Source},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Ours,
    /// Tells the failure of a refresh, though what it has is good.
    GivesUp,
    /// Asks anew for everybody.
    AsksEachTime,
    /// Serves what it got first for ever.
    NeverRenews,
    /// Serves one identity's credentials for another.
    MixesUp,
}

impl Engine {
    pub const WRONG: [Self; 4] = [
        Self::GivesUp,
        Self::AsksEachTime,
        Self::NeverRenews,
        Self::MixesUp,
    ];
}

/// What one life's callers ask.
pub struct Desk {
    pub engine: Engine,
    pub entries: Vec<Arc<Entry>>,
    pub sources: Vec<Arc<Identity>>,
    kept: Mutex<HashMap<usize, Credentials>>,
    one_by_one: tokio::sync::Mutex<()>,
}

impl Desk {
    pub fn new(engine: Engine, entries: Vec<Arc<Entry>>, sources: Vec<Arc<Identity>>) -> Self {
        Self {
            engine,
            entries,
            sources,
            kept: Mutex::default(),
            one_by_one: tokio::sync::Mutex::default(),
        }
    }

    pub async fn credentials(&self, number: usize) -> Result<Credentials, AccessError> {
        match self.engine {
            Engine::Ours => self.entries[number].credentials().await,
            Engine::GivesUp => {
                let _turn = self.one_by_one.lock().await;
                self.fetch(number).await
            }
            Engine::AsksEachTime => self.fetch(number).await,
            Engine::NeverRenews => {
                if let Some(kept) = self.kept(number) {
                    return Ok(kept);
                }
                let first = self.entries[number].credentials().await?;
                let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(kept.entry(number).or_insert(first).clone())
            }
            Engine::MixesUp => {
                let other = number.saturating_sub(usize::from(number > 1));
                self.entries[other].credentials().await
            }
        }
    }

    async fn fetch(&self, number: usize) -> Result<Credentials, AccessError> {
        Ok(self.sources[number].fetch().await?.credentials)
    }

    fn kept(&self, number: usize) -> Option<Credentials> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&number).cloned()
    }
}
