//! A client that the library hands out is the SDK's own, with everything that the SDK lets a user do to a request.

use aws_sdk_dynamodb::{Client, config::Builder, types::AttributeValue};
use behaviour::{FakeAws, Server, credentials, sts};
use dynamo_model::{Dynamo, prelude::*};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "orders",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/orders",
))]
struct Order {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "requests are made on the SDK's client")]
    id: String,
}

async fn get(client: &Client, own: Option<Builder>) {
    let key = AttributeValue::S("1".into());
    let request = client.get_item().table_name("orders").key("id", key);
    let request = request.customize();
    let request = match own {
        Some(config) => request.config_override(config),
        None => request,
    };
    request.send().await.unwrap();
}

async fn order_client() -> (FakeAws, Client) {
    let aws = FakeAws::new();
    let db = Dynamo::from_sdk_config(&aws.sdk_config().build());
    let client = Order::client(&db).await.unwrap();
    (aws, client)
}

#[tokio::test]
async fn a25_a_provider_given_to_one_operation_signs_that_operation_alone() {
    let (aws, client) = order_client().await;
    let own = Builder::new().credentials_provider(credentials("own_key_id"));
    get(&client, None).await;
    get(&client, Some(own)).await;
    get(&client, None).await;

    let session = sts::session_key_id(1);
    assert_eq!(
        aws.operation("GetItem").key_ids(),
        [session.as_str(), "own_key_id", session.as_str()]
    );
    assert_eq!(aws.assume_role().count(), 1);
}

#[tokio::test]
async fn a25_a_client_made_from_ours_with_another_provider_signs_with_that() {
    let (aws, client) = order_client().await;
    let own = client.config().to_builder();
    let own = own.credentials_provider(credentials("own_key_id"));
    let own = Client::from_conf(own.build());
    get(&client, None).await;
    get(&own, None).await;

    let session = sts::session_key_id(1);
    assert_eq!(
        aws.operation("GetItem").key_ids(),
        [session.as_str(), "own_key_id"]
    );
}

/// As the SDK tells it of itself, when it brings the HTTP client.
#[tokio::test]
async fn a25_aws_is_told_the_same_http_client_as_by_the_sdks_own() {
    let server = Server::start();
    let config = server.sdk_config().build();
    let ours = Order::client(&Dynamo::from_sdk_config(&config))
        .await
        .unwrap();
    let http_client = async |client: &Client| {
        get(client, None).await;
        let agent = server.dynamodb().last();
        let agent = agent.header("user-agent").unwrap().to_owned();
        let words = agent.split(' ').map(str::to_owned);
        words
            .filter(|word| word.starts_with("md/"))
            .collect::<Vec<_>>()
    };
    let told = http_client(&ours).await;
    assert!(!told.is_empty());
    assert_eq!(told, http_client(&Client::new(&config)).await);
}
