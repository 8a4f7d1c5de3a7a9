//! Who signs operations: each by its handle, or as the call itself says.

use behaviour::{ENVIRONMENT_KEY_ID, sts};
use dynamo_model::{
    Dynamo, Error,
    access::{Access, AccessError},
    prelude::*,
};

const META_ROLE: &str = "arn:aws:iam::123456789012:role/meta";
const ROLE_A: &str = "arn:aws:iam::123456789012:role/a";
const ROLE_B: &str = "arn:aws:iam::123456789012:role/b";
const SECRET: &str = "fixture-secret";

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = META_ROLE))]
struct Orders;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders", access = Orders))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u32,
}

/// Of the same identity.
#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "customers", access = Orders))]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
}

fn order(id: &str) -> Order {
    Order {
        id: id.into(),
        total: 1,
    }
}

/// All operations on one item, which shows where they came from.
async fn all(db: &Dynamo, id: &str, access: Option<&Access>) {
    macro_rules! call {
        ($operation:expr) => {{
            let operation = $operation;
            match access {
                Some(access) => operation.with(access.clone()).await.map(drop).unwrap(),
                None => operation.await.map(drop).unwrap(),
            }
        }};
    }
    let mut item = order(id);
    let key = OrderKey::new(id);
    call!(item.create(db));
    call!(item.save(db));
    call!(Order::get(db, key.clone()));
    call!(Order::update_by_key(db, key.clone()).add(|o| o.total, 1));
    call!(item.delete(db));
    call!(Order::delete_by_key(db, key));
}

const OPERATIONS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a24_operations_through_two_handles_are_never_crossed() {
    const TASKS: usize = 16;

    let fake = behaviour::FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let roles = [ROLE_A, ROLE_B];
    let handles = roles.map(|role| db.with(Access::assume_role(role)).unwrap());
    let tasks: Vec<_> = (0..TASKS)
        .flat_map(|_| handles.iter().zip(roles))
        .map(|(db, role)| {
            let db = db.clone();
            tokio::spawn(async move { all(&db, role, None).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    for role in roles {
        let issued = fake.issued();
        let sessions: Vec<_> = issued.iter().filter(|one| one.role_arn == role).collect();
        assert_eq!(sessions.len(), 1, "{role}");
        let sent = fake.dynamodb().matching(role, move |request| {
            let body = request.json();
            body["Key"]["id"]["S"] == role || body["Item"]["id"]["S"] == role
        });
        let expected = vec![sessions[0].key_id.clone(); TASKS * OPERATIONS];
        assert_eq!(sent.key_ids(), expected, "{role}");
    }
    assert_eq!(fake.dynamodb().count(), 2 * TASKS * OPERATIONS);
}

#[tokio::test(start_paused = true)]
async fn a25_a_call_is_signed_as_it_says_itself_and_the_next_as_before() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    all(&db, "a", None).await;
    all(&db, "a", Some(&Access::keys("keys_of_call", SECRET))).await;
    all(&db, "a", Some(&Access::assume_role(ROLE_A))).await;
    all(&db, "a", None).await;
    let signed = [
        sts::session_key_id(1),
        "keys_of_call".to_owned(),
        sts::session_key_id(2),
        sts::session_key_id(1),
    ];
    let expected: Vec<_> = signed
        .iter()
        .flat_map(|key| std::iter::repeat_n(key.clone(), OPERATIONS))
        .collect();
    assert_eq!(scene.aws.dynamodb().key_ids(), expected);
    assert_eq!(scene.aws.assume_role().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a25_of_two_layers_of_a_call_the_last_decides() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let handle = db.with(Access::keys("keys_of_handle", SECRET)).unwrap();
    let get = || Order::get(&handle, OrderKey::new("a"));
    get().await.unwrap();
    get()
        .with(Access::keys("keys_of_call", SECRET))
        .await
        .unwrap();
    let get = get().with(Access::keys("keys_of_call", SECRET));
    get.with(Access::keys("keys_of_the_last", SECRET))
        .with_capacity()
        .await
        .unwrap();
    assert_eq!(
        scene.aws.dynamodb().key_ids(),
        ["keys_of_handle", "keys_of_call", "keys_of_the_last"]
    );
    assert_eq!(scene.aws.sts().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a26_a_wrong_option_of_a_call_is_an_error_and_nothing_is_sent() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let half = Access::new().external_id("the-word");
    let error = order("a").save(&db).with(half).await.unwrap_err();
    let Error::Access(access) = &error else {
        panic!("{error:?}");
    };
    assert!(matches!(access, AccessError::Options(_)), "{access}");
    assert_eq!(access.models(), ["Order"]);
    assert!(error.to_string().contains("external_id"), "{error}");
    assert!(!error.is_retryable() && !error.is_access_denied());
    assert_eq!(scene.aws.all().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a3_a_refused_role_is_an_access_error_that_names_the_model() {
    let scene = crate::paused();
    scene.aws.assume_role().always(sts::access_denied());
    let db = scene.dynamo().await;
    let error = Order::get(&db, OrderKey::new("a")).await.unwrap_err();
    let Error::Access(access) = &error else {
        panic!("{error:?}");
    };
    assert!(matches!(access, AccessError::RoleRefused(_)), "{access}");
    assert_eq!(access.models(), ["Order"]);
    assert!(error.is_access_denied() && !error.is_retryable());
    assert!(error.to_string().contains(META_ROLE), "{error}");
    assert_eq!(scene.aws.dynamodb().count(), 0);
    assert_eq!(
        scene.aws.assume_role().only().key_id().as_deref(),
        Some(ENVIRONMENT_KEY_ID)
    );
}

#[tokio::test(start_paused = true)]
async fn a15_what_sts_fails_for_is_told_by_the_predicates_of_the_operation() {
    for (answer, throttled) in [(sts::unavailable(), false), (sts::throttling(), true)] {
        let scene = crate::paused();
        scene.aws.assume_role().always(answer);
        let db = scene.dynamo().await;
        let error = Order::get(&db, OrderKey::new("a")).await.unwrap_err();
        assert!(
            matches!(error, Error::Access(AccessError::StsUnavailable(_))),
            "{error:?}"
        );
        assert!(error.is_retryable() && !error.is_access_denied(), "{error}");
        assert_eq!(error.is_throttled(), throttled, "{error}");
        assert!(!error.is_timeout(), "{error}");
    }
}

/// The SDK wraps what fails while a request is on its way; it comes out again, about the one model that was asked.
#[tokio::test(start_paused = true)]
async fn a22_a_refresh_that_fails_within_a_request_names_its_model() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    Customer::get(&db, CustomerKey::new("a")).await.unwrap();
    Order::get(&db, OrderKey::new("a")).await.unwrap();
    scene
        .aws
        .operation("PutItem")
        .always(behaviour::dynamodb::expired_token());
    scene.aws.assume_role().always(sts::access_denied());
    let mut item = order("b");
    let error = item.save(&db).await.unwrap_err();
    let Error::Access(access) = &error else {
        panic!("{error:?}");
    };
    assert!(matches!(access, AccessError::RoleRefused(_)), "{access}");
    assert_eq!(access.models(), ["Order"]);
    assert!(error.is_access_denied());
    assert_eq!(scene.aws.operation("PutItem").count(), 1);
}
