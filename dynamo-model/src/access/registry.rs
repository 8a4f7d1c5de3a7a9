//! What a `Dynamo` has made so far: one entry per identity, one client per identity and transport. Equal access is
//! made once; what a derived handle adds lives in that handle's own registry and leaves with it.

use std::{
    any::TypeId,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;

use super::{
    account::AccountSource,
    base::{ProviderSource, profile_provider},
    clients,
    identity::{Base, Identity, IdentityKey, InAccount, Role, StsTarget},
    layers::{Resolved, Transport},
    provider::ModelProvider,
    refresh::{Entry, World},
    secret::Secret,
    sts::{self, RoleSource},
};

/// Entries and clients, by what they are.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    entries: Mutex<HashMap<IdentityKey, Arc<Entry>>>,
    sts_clients: Mutex<HashMap<(IdentityKey, StsTarget), aws_sdk_sts::Client>>,
    clients: Mutex<HashMap<ClientKey, Opened>>,
    opened: Mutex<HashMap<TypeId, Opened>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct ClientKey {
    identity: IdentityKey,
    transport: Transport,
}

/// A client of DynamoDB, and whose credentials it signs with.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) client: Client,
    pub(crate) provider: ModelProvider,
}

/// What entries and clients are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Material<'a> {
    pub(crate) sdk_config: &'a SdkConfig,
    /// The AWS configuration's own provider.
    pub(crate) environment: Option<&'a SharedCredentialsProvider>,
    pub(crate) world: &'a World,
}

/// The registries that a handle sees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registries<'a> {
    pub(crate) root: &'a Registry,
    /// The handle's own; the root itself for a handle that is not derived.
    pub(crate) own: &'a Registry,
    pub(crate) material: Material<'a>,
}

impl Registry {
    /// What this handle has opened for an access type before.
    pub(crate) fn opened(&self, access: TypeId) -> Option<Opened> {
        lock(&self.opened).get(&access).cloned()
    }

    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        lock(&self.entries).values().cloned().collect()
    }
}

impl<'a> Registries<'a> {
    /// The client for `resolved`, remembered for its access type.
    pub(crate) fn open(&self, access: TypeId, resolved: &Resolved) -> Opened {
        let entry = self.entry(&resolved.identity);
        let registry = if resolved.derived {
            self.own
        } else {
            self.root
        };
        let key = ClientKey {
            identity: resolved.identity.key(),
            transport: resolved.transport.clone(),
        };
        let opened = get_or_make(&registry.clients, key, || {
            let provider = ModelProvider {
                entry,
                models: Arc::default(),
            };
            let transport = &resolved.transport;
            Opened {
                client: clients::dynamodb(self.material.sdk_config, &provider, transport),
                provider,
            }
        });
        lock(&self.own.opened).insert(access, opened.clone());
        opened
    }

    fn entry(&self, identity: &Identity) -> Arc<Entry> {
        let registry = self.home(identity);
        let key = identity.key();
        if let Some(entry) = lock(&registry.entries).get(&key) {
            return Arc::clone(entry);
        }
        // Made without the lock, because it makes what it is built on first. Of two makers, the first one's stays; an entry
        // does nothing before it is asked.
        let made = match identity {
            Identity::Base { base, .. } => self.base_entry(base),
            Identity::Role(role) => self.role_entry(identity, role),
            Identity::InAccount(account) => self.account_entry(identity, account),
        };
        Arc::clone(lock(&registry.entries).entry(key).or_insert(made))
    }

    fn home(&self, identity: &Identity) -> &'a Registry {
        if identity.is_derived() {
            self.own
        } else {
            self.root
        }
    }

    fn base_entry(&self, base: &Base) -> Arc<Entry> {
        let Material {
            sdk_config,
            environment,
            world,
        } = self.material;
        let label = base.to_string();
        let asked = |provider: SharedCredentialsProvider| {
            let source = ProviderSource::new(base, provider, world.clock.clone());
            Entry::new(label.as_str(), Arc::new(source), world.clone())
        };
        match base {
            Base::Keys(keys) => {
                let credentials = Credentials::builder()
                    .access_key_id(&*keys.id)
                    .secret_access_key(keys.secret.reveal())
                    .provider_name("dynamo-model");
                let credentials = match keys.token.as_ref().map(Secret::reveal) {
                    Some(token) => credentials.session_token(token),
                    None => credentials,
                };
                Entry::fixed(label, credentials.build(), world.clone())
            }
            Base::Local => {
                // DynamoDB Local takes only letters and digits for a key.
                let credentials = Credentials::builder()
                    .access_key_id("local")
                    .secret_access_key("local")
                    .provider_name("dynamo-model");
                Entry::fixed(label, credentials.build(), world.clone())
            }
            Base::Profile(profile) => asked(profile_provider(profile, sdk_config)),
            Base::Provider(provider) => asked(provider.provider.clone()),
            Base::Environment => match environment {
                Some(provider) => asked(provider.clone()),
                None => asked(SharedCredentialsProvider::new(NothingConfigured)),
            },
        }
    }

    fn role_entry(&self, identity: &Identity, role: &Role) -> Arc<Entry> {
        let base = self.entry(&role.base);
        let source = RoleSource {
            client: self.sts_client(&role.base, &base, &role.sts),
            base,
            session: role.session.clone(),
            clock: self.material.world.clock.clone(),
        };
        let world = self.material.world.clone();
        Entry::new(identity.to_string(), Arc::new(source), world)
    }

    fn account_entry(&self, identity: &Identity, account: &InAccount) -> Arc<Entry> {
        let of = self.entry(&account.of);
        let client = self.sts_client(&account.of, &of, &account.sts);
        let told_by_sts = account.of.role().is_some();
        let source = AccountSource::new(of, Arc::clone(&account.expected), told_by_sts, client);
        let world = self.material.world.clone();
        Entry::new(identity.to_string(), Arc::new(source), world)
    }

    fn sts_client(
        &self,
        identity: &Identity,
        entry: &Arc<Entry>,
        target: &StsTarget,
    ) -> aws_sdk_sts::Client {
        let key = (identity.key(), target.clone());
        get_or_make(&self.home(identity).sts_clients, key, || {
            sts::client(self.material.sdk_config, entry, target)
        })
    }
}

/// An `SdkConfig` that was given without any credentials provider.
#[derive(Debug)]
struct NothingConfigured;

impl aws_credential_types::provider::ProvideCredentials for NothingConfigured {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        aws_credential_types::provider::future::ProvideCredentials::ready(Err(
            aws_credential_types::provider::error::CredentialsError::not_loaded_no_source(),
        ))
    }
}

/// The value of a key, made at most once and without the lock held by anybody who only looks.
fn get_or_make<K: Eq + Hash, V: Clone>(
    map: &Mutex<HashMap<K, V>>,
    key: K,
    make: impl FnOnce() -> V,
) -> V {
    if let Some(known) = lock(map).get(&key) {
        return known.clone();
    }
    let value = make();
    lock(map).entry(key).or_insert(value).clone()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
