//! What most of these tests begin with: a stand-in inside the process on a paused clock, a handle that reaches it, and
//! a model whose access a test may choose.

use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::get_item::{GetItemError, GetItemOutput},
    types::AttributeValue,
};
use aws_types::region::Region;
use behaviour::{FakeAws, TestClock};
use dynamo_model::{Dynamo, DynamoBuilder, access::AccessError, prelude::*};

pub const ROLE: &str = "arn:aws:iam::123456789012:role/ledger";

/// Assumes [`ROLE`] with what lies below.
#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"))]
pub struct Ledger;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", access = Ledger))]
pub struct Entry {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// Signs with what lies below.
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "plain"))]
pub struct Plain {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// Each scene is in a region of its own: the SDK has one quota of retries per service and region for the whole process,
/// which a test beside this one may have used up.
static REGIONS: AtomicUsize = AtomicUsize::new(1);

/// AWS and the library on one paused clock.
pub struct Paused {
    pub clock: TestClock,
    pub aws: FakeAws,
    region: Region,
}

impl Paused {
    /// Within a runtime whose clock is paused.
    pub fn new() -> Self {
        let clock = TestClock::new();
        let aws = FakeAws::with_clock(clock.time_source());
        let number = REGIONS.fetch_add(1, Ordering::Relaxed);
        let region = Region::new(format!("eu-west-{number}"));
        Self { clock, aws, region }
    }

    /// A handle on the stand-in, with the stand-in's keys as the environment's.
    pub fn builder(&self) -> DynamoBuilder {
        Dynamo::builder()
            .sdk_config(&self.aws.sdk_config().region(self.region.clone()).build())
            .clock(self.clock.clone())
            .seed(1)
    }

    pub async fn dynamo(&self) -> Dynamo {
        self.builder().build().await.unwrap()
    }
}

/// Reads an item that is not there.
pub async fn read(client: &Client, pk: &str) -> Result<GetItemOutput, SdkError<GetItemError>> {
    client
        .get_item()
        .table_name("ledger")
        .key("pk", AttributeValue::S(pk.to_owned()))
        .send()
        .await
}

/// Why a model is not let in.
pub async fn refusal<M: DynamoModel>(db: &Dynamo) -> AccessError {
    match M::client(db).await {
        Err(error) => error,
        Ok(_) => panic!("`{}` was let in", M::TABLE.model()),
    }
}
