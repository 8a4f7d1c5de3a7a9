//! What must not go wrong when things go wrong: bad options, rejected and foreign credentials, wrong accounts, secrets
//! in texts, runtimes that stop, and many tenants. Who signs when all is well is `identity`'s; when credentials are
//! renewed is `refresh`'s.

mod account;
mod environment;
mod handles;
mod layers;
mod options;
mod process;
mod refused;
mod rejected;
mod rotating;
mod runtimes;
mod scene;
mod secrets;
mod sentences;
mod tenants;
mod variables;
