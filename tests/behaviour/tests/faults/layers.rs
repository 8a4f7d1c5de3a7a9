//! A26: each layer is checked alone. What one layer leaves out, no other fills in.

use behaviour::ENVIRONMENT_KEY_ID;
use dynamo_model::{
    access::{Access, Base},
    prelude::*,
};

use crate::{
    options::Keyed,
    refused::{assert_refused, problems},
    scene::{Entry, Ledger, Paused, ROLE, refusal},
    sentences::sentences,
};

#[tokio::test(start_paused = true)]
async fn a26_half_a_pair_here_and_half_a_pair_there_is_no_pair() {
    let scene = Paused::new();
    let here = Access::keys("my_access_key_id", "");
    let there = Access::keys("", "fixture-secret");
    let builder = scene.builder().override_access(here).default_access(there);
    assert_eq!(
        problems(&builder.build().await.unwrap_err()),
        sentences!("credentials/a17_empty_secret")
    );
}

#[tokio::test(start_paused = true)]
async fn a26_half_a_pair_on_a_model_is_not_completed_by_a_default() {
    let scene = Paused::new();
    let whole = Access::keys("another_access_key_id", "fixture-secret");
    let db = scene
        .builder()
        .default_access(whole)
        .environment(|name| (name == "KEY_ID").then(|| "my_access_key_id".into()))
        .build()
        .await
        .unwrap();
    let told = problems(&refusal::<Keyed>(&db).await);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("`aws_secret_access_key` needs"),
        "{told:?}"
    );
    assert!(told[1].starts_with("`aws_session_token` needs"), "{told:?}");
    assert_eq!(scene.aws.all().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a26_an_external_id_here_does_not_join_a_role_there() {
    let no_role = ["`external_id` has no effect without `aws_sts_role_arn`".to_owned()];
    // The model of the handles below names a role.
    assert_refused(Access::new().external_id("ledger"), &no_role).await;

    let scene = Paused::new();
    let builder = scene
        .builder()
        .access::<Ledger>(Access::new().external_id("ledger"))
        .default_access(Access::assume_role(ROLE));
    assert_eq!(problems(&builder.build().await.unwrap_err()), no_role);
    // A base that keeps the role below is no role itself.
    let base = Base::keys("my_access_key_id", "fixture-secret");
    assert_refused(Access::base(base).external_id("ledger"), &no_role).await;
}

#[tokio::test(start_paused = true)]
async fn a26_a_role_here_takes_nothing_from_a_role_there() {
    #[derive(DynamoModel)]
    #[dynamo(meta(
        aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger",
        external_id = "of-the-ledger",
        session_name = "of-the-ledger",
        expiration = 900,
    ))]
    struct Told {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "only its access matters")]
        pk: String,
    }

    let scene = Paused::new();
    let other = "arn:aws:iam::123456789012:role/other";
    let access = Access::assume_role(other);
    let db = scene.builder().override_access(access).build().await;
    Told::client(&db.unwrap()).await.unwrap();
    let asked = scene.aws.assume_role().only();
    assert_eq!(asked.key_id().as_deref(), Some(ENVIRONMENT_KEY_ID));
    assert_eq!(asked.param("RoleArn").as_deref(), Some(other));
    assert_eq!(asked.param("ExternalId"), None);
    assert_eq!(
        asked.param("RoleSessionName").as_deref(),
        Some("DynamoModel")
    );
    assert_eq!(asked.param("DurationSeconds").as_deref(), Some("3600"));
}

#[tokio::test(start_paused = true)]
async fn a26_a_second_base_replaces_the_first_one_wholly() {
    let keys = || Base::keys("second_key_id", "fixture-secret");
    for first in [
        Base::session("first_key_id", "fixture-secret", "first-token"),
        Base::profile("first"),
        Base::of::<Ledger>(),
    ] {
        let scene = Paused::new();
        let access = Access::assume_role(ROLE).over(first).over(keys());
        let db = scene.builder().override_access(access).build().await;
        Entry::client(&db.unwrap()).await.unwrap();
        let signer = scene.aws.assume_role().only().signer().unwrap();
        assert_eq!((&*signer.key_id, signer.token), ("second_key_id", None));
    }
}
