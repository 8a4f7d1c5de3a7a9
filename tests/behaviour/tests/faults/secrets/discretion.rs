//! What hides secrets still tells what it is, in these words.

use dynamo_model::{
    access::{Access, AwsAccess, Base},
    prelude::*,
};

use crate::scene::{Entry, Ledger, Paused};

const SECRET: &str = "sealed-secret";

#[test]
fn a23_options_in_code_print_their_names_and_no_value() {
    let base = || Base::session("my_key_id", SECRET, "sealed-token");
    assert_eq!(
        format!("{:?}", base()),
        r#"Base {"aws_access_key_id", "aws_secret_access_key", "aws_session_token"}"#
    );
    let access = Access::assume_role("arn:aws:iam::123456789012:role/ledger")
        .over(base())
        .external_id("sealed-word")
        .use_fips(false);
    assert_eq!(
        format!("{access:?}"),
        r#"Access {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_sts_role_arn", "external_id", "use_fips"}"#
    );
    assert_eq!(format!("{:?}", Access::new()), "Access {}");
}

#[test]
fn a23_options_of_a_type_print_the_type_alone() {
    assert_eq!(
        format!("{:?}", Ledger::ACCESS),
        r#"AccessSpec { type_name: "Ledger", .. }"#
    );
}

#[tokio::test(start_paused = true)]
async fn a23_a_handle_prints_how_many_identities_it_holds() {
    let scene = Paused::new();
    let db = scene.dynamo().await;
    assert_eq!(
        format!("{db:?}"),
        "Dynamo { identities: 0, derived: false, .. }"
    );
    Entry::client(&db).await.unwrap();
    let keyed = db.with(Access::keys("my_key_id", SECRET)).unwrap();
    assert_eq!(
        format!("{keyed:?}"),
        "Dynamo { identities: 2, derived: true, .. }"
    );
}

#[tokio::test(start_paused = true)]
async fn a23_a_builder_prints_what_it_was_given_and_nothing_of_the_environment() {
    let builder = Paused::new()
        .builder()
        .environment(|_| Some(SECRET.to_owned()))
        .override_access(Access::keys("my_key_id", SECRET));
    let text = format!("{builder:?}");
    for told in [
        "DynamoBuilder {",
        " environment: Environment,",
        r#" override_all: Some(Access {"aws_access_key_id", "aws_secret_access_key"}),"#,
    ] {
        assert!(text.contains(told), "{told} is not in {text}");
    }
    assert!(!text.contains("sealed"), "{text}");
}
