//! A program that acts for many, each with a role of its own, again and again.

use behaviour::Server;

use super::load::Requests;
use crate::contestants::{Contestant, Failure, Session};

pub const WHAT: &str = "100 roles on one configuration, 10 rounds of a request each";

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let roles: Vec<_> = (1..=100)
        .map(|number| contestant.role(&format!("tenant-{number}")))
        .collect();
    let before = server.assume_role().count();
    let models = contestant
        .models(server.sdk_config(), &roles, Session::default())
        .await?;
    for _ in 0..10 {
        for model in &models {
            Requests::at_once([model.clone()]).await.succeeded()?;
        }
    }
    let calls = server.assume_role().count() - before;
    Ok(format!("STS calls: {calls}"))
}
