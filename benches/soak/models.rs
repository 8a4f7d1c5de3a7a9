//! Two models of two roles, and one that the environment's own keys sign for.

use dynamo_model::{DynamoItem, prelude::*};

/// What the load needs of a model.
pub trait Counter: DynamoItem + Clone + Sync {
    fn new(id: String, count: u64) -> Self;

    fn count(&self) -> u64;

    fn by_id(id: String) -> Self::Key;
}

macro_rules! counters {
    ($($model:ident $key:ident $table:literal [$($role:tt)*];)*) => {$(
        #[derive(DynamoModel, Debug, Clone)]
        #[dynamo(meta(table_name = $table, $($role)*))]
        pub struct $model {
            #[dynamo(partition_key)]
            id: String,
            count: u64,
        }

        impl Counter for $model {
            fn new(id: String, count: u64) -> Self {
                Self { id, count }
            }

            fn count(&self) -> u64 {
                self.count
            }

            fn by_id(id: String) -> $key {
                $key::new(id)
            }
        }
    )*};
}

counters! {
    Red RedKey "red" [aws_sts_role_arn = "arn:aws:iam::123456789012:role/red"];
    Blue BlueKey "blue" [aws_sts_role_arn = "arn:aws:iam::123456789012:role/blue"];
    Plain PlainKey "plain" [];
}

/// The role that signs for a table; none for the environment's own keys.
pub fn role_of(table: &str) -> Option<String> {
    (table != "plain").then(|| format!("arn:aws:iam::123456789012:role/{table}"))
}
