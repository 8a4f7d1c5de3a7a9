//! A recording stand-in for STS and `DynamoDB`. What is answered ([`FakeAws`], [`Route`], [`Answer`]) is told apart
//! from how requests come in: over a loopback socket ([`Server`]) or inside the process ([`InProcess`]).
//! A test scripts it, lets the library work, and asks who signed and what was sent.

mod answer;
mod clock;
pub mod dynamodb;
mod fake_aws;
mod in_process;
mod paused;
mod request;
mod route;
mod sdk_config;
mod server;
pub mod sts;

pub use answer::{Answer, Reply};
pub use clock::TestClock;
pub use fake_aws::{FakeAws, IssuedSession};
pub use in_process::InProcess;
pub use paused::Paused;
pub use request::{Request, Service, Signer};
pub use route::{Hold, Route};
pub use sdk_config::{
    ENVIRONMENT_KEY_ID, REGION, credentials, environment_credentials, session_credentials,
};
pub use server::Server;
