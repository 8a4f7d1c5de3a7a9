//! Credentials that a service rejected ahead of their expiry: which keys were ours, and how often a rejection may
//! lead to a refresh.

use std::{collections::VecDeque, sync::Arc, time::Duration};

/// Requests that were in flight when the keys changed still carry one of the last few.
const REMEMBERED_KEYS: usize = 4;

const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);

#[derive(Debug, Default)]
pub(super) struct Rejections {
    retired: VecDeque<String>,
    /// The service's code, while the credentials in use before are rejected and no others are there yet.
    rejected_as: Option<Arc<str>>,
    last: Option<(Duration, Duration)>,
}

impl Rejections {
    /// Whether a rejection at `now` may lead to a refresh: once per pause, which doubles as long as what the refresh
    /// brings is rejected as well.
    pub(super) fn allow(&mut self, now: Duration) -> bool {
        let pause = match self.last {
            None => FIRST_PAUSE,
            Some((at, pause)) => {
                let since = now.saturating_sub(at);
                if since < pause {
                    return false;
                }
                if since < pause * 2 {
                    (pause * 2).min(LONGEST_PAUSE)
                } else {
                    FIRST_PAUSE
                }
            }
        };
        self.last = Some((now, pause));
        true
    }

    /// The keys in use were rejected; nothing is in use until others come.
    pub(super) fn mark(&mut self, key_id: &str, code: &str) {
        self.retire(key_id);
        self.rejected_as = Some(code.into());
    }

    pub(super) fn code(&self) -> Option<&Arc<str>> {
        self.rejected_as.as_ref()
    }

    /// Others have come.
    pub(super) fn settle(&mut self) {
        self.rejected_as = None;
    }

    pub(super) fn retire(&mut self, key_id: &str) {
        if self.retired.len() == REMEMBERED_KEYS {
            self.retired.pop_front();
        }
        self.retired.push_back(key_id.to_owned());
    }

    pub(super) fn issued_before(&self, key_id: &str) -> bool {
        self.retired.iter().any(|retired| retired == key_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a22_the_pause_doubles_while_fresh_keys_are_rejected() {
        let mut rejections = Rejections::default();
        let mut allowed = Vec::new();
        for second in 0..=1_000 {
            if rejections.allow(Duration::from_secs(second)) {
                allowed.push(second);
            }
        }
        assert_eq!(allowed, [0, 5, 15, 35, 75, 155, 315, 615, 915]);
        assert!(rejections.allow(Duration::from_secs(5_000)));
        assert!(
            rejections.allow(Duration::from_secs(5_005)),
            "a calm time resets the pause"
        );
    }

    #[test]
    fn a22_twice_the_pause_is_calm() {
        for (second, is_calm) in [(9, false), (10, true)] {
            let mut rejections = Rejections::default();
            assert!(rejections.allow(Duration::ZERO));
            assert!(rejections.allow(Duration::from_secs(second)));
            let after_the_first_pause = rejections.allow(Duration::from_secs(second + 5));
            assert_eq!(after_the_first_pause, is_calm, "{second}");
        }
    }

    #[test]
    fn only_the_last_keys_are_remembered() {
        let mut rejections = Rejections::default();
        for n in 0..6 {
            rejections.retire(&format!("key-{n}"));
        }
        assert!(!rejections.issued_before("key-1"));
        assert!(rejections.issued_before("key-2"));
        assert!(!rejections.issued_before("foreign"));
    }
}
