//! What the library tells of its refreshes.

use std::{sync::Arc, time::Duration};

use dynamo_model::access::{AccessEvent, AccessObserver};
use tokio::sync::watch;

/// How a refresh went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Started,
    Refreshed { took: Duration },
    Failed { next_try_in: Duration },
    Rejected,
}

/// An observer that remembers what happens to the identities of interest. Clones share what they remember.
#[derive(Debug, Clone)]
pub struct Events {
    of: &'static str,
    seen: Arc<watch::Sender<Vec<Event>>>,
}

impl Events {
    /// Of identities whose label contains `of`: a base has refreshes of its own under those of its roles.
    pub fn of(of: &'static str) -> Self {
        Self {
            of,
            seen: Arc::new(watch::Sender::new(Vec::new())),
        }
    }

    pub fn all(&self) -> Vec<Event> {
        self.seen.borrow().clone()
    }

    pub fn count(&self, which: impl Fn(&Event) -> bool) -> usize {
        self.seen
            .borrow()
            .iter()
            .filter(|event| which(event))
            .count()
    }

    /// How long the next try was put off after each refresh that failed.
    pub fn pauses(&self) -> Vec<Duration> {
        let pause = |event: &Event| match event {
            Event::Failed { next_try_in } => Some(*next_try_in),
            _ => None,
        };
        self.seen.borrow().iter().filter_map(pause).collect()
    }

    /// How many refreshes have begun.
    pub fn started(&self) -> usize {
        self.count(|event| *event == Event::Started)
    }

    /// How many refreshes have brought something, or failed.
    pub fn ended(&self) -> usize {
        ended(&self.seen.borrow())
    }

    /// Waits until so many refreshes have ended.
    pub async fn when_ended(&self, count: usize) {
        let mut events = self.seen.subscribe();
        // The sender is this observer's own.
        let _ = events.wait_for(|events| ended(events) >= count).await;
    }
}

fn ended(events: &[Event]) -> usize {
    let is_end = |event: &&Event| matches!(event, Event::Refreshed { .. } | Event::Failed { .. });
    events.iter().filter(is_end).count()
}

impl AccessObserver for Events {
    fn event(&self, identity: &str, event: &AccessEvent<'_>) {
        if !identity.contains(self.of) {
            return;
        }
        let event = match event {
            AccessEvent::RefreshStarted => Event::Started,
            AccessEvent::Refreshed { took, .. } => Event::Refreshed { took: *took },
            AccessEvent::RefreshFailed { next_try_in, .. } => Event::Failed {
                next_try_in: *next_try_in,
            },
            AccessEvent::Rejected { .. } => Event::Rejected,
            _ => return,
        };
        self.seen.send_modify(|events| events.push(event));
    }
}
