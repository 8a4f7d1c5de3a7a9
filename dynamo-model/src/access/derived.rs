//! Handles derived from a `Dynamo` by an override or a tenant's scope, and the bounded cache that finds them again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    identity::{Fingerprint, IdentityKey},
    layers::Change,
    registry::Registry,
};

/// One derived handle's change and what was made for it.
#[derive(Debug)]
pub(crate) struct Derived {
    pub(crate) change: Change,
    pub(crate) parent: Option<Arc<Derived>>,
    pub(crate) registry: Registry,
    key: IdentityKey,
}

impl Derived {
    /// The changes of this handle and of those it was derived from, the latest first.
    pub(crate) fn changes(&self) -> Vec<&Change> {
        let mut changes = vec![&self.change];
        let mut next = self.parent.as_deref();
        while let Some(derived) = next {
            changes.push(&derived.change);
            next = derived.parent.as_deref();
        }
        changes
    }
}

/// Derived handles by value. Only idle ones leave it, the least recently used first: those that nobody holds a handle
/// of. So the bound is kept whenever no more tenants than that are at work at once.
#[derive(Debug)]
pub(crate) struct DerivedCache {
    bound: usize,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    handles: HashMap<IdentityKey, (u64, Arc<Derived>)>,
    clock: u64,
}

impl DerivedCache {
    pub(crate) fn new(bound: usize) -> Self {
        Self {
            bound,
            known: Mutex::default(),
        }
    }

    /// The handle for `change` over `parent`, whose value `fingerprint` holds.
    pub(crate) fn get_or_make(
        &self,
        parent: Option<&Arc<Derived>>,
        mut fingerprint: Fingerprint,
        change: impl FnOnce() -> Change,
    ) -> Arc<Derived> {
        match parent {
            Some(parent) => fingerprint.part(parent.key.as_bytes()),
            None => fingerprint.part(b""),
        };
        let key = fingerprint.finish();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.clock += 1;
        let now = known.clock;
        if let Some((used, derived)) = known.handles.get_mut(&key) {
            *used = now;
            return Arc::clone(derived);
        }
        let derived = Arc::new(Derived {
            change: change(),
            parent: parent.cloned(),
            registry: Registry::default(),
            key,
        });
        known.handles.insert(key, (now, Arc::clone(&derived)));
        let left = known.make_room(self.bound);
        drop(known);
        // Credentials and clients are taken apart outside of the lock.
        drop(left);
        derived
    }

    pub(crate) fn handles(&self) -> Vec<Arc<Derived>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .handles
            .values()
            .map(|(_, derived)| Arc::clone(derived))
            .collect()
    }
}

impl Known {
    fn make_room(&mut self, bound: usize) -> Vec<Arc<Derived>> {
        let mut left = Vec::new();
        while self.handles.len() > bound.max(1) {
            let idle = self
                .handles
                .iter()
                .filter(|(_, (_, derived))| Arc::strong_count(derived) == 1)
                .min_by_key(|(_, (used, _))| *used)
                .map(|(key, _)| *key);
            match idle.and_then(|key| self.handles.remove(&key)) {
                Some((_, derived)) => left.push(derived),
                None => break,
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::layer::Layer;

    fn get(cache: &DerivedCache, name: &str) -> Arc<Derived> {
        let mut fingerprint = Fingerprint::default();
        fingerprint.text(name);
        cache.get_or_make(None, fingerprint, || {
            Change::With(Arc::new(Layer::default()))
        })
    }

    #[test]
    fn a30_equal_handles_are_one_and_idle_ones_leave_first() {
        let cache = DerivedCache::new(2);
        let a = get(&cache, "a");
        assert!(Arc::ptr_eq(&a, &get(&cache, "a")));
        drop(get(&cache, "b"));
        drop(get(&cache, "c"));
        assert_eq!(cache.handles().len(), 2, "b was idle and has left");
        assert!(
            Arc::ptr_eq(&a, &get(&cache, "a")),
            "a is held and has stayed"
        );
    }

    #[test]
    fn a30_handles_in_use_are_never_taken_away() {
        let cache = DerivedCache::new(2);
        let held: Vec<_> = (0..5).map(|n| get(&cache, &n.to_string())).collect();
        assert_eq!(cache.handles().len(), 5);
        drop(held);
        drop(get(&cache, "x"));
        assert_eq!(cache.handles().len(), 2);
    }
}
