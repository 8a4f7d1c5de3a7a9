//! STS rejects whoever is to assume a role.

use std::time::Duration;

use behaviour::{
    ENVIRONMENT_KEY_ID,
    sts::{self, session_key_id},
};
use dynamo_model::{
    access::{Access, AccessError, Base},
    prelude::*,
};

use crate::{
    rotating::Rotating,
    scene::{Entry, Ledger, Paused, ROLE, read, refusal},
};

#[tokio::test(start_paused = true)]
async fn a22_a_base_that_has_expired_at_sts_is_renewed() {
    let scene = Paused::new();
    let base = Rotating::new(&scene, Some(Duration::from_hours(12)));
    let access = Access::base(Base::provider(base));
    let db = scene.builder().access::<Ledger>(access).build().await;
    let asked = scene.aws.assume_role();
    asked.signed_by("base-key-1").always(sts::expired_token());

    let client = Entry::client(&db.unwrap()).await.unwrap();
    read(&client, "a").await.unwrap();
    assert_eq!(asked.key_ids(), ["base-key-1", "base-key-2"]);
    assert_eq!(
        scene.aws.operation("GetItem").key_ids(),
        [session_key_id(1)]
    );
}

#[tokio::test(start_paused = true)]
async fn a22_a_role_that_is_a_base_is_assumed_again() {
    #[derive(AwsAccess)]
    #[dynamo(meta(base = Ledger, aws_sts_role_arn = "arn:aws:iam::210987654321:role/archive"))]
    struct Archive;

    #[derive(DynamoModel)]
    #[dynamo(meta(access = Archive))]
    struct Archived {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "the raw client reads the items here")]
        pk: String,
    }

    let scene = Paused::new();
    let asked = scene.aws.assume_role();
    let archive = asked.for_role("arn:aws:iam::210987654321:role/archive");
    archive.next(sts::expired_token());

    let client = Archived::client(&scene.dynamo().await).await.unwrap();
    read(&client, "a").await.unwrap();
    let hub = asked.for_role(ROLE);
    assert_eq!(hub.key_ids(), [ENVIRONMENT_KEY_ID; 2]);
    assert_eq!(archive.key_ids(), [1, 2].map(session_key_id));
    assert_eq!(
        scene.aws.operation("GetItem").key_ids(),
        [session_key_id(3)]
    );
}

#[tokio::test(start_paused = true)]
async fn a22_a_base_without_an_end_is_read_anew_for_the_next_try() {
    let scene = Paused::new();
    let access = Access::base(Base::provider(Rotating::new(&scene, None)));
    let db = scene.builder().access::<Ledger>(access).build().await;
    let db = db.unwrap();
    let asked = scene.aws.assume_role();
    asked.signed_by("base-key-1").always(sts::expired_token());

    let error = refusal::<Entry>(&db).await;
    assert!(matches!(error, AccessError::BaseRefused(_)), "{error}");
    assert_eq!(asked.key_ids(), ["base-key-1"]);
    // A refusal is remembered for a second.
    tokio::time::advance(Duration::from_secs(1)).await;
    Entry::client(&db).await.unwrap();
    assert_eq!(asked.key_ids(), ["base-key-1", "base-key-2"]);
}
