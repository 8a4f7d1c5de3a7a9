//! A30: who signs for a handle that was derived is forgotten with it; who signs for the models themselves is not.

use dynamo_model::{Dynamo, access::Access, prelude::*};

use crate::{
    scene::{Paused, Plain, read},
    tenants::remembering,
};

const SECRET: &str = "fixture-secret";

/// Signs with keys of its own.
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "the_keys_of_meta",
    aws_secret_access_key = SECRET
))]
struct Keyed {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

async fn use_once<M: DynamoModel>(db: &Dynamo, access: Access) {
    let client = M::client(&db.with(access).unwrap()).await.unwrap();
    read(&client, "a").await.unwrap();
}

/// The labels of whom is known after a model was read through a derived handle, and after that handle has left.
async fn known<M: DynamoModel>(access: Access) -> (Vec<String>, Vec<String>) {
    let labels = |db: &Dynamo| {
        let health = db.health();
        health.iter().map(|one| one.identity().to_owned()).collect()
    };
    let scene = Paused::new();
    let db = remembering(1, &scene).await;
    use_once::<M>(&db, access).await;
    let before = labels(&db);
    // It needs the only place, and takes nobody along.
    use_once::<Plain>(&db, Access::new().region("eu-west-3")).await;
    (before, labels(&db))
}

const ENVIRONMENT: &str = "the environment's AWS configuration";

#[tokio::test(start_paused = true)]
async fn a30_keys_of_a_handle_leave_with_it() {
    let (before, after) = known::<Plain>(Access::keys("the_keys_of_call", SECRET)).await;
    assert_eq!(before, ["static keys, key ending …call"]);
    assert_eq!(after, [ENVIRONMENT]);
}

#[tokio::test(start_paused = true)]
async fn a30_keys_of_a_model_stay_when_a_handle_leaves() {
    let (before, after) = known::<Keyed>(Access::new().region("eu-central-1")).await;
    assert_eq!(before, ["static keys, key ending …meta"]);
    assert_eq!(after, ["static keys, key ending …meta", ENVIRONMENT]);
}

#[tokio::test(start_paused = true)]
async fn a30_the_account_that_a_handle_expects_leaves_with_it() {
    let (before, after) = known::<Plain>(Access::new().expected_account("123456789012")).await;
    let in_account = format!("{ENVIRONMENT} (account `123456789012`)");
    assert_eq!(before, [ENVIRONMENT, &in_account]);
    assert_eq!(after, [ENVIRONMENT]);
}
