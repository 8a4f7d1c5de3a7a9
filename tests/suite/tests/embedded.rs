//! The cases on the database inside the process.

use dynamo_model::Dynamo;

async fn database() -> Dynamo {
    Dynamo::embedded().expect("a database")
}

model_suite::tests!(database);
