//! The process environment, as something that can be handed in: a test brings its own.

use std::{fmt, sync::Arc};

/// Reads variables for `env("NAME")` options and for the check of the ordinary AWS variables.
#[derive(Clone)]
pub(crate) struct Environment(Arc<Read>);

type Read = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Environment {
    pub(crate) fn new(read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    pub(crate) fn read(&self, name: &str) -> Option<String> {
        (self.0)(name)
    }

    /// What is wrong with the static keys of the environment. The SDK passes over half a pair and takes the next
    /// provider's identity, which is nobody's intention.
    pub(crate) fn half_written_keys(&self) -> Option<&'static str> {
        let is_set = |name| {
            self.read(name)
                .is_some_and(|value| !value.trim().is_empty())
        };
        // The second name is the one that the SDK accepts for compatibility.
        let secret = is_set("AWS_SECRET_ACCESS_KEY") || is_set("SECRET_ACCESS_KEY");
        match (
            is_set("AWS_ACCESS_KEY_ID"),
            secret,
            is_set("AWS_SESSION_TOKEN"),
        ) {
            (true, false, _) => Some(
                "`AWS_ACCESS_KEY_ID` is set, but `AWS_SECRET_ACCESS_KEY` is not; set both or none",
            ),
            (false, true, _) => Some(
                "`AWS_SECRET_ACCESS_KEY` is set, but `AWS_ACCESS_KEY_ID` is not; set both or none",
            ),
            (false, false, true) => Some(
                "`AWS_SESSION_TOKEN` is set, but `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are not; set all or none",
            ),
            _ => None,
        }
    }
}

impl Default for Environment {
    /// That of this process.
    fn default() -> Self {
        Self::new(|name| std::env::var(name).ok())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(set: &'static [(&'static str, &'static str)]) -> Environment {
        Environment::new(move |name| {
            set.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a17_half_a_pair_in_the_environment_is_told() {
        for wrong in [
            &[("AWS_ACCESS_KEY_ID", "id")][..],
            &[("AWS_SECRET_ACCESS_KEY", "fixture-secret")],
            &[("AWS_SESSION_TOKEN", "fixture-token")],
            &[("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "")],
        ] {
            let told = environment(wrong).half_written_keys();
            assert!(
                told.is_some_and(|told| !told.contains("fixture")),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn whole_pairs_and_empty_variables_are_fine() {
        for right in [
            &[][..],
            &[("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")],
            &[
                ("AWS_ACCESS_KEY_ID", "id"),
                ("AWS_SECRET_ACCESS_KEY", "fixture-secret"),
            ],
        ] {
            assert_eq!(environment(right).half_written_keys(), None);
        }
    }
}
