//! A profile in `meta`: its identity and no other, whatever the environment holds.

use behaviour::{REGION, Server, Signer};
use dynamo_model::{Dynamo, access::AccessError, prelude::*};

use crate::{
    child::{Child, is_child},
    read::{key, read, session},
};

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "reports", profile = "analytics"))]
struct Report {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "reports",
    profile = "analytics",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/reports"
))]
struct OverProfile {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "reports", profile = "gone"))]
struct Missing {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "reports",
    profile = "gone",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/reports"
))]
struct OverMissing {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "reports", profile = "assuming", region = "eu-central-1"))]
struct Assuming {
    #[dynamo(partition_key)]
    pk: String,
}

const CONFIG: &str = "
[default]
aws_access_key_id = default_key_id
aws_secret_access_key = default-secret

[profile analytics]
aws_access_key_id = profile_key_id
aws_secret_access_key = profile-secret

[profile assuming]
role_arn = arn:aws:iam::123456789012:role/of-the-profile
source_profile = analytics
";

/// A child whose own keys would win over a profile, if the SDK's chain were asked.
fn child_with_keys(test: &'static str, server: &Server) -> Child {
    Child::of(test)
        .keys()
        .set("AWS_REGION", REGION)
        .set("AWS_ENDPOINT_URL", server.url())
}

#[tokio::test]
async fn a31_a_profile_signs_although_the_environment_holds_keys() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        read::<Report>(&db).await.unwrap();
        read::<OverProfile>(&db).await.unwrap();
        return;
    }
    for (file, profile) in [
        ("config", CONFIG.to_owned()),
        // The credentials file names its profiles without the word.
        (
            "credentials",
            CONFIG.replace("profile analytics", "analytics"),
        ),
    ] {
        let server = Server::start();
        child_with_keys(
            "profile::a31_a_profile_signs_although_the_environment_holds_keys",
            &server,
        )
        .file(file, &profile)
        .run();
        assert_eq!(
            server.all().signers(),
            [
                Some(key("profile_key_id", "dynamodb")),
                Some(key("profile_key_id", "sts")),
                Some(session(1, "dynamodb")),
            ],
            "{file}"
        );
    }
}

/// The profile's own call to STS is signed for the model's region, too (A12): the environment need not name one.
#[tokio::test]
async fn a31_a_profile_that_assumes_a_role_needs_no_region_of_the_environment() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        read::<Assuming>(&db).await.unwrap();
        return;
    }
    for region in [None, Some("us-west-2")] {
        let server = Server::start();
        let child = Child::of(
            "profile::a31_a_profile_that_assumes_a_role_needs_no_region_of_the_environment",
        )
        .file("config", CONFIG)
        .set("AWS_ENDPOINT_URL", server.url());
        match region {
            Some(region) => child.set("AWS_REGION", region).run(),
            None => child.run(),
        };
        let asked = server.assume_role().only();
        assert_eq!(
            asked.param("RoleArn").as_deref(),
            Some("arn:aws:iam::123456789012:role/of-the-profile")
        );
        let frankfurt = |signer: Signer| Signer {
            region: "eu-central-1".into(),
            ..signer
        };
        assert_eq!(
            server.all().signers(),
            [
                Some(frankfurt(key("profile_key_id", "sts"))),
                Some(frankfurt(session(1, "dynamodb"))),
            ],
            "{region:?}"
        );
    }
}

#[tokio::test]
async fn a31_a_missing_profile_is_an_error_and_nobody_else_signs() {
    async fn refused<M: DynamoModel>(db: &Dynamo) {
        let error = read::<M>(db).await.unwrap_err();
        let AccessError::NoBaseCredentials(base) = &error else {
            panic!("not a missing base: {error:?}")
        };
        assert_eq!(base.base(), "profile `gone`");
        assert_eq!(error.models(), [M::TABLE.model()]);
        let told = error.to_string();
        assert!(
            told.contains("define it in the AWS config or credentials file"),
            "{told}"
        );
    }

    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        refused::<Missing>(&db).await;
        refused::<OverMissing>(&db).await;
        return;
    }
    let server = Server::start();
    for config in [CONFIG, ""] {
        child_with_keys(
            "profile::a31_a_missing_profile_is_an_error_and_nobody_else_signs",
            &server,
        )
        .file("config", config)
        .run();
    }
    assert_eq!(server.all().count(), 0);
}
