//! Equal access is one session and one client for the whole process, made when it is first needed.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use behaviour::{ENVIRONMENT_KEY_ID, FakeAws, REGION, Server};
use dynamo_model::{
    Dynamo,
    access::{Access, SessionScope},
    prelude::*,
};
use tokio::{sync::Barrier, task::JoinHandle};

use crate::{
    child::{Child, is_child},
    read::{read, read_with, session},
};

/// Models that state equal access, each for itself, or share a marker that does.
macro_rules! models {
    ($($model:ident: $($access:ident = $value:expr),*;)*) => {
        $(
            #[derive(DynamoModel)]
            #[dynamo(meta($($access = $value),*))]
            struct $model {
                #[dynamo(partition_key)]
                pk: String,
            }
        )*
    };
}

const READER: &str = "arn:aws:iam::123456789012:role/reader";

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = READER))]
struct Reader;

models! {
    Order: aws_sts_role_arn = READER;
    Customer: aws_sts_role_arn = READER;
    Invoice: aws_sts_role_arn = READER;
    Payment: aws_sts_role_arn = READER, session_name = "DynamoModel";
    Refund: aws_sts_role_arn = READER, expiration = 3600;
    Parcel: aws_sts_role_arn = env("READER_ROLE");
    NamedOrder: aws_sts_role_arn = READER, session_name = "orders";
    NearOrder: aws_sts_role_arn = READER, sts_region = "eu-west-3";
    FarOrder: aws_sts_role_arn = READER, sts_region = "us-east-1";
}

#[derive(DynamoModel)]
#[dynamo(meta(access = Reader))]
struct Shelf {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(access = Reader))]
struct Article {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::111111111111:role/hub"))]
struct Hub;

models! {
    North: base = Hub, aws_sts_role_arn = "arn:aws:iam::222222222222:role/north";
    East: base = Hub, aws_sts_role_arn = "arn:aws:iam::222222222222:role/east";
    South: base = Hub, aws_sts_role_arn = "arn:aws:iam::222222222222:role/south";
    West: base = Hub, aws_sts_role_arn = "arn:aws:iam::222222222222:role/west";
}

/// Says nothing of who signs.
#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    pk: String,
}

async fn dynamo(server: &Server) -> Dynamo {
    Dynamo::builder()
        .sdk_config(&server.sdk_config().build())
        .environment(|name| (name == "READER_ROLE").then(|| READER.to_owned()))
        .build()
        .await
        .unwrap()
}

#[tokio::test]
async fn a8_fifty_operations_cost_one_call_to_sts() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    for _ in 0..50 {
        read::<Order>(&db).await.unwrap();
    }
    assert_eq!(fake.sts().count(), 1);
    assert_eq!(
        fake.dynamodb().signers(),
        vec![Some(session(1, "dynamodb")); 50]
    );
}

/// The clients of the SDK are handles of one thing when their configuration is the same object.
fn is_same(a: &Client, b: &Client) -> bool {
    std::ptr::eq(a.config(), b.config())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a9_eight_models_in_64_cold_tasks_each_share_one_session_and_one_client() {
    const TASKS: usize = 8 * 64;

    /// So many tasks begin at once, when those of the other models do.
    fn cold<M: DynamoModel>(db: &Dynamo, start: &Arc<Barrier>) -> Vec<JoinHandle<Client>> {
        let task = |db: Dynamo, start: Arc<Barrier>| async move {
            start.wait().await;
            let client = M::client(&db).await.unwrap();
            read_with::<M>(&db, &client, "a").await.unwrap();
            client
        };
        (0..64)
            .map(|_| tokio::spawn(task(db.clone(), Arc::clone(start))))
            .collect()
    }

    let server = Server::start();
    let db = dynamo(&server).await;
    let start = Arc::new(Barrier::new(TASKS));
    let hold = server.assume_role().hold();
    let tasks = [
        cold::<Order>(&db, &start),
        cold::<Customer>(&db, &start),
        cold::<Invoice>(&db, &start),
        cold::<Payment>(&db, &start),
        cold::<Refund>(&db, &start),
        cold::<Parcel>(&db, &start),
        cold::<Shelf>(&db, &start),
        cold::<Article>(&db, &start),
    ];
    server.assume_role().arrived(1).await;
    hold.release();
    let mut clients = Vec::new();
    for task in tasks.into_iter().flatten() {
        clients.push(task.await.unwrap());
    }

    assert_eq!(server.sts().count(), 1);
    assert_eq!(
        server.dynamodb().signers(),
        vec![Some(session(1, "dynamodb")); TASKS]
    );
    assert_eq!(clients.len(), TASKS);
    assert!(clients.iter().all(|client| is_same(client, &clients[0])));
    assert_eq!(
        db.health().len(),
        2,
        "the role and the environment under it"
    );
}

#[tokio::test]
async fn a9_access_that_is_not_equal_is_not_shared() {
    let server = Server::start();
    let db = dynamo(&server).await;
    let order = Order::client(&db).await.unwrap();
    let north = North::client(&db).await.unwrap();
    let named = NamedOrder::client(&db).await.unwrap();
    let slow = db
        .with(Access::new().read_timeout(std::time::Duration::from_secs(9)))
        .unwrap();
    let slow_order = Order::client(&slow).await.unwrap();
    assert!(!is_same(&order, &north));
    assert!(!is_same(&order, &named), "another session");
    assert!(!is_same(&order, &slow_order), "another transport");
    let sessions: Vec<_> = server
        .assume_role()
        .for_role(READER)
        .requests()
        .iter()
        .map(|request| request.param("RoleSessionName").unwrap())
        .collect();
    assert_eq!(
        sessions,
        ["DynamoModel", "orders"],
        "the transport is no part of an identity"
    );
}

#[tokio::test]
async fn a9_sessions_from_different_regions_of_sts_are_not_shared() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<NearOrder>(&db).await.unwrap();
    read::<FarOrder>(&db).await.unwrap();
    assert_eq!(
        fake.assume_role().hosts(),
        ["sts.eu-west-3.amazonaws.com", "sts.us-east-1.amazonaws.com"]
    );
}

#[tokio::test]
async fn a9_a_handle_shares_what_it_does_not_change() {
    let server = Server::start();
    let db = dynamo(&server).await;
    let north = North::client(&db).await.unwrap();
    let narrowed = db.scoped::<Reader>(SessionScope::new("t-1")).unwrap();
    assert!(is_same(&north, &North::client(&narrowed).await.unwrap()));
    let article = Article::client(&db).await.unwrap();
    let narrowed = Article::client(&narrowed).await.unwrap();
    assert!(!is_same(&article, &narrowed), "a session of its own");
}

#[tokio::test]
async fn a10_four_roles_over_one_assumed_base_cost_five_calls_to_sts() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let all = tokio::join!(
        read::<North>(&db),
        read::<East>(&db),
        read::<South>(&db),
        read::<West>(&db),
    );
    assert!(matches!(all, (Ok(()), Ok(()), Ok(()), Ok(()))), "{all:?}");
    assert_eq!(fake.sts().count(), 1 + 4);
    let hub = fake
        .assume_role()
        .for_role("arn:aws:iam::111111111111:role/hub");
    assert_eq!(hub.key_ids(), [ENVIRONMENT_KEY_ID]);
    let by_hub = behaviour::sts::session_key_id(1);
    assert_eq!(fake.assume_role().signed_by(&by_hub).count(), 4);
    let mut sessions = fake.dynamodb().key_ids();
    sessions.sort();
    assert_eq!(sessions, [2, 3, 4, 5].map(behaviour::sts::session_key_id));
}

#[tokio::test]
async fn a11_nothing_is_sent_before_the_first_operation() {
    let server = Server::start();
    let db = Dynamo::builder()
        .sdk_config(&server.sdk_config().build())
        .environment(|_| Some(READER.to_owned()))
        .access::<Hub>(Access::assume_role("arn:aws:iam::111111111111:role/other"))
        .default_access(Access::new().region("eu-central-1"))
        .build()
        .await
        .unwrap();
    let narrowed = db.scoped::<Reader>(SessionScope::new("t-1")).unwrap();
    let keyed = db.with(Access::keys("call_key_id", "call-secret")).unwrap();
    for db in [
        &db,
        &narrowed,
        &keyed,
        &Dynamo::from_sdk_config(&server.sdk_config().build()),
    ] {
        db.explain::<Order>().unwrap();
        db.explain::<North>().unwrap();
        Order::table_name(db).unwrap();
        let _provider = db.credentials_for::<North>().unwrap();
        let _health = db.health();
    }
    assert_eq!(server.all().count(), 0);
}

#[tokio::test]
async fn a11_reading_the_environment_sends_nothing() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        db.explain::<North>().unwrap();
        return;
    }
    let server = Server::start();
    Child::of("sharing::a11_reading_the_environment_sends_nothing")
        .keys()
        .set("AWS_REGION", REGION)
        .set("AWS_ENDPOINT_URL", server.url())
        .run();
    assert_eq!(server.all().count(), 0);
}

/// Where no region is configured, the SDK looks for one, in the end at instance metadata.
#[tokio::test]
async fn a11_a_default_region_in_code_spares_the_search_for_one() {
    if is_child() {
        let region = Access::new().region("eu-central-1");
        let builder = Dynamo::builder().default_access(region);
        read::<Plain>(&builder.build().await.unwrap())
            .await
            .unwrap();
        return;
    }
    let (metadata, server) = (Server::start(), Server::start());
    Child::of("sharing::a11_a_default_region_in_code_spares_the_search_for_one")
        .keys()
        .set("AWS_ENDPOINT_URL", server.url())
        .set("AWS_EC2_METADATA_DISABLED", "false")
        .set("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.url())
        .run();
    assert_eq!(metadata.all().count(), 0);
    let signer = server.dynamodb().only().signer().unwrap();
    assert_eq!(signer.region, "eu-central-1");
}
