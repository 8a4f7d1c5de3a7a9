//! Handles: overrides of one never reach another's requests.

use behaviour::FakeAws;
use dynamo_model::{
    Dynamo,
    access::{Access, SessionScope},
    prelude::*,
};

use crate::read::read_with;

const META_ROLE: &str = "arn:aws:iam::123456789012:role/meta";
const ROLE_A: &str = "arn:aws:iam::123456789012:role/a";
const ROLE_B: &str = "arn:aws:iam::123456789012:role/b";

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = META_ROLE))]
struct Orders;

#[derive(DynamoModel)]
#[dynamo(meta(access = Orders))]
struct Order {
    #[dynamo(partition_key)]
    pk: String,
}

/// A handle, and whose session must sign for it.
struct Handle {
    db: Dynamo,
    /// The item that this handle reads and no other does, so that a request shows where it came from.
    item: &'static str,
    role: &'static str,
    session_name: &'static str,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a24_handles_of_one_model_are_never_crossed() {
    const TASKS: usize = 16;
    const READS: usize = 8;

    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let mut handles = vec![
        Handle {
            db: db.clone(),
            item: "meta",
            role: META_ROLE,
            session_name: "DynamoModel",
        },
        Handle {
            db: db.scoped::<Orders>(SessionScope::new("t-42")).unwrap(),
            item: "scoped",
            role: META_ROLE,
            session_name: "t-42",
        },
    ];
    for (role, called, built) in [
        (ROLE_A, "a-called", "a-built"),
        (ROLE_B, "b-called", "b-built"),
    ] {
        handles.push(Handle {
            db: db
                .with(Access::assume_role(role).session_name(called))
                .unwrap(),
            item: called,
            role,
            session_name: called,
        });
        let builder = Dynamo::builder().sdk_config(&fake.sdk_config().build());
        handles.push(Handle {
            db: builder
                .access::<Orders>(Access::assume_role(role).session_name(built))
                .build()
                .await
                .unwrap(),
            item: built,
            role,
            session_name: built,
        });
    }

    let mut tasks = Vec::new();
    for _ in 0..TASKS {
        for Handle { db, item, .. } in &handles {
            let (db, item) = (db.clone(), *item);
            tasks.push(tokio::spawn(async move {
                for _ in 0..READS {
                    let client = Order::client(&db).await.unwrap();
                    read_with::<Order>(&db, &client, item).await.unwrap();
                }
            }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }

    let issued = fake.issued();
    assert_eq!(issued.len(), handles.len(), "one session for each handle");
    for Handle {
        item,
        role,
        session_name,
        ..
    } in handles
    {
        let session = issued
            .iter()
            .find(|session| session.session_name == session_name)
            .unwrap();
        assert_eq!(session.role_arn, role);
        let sent = fake.dynamodb().matching(item, move |request| {
            request.json()["Key"]["pk"]["S"] == item
        });
        assert_eq!(
            sent.key_ids(),
            vec![session.key_id.clone(); TASKS * READS],
            "{item}"
        );
    }
}

/// The same words said to two handles are two things.
#[tokio::test]
async fn a24_equal_overrides_of_different_handles_are_not_one() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let scope = || SessionScope::new("t-42").tag("tenant", "t-42");
    let frankfurt = || Access::new().region("eu-central-1");
    let handles = [ROLE_A, ROLE_B].map(|role| {
        let handle = db.with(Access::assume_role(role)).unwrap();
        let scoped = handle.scoped::<Orders>(scope()).unwrap();
        (role, scoped.with(frankfurt()).unwrap())
    });
    for (role, db) in &handles {
        let client = Order::client(db).await.unwrap();
        read_with::<Order>(db, &client, role).await.unwrap();
    }
    let asked = fake.assume_role().requests();
    let roles: Vec<_> = asked
        .iter()
        .map(|request| request.param("RoleArn"))
        .collect();
    assert_eq!(roles, [ROLE_A, ROLE_B].map(|role| Some(role.to_owned())));
    let sessions = fake.issued().into_iter().map(|session| session.key_id);
    assert_eq!(fake.dynamodb().key_ids(), sessions.collect::<Vec<_>>());
}
