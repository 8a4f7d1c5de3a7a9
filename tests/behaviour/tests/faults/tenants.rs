//! A30: many tenants, each in a session of its own, in a cache with a bound.

use std::{collections::HashMap, sync::Arc, time::Duration};

use behaviour::{FakeAws, sts::session_key_id};
use dynamo_model::{Dynamo, access::SessionScope, prelude::*};
use tokio::sync::Barrier;

use crate::{
    refused::problems,
    scene::{Entry, Ledger, Paused, read},
    sentences::sentences,
};

/// Assumes a role that no scope here is for.
#[derive(DynamoModel)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/unscoped"))]
struct Unscoped {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

fn name(tenant: usize) -> String {
    format!("tenant-{tenant}")
}

/// A handle whose cache of tenants has this bound.
pub async fn remembering(tenants: usize, scene: &Paused) -> Dynamo {
    let builder = scene.builder().max_derived_handles(tenants);
    builder.build().await.unwrap()
}

fn scoped(db: &Dynamo, tenant: usize) -> Dynamo {
    let name = name(tenant);
    let scope = SessionScope::new(&*name).tag("tenant", name);
    db.scoped::<Ledger>(scope).unwrap()
}

/// One operation for a tenant, which names the tenant in its key.
async fn operate(db: &Dynamo, tenant: usize) {
    let client = Entry::client(db).await.unwrap();
    read(&client, &name(tenant)).await.unwrap();
}

/// The names of the sessions that STS has issued, oldest first.
fn sessions(aws: &FakeAws) -> Vec<String> {
    let sessions = aws.issued().into_iter();
    sessions.map(|session| session.session_name).collect()
}

/// Every operation was signed by a session of its own tenant.
#[track_caller]
fn assert_nobody_crossed(aws: &FakeAws) {
    let tenants: HashMap<String, String> = aws
        .issued()
        .into_iter()
        .map(|session| (session.token, session.session_name))
        .collect();
    for asked in aws.assume_role().requests() {
        let name = asked.param("RoleSessionName");
        assert_eq!(asked.param("Tags.member.1.Value"), name);
    }
    for operation in aws.dynamodb().requests() {
        let token = operation.signer().unwrap().token.unwrap();
        let tenant = operation.json()["Key"]["pk"]["S"].clone();
        assert_eq!(tenants[&token], tenant, "{operation:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a30_ten_thousand_operations_of_a_thousand_tenants_are_a_thousand_sessions() {
    let scene = Paused::new();
    let db = remembering(1_000, &scene).await;
    for _ in 0..10 {
        let tasks: Vec<_> = (0..1_000)
            .map(|tenant| {
                let db = db.clone();
                tokio::spawn(async move { operate(&scoped(&db, tenant), tenant).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
    assert_eq!(scene.aws.dynamodb().count(), 10_000);
    assert_eq!(scene.aws.sts().count(), 1_000);
    assert_eq!(db.health().len(), 1_000 + 1, "and the environment");
    assert_nobody_crossed(&scene.aws);
}

#[tokio::test(start_paused = true)]
async fn a30_each_stay_in_a_full_cache_is_one_session() {
    const BOUND: usize = 64;
    const WAVES: usize = 4;
    let scene = Paused::new();
    let db = remembering(BOUND, &scene).await;
    // Each tenant comes twice, and has left in between.
    for wave in (0..WAVES).chain(0..WAVES) {
        let before = scene.aws.sts().count();
        let all_here = Arc::new(Barrier::new(BOUND));
        let tasks: Vec<_> = (wave * BOUND..(wave + 1) * BOUND)
            .map(|tenant| {
                let (db, all_here) = (db.clone(), Arc::clone(&all_here));
                tokio::spawn(async move {
                    let held = scoped(&db, tenant);
                    operate(&held, tenant).await;
                    assert!(db.health().len() <= BOUND + 1);
                    all_here.wait().await;
                    operate(&held, tenant).await;
                    drop(held);
                    all_here.wait().await;
                    operate(&scoped(&db, tenant), tenant).await;
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(scene.aws.sts().count() - before, BOUND);
        assert_eq!(db.health().len(), BOUND + 1);
    }
    assert_eq!(scene.aws.dynamodb().count(), 2 * WAVES * BOUND * 3);
    assert_nobody_crossed(&scene.aws);
}

#[tokio::test(start_paused = true)]
async fn a30_tenants_at_work_beyond_the_bound_stay_until_they_rest() {
    let scene = Paused::new();
    let db = remembering(64, &scene).await;
    let at_work: Vec<_> = (0..100).map(|tenant| scoped(&db, tenant)).collect();
    for _ in 0..2 {
        for (tenant, held) in at_work.iter().enumerate() {
            operate(held, tenant).await;
        }
    }
    assert_eq!(scene.aws.sts().count(), 100);
    assert_eq!(db.health().len(), 100 + 1);
    drop(at_work);
    operate(&scoped(&db, 100), 100).await;
    assert_eq!(db.health().len(), 64 + 1);
    assert_nobody_crossed(&scene.aws);
}

#[tokio::test(start_paused = true)]
async fn a30_a_tenant_is_narrowed_for_the_access_that_was_named_and_no_other() {
    let scene = Paused::new();
    let db = scoped(&scene.dynamo().await, 7);
    let other = Unscoped::client(&db).await.unwrap();
    read(&other, "a").await.unwrap();
    let asked = scene.aws.assume_role().only();
    assert_eq!(
        asked.param("RoleSessionName").as_deref(),
        Some("DynamoModel")
    );
    assert_eq!(asked.param("Tags.member.1.Value"), None);
    operate(&db, 7).await;
    assert_eq!(sessions(&scene.aws), ["DynamoModel", "tenant-7"]);
}

#[tokio::test(start_paused = true)]
async fn a30_who_was_away_longest_leaves_first() {
    let scene = Paused::new();
    let db = remembering(2, &scene).await;
    for tenant in [0, 1, 0, 2, 0, 1] {
        operate(&scoped(&db, tenant), tenant).await;
    }
    assert_eq!(
        sessions(&scene.aws),
        ["tenant-0", "tenant-1", "tenant-2", "tenant-1"]
    );
}

#[tokio::test(start_paused = true)]
async fn a30_a_client_outlives_the_stay_of_its_tenant() {
    let scene = Paused::new();
    let db = remembering(1, &scene).await;
    let client = Entry::client(&scoped(&db, 0)).await.unwrap();
    for tenant in 1..3 {
        operate(&scoped(&db, tenant), tenant).await;
    }
    read(&client, &name(0)).await.unwrap();
    assert_eq!(
        scene.aws.dynamodb().key_ids(),
        [2, 3, 1].map(session_key_id)
    );
    assert_nobody_crossed(&scene.aws);
}

#[tokio::test(start_paused = true)]
async fn a30_a_tenant_that_has_left_is_not_renewed() {
    let scene = Paused::new();
    let db = remembering(1, &scene).await;
    for tenant in 0..2 {
        operate(&scoped(&db, tenant), tenant).await;
    }
    // Past the time at which sessions of an hour are renewed.
    tokio::time::sleep(Duration::from_mins(50)).await;
    assert_eq!(sessions(&scene.aws), ["tenant-0", "tenant-1", "tenant-1"]);
}

#[tokio::test(start_paused = true)]
async fn a20_all_that_is_wrong_with_a_scope_is_told_at_once() {
    let scene = Paused::new();
    let scope = SessionScope::new("x")
        .tag("team", "a\tb")
        .tag("Team", "a")
        .tag("aws:team", "a")
        .policy("allow all")
        .policy_arn("arn:aws:iam::123456789012:role/reader");
    let error = scene.dynamo().await.scoped::<Ledger>(scope).unwrap_err();
    let told = [
        sentences!("role/a18_session_name_of_one_character"),
        sentences!("role/policy_is_not_json"),
        sentences!("role/policy_arn_of_a_role"),
        sentences!("role/tag_twins"),
        sentences!("role/tag_value_with_tab"),
        sentences!("role/tag_key_of_aws"),
    ];
    assert_eq!(problems(&error), told.concat());
    assert!(
        error
            .to_string()
            .starts_with("`Ledger`: in this handle's scope: "),
        "{error}"
    );
    assert_eq!(scene.aws.all().count(), 0);
}

/// Assumes [`Ledger`]'s role, in an account that it states.
#[derive(AwsAccess)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger",
    expected_account = "123456789012",
))]
struct Placed;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", access = Placed))]
struct PlacedEntry {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[tokio::test(start_paused = true)]
async fn a30_a_tenant_leaves_nothing_behind_where_an_account_is_expected() {
    let scene = Paused::new();
    let db = remembering(1, &scene).await;
    for tenant in 0..5 {
        let scoped = db
            .scoped::<Placed>(SessionScope::new(name(tenant)))
            .unwrap();
        let client = PlacedEntry::client(&scoped).await.unwrap();
        read(&client, &name(tenant)).await.unwrap();
    }
    let identities = db.health();
    let [session, in_account, environment] = &identities[..] else {
        panic!("{identities:?}");
    };
    assert_eq!(
        environment.identity(),
        "the environment's AWS configuration"
    );
    for identity in [session, in_account] {
        assert!(identity.identity().contains("tenant-4"), "{identity}");
    }
}
