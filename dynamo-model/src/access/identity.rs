//! Who signs, as a value: a base identity, a role over another identity with everything that STS is told, or either of
//! them on condition of its account. Two models with the same value share one set of credentials.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use aws_credential_types::provider::SharedCredentialsProvider;
use sha2::{Digest, Sha256};

use super::secret::Secret;

/// Who signs.
#[derive(Debug, Clone)]
pub(crate) enum Identity {
    Base {
        base: Base,
        /// Whether a derived handle chose it: its credentials then leave with that handle's cache entry.
        derived: bool,
    },
    Role(Arc<Role>),
    InAccount(Arc<InAccount>),
}

/// Credentials that are simply there.
#[derive(Debug, Clone)]
pub(crate) enum Base {
    /// What the AWS configuration provides.
    Environment,
    Keys(Keys),
    Profile(Profile),
    /// A provider given in code.
    Provider(Provider),
    /// The one dummy identity of [`Dynamo::local`](crate::Dynamo::local).
    Local,
}

#[derive(Debug, Clone)]
pub(crate) struct Keys {
    pub(crate) id: Arc<str>,
    pub(crate) secret: Secret,
    pub(crate) token: Option<Secret>,
}

/// A named profile.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) name: Arc<str>,
    /// Where STS is asked for the profile's own role, if it has one.
    pub(crate) region: Arc<str>,
}

#[derive(Debug, Clone)]
pub(crate) struct Provider {
    pub(crate) provider: SharedCredentialsProvider,
    /// Tells providers apart: two are the same only if one was cloned from the other.
    pub(crate) serial: u64,
}

impl Provider {
    pub(crate) fn new(provider: SharedCredentialsProvider) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            provider,
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }
}

/// A role over another identity.
#[derive(Debug)]
pub(crate) struct Role {
    pub(crate) base: Identity,
    pub(crate) session: Session,
    pub(crate) sts: StsTarget,
    /// Whether a derived handle chose or narrowed it.
    pub(crate) derived: bool,
}

/// An identity that signs only if it belongs to an account.
#[derive(Debug)]
pub(crate) struct InAccount {
    pub(crate) of: Identity,
    pub(crate) expected: Arc<str>,
    /// Which STS tells the account, where it is not known from a session.
    pub(crate) sts: StsTarget,
    /// Whether a derived handle expects it.
    pub(crate) derived: bool,
}

/// What STS is told about a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) role_arn: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) duration: Duration,
    pub(crate) external_id: Option<Arc<str>>,
    pub(crate) source_identity: Option<Arc<str>>,
    pub(crate) policy: Option<Arc<str>>,
    pub(crate) policy_arns: Vec<Arc<str>>,
    pub(crate) tags: Vec<(Arc<str>, Arc<str>)>,
    pub(crate) transitive_tags: Vec<Arc<str>>,
}

/// Which STS is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct StsTarget {
    pub(crate) region: Arc<str>,
    pub(crate) endpoint_url: Option<Arc<str>>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
}

/// A digest of an identity, secrets included: a map's key that gives nothing away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct IdentityKey([u8; 32]);

impl IdentityKey {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Identity {
    pub(crate) fn key(&self) -> IdentityKey {
        let mut fingerprint = Fingerprint::default();
        fingerprint.identity(self);
        fingerprint.finish()
    }

    /// Whether credentials of this identity are a session for certain: STS limits a role over it to an hour.
    pub(crate) fn is_session(&self) -> bool {
        match self {
            Self::Base {
                base: Base::Keys(keys),
                ..
            } => keys.token.is_some(),
            Self::Base { .. } => false,
            Self::Role(_) => true,
            Self::InAccount(account) => account.of.is_session(),
        }
    }

    /// The role that is assumed, if any.
    pub(crate) fn role(&self) -> Option<&Role> {
        match self {
            Self::Base { .. } => None,
            Self::Role(role) => Some(role),
            Self::InAccount(account) => account.of.role(),
        }
    }

    /// Whether a derived handle chose or narrowed it, or something below it.
    pub(crate) fn is_derived(&self) -> bool {
        match self {
            Self::Base { derived, .. } => *derived,
            Self::Role(role) => role.derived || role.base.is_derived(),
            Self::InAccount(account) => account.derived || account.of.is_derived(),
        }
    }
}

/// For people: names the identity and no secret.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base { base, .. } => base.fmt(f),
            Self::Role(role) => role.write(f, None),
            Self::InAccount(account) => match account.of.role() {
                Some(role) => role.write(f, Some(&account.expected)),
                None => write!(f, "{} (account `{}`)", account.of, account.expected),
            },
        }
    }
}

impl Role {
    /// An account that is expected stands beside the role, for there may be another beside the base.
    fn write(&self, f: &mut fmt::Formatter<'_>, account: Option<&str>) -> fmt::Result {
        let Session { role_arn, name, .. } = &self.session;
        write!(f, "role `{role_arn}` (session `{name}`")?;
        if let Some(account) = account {
            write!(f, ", account `{account}`")?;
        }
        write!(f, ") over {}", self.base)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment => f.write_str("the environment's AWS configuration"),
            Self::Keys(keys) => write!(f, "static keys, {}", key_label(&keys.id)),
            Self::Profile(profile) => write!(f, "profile `{}`", profile.name),
            Self::Provider(_) => f.write_str("a credentials provider given in code"),
            Self::Local => f.write_str("the local dummy identity"),
        }
    }
}

/// A short name for a key that gives nothing away: `key ending …ABCD`.
pub(crate) fn key_label(id: &str) -> String {
    let end = id.len().checked_sub(4).and_then(|start| id.get(start..));
    match end {
        // Of a short key, four characters would be too much.
        Some(end) if id.len() >= 12 => format!("key ending …{end}"),
        _ => "a short key".to_owned(),
    }
}

/// Hashes parts so that no two lists of parts read alike: each is preceded by its length.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn part(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.part(text.as_bytes())
    }

    pub(crate) fn option(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.part(b"+").text(text),
            None => self.part(b"-"),
        }
    }

    pub(crate) fn count(&mut self, count: usize) -> &mut Self {
        self.part(&(count as u64).to_be_bytes())
    }

    pub(crate) fn finish(self) -> IdentityKey {
        IdentityKey(self.0.finalize().into())
    }

    fn identity(&mut self, identity: &Identity) {
        match identity {
            Identity::Base { base, .. } => self.base(base),
            Identity::Role(role) => {
                self.text("role");
                self.session(&role.session);
                self.sts(&role.sts);
                self.identity(&role.base);
            }
            Identity::InAccount(account) => {
                self.text("account").text(&account.expected);
                self.sts(&account.sts);
                self.identity(&account.of);
            }
        }
    }

    fn base(&mut self, base: &Base) {
        match base {
            Base::Environment => self.text("environment"),
            Base::Keys(keys) => self
                .text("keys")
                .text(&keys.id)
                .text(keys.secret.reveal())
                .option(keys.token.as_ref().map(Secret::reveal)),
            Base::Profile(Profile { name, region }) => self.text("profile").text(name).text(region),
            Base::Provider(provider) => self.text("provider").part(&provider.serial.to_be_bytes()),
            Base::Local => self.text("local"),
        };
    }

    fn session(&mut self, session: &Session) {
        let Session {
            role_arn,
            name,
            duration,
            external_id,
            source_identity,
            policy,
            policy_arns,
            tags,
            transitive_tags,
        } = session;
        self.text(role_arn)
            .text(name)
            .part(&duration.as_secs().to_be_bytes())
            .option(external_id.as_deref())
            .option(source_identity.as_deref())
            .option(policy.as_deref())
            .count(policy_arns.len());
        for arn in policy_arns {
            self.text(arn);
        }
        self.count(tags.len());
        for (key, value) in tags {
            self.text(key).text(value);
        }
        self.count(transitive_tags.len());
        for key in transitive_tags {
            self.text(key);
        }
    }

    fn sts(&mut self, target: &StsTarget) {
        let flag = |flag: Option<bool>| match flag {
            None => 0_u8,
            Some(false) => 1,
            Some(true) => 2,
        };
        self.text(&target.region)
            .option(target.endpoint_url.as_deref())
            .part(&[flag(target.use_fips), flag(target.use_dual_stack)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(base: Base) -> Identity {
        Identity::Base {
            base,
            derived: false,
        }
    }

    fn keys(secret: &str) -> Identity {
        base(Base::Keys(Keys {
            id: "my_access_key_id".into(),
            secret: Secret::new(secret.to_owned()),
            token: None,
        }))
    }

    fn profile(name: &str, region: &str) -> Identity {
        base(Base::Profile(Profile {
            name: name.into(),
            region: region.into(),
        }))
    }

    fn role(base: Identity, change: impl FnOnce(&mut Session)) -> Identity {
        let mut session = Session {
            role_arn: "arn:aws:iam::123456789012:role/r".into(),
            name: "s".into(),
            duration: Duration::from_secs(3600),
            external_id: None,
            source_identity: None,
            policy: None,
            policy_arns: vec![],
            tags: vec![],
            transitive_tags: vec![],
        };
        change(&mut session);
        Identity::Role(Arc::new(Role {
            base,
            session,
            sts: StsTarget {
                region: "eu-west-1".into(),
                endpoint_url: None,
                use_fips: None,
                use_dual_stack: None,
            },
            derived: false,
        }))
    }

    #[test]
    fn every_part_of_an_identity_counts() {
        let variants = [
            base(Base::Environment),
            keys("one"),
            keys("two"),
            profile("one", "eu-west-1"),
            profile("two", "eu-west-1"),
            profile("one", "eu-west-3"),
            role(keys("one"), |_| {}),
            role(keys("two"), |_| {}),
            role(keys("one"), |s| s.name = "t".into()),
            role(keys("one"), |s| s.external_id = Some("x".into())),
            role(keys("one"), |s| s.source_identity = Some("x".into())),
            role(keys("one"), |s| s.policy = Some("x".into())),
            role(keys("one"), |s| s.policy_arns = vec!["x".into()]),
            role(keys("one"), |s| s.tags = vec![("x".into(), "y".into())]),
            role(keys("one"), |s| s.tags = vec![("x".into(), "z".into())]),
            role(keys("one"), |s| s.transitive_tags = vec!["x".into()]),
            role(keys("one"), |s| s.duration = Duration::from_secs(900)),
            role(role(keys("one"), |_| {}), |_| {}),
        ];
        for (i, a) in variants.iter().enumerate() {
            for (j, b) in variants.iter().enumerate() {
                assert_eq!(a.key() == b.key(), i == j, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a23_an_identity_shows_no_secret() {
        let identity = role(keys("fixture-secret"), |_| {});
        let shown = format!("{identity:?} {identity}");
        assert!(!shown.contains("fixture-secret"), "{shown}");
    }
}
