//! W15: many items at once, each for itself.

use dynamo_model::{Dynamo, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "parcels"))]
struct Parcel {
    #[dynamo(partition_key)]
    depot: String,
    #[dynamo(sort_key)]
    number: u32,
    weight: f64,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "drivers"))]
struct Driver {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u64,
    name: String,
}

fn parcel(number: u32) -> Parcel {
    Parcel {
        depot: "north".into(),
        number,
        weight: f64::from(number) / 4.0,
    }
}

fn driver(id: &str, rev: u64) -> Driver {
    Driver {
        id: id.into(),
        rev,
        name: format!("{id} Miller"),
    }
}

/// More items than a request holds come back in the order of the keys, with gaps and twice.
pub async fn w15_many_items_are_put_read_and_deleted(db: &Dynamo) {
    table::create::<Parcel>(db).await;
    let parcels: Vec<_> = (0..130).map(parcel).collect();
    let written = Parcel::put_all(db, &parcels).await.expect("an answer");
    written.complete().expect("all written");

    let mut keys: Vec<_> = parcels.iter().rev().map(ParcelKey::from).collect();
    keys.push(ParcelKey::new("south", 1_u32));
    keys.push(ParcelKey::new("north", 7_u32));
    let read = Parcel::batch_get(db, keys.clone())
        .consistent()
        .await
        .expect("an answer");
    let mut expected: Vec<_> = parcels.iter().rev().cloned().map(Some).collect();
    expected.extend([None, Some(parcel(7))]);
    assert_eq!(read, expected);

    let weights = Parcel::batch_get(db, [("north", 9_u32), ("north", 8), ("south", 8)])
        .project(|p| p.weight)
        .await
        .expect("an answer");
    assert_eq!(weights, [Some(2.25), Some(2.0), None]);

    let deleted = Parcel::delete_all(db, keys).await.expect("an answer");
    deleted.complete().expect("all deleted");
    let left = Parcel::batch_get(db, &parcels).await.expect("an answer");
    assert_eq!(left, vec![None; parcels.len()]);
}

/// Models of one access go together, the last write of a key wins, and a version moves on in what is stored.
pub async fn w15_several_models_go_together(db: &Dynamo) {
    table::create::<Parcel>(db).await;
    table::create::<Driver>(db).await;
    let (ada, ben) = (driver("ada", 0), driver("ben", 4));
    db.batch_write()
        .put(&parcel(1))
        .put(&ada)
        .delete::<Parcel>(("north", 1_u32))
        .put(&parcel(2))
        .put(&ben)
        .await
        .expect("an answer")
        .complete()
        .expect("all written");

    let (parcels, drivers) = db
        .batch_get()
        .items::<Parcel>([("north", 1_u32), ("north", 2)])
        .items::<Driver>([DriverKey::new("ben"), DriverKey::new("ada")])
        .consistent()
        .await
        .expect("an answer");
    assert_eq!(parcels, [None, Some(parcel(2))]);
    assert_eq!(drivers, [Some(driver("ben", 5)), Some(driver("ada", 1))]);
}
