//! One DynamoDB, and two handles on it that read its answers in the two ways.

use std::{error::Error as _, fmt::Debug};

use behaviour::{Answer, Paused};
use dynamo_model::{Dynamo, Error};

pub struct Scene {
    pub paused: Paused,
    pub direct: Dynamo,
    pub mapped: Dynamo,
}

impl Scene {
    pub async fn new() -> Self {
        let paused = Paused::new();
        Self {
            direct: paused.dynamo().await,
            mapped: paused
                .builder()
                .direct_json(false)
                .build()
                .await
                .expect("a handle"),
            paused,
        }
    }

    /// What DynamoDB answers from now on.
    pub fn answers(&self, operation: &str, body: &[u8]) {
        self.paused.aws.clear_script();
        self.answers_too(operation, body);
    }

    /// The same, with what it answers to other operations.
    pub fn answers_too(&self, operation: &str, body: &[u8]) {
        let json = "application/x-amz-json-1.0";
        let route = self.paused.aws.operation(operation);
        route.always(Answer::response(200, json, body));
    }

    /// What is read directly and what is read through maps.
    pub async fn both<T>(
        &self,
        ask: impl AsyncFn(&Dynamo) -> Result<T, Error>,
    ) -> [Result<T, Told>; 2] {
        [
            ask(&self.direct).await.map_err(|error| told(&error)),
            ask(&self.mapped).await.map_err(|error| told(&error)),
        ]
    }

    /// The same, which has to be the same.
    #[track_caller]
    pub fn same<T: PartialEq + Debug>([direct, mapped]: [Result<T, Told>; 2]) -> Result<T, Told> {
        assert_eq!(direct, mapped);
        direct
    }
}

/// An error as a user sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Each layer's own sentence.
    pub sentences: Vec<String>,
    pub is_conversion: bool,
    pub is_retryable: bool,
}

fn told(error: &Error) -> Told {
    let mut sentences = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        sentences.push(error.to_string());
        source = error.source();
    }
    Told {
        sentences,
        is_conversion: matches!(error, Error::Convert(_)),
        is_retryable: error.is_retryable(),
    }
}
