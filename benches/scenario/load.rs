//! Requests as a busy service makes them: all at once, or in loops for a while.

use std::time::{Duration, Instant, SystemTime};

use aws_sdk_dynamodb::types::AttributeValue;
use tokio::task::JoinSet;

use crate::contestants::{Failure, Model};

/// What became of one request.
pub struct Request {
    pub ended: SystemTime,
    pub took: Duration,
    pub result: Result<(), Failure>,
}

/// What became of many.
pub struct Requests(pub Vec<Request>);

impl Requests {
    /// One of each model, all at once.
    pub async fn at_once(models: impl IntoIterator<Item = Model>) -> Self {
        let tasks = models
            .into_iter()
            .map(async |model| vec![one(&model).await]);
        Self::join(tasks.collect()).await
    }

    /// In so many loops, a pause after each request, until the time is over.
    pub async fn in_loops(model: &Model, loops: u32, pause: Duration, time: Duration) -> Self {
        let end = Instant::now() + time;
        let tasks = (0..loops).map(|number| {
            let model = model.clone();
            async move {
                // The loops start evenly spread over one pause.
                tokio::time::sleep(pause * number / loops).await;
                let mut requests = Vec::new();
                while Instant::now() < end {
                    requests.push(one(&model).await);
                    tokio::time::sleep(pause).await;
                }
                requests
            }
        });
        Self::join(tasks.collect()).await
    }

    async fn join(mut tasks: JoinSet<Vec<Request>>) -> Self {
        let mut all = Vec::new();
        while let Some(requests) = tasks.join_next().await {
            all.extend(requests.expect("a request does not panic"));
        }
        Self(all)
    }

    pub fn count(&self, which: impl Fn(&Request) -> bool) -> usize {
        self.0.iter().filter(|request| which(request)).count()
    }

    pub fn failed(&self) -> usize {
        self.count(|request| request.result.is_err())
    }

    pub fn longest(&self) -> Duration {
        self.0
            .iter()
            .map(|request| request.took)
            .max()
            .unwrap_or_default()
    }

    /// An error if any failed: for scenarios in which nothing can.
    pub fn succeeded(self) -> Result<Self, Failure> {
        match self.0.iter().position(|request| request.result.is_err()) {
            None => Ok(self),
            Some(first) => {
                let mut requests = self.0;
                Err(requests.swap_remove(first).result.unwrap_err())
            }
        }
    }
}

async fn one(model: &Model) -> Request {
    let started = Instant::now();
    let result = get(model).await;
    Request {
        ended: SystemTime::now(),
        took: started.elapsed(),
        result,
    }
}

pub async fn get(model: &Model) -> Result<(), Failure> {
    let client = model.client().await?;
    let key = AttributeValue::S("1".into());
    let request = client.get_item().table_name("orders").key("id", key);
    request.send().await?;
    Ok(())
}
