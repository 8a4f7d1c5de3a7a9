//! A program of many models that share a role, at its start.

use behaviour::Server;
use dynamo_model::{Dynamo, prelude::*};

use super::load::Requests;
use crate::contestants::{Contestant, Failure, Model, Session};

pub const WHAT: &str = "20 models of one role, 200 cold requests at once";

const REQUESTS: usize = 200;

/// What [`Contestant::role`] makes of `shared`, as a model says it.
const ROLE: &str = "arn:aws:iam::123456789012:role/shared-dynamo-model";

macro_rules! models {
    ($($name:ident)+) => {
        $(
            #[derive(DynamoModel)]
            #[dynamo(meta(aws_sts_role_arn = ROLE, session_name = "benches"))]
            struct $name {
                #[dynamo(partition_key)]
                #[allow(dead_code, reason = "requests are made on the SDK's client")]
                id: String,
            }
        )+

        fn models(db: &Dynamo) -> Vec<Model> {
            vec![$(Model::of::<$name>(db)),+]
        }
    };
}

models! { M01 M02 M03 M04 M05 M06 M07 M08 M09 M10 M11 M12 M13 M14 M15 M16 M17 M18 M19 M20 }

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let role = contestant.role("shared");
    let models = match contestant {
        Contestant::Sdk => {
            let roles = vec![role.clone(); 20];
            contestant
                .models(server.sdk_config(), &roles, Session::default())
                .await?
        }
        Contestant::DynamoModel => models(&Dynamo::from_sdk_config(&server.sdk_config().build())),
    };
    let requests = models.into_iter().cycle().take(REQUESTS);
    Requests::at_once(requests).await.succeeded()?;
    let calls = server.assume_role().for_role(&role).count();
    Ok(format!("STS calls: {calls}"))
}
