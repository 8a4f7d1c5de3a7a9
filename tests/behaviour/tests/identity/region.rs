//! Regions: a model's own is in every signature, whatever the environment says.

use aws_types::region::Region;
use behaviour::{FakeAws, Server};
use dynamo_model::{Dynamo, prelude::*};

use crate::{
    child::{Child, is_child},
    read::read,
};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    region = "eu-central-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct Frankfurt {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    region = "eu-central-1",
    sts_region = "us-east-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"
))]
struct AskedElsewhere {
    #[dynamo(partition_key)]
    pk: String,
}

/// Service and region of each signature's scope, oldest first.
fn scopes(fake: &FakeAws) -> Vec<(String, String)> {
    let signers = fake.all().signers().into_iter();
    signers
        .map(|signer| signer.expect("a signed request"))
        .map(|signer| (signer.service, signer.region))
        .collect()
}

fn scoped(expected: [(&str, &str); 2]) -> Vec<(String, String)> {
    expected.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}

#[tokio::test]
async fn a12_the_models_region_is_in_both_scopes_whatever_the_environment_says() {
    for environment in [Some("us-west-2"), None] {
        let fake = FakeAws::new();
        let mut config = fake.sdk_config();
        config.set_region(environment.map(Region::new));
        let db = Dynamo::from_sdk_config(&config.build());
        read::<Frankfurt>(&db).await.unwrap();
        assert_eq!(
            scopes(&fake),
            scoped([("sts", "eu-central-1"), ("dynamodb", "eu-central-1")]),
            "{environment:?}"
        );
        assert_eq!(
            fake.all().hosts(),
            [
                "sts.eu-central-1.amazonaws.com",
                "123456789012.ddb.eu-central-1.amazonaws.com"
            ]
        );
    }
}

#[tokio::test]
async fn a12_sts_may_be_asked_in_a_region_of_its_own() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<AskedElsewhere>(&db).await.unwrap();
    assert_eq!(
        scopes(&fake),
        scoped([("sts", "us-east-1"), ("dynamodb", "eu-central-1")])
    );
}

#[tokio::test]
async fn a12_the_models_region_holds_in_a_process_of_another_region() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        read::<Frankfurt>(&db).await.unwrap();
        return;
    }
    for region in [Some("us-west-2"), None] {
        let server = Server::start();
        let child = Child::of("region::a12_the_models_region_holds_in_a_process_of_another_region")
            .keys()
            .set("AWS_ENDPOINT_URL", server.url());
        match region {
            Some(region) => child.set("AWS_REGION", region).run(),
            None => child.run(),
        };
        assert_eq!(
            scopes(&server),
            scoped([("sts", "eu-central-1"), ("dynamodb", "eu-central-1")]),
            "{region:?}"
        );
    }
}
