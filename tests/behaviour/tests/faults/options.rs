//! A17, A18, A20 at run time: wrong values and options that don't go together, in code and from the environment. Each
//! is told in the compiler's own sentence, all of them at once, and nothing is ever sent.

use std::time::Duration;

use dynamo_model::{
    access::{Access, Base},
    prelude::*,
};

use crate::{
    refused::{assert_refused, missing, refused_in},
    scene::ROLE,
    sentences::sentences,
};

/// The compiler's sentence, with the variable that the value came from.
fn with_variable(sentence: &str, variable: &str) -> String {
    let (option, predicate) = sentence.split_once("` ").unwrap();
    format!("{option}` (from the environment variable `{variable}`) {predicate}")
}

/// A role ARN, one character too long.
fn long_arn() -> String {
    let arn = |path: usize| format!("arn:aws:iam::123456789012:role/{}/x", "p".repeat(path));
    arn(2049 - arn(0).len())
}

#[tokio::test(start_paused = true)]
async fn a17_half_a_key_pair_in_code_is_refused() {
    let id = sentences!("credentials/a17_empty_id");
    let secret = sentences!("credentials/a17_empty_secret");
    let token = sentences!("credentials/a17_empty_token");
    let session_key = sentences!("credentials/session_key_without_token");
    for (base, sentences) in [
        (Base::keys("", "fixture-secret"), &id),
        (Base::keys("my_access_key_id", ""), &secret),
        (Base::keys("", ""), &[&id[..], &secret].concat()),
        (Base::session("my_key_id", "fixture-secret", ""), &token),
        (Base::keys("ASIAFAKE", "fixture-secret"), &session_key),
    ] {
        assert_refused(Access::sign_with(base.clone()), sentences).await;
        assert_refused(Access::base(base.clone()), sentences).await;
        assert_refused(Access::assume_role(ROLE).over(base), sentences).await;
    }
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("KEY_ID"),
    aws_secret_access_key = env("SECRET"),
    aws_session_token = env("TOKEN"),
))]
pub struct Keyed {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "never reached")]
    pk: String,
}

#[tokio::test(start_paused = true)]
async fn a17_half_a_key_pair_from_variables_is_refused() {
    let id = missing("aws_access_key_id", "KEY_ID", "not set");
    let secret = missing("aws_secret_access_key", "SECRET", "not set");
    let token = missing("aws_session_token", "TOKEN", "not set");
    let whole = [("KEY_ID", "my_key_id"), ("SECRET", "s"), ("TOKEN", "t")];
    for (kept, problems) in [
        (&[0_usize][..], &[&secret, &token][..]),
        (&[1], &[&id, &token]),
        (&[2], &[&id, &secret]),
        (&[0, 1], &[&token]),
        (&[], &[&id, &secret, &token]),
    ] {
        let variables: Vec<_> = kept.iter().map(|at| whole[*at]).collect();
        assert_eq!(
            refused_in::<Keyed>(&variables)
                .await
                .iter()
                .collect::<Vec<_>>(),
            problems
        );
    }
    // Empty is not "not set", and not a value.
    let secret = missing("aws_secret_access_key", "SECRET", "empty");
    let variables = [whole[0], ("SECRET", ""), whole[2]];
    assert_eq!(refused_in::<Keyed>(&variables).await, [secret]);
}

#[tokio::test(start_paused = true)]
async fn a17_blanks_around_a_secret_from_a_variable_are_refused_and_not_shown() {
    let whole = [("KEY_ID", "my_key_id"), ("TOKEN", "fixture-token")];
    for (secret, told) in [
        (
            " fixture-secret",
            "must not have white space at its beginning",
        ),
        ("fixture-secret\n", "must not have white space at its end"),
        (" ", "must not have white space at its beginning"),
    ] {
        let variables = [whole[0], ("SECRET", secret), whole[1]];
        let sentence = with_variable(&format!("`aws_secret_access_key` {told}"), "SECRET");
        assert_eq!(refused_in::<Keyed>(&variables).await, [sentence]);
    }
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = env("ROLE", default = "arn:aws:iam::123456789012:role/ledger"),
    session_name = env("SESSION", default = "ledger"),
    expiration = env("EXPIRATION", default = "900"),
    region = env("REGION", default = "eu-west-1"),
    external_id = env("EXTERNAL_ID", default = "ledger"),
))]
struct Assumed {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "never reached")]
    pk: String,
}

#[tokio::test(start_paused = true)]
async fn a18_values_that_sts_refuses_are_told_as_by_the_compiler() {
    let assume = Access::assume_role;
    let named = |name: &str| assume(ROLE.to_owned()).session_name(name);
    let lasting = |seconds| assume(ROLE.to_owned()).expiration(Duration::from_secs(seconds));
    let long_name = "a".repeat(65);
    let long_arn = long_arn();
    let user = "arn:aws:iam::123456789012:user/alice";
    let profile = "arn:aws:iam::123456789012:instance-profile/ledger";
    for (variable, value, access, sentences) in [
        (
            "EXPIRATION",
            "0",
            lasting(0),
            sentences!("role/a18_expiration_0"),
        ),
        (
            "EXPIRATION",
            "899",
            lasting(899),
            sentences!("role/a18_expiration_899"),
        ),
        (
            "EXPIRATION",
            "43201",
            lasting(43201),
            sentences!("role/a18_expiration_43201"),
        ),
        (
            "SESSION",
            "x",
            named("x"),
            sentences!("role/a18_session_name_of_one_character"),
        ),
        (
            "SESSION",
            "My Session!",
            named("My Session!"),
            sentences!("role/a18_session_name_with_space"),
        ),
        (
            "SESSION",
            &long_name,
            named(&long_name),
            sentences!("role/a18_session_name_of_65_characters"),
        ),
        (
            "ROLE",
            "not-an-arn",
            assume("not-an-arn".into()),
            sentences!("role/a18_role_arn_not_an_arn"),
        ),
        (
            "ROLE",
            user,
            assume(user.into()),
            sentences!("role/a18_role_arn_user"),
        ),
        (
            "ROLE",
            profile,
            assume(profile.into()),
            sentences!("role/a18_role_arn_instance_profile"),
        ),
        (
            "ROLE",
            &long_arn,
            assume(long_arn.clone()),
            sentences!("role/a18_role_arn_of_2049_characters"),
        ),
    ] {
        let [sentence] = &sentences[..] else {
            panic!("one mistake, one sentence: {sentences:?}")
        };
        assert_eq!(
            refused_in::<Assumed>(&[(variable, value)]).await,
            [with_variable(sentence, variable)]
        );
        assert_refused(access, &sentences).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a18_an_empty_role_is_no_role_and_no_other_identity() {
    assert_refused(
        Access::assume_role(""),
        &sentences!("role/a18_role_arn_empty"),
    )
    .await;
    assert_eq!(
        refused_in::<Assumed>(&[("ROLE", "")]).await,
        ["`aws_sts_role_arn` needs the environment variable `ROLE`, which is empty"]
    );
}

const OVER_WITHOUT_ROLE: &str = "`base` is given by `over`, but there is no role here that it could be under; use \
    `Access::base` to put it under the role of a layer below, or `Access::sign_with` to sign with it";

#[tokio::test(start_paused = true)]
async fn a20_each_option_in_code_is_held_to_its_own_rule() {
    let role = || Access::assume_role(ROLE);
    let told = |sentence: &str| vec![sentence.to_owned()];
    for (access, sentences) in [
        (
            Access::sign_with(Base::profile("")),
            sentences!("credentials/empty_profile"),
        ),
        (
            role().source_identity("a"),
            sentences!("role/source_identity_too_short"),
        ),
        (
            role().policy("allow all"),
            sentences!("role/policy_is_not_json"),
        ),
        (
            role().tag("team", "a").transitive_tag("tema"),
            sentences!("role/transitive_tag_is_no_tag"),
        ),
        (
            role().tag("aws:team", "a"),
            sentences!("role/tag_key_of_aws"),
        ),
        (
            role().tag("team", "a\tb"),
            sentences!("role/tag_value_with_tab"),
        ),
        (
            Access::new().over(Base::profile("hub")),
            told(OVER_WITHOUT_ROLE),
        ),
        (
            Access::keys("my_access_key_id", "fixture-secret").over(Base::environment()),
            told(OVER_WITHOUT_ROLE),
        ),
        (
            Access::new().endpoint_url("localhost:8000"),
            sentences!("values/endpoint_without_scheme"),
        ),
        (
            role().sts_endpoint_url("localhost:8000"),
            told("`sts_endpoint_url` must begin with `http://` or `https://`"),
        ),
        (
            role().expected_account("1234-5678-9012"),
            told(
                "`expected_account` must be the 12 digits of an account id, but has '-' at byte 4",
            ),
        ),
        (
            Access::new().connect_timeout(Duration::ZERO),
            told("`connect_timeout` must be between `1ms` and `1h`, but is `0ms`"),
        ),
        (
            Access::new().read_timeout(Duration::from_hours(2)),
            told("`read_timeout` must be between `1ms` and `1h`, but is `7200000ms`"),
        ),
    ] {
        assert_refused(access, &sentences).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a20_role_options_without_a_role_are_all_refused_at_once() {
    let access = Access::new()
        .session_name("billing")
        .expiration(Duration::from_secs(900))
        .external_id("ledger")
        .source_identity("alice")
        .policy("{}")
        .policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
        .tag("team", "a")
        .transitive_tag("team");
    assert_refused(access, &sentences!("options/a20_role_options_without_role")).await;
}

#[tokio::test(start_paused = true)]
async fn a20_five_mistakes_in_code_are_told_at_once() {
    let access = Access::assume_role("arn:aws:iam::123456789012:user/alice")
        .over(Base::keys("my_access_key_id", ""))
        .region("EU_WEST_1")
        .session_name("x")
        .expiration(Duration::from_secs(60));
    let five = sentences!("options/a20_five_mistakes");
    let [region, role, .., expiration, _] = &five[..] else {
        panic!("five sentences: {five:?}")
    };
    let expected = [
        std::slice::from_ref(region),
        &sentences!("credentials/a17_empty_secret"),
        std::slice::from_ref(role),
        &sentences!("role/a18_session_name_of_one_character"),
        std::slice::from_ref(expiration),
    ];
    assert_refused(access, &expected.concat()).await;
}

#[tokio::test(start_paused = true)]
async fn a20_five_mistakes_from_variables_are_told_at_once() {
    let told = refused_in::<Assumed>(&[
        ("ROLE", "arn:aws:iam::123456789012:user/alice"),
        ("SESSION", "x"),
        ("EXPIRATION", "60"),
        ("REGION", "EU_WEST_1"),
        ("EXTERNAL_ID", "a b"),
    ])
    .await;
    let five = sentences!("options/a20_five_mistakes");
    let [region, role, .., expiration, _] = &five[..] else {
        panic!("five sentences: {five:?}")
    };
    let [name] = &sentences!("role/a18_session_name_of_one_character")[..] else {
        panic!("one sentence")
    };
    let [external_id] = &sentences!("role/external_id_with_space")[..] else {
        panic!("one sentence")
    };
    let expected = [
        with_variable(region, "REGION"),
        with_variable(role, "ROLE"),
        with_variable(name, "SESSION"),
        with_variable(expiration, "EXPIRATION"),
        with_variable(external_id, "EXTERNAL_ID"),
    ];
    assert_eq!(told, expected);
}

#[tokio::test(start_paused = true)]
async fn a20_what_is_no_number_is_told_beside_the_other_mistakes() {
    let told = refused_in::<Assumed>(&[("SESSION", "x"), ("EXPIRATION", "1h")]).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("`session_name` "), "{told:?}");
    assert_eq!(
        told[1],
        with_variable(
            "`expiration` must be a whole number, but is `1h`",
            "EXPIRATION"
        )
    );
}
