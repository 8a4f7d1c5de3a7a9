//! The cases on the database inside the process.

use dynamo_model::Dynamo;
use model_suite::Difference;

const DIFFERENCES: &[Difference] = &[(
    "update_by_key_answers_no_old_item_of_a_new_one",
    "the answer to ALL_OLD holds the key of an item that was not there",
)];

fn database() -> Dynamo {
    Dynamo::embedded().expect("a database")
}

model_suite::tests!(database, DIFFERENCES);
