//! A27: `env("NAME")` options whose variables are missing, empty or wrong.

use behaviour::FakeAws;
use dynamo_model::{Dynamo, prelude::*};

use crate::{
    refused::{missing, problems, refused_in},
    scene::{Paused, refusal},
};

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = env("ROLE"),
    session_name = env("SESSION"),
    expiration = env("EXPIRATION"),
    external_id = env("EXTERNAL_ID"),
    source_identity = env("SOURCE"),
    policy_arns = [env("POLICY_ARN")],
    tags(team = env("TEAM"), unit = "a"),
    sts_region = env("STS_REGION"),
    use_fips = env("FIPS"),
    read_timeout = env("READ_TIMEOUT"),
    max_retry_attempts = env("RETRIES"),
))]
struct Everything {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "never reached")]
    pk: String,
}

/// Options with their variables, in the order of the reference.
const VARIABLES: [(&str, &str); 11] = [
    ("aws_sts_role_arn", "ROLE"),
    ("session_name", "SESSION"),
    ("expiration", "EXPIRATION"),
    ("external_id", "EXTERNAL_ID"),
    ("source_identity", "SOURCE"),
    ("policy_arns", "POLICY_ARN"),
    ("tags", "TEAM"),
    ("sts_region", "STS_REGION"),
    ("use_fips", "FIPS"),
    ("read_timeout", "READ_TIMEOUT"),
    ("max_retry_attempts", "RETRIES"),
];

#[tokio::test(start_paused = true)]
async fn a27_every_missing_variable_of_a_model_is_in_one_error() {
    let all = VARIABLES.map(|(option, variable)| missing(option, variable, "not set"));
    assert_eq!(refused_in::<Everything>(&[]).await, all);
}

#[tokio::test(start_paused = true)]
async fn a27_an_empty_variable_is_as_bad_as_a_missing_one() {
    let empty = VARIABLES.map(|(_, variable)| (variable, ""));
    let all = VARIABLES.map(|(option, variable)| missing(option, variable, "empty"));
    assert_eq!(refused_in::<Everything>(&empty).await, all);
}

#[tokio::test(start_paused = true)]
async fn a27_missing_empty_and_wrong_variables_are_told_together() {
    let told = refused_in::<Everything>(&[
        ("ROLE", "arn:aws:iam::123456789012:user/alice"),
        ("SESSION", ""),
        ("EXPIRATION", "899"),
        ("SOURCE", "alice"),
        ("POLICY_ARN", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ("TEAM", "a"),
        ("STS_REGION", "eu-west-1"),
        ("FIPS", "yes"),
        ("READ_TIMEOUT", "5s"),
        ("RETRIES", "3"),
    ])
    .await;
    let from = |variable| format!("(from the environment variable `{variable}`)");
    let expected = [
        format!(
            "`aws_sts_role_arn` {} must be the ARN of a role",
            from("ROLE")
        ),
        missing("session_name", "SESSION", "empty"),
        format!(
            "`expiration` {} must be between 900 and 43200",
            from("EXPIRATION")
        ),
        missing("external_id", "EXTERNAL_ID", "not set"),
        format!("`use_fips` {} must be", from("FIPS")),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(&expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
}

#[tokio::test(start_paused = true)]
async fn a27_variables_of_the_bases_are_in_the_same_error() {
    #[derive(AwsAccess)]
    #[dynamo(meta(aws_sts_role_arn = env("HUB_ROLE"), external_id = env("HUB_EXTERNAL_ID")))]
    struct Hub;

    #[derive(AwsAccess)]
    #[dynamo(meta(base = Hub))]
    struct Between;

    #[derive(DynamoModel)]
    #[dynamo(meta(base = Between, aws_sts_role_arn = env("ROLE")))]
    struct Chained {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "never reached")]
        pk: String,
    }

    assert_eq!(
        refused_in::<Chained>(&[]).await,
        [
            missing("aws_sts_role_arn", "ROLE", "not set"),
            format!(
                "`Hub`: {}",
                missing("aws_sts_role_arn", "HUB_ROLE", "not set")
            ),
            format!(
                "`Hub`: {}",
                missing("external_id", "HUB_EXTERNAL_ID", "not set")
            ),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a27_the_variable_of_the_table_is_in_the_same_error() {
    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = env("TABLE"), profile = env("PROFILE"), region = env("REGION")))]
    struct Elsewhere {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "never reached")]
        pk: String,
    }

    let scene = Paused::new();
    let db = scene.builder().environment(|_| None).build().await.unwrap();
    let all = [
        missing("table_name", "TABLE", "not set"),
        missing("region", "REGION", "not set"),
        missing("profile", "PROFILE", "not set"),
    ];
    for error in [
        refusal::<Elsewhere>(&db).await,
        db.explain::<Elsewhere>().unwrap_err(),
        db.credentials_for::<Elsewhere>().unwrap_err(),
        db.warm_up::<Elsewhere>().await.unwrap_err(),
    ] {
        assert_eq!(problems(&error), all);
        assert_eq!(error.models(), ["Elsewhere"]);
    }

    // Whoever only wants to sign needs no table.
    let environment = |name: &str| match name {
        "REGION" => Some("eu-west-1".to_owned()),
        "PROFILE" => Some("ledger".to_owned()),
        _ => None,
    };
    let db = scene.builder().environment(environment).build().await;
    let db = db.unwrap();
    db.credentials_for::<Elsewhere>().unwrap();
    let error = Elsewhere::table_name(&db).unwrap_err();
    assert_eq!(problems(&error), all[..1]);
}

#[tokio::test(start_paused = true)]
async fn a27_a_default_stands_in_for_a_missing_variable_but_not_for_an_empty_one() {
    #[derive(DynamoModel)]
    #[dynamo(meta(profile = env("PROFILE", default = "ledger")))]
    struct Defaulted {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "never reached")]
        pk: String,
    }

    assert_eq!(
        refused_in::<Defaulted>(&[("PROFILE", "")]).await,
        [missing("profile", "PROFILE", "empty")]
    );
    let db = Dynamo::builder()
        .sdk_config(&FakeAws::new().sdk_config().build())
        .environment(|_| None)
        .build()
        .await
        .unwrap();
    let explained = db.explain::<Defaulted>().unwrap();
    assert_eq!(explained.identity(), "profile `ledger`");
}
