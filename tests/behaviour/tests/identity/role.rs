//! A role in `meta`: what STS is asked, by whom, and who signs then.

use std::collections::BTreeMap;

use behaviour::{ENVIRONMENT_KEY_ID, FakeAws, REGION, Server};
use dynamo_model::{Dynamo, prelude::*};

use crate::{
    child::{Child, is_child},
    read::{key, read, session},
};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/finance/ledger-rw"
))]
struct Ledger {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/named",
    session_name = "MySession",
    expiration = 900
))]
struct Named {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/named",
    aws_sts_role_session_name = env("SESSION_NAME"),
    aws_sts_session_expiration = env("SESSION_SECONDS")
))]
struct NamedByVariables {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/full",
    session_name = "full",
    expiration = 43200,
    external_id = "the/word:1",
    source_identity = "alice@example",
    policy = r#"{"Version":"2012-10-17","Statement":[]}"#,
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    tags(team = "billing", "cost:center" = "42"),
    transitive_tags = ["team"]
))]
struct Full {
    #[dynamo(partition_key)]
    pk: String,
}

const SECRET: &str = "meta-secret";

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_access_key_id = "meta_key_id",
    aws_secret_access_key = SECRET,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/over-keys"
))]
struct OverKeys {
    #[dynamo(partition_key)]
    pk: String,
}

/// The parameters of an `AssumeRole`, apart from what names the action.
fn parameters(form: &[(&str, &str)]) -> BTreeMap<String, String> {
    [("Action", "AssumeRole"), ("Version", "2011-06-15")]
        .iter()
        .chain(form)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[tokio::test]
async fn a4_a_role_is_assumed_with_the_environments_credentials() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<Ledger>(&db).await.unwrap();
    assert_eq!(
        fake.assume_role().only().form(),
        parameters(&[
            (
                "RoleArn",
                "arn:aws:iam::123456789012:role/finance/ledger-rw"
            ),
            ("RoleSessionName", "DynamoModel"),
            ("DurationSeconds", "3600"),
        ])
    );
    assert_eq!(
        fake.all().signers(),
        [
            Some(key(ENVIRONMENT_KEY_ID, "sts")),
            Some(session(1, "dynamodb")),
        ]
    );
}

#[tokio::test]
async fn a4_a_role_is_assumed_with_the_credentials_of_the_process_environment() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        read::<Ledger>(&db).await.unwrap();
        return;
    }
    let server = Server::start();
    Child::of("role::a4_a_role_is_assumed_with_the_credentials_of_the_process_environment")
        .keys()
        .set("AWS_SESSION_TOKEN", "environment-token")
        .set("AWS_REGION", REGION)
        .set("AWS_ENDPOINT_URL", server.url())
        .run();
    let mut by_environment = key(ENVIRONMENT_KEY_ID, "sts");
    by_environment.token = Some("environment-token".into());
    assert_eq!(
        server.all().signers(),
        [Some(by_environment), Some(session(1, "dynamodb"))]
    );
}

#[tokio::test]
async fn a5_session_name_and_expiration_are_on_the_wire() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .environment(|name| match name {
            "SESSION_NAME" => Some("from-a-variable".into()),
            "SESSION_SECONDS" => Some("1800".into()),
            _ => None,
        })
        .build()
        .await
        .unwrap();
    read::<Named>(&db).await.unwrap();
    read::<NamedByVariables>(&db).await.unwrap();
    let asked: Vec<_> = fake
        .assume_role()
        .requests()
        .iter()
        .map(|request| request.form())
        .collect();
    let named = |name, seconds| {
        parameters(&[
            ("RoleArn", "arn:aws:iam::123456789012:role/named"),
            ("RoleSessionName", name),
            ("DurationSeconds", seconds),
        ])
    };
    assert_eq!(
        asked,
        [named("MySession", "900"), named("from-a-variable", "1800")]
    );
}

#[tokio::test]
async fn a5_every_option_of_a_role_is_on_the_wire() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<Full>(&db).await.unwrap();
    assert_eq!(
        fake.assume_role().only().form(),
        parameters(&[
            ("RoleArn", "arn:aws:iam::123456789012:role/full"),
            ("RoleSessionName", "full"),
            ("DurationSeconds", "43200"),
            ("ExternalId", "the/word:1"),
            ("SourceIdentity", "alice@example"),
            ("Policy", r#"{"Version":"2012-10-17","Statement":[]}"#),
            (
                "PolicyArns.member.1.arn",
                "arn:aws:iam::aws:policy/ReadOnlyAccess"
            ),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "billing"),
            ("Tags.member.2.Key", "cost:center"),
            ("Tags.member.2.Value", "42"),
            ("TransitiveTagKeys.member.1", "team"),
        ])
    );
}

#[tokio::test]
async fn a6_keys_beside_a_role_assume_it_and_the_session_signs() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<OverKeys>(&db).await.unwrap();
    assert_eq!(
        fake.all().signers(),
        [
            Some(key("meta_key_id", "sts")),
            Some(session(1, "dynamodb")),
        ]
    );
}
