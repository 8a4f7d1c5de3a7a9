//! Endpoints: a model's is `DynamoDB`'s alone, the environment's are for both services.

use std::collections::BTreeMap;

use behaviour::{FakeAws, REGION, Server, Service};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError, Explanation, Problem},
    prelude::*,
};

use crate::{
    child::{Child, is_child, tell},
    read::read,
};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct Plain {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    endpoint_url = "http://model.test:8000",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct Placed {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    endpoint_url = "http://model.test:8000",
    expected_account = "123456789012"
))]
struct PlacedInAccount {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    host = "http://model.test:8000",
    sts_endpoint_url = "http://model-sts.test:8000",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct PlacedWithSts {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    endpoint_url = env("X_URL"),
    sts_endpoint_url = env("Y_URL"),
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct AtXAndY {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(AwsAccess)]
#[dynamo(meta(
    endpoint_url = "http://hub.test:8000",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/hub"
))]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    base = Hub,
    endpoint_url = "http://model.test:8000",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct PlacedOverHub {
    #[dynamo(partition_key)]
    pk: String,
}

#[tokio::test]
async fn a13_a_models_two_endpoints_get_what_is_theirs() {
    let (x, y, environment) = (Server::start(), Server::start(), Server::start());
    let (x_url, y_url) = (x.url(), y.url());
    let db = Dynamo::builder()
        .sdk_config(&environment.sdk_config().build())
        .environment(move |name| match name {
            "X_URL" => Some(x_url.clone()),
            "Y_URL" => Some(y_url.clone()),
            _ => None,
        })
        .build()
        .await
        .unwrap();
    read::<AtXAndY>(&db).await.unwrap();
    let services = |server: &Server| -> Vec<Service> {
        let requests = server.all().requests();
        requests.iter().map(|request| request.service()).collect()
    };
    assert_eq!(services(&x), [Service::DynamoDb]);
    assert_eq!(services(&y), [Service::Sts]);
    assert_eq!(services(&environment), []);
}

#[tokio::test]
async fn a13_a_models_endpoint_alone_is_dynamodbs_alone() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let at = |sts: &str| Place {
        dynamodb: "model.test:8000".into(),
        sts: sts.into(),
    };
    assert_eq!(
        place::<Placed>(&fake, &db).await,
        at("sts.eu-west-1.amazonaws.com")
    );
    assert_eq!(
        place::<PlacedOverHub>(&fake, &db).await,
        at("sts.eu-west-1.amazonaws.com"),
        "neither the model's nor its base's"
    );

    // Said in code it is the same option.
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build())
        .with(Access::new().endpoint_url("http://model.test:8000"))
        .unwrap();
    assert_eq!(
        place::<Plain>(&fake, &db).await,
        at("sts.eu-west-1.amazonaws.com")
    );
}

#[tokio::test]
async fn a13_whose_account_it_is_is_not_asked_at_a_models_endpoint() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<PlacedInAccount>(&db).await.unwrap();
    assert_eq!(
        fake.get_caller_identity().hosts(),
        ["sts.eu-west-1.amazonaws.com"]
    );
    assert_eq!(fake.dynamodb().hosts(), ["model.test:8000"]);
}

/// The hosts that a model's requests went to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    dynamodb: String,
    sts: String,
}

/// Where one read of `M` goes, and every `AssumeRole` on its way.
async fn place<M: DynamoModel>(fake: &FakeAws, db: &Dynamo) -> Place {
    let before = (fake.dynamodb().count(), fake.sts().count());
    read::<M>(db).await.unwrap();
    let only_host = |mut hosts: Vec<String>| {
        hosts.dedup();
        assert_eq!(hosts.len(), 1, "one place: {hosts:?}");
        hosts.remove(0)
    };
    Place {
        dynamodb: only_host(fake.dynamodb().hosts().split_off(before.0)),
        sts: only_host(fake.sts().hosts().split_off(before.1)),
    }
}

/// The endpoint that `explain` names for an option, as a host; AWS's own when it names none.
fn explained(explanation: &Explanation, option: &str, aws: &str) -> String {
    let winner = explanation.option(option).and_then(|row| row.winner());
    match winner.and_then(|winner| winner.value().strip_prefix("http://")) {
        Some(host) => host.to_owned(),
        None => aws.to_owned(),
    }
}

/// A child's half: where each model's requests go, and that `explain` knew it.
async fn tell_places() {
    async fn tell_place<M: DynamoModel>(what: &str, (fake, db): (FakeAws, Dynamo)) {
        let explanation = db.explain::<M>().unwrap();
        let place = place::<M>(&fake, &db).await;
        assert_eq!(
            Place {
                dynamodb: explained(&explanation, "endpoint_url", AWS_DYNAMODB),
                sts: explained(&explanation, "sts_endpoint_url", AWS_STS),
            },
            place,
            "{explanation}"
        );
        tell(format_args!("{what} {} {}", place.dynamodb, place.sts));
    }
    async fn from_env() -> (FakeAws, Dynamo) {
        let fake = FakeAws::new();
        let builder = Dynamo::builder().http_client(fake.http_client());
        (fake, builder.build().await.unwrap())
    }
    async fn from_code(endpoint: Option<&str>) -> (FakeAws, Dynamo) {
        let fake = FakeAws::new();
        let mut loader = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .http_client(fake.http_client());
        if let Some(url) = endpoint {
            loader = loader.endpoint_url(url);
        }
        let config = loader.load().await;
        (fake, Dynamo::from_sdk_config(&config))
    }

    tell_place::<Plain>("plain", from_env().await).await;
    tell_place::<Placed>("placed", from_env().await).await;
    tell_place::<PlacedWithSts>("placed-with-sts", from_env().await).await;
    tell_place::<Plain>("loaded", from_code(None).await).await;
    let code = Some("http://code.test");
    tell_place::<Plain>("code", from_code(code).await).await;
    tell_place::<Placed>("code-placed", from_code(code).await).await;
}

/// AWS's own, for credentials whose account is known.
/// Source: DynamoDB developer guide, "SDK support of AWS account-based endpoints".
const AWS_DYNAMODB: &str = "123456789012.ddb.eu-west-1.amazonaws.com";
const AWS_STS: &str = "sts.eu-west-1.amazonaws.com";

const GENERAL: &str = "AWS_ENDPOINT_URL";
const DYNAMODB: &str = "AWS_ENDPOINT_URL_DYNAMODB";
const STS: &str = "AWS_ENDPOINT_URL_STS";
const CONFIG: &str = "config";

/// What is configured outside of the models, and where one without endpoints of its own goes then.
struct Row {
    configured: &'static [(&'static str, &'static str)],
    dynamodb: &'static str,
    sts: &'static str,
}

const ROWS: [Row; 13] = [
    Row {
        configured: &[],
        dynamodb: AWS_DYNAMODB,
        sts: AWS_STS,
    },
    Row {
        configured: &[(GENERAL, "http://general.test")],
        dynamodb: "general.test",
        sts: "general.test",
    },
    Row {
        configured: &[(DYNAMODB, "http://dynamodb.test")],
        dynamodb: "dynamodb.test",
        sts: AWS_STS,
    },
    Row {
        configured: &[(STS, "http://sts.test")],
        dynamodb: AWS_DYNAMODB,
        sts: "sts.test",
    },
    Row {
        configured: &[
            (GENERAL, "http://general.test"),
            (DYNAMODB, "http://dynamodb.test"),
        ],
        dynamodb: "dynamodb.test",
        sts: "general.test",
    },
    Row {
        configured: &[(GENERAL, "http://general.test"), (STS, "http://sts.test")],
        dynamodb: "general.test",
        sts: "sts.test",
    },
    Row {
        configured: &[(DYNAMODB, "http://dynamodb.test"), (STS, "http://sts.test")],
        dynamodb: "dynamodb.test",
        sts: "sts.test",
    },
    Row {
        configured: &[
            (GENERAL, "http://general.test"),
            (DYNAMODB, "http://dynamodb.test"),
            (STS, "http://sts.test"),
        ],
        dynamodb: "dynamodb.test",
        sts: "sts.test",
    },
    Row {
        configured: &[(CONFIG, "[default]\nendpoint_url = http://profile.test\n")],
        dynamodb: "profile.test",
        sts: "profile.test",
    },
    Row {
        configured: &[(
            CONFIG,
            "[default]\nservices = here\n[services here]\nsts =\n  endpoint_url = http://profile-sts.test\n",
        )],
        dynamodb: AWS_DYNAMODB,
        sts: "profile-sts.test",
    },
    Row {
        configured: &[
            (CONFIG, "[default]\nendpoint_url = http://profile.test\n"),
            (STS, "http://sts.test"),
        ],
        dynamodb: "profile.test",
        sts: "sts.test",
    },
    Row {
        configured: &[
            (CONFIG, "[default]\nendpoint_url = http://profile.test\n"),
            (GENERAL, "http://general.test"),
        ],
        dynamodb: "general.test",
        sts: "general.test",
    },
    Row {
        configured: &[
            (GENERAL, "http://general.test"),
            (STS, "http://sts.test"),
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ],
        dynamodb: AWS_DYNAMODB,
        sts: AWS_STS,
    },
];

#[tokio::test]
async fn a32_the_environments_endpoints_reach_both_services_and_the_models_only_dynamodb() {
    if is_child() {
        tell_places().await;
        return;
    }
    for Row {
        configured,
        dynamodb,
        sts,
    } in ROWS
    {
        let mut child = Child::of(
            "endpoint::a32_the_environments_endpoints_reach_both_services_and_the_models_only_dynamodb",
        )
        .keys()
        .set("AWS_REGION", REGION);
        for (name, value) in configured {
            child = match *name {
                CONFIG => child.file(CONFIG, value),
                variable => child.set(variable, *value),
            };
        }
        let told = child.run();
        let places: BTreeMap<_, _> = told
            .iter()
            .filter_map(|line| line.split_once(' '))
            .collect();
        let expected = [
            ("plain", format!("{dynamodb} {sts}")),
            ("loaded", format!("{dynamodb} {sts}")),
            ("placed", format!("model.test:8000 {sts}")),
            (
                "placed-with-sts",
                "model.test:8000 model-sts.test:8000".to_owned(),
            ),
            // An endpoint set in code keeps the SDK's meaning: both services, before any variable.
            ("code", "code.test code.test".to_owned()),
            ("code-placed", "model.test:8000 code.test".to_owned()),
        ];
        let expected: BTreeMap<_, _> = expected.iter().map(|(what, at)| (*what, &**at)).collect();
        assert_eq!(places, expected, "{configured:?}");
    }
}

/// Design 3.1: the SDK refuses the two together, but only once a request is on its way.
#[tokio::test]
async fn a32_fips_against_an_endpoint_of_the_environment_is_an_error_before_any_request() {
    if is_child() {
        let fake = FakeAws::new();
        let builder = Dynamo::builder().http_client(fake.http_client());
        let db = builder.build().await.unwrap();
        for told in [
            db.explain::<Plain>().unwrap_err(),
            read::<Plain>(&db).await.unwrap_err(),
        ] {
            let AccessError::Options(wrong) = &told else {
                panic!("not wrong options: {told:?}")
            };
            let options: Vec<_> = wrong.problems().iter().map(Problem::option).collect();
            assert_eq!(options, ["use_fips"], "{told}");
            assert!(
                told.to_string().contains("http://environment.test"),
                "{told}"
            );
        }
        assert_eq!(fake.all().count(), 0);
        return;
    }
    for variable in [GENERAL, DYNAMODB, STS] {
        Child::of(
            "endpoint::a32_fips_against_an_endpoint_of_the_environment_is_an_error_before_any_request",
        )
        .keys()
        .set("AWS_REGION", REGION)
        .set("AWS_USE_FIPS_ENDPOINT", "true")
        .set(variable, "http://environment.test")
        .run();
    }
}

#[tokio::test]
async fn a12_dual_stack_in_code_holds_for_both_services() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    for (on, dynamodb, sts) in [
        (
            true,
            "123456789012.ddb.eu-west-1.api.aws",
            "sts.eu-west-1.api.aws",
        ),
        (false, AWS_DYNAMODB, AWS_STS),
    ] {
        let db = db.with(Access::new().use_dual_stack(on)).unwrap();
        let expected = Place {
            dynamodb: dynamodb.into(),
            sts: sts.into(),
        };
        assert_eq!(place::<Plain>(&fake, &db).await, expected);
    }
}

#[tokio::test]
async fn a_client_in_code_carries_the_requests_instead_of_the_configurations() {
    let (configured, given) = (FakeAws::new(), FakeAws::new());
    let db = Dynamo::builder()
        .sdk_config(&configured.sdk_config().build())
        .http_client(given.http_client())
        .build()
        .await
        .unwrap();
    read::<Plain>(&db).await.unwrap();
    assert_eq!(configured.all().count(), 0);
    assert_eq!((given.sts().count(), given.dynamodb().count()), (1, 1));
}
