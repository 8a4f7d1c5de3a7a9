//! The two sides of every comparison, brought to one shape: the AWS SDK as its users write it, and this library.
//! What is asked of them is the scenarios' business.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use aws_config::sts::AssumeRoleProvider;
use aws_sdk_dynamodb::{
    Client,
    config::{Builder, IdentityCache},
};
use aws_smithy_async::{rt::sleep::default_async_sleep, time::SharedTimeSource};
use aws_types::{SdkConfig, sdk_config};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError},
    prelude::*,
};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contestant {
    /// `AssumeRoleProvider`, a client per model, the SDK's own cache of identities.
    Sdk,
    /// This library.
    DynamoModel,
}

/// What a role's session is like.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    pub lifetime: Duration,
    /// How long before the end the SDK's cache lets go of a session; this library has its own rule.
    pub buffer: Duration,
}

impl Default for Session {
    /// An hour, and the buffer of the SDK's cache.
    fn default() -> Self {
        Self {
            lifetime: Duration::from_secs(3600),
            buffer: Duration::from_secs(10),
        }
    }
}

/// One model, ready for requests: its first one is cold.
#[derive(Clone)]
pub enum Model {
    /// The client that the program made for the model.
    Sdk(Client),
    /// The handle, and how the model gets its client from it.
    DynamoModel(Dynamo, ClientOf),
}

type ClientOf = fn(&Dynamo) -> Pin<Box<dyn Future<Output = Result<Client, AccessError>> + Send>>;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "orders"))]
pub struct Order {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "requests are made on the SDK's client")]
    id: String,
}

impl Contestant {
    pub const BOTH: [Self; 2] = [Self::Sdk, Self::DynamoModel];

    /// A role of this contestant's own, so that one record tells both sides' calls apart.
    pub fn role(self, name: &str) -> String {
        format!("arn:aws:iam::123456789012:role/{name}-{self}")
    }

    /// Models of these roles in one program: one configuration.
    pub async fn models(
        self,
        config: sdk_config::Builder,
        roles: &[String],
        session: Session,
    ) -> Result<Vec<Model>, Failure> {
        let mut models = Vec::new();
        match self {
            Self::Sdk => {
                let config = as_loaded(config, session);
                for role in roles {
                    models.push(Model::Sdk(sdk_client(&config, role, session).await));
                }
            }
            Self::DynamoModel => {
                let db = Dynamo::from_sdk_config(&config.build());
                for role in roles {
                    let access = Access::assume_role(role).any_expiration(session.lifetime);
                    models.push(Model::of::<Order>(&db.with(access)?));
                }
            }
        }
        Ok(models)
    }

    /// The only model of a program.
    pub async fn model(
        self,
        config: sdk_config::Builder,
        role: &str,
        session: Session,
    ) -> Result<Model, Failure> {
        let mut models = self.models(config, &[role.to_owned()], session).await?;
        models.pop().ok_or_else(|| "a model per role".into())
    }
}

impl fmt::Display for Contestant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sdk => "aws-sdk",
            Self::DynamoModel => "dynamo-model",
        })
    }
}

impl Model {
    /// A model type of this library.
    pub fn of<M: DynamoModel + 'static>(db: &Dynamo) -> Self {
        Self::DynamoModel(db.clone(), |db| {
            let db = db.clone();
            Box::pin(async move { M::client(&db).await })
        })
    }

    /// The client as the program gets it for each request.
    pub async fn client(&self) -> Result<Client, Failure> {
        match self {
            Self::Sdk(client) => Ok(client.clone()),
            Self::DynamoModel(db, client) => Ok(client(db).await?),
        }
    }
}

/// The configuration as `aws_config::load` gives it: with one cache of identities for all clients.
fn as_loaded(config: sdk_config::Builder, session: Session) -> SdkConfig {
    let mut config = config
        .identity_cache(IdentityCache::lazy().buffer_time(session.buffer).build())
        .time_source(SharedTimeSource::default());
    config.set_sleep_impl(default_async_sleep());
    config.build()
}

async fn sdk_client(config: &SdkConfig, role: &str, session: Session) -> Client {
    let provider = AssumeRoleProvider::builder(role)
        .session_name("benches")
        .session_length(session.lifetime)
        .configure(config)
        .build()
        .await;
    let builder = Builder::from(config).credentials_provider(provider);
    Client::from_conf(builder.build())
}
