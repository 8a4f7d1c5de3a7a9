//! Who decides when several layers speak: the wire and `explain` must say the same.

use std::time::Duration;

use behaviour::{ENVIRONMENT_KEY_ID, FakeAws, sts};
use dynamo_model::{
    Dynamo, DynamoBuilder,
    access::{Access, Base, Candidate, Explanation, Origin, SessionScope},
    prelude::*,
};

use crate::read::read;

const META_ROLE: &str = "arn:aws:iam::123456789012:role/meta";
const UPPER_ROLE: &str = "arn:aws:iam::123456789012:role/upper";
const OTHER_ROLE: &str = "arn:aws:iam::123456789012:role/other";
const SECRET: &str = "fixture-secret";

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = META_ROLE))]
struct Orders;

/// States a role.
#[derive(DynamoModel)]
#[dynamo(meta(access = Orders))]
struct Order {
    #[dynamo(partition_key)]
    pk: String,
}

/// States a role over another type's.
#[derive(DynamoModel)]
#[dynamo(meta(base = Orders, aws_sts_role_arn = UPPER_ROLE))]
struct Upper {
    #[dynamo(partition_key)]
    pk: String,
}

/// States keys.
#[derive(DynamoModel)]
#[dynamo(meta(aws_access_key_id = "the_keys_of_meta", aws_secret_access_key = SECRET))]
struct Keyed {
    #[dynamo(partition_key)]
    pk: String,
}

/// States nothing.
#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    pk: String,
}

/// Who signed one read, and what `explain` said before it.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    /// Each role and the key that assumed it, in order.
    assumed: Vec<(String, String)>,
    signer: String,
    identity: String,
    decided_by: Origin,
}

/// A base identity signs, and no role is assumed.
fn base(key_id: &str, decided_by: Origin) -> Told {
    Told {
        assumed: vec![],
        signer: key_id.to_owned(),
        identity: label(key_id),
        decided_by,
    }
}

/// A role is assumed by a base identity, and signs.
fn role(role_arn: &str, over: &str, decided_by: Origin) -> Told {
    Told {
        assumed: vec![(role_arn.to_owned(), over.to_owned())],
        signer: sts::session_key_id(1),
        identity: format!(
            "role `{role_arn}` (session `DynamoModel`) over {}",
            label(over)
        ),
        decided_by,
    }
}

/// A base identity in the words of `explain`.
fn label(key_id: &str) -> String {
    if key_id == ENVIRONMENT_KEY_ID {
        "the environment's AWS configuration".to_owned()
    } else {
        let end = &key_id[key_id.len() - 4..];
        format!("static keys, key ending …{end}")
    }
}

/// Asks a new process, as it were: nothing is cached yet.
async fn told<M: DynamoModel>(configure: impl FnOnce(DynamoBuilder) -> DynamoBuilder) -> Told {
    told_by_call::<M>(configure, None).await
}

/// The same through a handle with an override of its own.
async fn told_by_call<M: DynamoModel>(
    configure: impl FnOnce(DynamoBuilder) -> DynamoBuilder,
    call: Option<Access>,
) -> Told {
    let fake = FakeAws::new();
    let builder = Dynamo::builder().sdk_config(&fake.sdk_config().build());
    let mut db = configure(builder).build().await.unwrap();
    if let Some(access) = call {
        db = db.with(access).unwrap();
    }
    let explained = db.explain::<M>().unwrap();
    read::<M>(&db).await.unwrap();
    let asked = fake.assume_role().requests();
    Told {
        assumed: asked
            .iter()
            .map(|request| (request.param("RoleArn").unwrap(), request.key_id().unwrap()))
            .collect(),
        signer: fake.dynamodb().only().key_id().unwrap(),
        identity: explained.identity().to_owned(),
        decided_by: explained.identity_origin(),
    }
}

fn keys(key_id: &str) -> Access {
    Access::keys(key_id, SECRET)
}

#[tokio::test]
async fn a25_what_models_state_holds_without_overrides() {
    let unchanged = |builder| builder;
    assert_eq!(
        told::<Order>(unchanged).await,
        role(META_ROLE, ENVIRONMENT_KEY_ID, Origin::Meta)
    );
    assert_eq!(
        told::<Keyed>(unchanged).await,
        base("the_keys_of_meta", Origin::Meta)
    );
    assert_eq!(
        told::<Plain>(unchanged).await,
        base(ENVIRONMENT_KEY_ID, Origin::Environment)
    );
}

#[tokio::test]
async fn a25_keys_for_one_access_type_stand_in_the_place_of_its_role() {
    let configure = |builder: DynamoBuilder| builder.access::<Orders>(keys("keys_of_type"));
    assert_eq!(
        told::<Order>(configure).await,
        base("keys_of_type", Origin::TypeOverride)
    );
    assert_eq!(
        told::<Keyed>(configure).await,
        base("the_keys_of_meta", Origin::Meta),
        "another type"
    );
    assert_eq!(
        told::<Upper>(configure).await,
        role(UPPER_ROLE, "keys_of_type", Origin::Meta),
        "where the type is a base, too"
    );
}

#[tokio::test]
async fn a25_an_override_for_all_holds_for_every_model_but_for_types_with_their_own() {
    let configure = |builder: DynamoBuilder| builder.override_access(keys("keys_for_all"));
    let by_all = || base("keys_for_all", Origin::Override);
    assert_eq!(told::<Order>(configure).await, by_all());
    assert_eq!(told::<Upper>(configure).await, by_all());
    assert_eq!(told::<Keyed>(configure).await, by_all());
    assert_eq!(told::<Plain>(configure).await, by_all());

    let both = |builder: DynamoBuilder| configure(builder).access::<Orders>(keys("keys_of_type"));
    assert_eq!(
        told::<Order>(both).await,
        base("keys_of_type", Origin::TypeOverride)
    );
    assert_eq!(told::<Keyed>(both).await, by_all());
}

#[tokio::test]
async fn a25_an_override_of_a_call_stands_above_all() {
    let configure = |builder: DynamoBuilder| {
        builder
            .override_access(keys("keys_for_all"))
            .access::<Orders>(keys("keys_of_type"))
    };
    let by_call = || base("keys_of_call", Origin::Call);
    let call = || Some(keys("keys_of_call"));
    assert_eq!(told_by_call::<Order>(configure, call()).await, by_call());
    assert_eq!(told_by_call::<Keyed>(configure, call()).await, by_call());
    assert_eq!(told_by_call::<Plain>(configure, call()).await, by_call());
    assert_eq!(
        told_by_call::<Order>(configure, Some(Access::assume_role(OTHER_ROLE))).await,
        role(OTHER_ROLE, "keys_of_type", Origin::Call),
        "over the first base below"
    );
}

#[tokio::test]
async fn a25_an_override_of_a_call_leaves_the_handle_alone() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let keyed = db.with(keys("keys_of_call")).unwrap();
    for db in [&db, &keyed, &db] {
        read::<Order>(db).await.unwrap();
    }
    let session = sts::session_key_id(1);
    assert_eq!(
        fake.dynamodb().key_ids(),
        [&session, "keys_of_call", &session]
    );
    assert_eq!(fake.sts().count(), 1);
}

#[tokio::test]
async fn a25_a_default_role_is_for_models_that_state_nothing() {
    let configure =
        |builder: DynamoBuilder| builder.default_access(Access::assume_role(OTHER_ROLE));
    assert_eq!(
        told::<Keyed>(configure).await,
        base("the_keys_of_meta", Origin::Meta)
    );
    assert_eq!(
        told::<Plain>(configure).await,
        role(OTHER_ROLE, ENVIRONMENT_KEY_ID, Origin::Default)
    );
    assert_eq!(
        told::<Order>(configure).await,
        role(META_ROLE, ENVIRONMENT_KEY_ID, Origin::Meta),
        "one role, not two"
    );
}

#[tokio::test]
async fn a25_a_base_replaces_what_is_under_a_role_and_the_role_stays() {
    let under = || Access::base(Base::keys("keys_of_base", SECRET));
    let over_base = |role_arn| role(role_arn, "keys_of_base", Origin::Meta);
    assert_eq!(
        told::<Order>(|builder| builder.access::<Orders>(under())).await,
        over_base(META_ROLE)
    );
    assert_eq!(
        told::<Order>(|builder| builder.override_access(under())).await,
        over_base(META_ROLE)
    );
    assert_eq!(
        told::<Order>(|builder| builder.default_access(under())).await,
        over_base(META_ROLE)
    );
    assert_eq!(
        told_by_call::<Order>(|builder| builder, Some(under())).await,
        over_base(META_ROLE)
    );
    assert_eq!(
        told_by_call::<Upper>(|builder| builder, Some(under())).await,
        over_base(UPPER_ROLE),
        "instead of the type that it names"
    );
    let slow = |builder: DynamoBuilder| {
        builder.access::<Orders>(Access::new().read_timeout(Duration::from_secs(9)))
    };
    assert_eq!(
        told_by_call::<Order>(slow, Some(under())).await,
        over_base(META_ROLE),
        "whatever a layer between them says of other things"
    );

    // Without a role there is nothing but the base.
    let configure = |builder: DynamoBuilder| builder.override_access(under());
    let signs = || base("keys_of_base", Origin::Override);
    assert_eq!(told::<Plain>(configure).await, signs());
    assert_eq!(told::<Keyed>(configure).await, signs());
}

#[tokio::test]
async fn a25_a_role_in_code_is_assumed_with_its_own_base_or_the_first_below() {
    let other = || Access::assume_role(OTHER_ROLE);
    assert_eq!(
        told::<Keyed>(|builder| builder.access::<Keyed>(other())).await,
        role(OTHER_ROLE, "the_keys_of_meta", Origin::TypeOverride)
    );
    assert_eq!(
        told::<Keyed>(|builder| builder.access::<Keyed>(other().over(Base::environment()))).await,
        role(OTHER_ROLE, ENVIRONMENT_KEY_ID, Origin::TypeOverride)
    );
    assert_eq!(
        told::<Order>(|builder| builder.access::<Orders>(other())).await,
        role(OTHER_ROLE, ENVIRONMENT_KEY_ID, Origin::TypeOverride),
        "in the place of the role of meta, not over it"
    );
}

#[tokio::test]
async fn a25_a_types_access_may_be_the_base_of_a_role_in_code() {
    let told = told::<Plain>(|builder| {
        let access = Access::assume_role(OTHER_ROLE).over(Base::of::<Orders>());
        builder.override_access(access)
    });
    let expected = [
        (META_ROLE.to_owned(), ENVIRONMENT_KEY_ID.to_owned()),
        (OTHER_ROLE.to_owned(), sts::session_key_id(1)),
    ];
    assert_eq!(told.await.assumed, expected);
}

#[tokio::test]
async fn a25_explain_says_whose_access_it_is() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<Keyed>(keys("short_key"))
        .build()
        .await
        .unwrap();
    let explained = db.explain::<Order>().unwrap();
    assert_eq!((explained.model(), explained.access()), ("Order", "Orders"));
    let explained = db.explain::<Keyed>().unwrap();
    assert_eq!((explained.model(), explained.access()), ("Keyed", "Keyed"));
    assert_eq!(
        explained.identity(),
        "static keys, a short key",
        "four characters of so few would be too much"
    );
}

/// A value, and who gives it.
type Given = (Origin, String);

/// What an option's value is, and what lost.
fn row(explained: &Explanation, name: &str) -> (Option<Given>, Vec<Given>) {
    let row = explained.option(name).unwrap();
    let candidate = |candidate: &Candidate| (candidate.origin(), candidate.value().to_owned());
    let losers = row.losers().iter().map(candidate).collect();
    (row.winner().map(candidate), losers)
}

/// The same without the values.
fn origins(explained: &Explanation, name: &str) -> (Option<Origin>, Vec<Origin>) {
    let (winner, losers) = row(explained, name);
    let origin = |(origin, _): Given| origin;
    (winner.map(origin), losers.into_iter().map(origin).collect())
}

#[test]
fn a25_explain_tells_what_holds_in_local_mode() {
    #[derive(DynamoModel)]
    #[dynamo(meta(
        aws_sts_role_arn = META_ROLE,
        region = "eu-central-1",
        endpoint_url = "http://model.test:8000",
        read_timeout = "5s",
        max_retry_attempts = 1,
    ))]
    struct Deployed {
        #[dynamo(partition_key)]
        pk: String,
    }

    let db = Dynamo::local("http://localhost:8000").unwrap();
    let explained = db.explain::<Deployed>().unwrap();
    assert_eq!(explained.identity(), "the local dummy identity");
    assert_eq!(explained.identity_origin(), Origin::Local);
    let by_meta = |value: &str| (Origin::Meta, value.to_owned());
    let by_local = |value: &str| (Origin::Local, value.to_owned());
    for (option, winner, losers) in [
        ("aws_sts_role_arn", None, vec![by_meta(META_ROLE)]),
        ("region", Some(by_meta("eu-central-1")), vec![]),
        (
            "endpoint_url",
            Some(by_local("http://localhost:8000")),
            vec![by_meta("http://model.test:8000")],
        ),
        ("read_timeout", Some(by_meta("5s")), vec![]),
        ("max_retry_attempts", Some(by_meta("1")), vec![]),
    ] {
        assert_eq!(row(&explained, option), (winner, losers), "{option}");
    }
    let explained = db.explain::<Plain>().unwrap();
    let region = Some(by_local("us-east-1"));
    assert_eq!(row(&explained, "region"), (region, vec![]));
}

#[tokio::test]
async fn a25_explain_names_who_lost() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<Orders>(keys("keys_of_type"))
        .default_access(Access::base(Base::profile("ledger")).region("eu-central-1"))
        .build()
        .await
        .unwrap();
    let explained = db.explain::<Order>().unwrap();
    let row = |name| row(&explained, name);
    assert_eq!(
        row("aws_sts_role_arn"),
        (None, vec![(Origin::Meta, META_ROLE.to_owned())])
    );
    assert_eq!(
        row("aws_access_key_id"),
        (
            Some((Origin::TypeOverride, "key ending …type".to_owned())),
            vec![]
        )
    );
    assert_eq!(
        row("profile"),
        (None, vec![(Origin::Default, "ledger".to_owned())])
    );
    assert_eq!(
        row("aws_secret_access_key"),
        (Some((Origin::TypeOverride, "**".to_owned())), vec![])
    );
    assert_eq!(
        row("region"),
        (
            Some((Origin::Default, "eu-central-1".to_owned())),
            vec![(Origin::Environment, behaviour::REGION.to_owned())]
        )
    );
}

#[tokio::test]
async fn a25_explain_lists_what_a_session_is_narrowed_by_and_nothing_else() {
    const POLICY: &str = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    let narrowed = Access::assume_role(OTHER_ROLE)
        .policy_arn(POLICY)
        .tag("team", "a")
        .transitive_tag("team");
    for (access, expected) in [
        (Access::assume_role(OTHER_ROLE), [None; 3]),
        (narrowed, [Some(POLICY), Some("team=a"), Some("team")]),
    ] {
        let fake = FakeAws::new();
        let db = Dynamo::builder()
            .sdk_config(&fake.sdk_config().build())
            .access::<Orders>(access)
            .build()
            .await
            .unwrap();
        let explained = db.explain::<Order>().unwrap();
        let told = ["policy_arns", "tags", "transitive_tags"].map(|name| {
            let winner = explained.option(name)?.winner();
            Some(winner.expect("who gives it").value())
        });
        assert_eq!(told, expected);
    }
}

/// Leaves to the environment what it may.
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = META_ROLE,
    session_name = env("SESSION", default = "nightly"),
    expiration = env("SECONDS", default = 900),
    external_id = env("EXTERNAL_ID", default = "the-word"),
    policy_arns = [env("POLICY", default = "arn:aws:iam::aws:policy/ReadOnlyAccess")],
    tags(team = env("TEAM", default = "a"), unit = "b"),
    use_fips = env("FIPS", default = false),
))]
struct Deployed {
    #[dynamo(partition_key)]
    pk: String,
}

/// Why is my variable not used? Because it is not set, or called otherwise.
#[tokio::test]
async fn a25_explain_names_the_variable_of_each_value() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .environment(|name| {
            let value = match name {
                "SESSION" => "weekly",
                "SECONDS" => "1800",
                "POLICY" => "arn:aws:iam::aws:policy/PowerUserAccess",
                "TEAM" => "c",
                "FIPS" => "true",
                _ => return None,
            };
            Some(value.to_owned())
        })
        .build()
        .await
        .unwrap();
    let explained = db.explain::<Deployed>().unwrap();
    for (option, value) in [
        ("session_name", "weekly (from `SESSION`)"),
        ("expiration", "1800 (from `SECONDS`)"),
        ("external_id", "the-word (`EXTERNAL_ID` is not set)"),
        (
            "policy_arns",
            "arn:aws:iam::aws:policy/PowerUserAccess (from `POLICY`)",
        ),
        ("tags", "team=c (from `TEAM`), unit=b"),
        ("use_fips", "true (from `FIPS`)"),
    ] {
        let winner = (Origin::Meta, value.to_owned());
        assert_eq!(row(&explained, option), (Some(winner), vec![]));
    }
}

#[tokio::test]
async fn a25_explain_tells_what_scopes_make_of_a_session() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .environment(|_| None)
        .build()
        .await
        .unwrap();
    let policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess";
    let tenant = SessionScope::new("t-42")
        .tag("tenant", "t-42")
        .transitive_tag("tenant");
    let user = SessionScope::new("u-7").policy_arn(policy_arn).policy("{}");
    let scoped = db.scoped::<Deployed>(tenant).unwrap();
    let scoped = scoped.scoped::<Deployed>(user).unwrap();
    let explained = scoped.explain::<Deployed>().unwrap();
    let by_scope = |value: &str| Some((Origin::Scope, value.to_owned()));
    let of_meta = |value: &str| (Origin::Meta, value.to_owned());
    for (option, value, losers) in [
        (
            "session_name",
            "u-7",
            vec![of_meta("nightly (`SESSION` is not set)")],
        ),
        ("policy", "{}", vec![]),
        (
            "policy_arns",
            "arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/PowerUserAccess",
            vec![],
        ),
        ("tags", "team=a, unit=b, tenant=t-42", vec![]),
        ("transitive_tags", "tenant", vec![]),
    ] {
        assert_eq!(row(&explained, option), (by_scope(value), losers));
    }
    assert_eq!(explained.identity_origin(), Origin::Meta);
    assert!(!explained.to_string().contains("note:"), "{explained}");

    // A scope has no say in what it does not name.
    let named = db.scoped::<Deployed>(SessionScope::new("t-42")).unwrap();
    let explained = named.explain::<Deployed>().unwrap();
    let winner = |option| row(&explained, option).0.map(|(origin, _)| origin);
    assert_eq!(winner("session_name"), Some(Origin::Scope));
    assert_eq!(winner("policy_arns"), Some(Origin::Meta));
    assert_eq!(winner("tags"), Some(Origin::Meta));
    assert!(explained.option("policy").is_none());
    assert!(explained.option("transitive_tags").is_none());

    // What a layer says that does not decide is lost, and not added to.
    let elsewhere = scoped.with(Access::assume_role(OTHER_ROLE)).unwrap();
    let explained = elsewhere.explain::<Deployed>().unwrap();
    let of_deployed = of_meta("team=a (`TEAM` is not set), unit=b");
    assert_eq!(
        row(&explained, "tags"),
        (by_scope("tenant=t-42"), vec![of_deployed])
    );
}

/// States all that may stand beside a role.
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = META_ROLE,
    external_id = "the-word",
    expected_account = "123456789012",
    sts_region = "eu-west-3",
))]
struct Full {
    #[dynamo(partition_key)]
    pk: String,
}

#[tokio::test]
async fn a25_explain_tells_what_counts_of_a_layer_that_does_not_decide() {
    let fake = FakeAws::new();
    let builder = || Dynamo::builder().sdk_config(&fake.sdk_config().build());
    let db = builder().build().await.unwrap();
    let alone = db.explain::<Full>().unwrap();
    let stated = (Some(Origin::Meta), vec![]);
    assert_eq!(origins(&alone, "external_id"), stated);
    assert_eq!(origins(&alone, "expected_account"), stated);

    let db = db.with(Access::assume_role(OTHER_ROLE)).unwrap();
    let under_a_role = db.explain::<Full>().unwrap();
    let unheard = (None, vec![Origin::Meta]);
    assert_eq!(origins(&under_a_role, "external_id"), unheard);
    assert_eq!(origins(&under_a_role, "expected_account"), unheard);
    // Where STS is asked is no part of who asks.
    assert_eq!(origins(&under_a_role, "sts_region"), stated);
}

#[tokio::test]
async fn a25_explain_tells_of_an_account_that_is_expected_by_default() {
    let fake = FakeAws::new();
    let default = Access::new().expected_account("123456789012");
    let builder = Dynamo::builder().sdk_config(&fake.sdk_config().build());
    let db = builder.default_access(default).build().await.unwrap();
    let explained = |access| db.with(access).unwrap().explain::<Plain>().unwrap();
    // Nobody says who signs; then somebody does.
    let nobody = explained(Access::new().region("eu-west-3"));
    assert_eq!(
        origins(&nobody, "expected_account"),
        (Some(Origin::Default), vec![])
    );
    let somebody = explained(keys("keys_of_call"));
    assert_eq!(
        origins(&somebody, "expected_account"),
        (None, vec![Origin::Default])
    );
}
