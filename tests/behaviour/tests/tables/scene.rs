//! A stand-in and a handle on one paused clock, and what the stand-in says of tables.

use behaviour::{Answer, FakeAws, Paused, TestClock, dynamodb};
use dynamo_model::Dynamo;
use serde_json::{Value, json};

pub struct Scene {
    pub clock: TestClock,
    pub aws: FakeAws,
    pub db: Dynamo,
}

impl Scene {
    /// Within a runtime whose clock is paused.
    pub async fn new() -> Self {
        Self::with_chance(1).await
    }

    /// The same, where chance takes another course.
    pub async fn with_chance(seed: u64) -> Self {
        let paused = Paused::new();
        let db = paused.builder().seed(seed).build().await.unwrap();
        let Paused { clock, aws, .. } = paused;
        Self { clock, aws, db }
    }

    /// The operations that were asked for, oldest first.
    pub fn sent(&self) -> Vec<String> {
        let requests = self.aws.dynamodb().requests();
        requests.iter().map(|request| request.operation()).collect()
    }

    /// What the one request of this operation said.
    #[track_caller]
    pub fn only(&self, operation: &str) -> Value {
        self.aws.operation(operation).only().json()
    }

    /// `DescribeTable` finds this table from now on.
    pub fn has_table(&self, table: &Value) {
        let describe = self.aws.operation("DescribeTable");
        describe.always(dynamodb::success(&json!({ "Table": table })));
    }

    /// `DescribeTable` finds no table from now on.
    pub fn has_no_table(&self) {
        let describe = self.aws.operation("DescribeTable");
        describe.always(dynamodb::resource_not_found());
    }

    /// `DescribeTimeToLive` says so from now on.
    pub fn has_time_to_live(&self, status: &str, attribute: Option<&str>) {
        let mut told = json!({ "TimeToLiveStatus": status });
        if let Some(attribute) = attribute {
            told["AttributeName"] = attribute.into();
        }
        let answer = dynamodb::success(&json!({ "TimeToLiveDescription": told }));
        self.aws.operation("DescribeTimeToLive").always(answer);
    }
}

/// `DescribeTable` finds a table in this status, of which no more is told.
pub fn found(status: &str) -> Answer {
    dynamodb::success(&json!({ "Table": { "TableStatus": status } }))
}

/// A change of a table is accepted, and leaves it in this status for now.
pub fn accepted(status: &str) -> Answer {
    dynamodb::success(&json!({ "TableDescription": { "TableStatus": status } }))
}

/// A refusal by DynamoDB.
pub fn refused(code: &str) -> Answer {
    dynamodb::error(400, code, "refused by the script of a test")
}
