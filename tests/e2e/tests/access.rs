//! Models against an AWS that checks signatures and enforces policies: what the type says is what signs, and refusals
//! are told for what they are. The canary says whether "accepted" means anything here.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_sdk_dynamodb::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_item::GetItemError,
    types::AttributeValue,
};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError, AccessEvent, AccessObserver, Base},
    prelude::*,
};
use e2e::{AccessKey, Account, MiniStack};

#[derive(AwsAccess)]
struct Reader;

#[derive(AwsAccess)]
#[dynamo(meta(base = Reader))]
struct Chained;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "orders", access = Reader))]
struct Order {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "payroll", access = Reader))]
struct Payroll {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "orders", access = Chained))]
struct ChainedOrder {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// A user that may only assume a role that may only read one of two tables.
struct Scene {
    account: Account<'static>,
    user: AccessKey,
    role_arn: String,
}

impl Scene {
    fn new() -> Self {
        let account = MiniStack::shared().new_account();
        let user = account.create_user("caller");
        let role_arn = account.create_role("reader", &account);
        account.allow_user("caller", &["sts:AssumeRole"], &[&role_arn]);
        let orders = account.create_table("orders");
        account.create_table("payroll");
        account.allow_role("reader", &["dynamodb:GetItem"], &[&orders]);
        Self {
            account,
            user,
            role_arn,
        }
    }

    /// A handle whose environment is the user, and whose `Reader` is the role.
    async fn dynamo(&self, user: &AccessKey) -> Dynamo {
        self.dynamo_with(user, Access::assume_role(&self.role_arn))
            .await
    }

    async fn dynamo_with(&self, user: &AccessKey, reader: Access) -> Dynamo {
        Dynamo::builder()
            .sdk_config(&MiniStack::shared().sdk_config(user.credentials()).build())
            .access::<Reader>(reader)
            .build()
            .await
            .unwrap()
    }
}

async fn read<M: DynamoModel>(db: &Dynamo, client: &Client) -> Result<(), SdkError<GetItemError>> {
    let table = M::table_name(db).unwrap();
    client
        .get_item()
        .table_name(table)
        .key("pk", AttributeValue::S("a".into()))
        .send()
        .await
        .map(drop)
}

async fn refusal<M: DynamoModel>(db: &Dynamo) -> AccessError {
    match M::client(db).await {
        Err(error) => error,
        Ok(_) => panic!("{} was let in", M::TABLE.model()),
    }
}

#[tokio::test]
async fn e1_a_user_that_may_only_assume_roles_reaches_the_table_through_its_model() {
    let scene = Scene::new();
    let own = MiniStack::shared()
        .sdk_config(scene.user.credentials())
        .build();
    let refused = Client::new(&own)
        .get_item()
        .table_name("orders")
        .key("pk", AttributeValue::S("a".into()))
        .send()
        .await;
    assert_eq!(refused.unwrap_err().code(), Some("AccessDeniedException"));

    let db = scene.dynamo(&scene.user).await;
    let client = Order::client(&db).await.unwrap();
    read::<Order>(&db, &client).await.unwrap();
}

#[tokio::test]
async fn e2_a_role_that_is_not_granted_is_a_typed_refusal_of_the_role() {
    let scene = Scene::new();
    let other = scene.account.create_role("other", &scene.account);
    let db = scene
        .dynamo_with(&scene.user, Access::assume_role(&other))
        .await;
    let error = refusal::<Order>(&db).await;
    assert!(matches!(error, AccessError::RoleRefused(_)), "{error}");
    assert!(error.is_access_denied());
    assert_eq!(error.code(), Some("AccessDenied"));
    assert_eq!(error.models(), ["Order"]);
    assert!(error.to_string().contains(&other), "{error}");
}

#[tokio::test]
async fn e2_a_wrong_external_id_is_a_refusal_of_the_role() {
    let scene = Scene::new();
    let guarded = scene
        .account
        .create_role_with_external_id("guarded", &scene.account, "the-word");
    scene
        .account
        .allow_user("caller", &["sts:AssumeRole"], &[&guarded]);
    let orders = scene.account.table_arn("orders");
    scene
        .account
        .allow_role("guarded", &["dynamodb:GetItem"], &[&orders]);
    for (word, told) in [
        (None, "no external id was sent"),
        (Some("another"), "an external id was sent"),
    ] {
        let access = Access::assume_role(&guarded);
        let access = match word {
            Some(word) => access.external_id(word),
            None => access,
        };
        let db = scene.dynamo_with(&scene.user, access).await;
        let error = refusal::<Order>(&db).await;
        assert!(matches!(error, AccessError::RoleRefused(_)), "{error}");
        assert!(error.to_string().contains(told), "{error}");
    }
    let access = Access::assume_role(&guarded).external_id("the-word");
    let db = scene.dynamo_with(&scene.user, access).await;
    let client = Order::client(&db).await.unwrap();
    read::<Order>(&db, &client).await.unwrap();
}

#[tokio::test]
async fn e3_a_wrong_secret_is_told_as_base_credentials_not_as_the_role() {
    let scene = Scene::new();
    let forged = AccessKey {
        secret: "not-the-secret".into(),
        ..scene.user.clone()
    };
    let db = scene.dynamo(&forged).await;
    let error = refusal::<Order>(&db).await;
    assert!(matches!(error, AccessError::BaseRefused(_)), "{error}");
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    let told = error.to_string();
    assert!(told.contains("base credentials"), "{told}");
    assert!(!told.contains("not-the-secret"), "{told}");
}

#[tokio::test]
async fn e4_a_role_granted_on_one_table_is_refused_by_dynamodb_on_the_other() {
    let scene = Scene::new();
    let db = scene.dynamo(&scene.user).await;
    let client = Payroll::client(&db).await.unwrap();
    read::<Order>(&db, &client).await.unwrap();
    let refused = read::<Payroll>(&db, &client).await.unwrap_err();
    assert_eq!(refused.code(), Some("AccessDeniedException"));
    assert!(
        AccessError::find_in(&refused).is_none(),
        "the credentials are not at fault"
    );
}

#[tokio::test]
async fn e5_two_accounts_in_one_process_stay_apart() {
    let (here, there) = (Scene::new(), Scene::new());
    let first_db = here.dynamo(&here.user).await;
    let second_db = there.dynamo(&there.user).await;
    for _ in 0..3 {
        for db in [&first_db, &second_db] {
            let client = Order::client(db).await.unwrap();
            read::<Order>(db, &client).await.unwrap();
        }
    }
    // The user of one account has no grant in the other, whatever the process has assumed before.
    let crossed = there.dynamo(&here.user).await;
    let error = refusal::<Order>(&crossed).await;
    assert!(matches!(error, AccessError::RoleRefused(_)), "{error}");
}

#[tokio::test]
async fn e5_a_chain_of_roles_reaches_another_account() {
    let (hub, spoke) = (Scene::new(), Scene::new());
    let target = spoke.account.create_role("target", &hub.account);
    let orders = spoke.account.table_arn("orders");
    spoke
        .account
        .allow_role("target", &["dynamodb:GetItem"], &[&orders]);
    hub.account
        .allow_role("reader", &["sts:AssumeRole"], &[&target]);
    let db = Dynamo::builder()
        .sdk_config(
            &MiniStack::shared()
                .sdk_config(hub.user.credentials())
                .build(),
        )
        .access::<Reader>(Access::assume_role(&hub.role_arn))
        .access::<Chained>(
            Access::assume_role(&target)
                .over(Base::of::<Reader>())
                .expected_account(spoke.account.id()),
        )
        .build()
        .await
        .unwrap();
    let client = ChainedOrder::client(&db).await.unwrap();
    read::<ChainedOrder>(&db, &client).await.unwrap();

    // Without the hub's role, the user alone is not let in.
    let direct = db
        .with(Access::assume_role(&target).over(Base::environment()))
        .unwrap();
    let error = refusal::<ChainedOrder>(&direct).await;
    assert!(matches!(error, AccessError::RoleRefused(_)), "{error}");
}

/// Counts the sessions that have come into use.
#[derive(Debug, Default, Clone)]
struct Sessions(Arc<AtomicUsize>);

impl AccessObserver for Sessions {
    fn event(&self, _identity: &str, event: &AccessEvent<'_>) {
        let session = matches!(
            event,
            AccessEvent::Refreshed {
                valid_until: Some(_),
                ..
            }
        );
        if session {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The rules refuse sessions of a few seconds; tests may ask for them. The emulator tells times to the second, so a
/// session of one second may be over when it arrives; three leave room.
#[tokio::test]
async fn e1_requests_go_on_across_sessions_of_seconds() {
    let scene = Scene::new();
    let sessions = Sessions::default();
    let db = Dynamo::builder()
        .sdk_config(
            &MiniStack::shared()
                .sdk_config(scene.user.credentials())
                .build(),
        )
        .access::<Reader>(
            Access::assume_role(&scene.role_arn).any_expiration(Duration::from_secs(3)),
        )
        .observer(sessions.clone())
        .build()
        .await
        .unwrap();
    let client = Order::client(&db).await.unwrap();
    let started = Instant::now();
    while sessions.0.load(Ordering::Relaxed) < 4 {
        read::<Order>(&db, &client).await.unwrap();
        assert!(started.elapsed() < Duration::from_secs(60), "no renewal");
    }
}
