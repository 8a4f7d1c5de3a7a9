//! Role chains: each role is assumed by the identity before it, for as long as STS allows.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use aws_credential_types::provider::SharedCredentialsProvider;
use behaviour::{ENVIRONMENT_KEY_ID, FakeAws, session_credentials};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessEvent, AccessObserver, AwsAccess, Base, IdentityHealth},
    prelude::*,
};

use crate::read::{key, read, session};

const SECRET: &str = "hub-secret";

#[derive(AwsAccess)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::111111111111:role/hub",
    session_name = "hub"
))]
struct Hub;

#[derive(AwsAccess)]
#[dynamo(meta(base = Hub, aws_sts_role_arn = "arn:aws:iam::222222222222:role/middle"))]
struct Middle;

#[derive(DynamoModel)]
#[dynamo(meta(base = Hub, aws_sts_role_arn = "arn:aws:iam::333333333333:role/spoke"))]
struct Spoke {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::333333333333:role/spoke",
    expiration = env("SPOKE_SECONDS")
))]
struct LongSpoke {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(base = Middle, aws_sts_role_arn = "arn:aws:iam::333333333333:role/end"))]
struct End {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(AwsAccess)]
#[dynamo(meta(aws_access_key_id = "hub_key_id", aws_secret_access_key = SECRET))]
struct KeyHub;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = KeyHub,
    aws_sts_role_arn = "arn:aws:iam::333333333333:role/spoke",
    expiration = 43200
))]
struct OverKeys {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(base = Hub))]
struct Same {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::333333333333:role/long",
    expiration = 43200
))]
struct Long {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::333333333333:role/hour",
    expiration = 3600
))]
struct AnHour {
    #[dynamo(partition_key)]
    pk: String,
}

/// Role, session name and duration of each `AssumeRole`, oldest first.
fn assumed(fake: &FakeAws) -> Vec<(String, String, u32)> {
    let ask = |request: &behaviour::Request| {
        let parameter = |name| request.param(name).unwrap();
        (
            parameter("RoleArn"),
            parameter("RoleSessionName"),
            parameter("DurationSeconds").parse().unwrap(),
        )
    };
    let requests = fake.assume_role().requests();
    requests.iter().map(|request| ask(request)).collect()
}

fn sessions(expected: &[(&str, &str, u32)]) -> Vec<(String, String, u32)> {
    let owned = |(role, name, seconds): &(&str, &str, u32)| {
        ((*role).to_owned(), (*name).to_owned(), *seconds)
    };
    expected.iter().map(owned).collect()
}

#[tokio::test]
async fn a7_each_role_of_a_chain_is_assumed_by_the_identity_before_it() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<Spoke>(&db).await.unwrap();
    assert_eq!(
        assumed(&fake),
        sessions(&[
            ("arn:aws:iam::111111111111:role/hub", "hub", 3600),
            ("arn:aws:iam::333333333333:role/spoke", "DynamoModel", 3600),
        ])
    );
    assert_eq!(
        fake.all().signers(),
        [
            Some(key(ENVIRONMENT_KEY_ID, "sts")),
            Some(session(1, "sts")),
            Some(session(2, "dynamodb")),
        ]
    );
}

#[tokio::test]
async fn a7_a_chain_may_have_three_roles() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<End>(&db).await.unwrap();
    assert_eq!(
        assumed(&fake),
        sessions(&[
            ("arn:aws:iam::111111111111:role/hub", "hub", 3600),
            ("arn:aws:iam::222222222222:role/middle", "DynamoModel", 3600),
            ("arn:aws:iam::333333333333:role/end", "DynamoModel", 3600),
        ])
    );
    assert_eq!(
        fake.all().signers(),
        [
            Some(key(ENVIRONMENT_KEY_ID, "sts")),
            Some(session(1, "sts")),
            Some(session(2, "sts")),
            Some(session(3, "dynamodb")),
        ]
    );
}

#[tokio::test]
async fn a7_a_base_without_a_role_above_it_signs_itself() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<Same>(&db).await.unwrap();
    assert_eq!(
        assumed(&fake),
        sessions(&[("arn:aws:iam::111111111111:role/hub", "hub", 3600)])
    );
    let signer = fake.dynamodb().only().signer();
    assert_eq!(signer, Some(session(1, "dynamodb")));
}

#[tokio::test]
async fn a7_a_role_over_static_keys_may_last_twelve_hours() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<OverKeys>(&db).await.unwrap();
    assert_eq!(
        assumed(&fake),
        sessions(&[("arn:aws:iam::333333333333:role/spoke", "DynamoModel", 43200)])
    );
    assert_eq!(
        fake.all().signers(),
        [Some(key("hub_key_id", "sts")), Some(session(1, "dynamodb")),]
    );
}

/// Counts the warnings that a session was made shorter.
#[derive(Debug, Default, Clone)]
struct Lowered(Arc<AtomicUsize>);

impl AccessObserver for Lowered {
    fn event(&self, _identity: &str, event: &AccessEvent<'_>) {
        if matches!(event, AccessEvent::ExpirationLowered) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// What the compiler could not see: a variable's value, and that the environment holds a session.
#[tokio::test]
async fn a7_a_role_over_a_session_is_asked_for_an_hour_at_the_most() {
    for environment_is_session in [false, true] {
        let fake = FakeAws::new();
        let mut config = fake.sdk_config();
        if environment_is_session {
            config = config.credentials_provider(SharedCredentialsProvider::new(
                session_credentials("environment_session_id", "environment-token"),
            ));
        }
        let lowered = Lowered::default();
        let db = Dynamo::builder()
            .sdk_config(&config.build())
            .environment(|_| Some("43200".into()))
            .observer(lowered.clone())
            .build()
            .await
            .unwrap();
        let (role, explained) = if environment_is_session {
            read::<Long>(&db).await.unwrap();
            ("role/long", db.explain::<Long>().unwrap())
        } else {
            read::<LongSpoke>(&db).await.unwrap();
            ("role/spoke", db.explain::<LongSpoke>().unwrap())
        };
        let asked = fake.assume_role().last();
        assert!(asked.param("RoleArn").unwrap().ends_with(role));
        assert_eq!(asked.param("DurationSeconds").as_deref(), Some("3600"));
        assert_eq!(lowered.0.load(Ordering::Relaxed), 1, "{role}: one warning");
        let explained = explained.to_string();
        assert_eq!(
            explained.matches("so 3600 s are requested").count(),
            1,
            "{explained}"
        );
        let health = db.health();
        let told: Vec<_> = health
            .iter()
            .filter(|identity| identity.is_expiration_lowered())
            .map(IdentityHealth::identity)
            .collect();
        assert!(
            matches!(told[..], [identity] if identity.contains(role)),
            "{told:?}"
        );
    }
}

/// What `explain` tells of a model whose role is assumed by this base.
async fn explained_over<M: DynamoModel + AwsAccess>(base: Base) -> String {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<M>(Access::base(base))
        .build()
        .await
        .unwrap();
    db.explain::<M>().unwrap().to_string()
}

/// Before anything is sent, as far as the base tells what it is.
#[tokio::test]
async fn a7_explain_tells_a_shorter_session_only_where_one_is_asked_for() {
    let keys = || Base::keys("static_key_id", "fixture-secret");
    let session = || Base::session("session_key_id", "fixture-secret", "fixture-token");
    for (explained, is_lowered) in [
        (explained_over::<Long>(keys()).await, false),
        (explained_over::<Long>(session()).await, true),
        (explained_over::<AnHour>(keys()).await, false),
        (explained_over::<AnHour>(session()).await, false),
    ] {
        assert_eq!(
            explained.contains("so 3600 s are requested"),
            is_lowered,
            "{explained}"
        );
    }
}

#[tokio::test]
async fn a7_an_hour_over_a_session_is_what_was_asked_for() {
    let fake = FakeAws::new();
    let lowered = Lowered::default();
    let session = Base::session("session_key_id", "fixture-secret", "fixture-token");
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<AnHour>(Access::base(session))
        .observer(lowered.clone())
        .build()
        .await
        .unwrap();
    read::<AnHour>(&db).await.unwrap();
    assert_eq!(lowered.0.load(Ordering::Relaxed), 0);
    assert!(
        !db.health()
            .iter()
            .any(IdentityHealth::is_expiration_lowered)
    );
    let explained = db.explain::<AnHour>().unwrap().to_string();
    assert!(!explained.contains("are requested"), "{explained}");
}
