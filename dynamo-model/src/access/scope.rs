//! Sessions narrowed to one tenant: what a [`SessionScope`] says, and how it changes the session of a role.

use std::sync::Arc;

use dynamo_model_core::{options::AccessOption as O, policy, policy_arn, session_name, tags};

use super::{
    error::Problem,
    identity::{Fingerprint, Session},
    layer, tag,
};

/// What one tenant's session has beyond the role: a name of its own, tags and policies that narrow what the role may.
///
/// Two scopes of the same value share one session.
///
/// ```
/// use dynamo_model::access::SessionScope;
///
/// let scope = SessionScope::new("t-42").tag("tenant", "t-42");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a scope does nothing until it is given to `Dynamo::scoped`"]
pub struct SessionScope {
    name: Arc<str>,
    tags: Vec<(Arc<str>, Arc<str>)>,
    transitive_tags: Vec<Arc<str>>,
    policy: Option<Arc<str>>,
    policy_arns: Vec<Arc<str>>,
}

impl SessionScope {
    /// A scope whose sessions bear this name: 2 to 64 of `[A-Za-z0-9_+=,.@-]`.
    pub fn new(session_name: impl Into<String>) -> Self {
        Self {
            name: session_name.into().into(),
            tags: Vec::new(),
            transitive_tags: Vec::new(),
            policy: None,
            policy_arns: Vec::new(),
        }
    }

    /// Adds a session tag, to those that the access type states. A tag of both is an error.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push((key.into().into(), value.into().into()));
        self
    }

    /// Makes a tag of this scope transitive: it goes on to the sessions of a role chain.
    pub fn transitive_tag(mut self, key: impl Into<String>) -> Self {
        self.transitive_tags.push(key.into().into());
        self
    }

    /// A session policy, as JSON of at most 2,048 characters. STS takes one; an access type that states one, too, is
    /// an error, because leaving it out would widen what the session may.
    pub fn policy(mut self, json: impl Into<String>) -> Self {
        self.policy = Some(json.into().into());
        self
    }

    /// Adds the ARN of a managed session policy to those that the access type states; at most 10 in all.
    pub fn policy_arn(mut self, arn: impl Into<String>) -> Self {
        self.policy_arns.push(arn.into().into());
        self
    }

    /// What is wrong with the scope itself.
    pub(crate) fn check(&self) -> Vec<Problem> {
        let keys: Vec<&str> = self.tags.iter().map(|(key, _)| &**key).collect();
        let mut problems = Vec::new();
        let mut tell = |option, result: Result<(), dynamo_model_core::Violation>| {
            if let Err(violation) = result {
                problems.push(Problem::new(option, violation));
            }
        };
        tell("session_name", session_name::check(&self.name));
        tell("tags", tags::check_distinct(&keys));
        if let Some(json) = &self.policy {
            tell("policy", policy::check(json));
        }
        for arn in &self.policy_arns {
            tell("policy_arns", policy_arn::check(arn));
        }
        for (key, value) in &self.tags {
            problems.extend(tag::problems(key, value, None));
        }
        layer::in_order(problems)
    }

    /// The options in which it has a say.
    pub(crate) fn options(&self) -> impl Iterator<Item = O> {
        let options = [
            (O::SessionName, true),
            (O::Policy, self.policy.is_some()),
            (O::PolicyArns, !self.policy_arns.is_empty()),
            (O::Tags, !self.tags.is_empty()),
            (O::TransitiveTags, !self.transitive_tags.is_empty()),
        ];
        let stated = options.into_iter().filter(|(_, is_stated)| *is_stated);
        stated.map(|(option, _)| option)
    }

    /// The session narrowed, or what is wrong with the two together.
    pub(crate) fn narrow(&self, session: &Session) -> Result<Session, Vec<Problem>> {
        let mut narrowed = session.clone();
        narrowed.name = Arc::clone(&self.name);
        narrowed.tags.extend(self.tags.iter().cloned());
        narrowed
            .transitive_tags
            .extend(self.transitive_tags.iter().cloned());
        narrowed
            .policy_arns
            .extend(self.policy_arns.iter().cloned());
        let both = match (&session.policy, &self.policy) {
            (Some(_), Some(_)) => Some(Problem::new(
                "policy",
                "is stated by the access type already, and STS takes only one; use `policy_arn` for the scope",
            )),
            (None, Some(policy)) => {
                narrowed.policy = Some(Arc::clone(policy));
                None
            }
            (_, None) => None,
        };

        let keys: Vec<&str> = narrowed.tags.iter().map(|(key, _)| &**key).collect();
        let transitive: Vec<&str> = narrowed.transitive_tags.iter().map(|key| &**key).collect();
        let problems: Vec<Problem> = [
            ("tags", tags::check_count(keys.len())),
            ("tags", tags::check_distinct(&keys)),
            (
                "transitive_tags",
                tags::check_transitive(&keys, &transitive),
            ),
            (
                "policy_arns",
                policy_arn::check_count(narrowed.policy_arns.len()),
            ),
        ]
        .into_iter()
        .filter_map(|(option, result)| Some(Problem::new(option, result.err()?)))
        .chain(both)
        .collect();
        if problems.is_empty() {
            Ok(narrowed)
        } else {
            Err(problems)
        }
    }

    /// Adds this scope to a key under which a derived handle is found again.
    pub(crate) fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.text(&self.name).count(self.tags.len());
        for (key, value) in &self.tags {
            fingerprint.text(key).text(value);
        }
        fingerprint.count(self.transitive_tags.len());
        for key in &self.transitive_tags {
            fingerprint.text(key);
        }
        fingerprint
            .option(self.policy.as_deref())
            .count(self.policy_arns.len());
        for arn in &self.policy_arns {
            fingerprint.text(arn);
        }
    }
}
