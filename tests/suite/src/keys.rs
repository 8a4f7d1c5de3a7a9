//! Keys of every type.

use dynamo_model::{
    Dynamo,
    attribute::AttributeType::{self, B, N, S},
    prelude::*,
};
use rust_decimal::Decimal;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::table;

#[derive(DynamoValue, Debug, Clone, PartialEq)]
struct Customer(String);

#[derive(DynamoValue, Debug, Clone, PartialEq)]
enum Region {
    North,
    South,
}

/// A case, with a table of its own for its pair of key types: of two keys that are almost alike, each finds its item.
macro_rules! keyed {
    ($(
        $(#[$doc:meta])*
        $case:ident: $table:literal $model:ident { $partition:ty, $sort:ty }, $types:expr, $keys:expr;
    )*) => {$(
        #[derive(DynamoModel, Debug, Clone, PartialEq)]
        #[dynamo(meta(table_name = $table))]
        struct $model {
            #[dynamo(partition_key)]
            partition: $partition,
            #[dynamo(sort_key)]
            sort: $sort,
            hits: u32,
        }

        $(#[$doc])*
        pub async fn $case(db: &Dynamo) {
            table::create::<$model>(db).await;
            let types: [AttributeType; 2] = $types;
            let stated: Vec<_> = $model::ITEM.key().map(|key| key.key_type()).collect();
            assert_eq!(stated, types);
            let [mut first, mut second] = $keys.map(|(partition, sort)| {
                $model { partition, sort, hits: 0 }
            });
            first.create(db).await.expect("a new item");
            let read = $model::get(db, &second).consistent().await;
            assert_eq!(read.expect("an answer"), None);
            second.create(db).await.expect("another new item");

            let hit = $model::update_by_key(db, &first).if_exists().add(|i| i.hits, 1);
            let hit = hit.returning_new().await.expect("changed");
            first.hits = 1;
            assert_eq!(hit, first);
            let mut read = $model::get(db, (first.partition.clone(), first.sort.clone()))
                .consistent()
                .await
                .expect("an answer")
                .expect("the item");
            assert_eq!(read, first);
            read.save(db).when(|i| i.hits.eq(1)).await.expect("the same item");

            let deleted = $model::delete_by_key(db, first.key()).returning_old().await;
            assert_eq!(deleted.expect("deleted"), Some(first));
            let read = $model::get(db, second.key()).consistent().await;
            assert_eq!(read.expect("an answer"), Some(second));
        }
    )*};
}

fn time(nanos: i128) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(nanos).expect("a time")
}

keyed! {
    /// Strings, and what is stored as one by itself.
    keys_of_text: "texts" Texts { String, Customer }, [S, S],
        ["c", "C"].map(|sort| (String::from("#a"), Customer(sort.into())));

    /// Numbers, below zero and at the end of their type.
    keys_of_numbers: "numbers" Numbers { i64, u8 }, [N, N],
        [(i64::MIN, 0), (i64::MIN, 255)];

    /// Bytes, which need not be text.
    keys_of_bytes: "bytes" Bytes { Vec<u8>, [u8; 2] }, [B, B],
        [[0, 255], [0, 254]].map(|sort| (vec![255, 0, 128], sort));

    /// Types of other crates: one nanosecond apart is another item.
    keys_of_identifiers_and_times: "identifiers" Identifiers { Uuid, OffsetDateTime }, [S, S],
        [1, 2].map(|nanos| (Uuid::from_u128(7), time(nanos)));

    /// Names of an enum, and exact decimals.
    keys_of_names_and_decimals: "names" Names { Region, Decimal }, [S, N],
        [Region::North, Region::South].map(|region| (region, Decimal::new(-5, 2)));
}
