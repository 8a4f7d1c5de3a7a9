//! M4, M7: a table's life, from nothing to gone.

use dynamo_model::{
    Dynamo,
    prelude::*,
    table::{Aspect, Drift},
};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "shipments",
    billing_mode = "PROVISIONED",
    read_capacity_units = 3,
    write_capacity_units = 2,
    stream_view_type = "NEW_IMAGE",
    deletion_protection = false,
    table_class = "STANDARD_INFREQUENT_ACCESS",
    resource_tags(team = "parcels", "cost:center" = "42"),
))]
struct Shipment {
    #[dynamo(partition_key)]
    carrier: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(ttl)]
    expires_at: Option<u64>,
}

/// The same table, of which something else is said.
#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "shipments",
    billing_mode = "PAY_PER_REQUEST",
    stream_view_type = "KEYS_ONLY",
    deletion_protection = true,
    resource_tags(team = "letters"),
))]
struct Letter {
    #[dynamo(partition_key)]
    carrier: String,
    #[dynamo(ttl)]
    gone_at: u64,
}

/// `create_table`, and there is nothing left to differ or to create; then `delete_table`, and there is nothing.
pub async fn m4_create_verify_ensure_delete(db: &Dynamo) {
    let missing = Shipment::verify_table(db).await.expect("an answer");
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].aspect(), Aspect::Table);

    Shipment::create_table(db).await.expect("a new table");
    let again = Shipment::create_table(db).await.expect_err("it is there");
    assert!(again.to_string().contains("ResourceInUse"), "{again}");
    assert_eq!(Shipment::verify_table(db).await.expect("an answer"), []);
    Shipment::ensure_table(db).await.expect("nothing to do");

    let mut shipment = Shipment {
        carrier: "acme".into(),
        number: 7,
        expires_at: None,
    };
    shipment.create(db).await.expect("a new item");
    let key = ShipmentKey::new("acme", 7_u64);
    let stored = Shipment::get(db, key).consistent().await;
    let stored = stored.expect("an answer").expect("the item");
    assert_eq!(stored.expires_at, None);

    Shipment::delete_table(db).await.expect("deleted");
    let gone = Shipment::delete_table(db).await.expect_err("it is gone");
    assert!(gone.is_table_not_found(), "{gone}");
}

/// `ensure_table` makes what `create_table` makes.
pub async fn m4_ensure_creates_what_is_missing(db: &Dynamo) {
    Shipment::ensure_table(db).await.expect("a new table");
    assert_eq!(Shipment::verify_table(db).await.expect("an answer"), []);
    Shipment::ensure_table(db).await.expect("nothing to do");
}

/// A table of another model differs, and is not touched.
pub async fn m7_another_models_table_drifts(db: &Dynamo) {
    Shipment::create_table(db).await.expect("a new table");
    let drifts = Letter::verify_table(db).await.expect("an answer");
    let aspects: Vec<_> = drifts.iter().map(Drift::aspect).collect();
    let expected = [
        Aspect::Key,
        Aspect::TimeToLive,
        Aspect::BillingMode,
        Aspect::StreamViewType,
        Aspect::DeletionProtection,
        Aspect::ResourceTag("team"),
    ];
    assert_eq!(aspects, expected, "{drifts:?}");
    let refused = Letter::ensure_table(db).await.expect_err("another key");
    assert!(refused.to_string().contains("does not fit"), "{refused}");
    assert_eq!(Shipment::verify_table(db).await.expect("an answer"), []);
}

#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "parcels"),
    index(ByPlace, partition = [country, city], sort = [weight, sent_at], project = [city, memo]),
    index(ByStatus, partition = status, project = keys_only),
)]
struct Parcel {
    #[dynamo(partition_key)]
    id: String,
    country: String,
    city: String,
    weight: u64,
    sent_at: String,
    status: String,
    memo: Option<String>,
}

/// The same table before it had indexes.
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "parcels"))]
struct BareParcel {
    #[dynamo(partition_key)]
    id: String,
}

/// Indexes that a table lacks are added to it, and hold what was there before.
pub async fn m4_ensure_adds_indexes_to_a_table_in_use(db: &Dynamo) {
    BareParcel::create_table(db).await.expect("a new table");
    let mut parcel = Parcel {
        id: "p-1".into(),
        country: "de".into(),
        city: "Bonn".into(),
        weight: 7,
        sent_at: "2026-01-31".into(),
        status: "sent".into(),
        memo: Some("fragile".into()),
    };
    parcel.create(db).await.expect("a new item");

    let drifts = Parcel::verify_table(db).await.expect("an answer");
    let aspects: Vec<_> = drifts.iter().map(Drift::aspect).collect();
    let expected = ["by_place", "by_status"].map(Aspect::Index);
    assert_eq!(aspects, expected, "{drifts:?}");
    Parcel::ensure_table(db).await.expect("two indexes");
    assert_eq!(Parcel::verify_table(db).await.expect("an answer"), []);
    Parcel::ensure_table(db).await.expect("nothing to do");

    let found = Parcel::query(db, ByPlace::new("de", "Bonn")).await;
    let found = found.expect("an answer").items;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].memo.as_deref(), Some("fragile"));
    let found = Parcel::query(db, ByStatus::new("sent")).await;
    assert_eq!(found.expect("an answer").items[0].id, "p-1");
}
