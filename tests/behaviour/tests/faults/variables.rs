//! A27: `env("NAME")` options whose variables are missing, empty or wrong.

use std::time::Duration;

use behaviour::FakeAws;
use dynamo_model::{
    Dynamo,
    access::{Access, Base},
    prelude::*,
};

use crate::{
    process,
    refused::{missing, problems, refused_in},
    scene::{Paused, ROLE, refusal},
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
        ("TEAM", "a\tb"),
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
        format!("`team` {} may contain only", from("TEAM")),
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

    let empty = ["TABLE", "REGION", "PROFILE"].map(|name| (name, ""));
    assert_eq!(
        refused_in::<Elsewhere>(&empty).await,
        [
            missing("table_name", "TABLE", "empty"),
            missing("region", "REGION", "empty"),
            missing("profile", "PROFILE", "empty"),
        ]
    );

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

/// The variables of [`Everything`] that say nothing of who signs.
fn missing_of_transport() -> Vec<String> {
    let transport = &VARIABLES[7..];
    let all = transport.iter();
    all.map(|(option, variable)| missing(option, variable, "not set"))
        .collect()
}

/// A handle without any variable.
async fn overridden(access: Access) -> Dynamo {
    let builder = Paused::new().builder().environment(|_| None);
    builder.override_access(access).build().await.unwrap()
}

fn keys() -> Access {
    Access::keys("keys_in_code", "fixture-secret")
}

#[tokio::test(start_paused = true)]
async fn a27_an_identity_in_code_needs_no_variable_of_the_one_that_it_replaces() {
    for access in [keys(), Access::assume_role(ROLE)] {
        let error = refusal::<Everything>(&overridden(access).await).await;
        assert_eq!(problems(&error), missing_of_transport());
    }
    let transport = |access: Access| {
        access
            .sts_region("eu-west-1")
            .use_fips(false)
            .read_timeout(Duration::from_secs(5))
            .max_retry_attempts(3)
    };
    let db = overridden(transport(keys())).await;
    Everything::client(&db).await.unwrap();
    // Who replaces the base keeps the role, and all that is said of it.
    let base = Access::base(Base::keys("keys_in_code", "fixture-secret"));
    let error = refusal::<Everything>(&overridden(transport(base)).await).await;
    let role = VARIABLES[..7].iter();
    let of_role: Vec<_> = role
        .map(|(option, variable)| missing(option, variable, "not set"))
        .collect();
    assert_eq!(problems(&error), of_role);
}

#[tokio::test(start_paused = true)]
async fn a27_a_role_in_code_needs_the_base_that_the_model_states_unless_it_brings_one() {
    #[derive(AwsAccess)]
    #[dynamo(meta(profile = env("HUB_PROFILE")))]
    struct Hub;

    #[derive(DynamoModel)]
    #[dynamo(meta(base = Hub, aws_sts_role_arn = env("ROLE"), expected_account = env("ACCOUNT")))]
    struct Based {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "the raw client reads the items here")]
        pk: String,
    }

    let role = || Access::assume_role(ROLE);
    let error = refusal::<Based>(&overridden(role()).await).await;
    let profile = missing("profile", "HUB_PROFILE", "not set");
    assert_eq!(problems(&error), [format!("`Hub`: {profile}")]);
    for access in [role().over(Base::environment()), keys()] {
        Based::client(&overridden(access).await).await.unwrap();
    }
}

#[tokio::test]
async fn a27_local_mode_needs_the_tables_variable_and_none_of_who_signs_and_where() {
    #[derive(DynamoModel)]
    #[dynamo(meta(
        table_name = env("TABLE"),
        aws_sts_role_arn = env("ROLE"),
        external_id = env("EXTERNAL_ID"),
        profile = env("PROFILE"),
        expected_account = env("ACCOUNT"),
        region = env("REGION"),
        endpoint_url = env("URL"),
        sts_region = env("STS_REGION"),
    ))]
    struct Deployed {
        #[dynamo(partition_key)]
        #[allow(dead_code, reason = "nothing is read here")]
        pk: String,
    }

    if process::is_child() {
        let db = Dynamo::local("http://localhost:8000").unwrap();
        Deployed::client(&db).await.unwrap();
        let error = Deployed::table_name(&db).unwrap_err();
        assert_eq!(
            problems(&error),
            [missing("table_name", "TABLE", "not set")]
        );
        let error = refusal::<Everything>(&db).await;
        process::tell(&problems(&error).join("; "));
        return;
    }
    let test =
        "variables::a27_local_mode_needs_the_tables_variable_and_none_of_who_signs_and_where";
    let told = process::run(test, &[]);
    assert_eq!(
        told,
        missing_of_transport()[2..].join("; "),
        "timeouts and retries hold everywhere"
    );
}
