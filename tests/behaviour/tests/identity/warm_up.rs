//! What is done before the first request.

use behaviour::{FakeAws, Request, Service};
use dynamo_model::{Dynamo, access::Access};

use crate::{
    read::{read, session},
    twins::{Archive, Ledger},
};

#[tokio::test]
async fn a_session_for_all_models_of_a_role_and_a_greeting_without_a_signature_for_their_host() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    db.warm_up::<(Ledger, Archive)>().await.unwrap();
    assert_eq!(
        (fake.assume_role().count(), fake.dynamodb().count()),
        (1, 0)
    );

    let is_greeting = |request: &Request| request.service() == Service::Other;
    let greetings = fake.all().matching("greeting", is_greeting).requests();
    let [greeting] = &*greetings else {
        panic!("{} greetings", greetings.len());
    };
    assert_eq!(greeting.method(), "GET");
    assert_eq!(greeting.signer(), None);
    assert_eq!(greeting.body(), b"");

    read::<Ledger>(&db).await.unwrap();
    read::<Archive>(&db).await.unwrap();
    assert_eq!(fake.assume_role().count(), 1);
    let signers = fake.dynamodb().signers();
    assert_eq!(signers, vec![Some(session(1, "dynamodb")); 2]);
}

#[tokio::test]
async fn each_host_is_greeted_once_for_however_many_models() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let greetings = || {
        let is_greeting = |request: &Request| request.service() == Service::Other;
        fake.all().matching("greeting", is_greeting).hosts()
    };
    db.warm_up::<Ledger>().await.unwrap();
    assert_eq!(greetings(), ["123456789012.ddb.eu-west-1.amazonaws.com"]);

    let elsewhere = db
        .with(Access::new().endpoint_url("http://model.test:8000"))
        .unwrap();
    elsewhere.warm_up::<(Ledger, Archive)>().await.unwrap();
    assert_eq!(greetings()[1..], ["model.test:8000"]);
}
