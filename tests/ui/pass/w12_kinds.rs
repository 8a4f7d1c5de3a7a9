//! Kinds that go together: told by tags whatever their keys begin with, or by keys of which none can be another's.
#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

mod tagged {
    use super::*;

    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = env("SHOP"), billing_mode = "PROVISIONED", read_capacity_units = 5, write_capacity_units = 5))]
    #[dynamo(tag = "_kind", key(pk = "ORG#{org}", sk = "ORDER#{number:010}"), index(ByState, name = "gsi1", partition = state))]
    pub struct Order {
        org: String,
        number: u32,
        state: String,
        #[dynamo(ttl)]
        until: u64,
    }

    /// Begins like an order, is in the same index, and says nothing of the table.
    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = env("SHOP")))]
    #[dynamo(tag = "_kind", key(pk = "ORG#{org}", sk = "ORDER#{number:010}#LINE#{line:05}"))]
    #[dynamo(index(LinesByState, name = "gsi1", partition = state, project = keys_only))]
    pub struct Line {
        org: String,
        number: u32,
        line: u16,
        state: String,
    }

    /// With a key that is a field.
    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = env("SHOP")), tag = "_kind")]
    pub struct Note {
        #[dynamo(partition_key)]
        pk: String,
        #[dynamo(sort_key)]
        sk: String,
    }
}

mod untagged {
    use super::*;

    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = "shop"), key(pk = "ORG#{org}", sk = "ORG"))]
    pub struct Org {
        org: String,
    }

    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = "shop"), key(pk = "ORG#{org}", sk = "ORG#{unit}"))]
    pub struct Unit {
        org: String,
        unit: String,
    }

    #[derive(DynamoModel)]
    #[dynamo(meta(table_name = "shop"), key(pk = "USER#{name}", sk = "ORG"))]
    pub struct User {
        name: String,
    }
}

#[derive(DynamoModel)]
enum Tagged {
    Order(tagged::Order),
    Line(tagged::Line),
    Note(tagged::Note),
    #[dynamo(other)]
    Other,
}

#[derive(DynamoModel)]
enum Untagged {
    Org(untagged::Org),
    Unit(untagged::Unit),
    User(untagged::User),
}

#[derive(DynamoModel)]
enum Alone {
    Org(untagged::Org),
}

fn main() {
    let _: UntaggedKey = untagged::UserKey::new("ada").into();
}
