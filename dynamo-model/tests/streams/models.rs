//! Several models in one stream: which one an item is, before it is read.

use std::collections::HashMap;

use dynamo_model::{
    aws_sdk_dynamodb::types::AttributeValue,
    prelude::*,
    streams::{self, Cause, Change, Record, StreamError},
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Customer {
    #[dynamo(partition_key)]
    pk: String,
    name: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Invoice {
    #[dynamo(partition_key)]
    pk: String,
    cents: u64,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum ShopItem {
    Customer(Customer),
    Invoice(Invoice),
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum OpenShop {
    Customer(Customer),
    #[dynamo(other)]
    Other,
}

const EVENT: &str = r#"{"Records": [
    {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "Keys": {"pk": {"S": "C#1"}},
        "NewImage": {"pk": {"S": "C#1"}, "_kind": {"S": "Customer"}, "name": {"S": "Ada"}}}},
    {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "2", "Keys": {"pk": {"S": "I#1"}},
        "OldImage": {"pk": {"S": "I#1"}, "_kind": {"S": "Invoice"}, "cents": {"N": "1250"}}}},
    {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "3", "Keys": {"pk": {"S": "X#1"}},
        "NewImage": {"pk": {"S": "X#1"}, "_kind": {"N": "4"}}}},
    {"eventName": "MODIFY", "dynamodb": {"SequenceNumber": "4", "Keys": {"pk": {"S": "C#2"}}}},
    {"eventName": "MODIFY", "dynamodb": {"SequenceNumber": "5", "Keys": {"pk": {"S": "C#3"}},
        "OldImage": {"pk": {"S": "C#3"}, "_kind": {"S": "Draft"}},
        "NewImage": {"pk": {"S": "C#3"}, "_kind": {"S": "Customer"}, "name": {"S": "Grace"}}}}
]}"#;

fn records() -> Vec<Record<'static>> {
    streams::records(EVENT.as_bytes()).unwrap()
}

#[test]
fn w12_the_tag_tells_the_model() {
    let told: Vec<_> = records()
        .iter()
        .map(|record| match record.text("_kind").as_deref() {
            Some("Customer") => record.change::<Customer>().map(|c| c.into_latest().name),
            Some("Invoice") => record
                .change::<Invoice>()
                .map(|c| c.into_latest().cents.to_string()),
            other => Ok(format!("{other:?}")),
        })
        .collect();
    assert!(matches!(&told[0], Ok(name) if name == "Ada"));
    assert!(matches!(&told[1], Ok(cents) if cents == "1250"));
    // No S, and not told.
    assert!(matches!(&told[2], Ok(none) if none == "None"));
    assert!(matches!(&told[3], Ok(none) if none == "None"));
    // The newer image decides. The older one is no customer, which is told.
    assert_eq!(
        told[4].as_ref().unwrap_err().to_string(),
        "`Customer`: attribute `OldImage._kind`: expected the kind `Customer`, found `Draft`"
    );
}

#[test]
fn w12_an_enum_of_kinds_reads_the_changes_of_them_all() {
    let records = records();
    let customer = |pk: &str, name: &str| Customer {
        pk: pk.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        records[0].change::<ShopItem>().unwrap(),
        Change::Created {
            new: ShopItem::Customer(customer("C#1", "Ada"))
        }
    );
    let pk = "I#1".to_owned();
    assert_eq!(
        records[1].change::<ShopItem>().unwrap(),
        Change::Removed {
            old: ShopItem::Invoice(Invoice { pk, cents: 1250 }),
            cause: Cause::User
        }
    );
    let error = records[4].change::<ShopItem>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`ShopItem`: attribute `OldImage._kind`: expected the kind `Customer` or `Invoice`, found `Draft`"
    );
    assert_eq!(
        records[4].change::<OpenShop>().unwrap(),
        Change::Modified {
            old: OpenShop::Other,
            new: OpenShop::Customer(customer("C#3", "Grace"))
        }
    );
}

#[test]
fn w12_the_key_tells_the_model_on_any_stream() {
    let keys: Vec<_> = records()
        .iter()
        .filter_map(|record| record.text("pk"))
        .collect();
    assert_eq!(keys, ["C#1", "I#1", "X#1", "C#2", "C#3"]);
}

#[test]
fn w12_an_item_of_another_kind_is_told_with_its_path() {
    let records = records();
    for error in [
        records[0].change::<Invoice>().unwrap_err(),
        records[0].partial_change::<Invoice>().unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "`Invoice`: attribute `NewImage._kind`: expected the kind `Invoice`, found `Customer`"
        );
        let StreamError::Convert(error) = error else {
            panic!("{error:?}");
        };
        assert!(error.is_other_kind());
        assert_eq!(error.found_kind(), Some("Customer"));
        assert_eq!(error.path(), "NewImage._kind");
        assert_eq!(error.model(), Some("Invoice"));
    }
    assert_eq!(
        records[0].new_image::<Invoice>().unwrap_err().to_string(),
        "attribute `NewImage._kind`: expected the kind `Invoice`, found `Customer`"
    );
}

#[test]
fn w12_an_image_is_read_as_any_type() {
    let records = records();
    let old = records[4].old_image::<HashMap<String, AttributeValue>>();
    let tag = AttributeValue::S("Draft".to_owned());
    assert_eq!(old.unwrap().unwrap()["_kind"], tag);
    let new: Option<Customer> = records[4].new_image().unwrap();
    assert_eq!(new.unwrap().name, "Grace");
    assert_eq!(records[0].old_image::<Customer>().unwrap(), None);
    assert_eq!(records[1].new_image::<Invoice>().unwrap(), None);
}
