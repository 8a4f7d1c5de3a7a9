//! As users of this library write it, and the same between bytes and values alone.

use dynamo_model::{
    Dynamo,
    attribute::{from_json_item, to_json_item},
};

use super::Table;
use crate::shape::Shape;

/// A `GetItem` of one item, a `Query` of more.
pub fn read<T: Shape>(table: &Table<T>, db: &Dynamo) -> Vec<T> {
    table.runtime.block_on(async {
        if table.is_single {
            let key = table.values.borrow()[0].key();
            let value = T::get(db, key).await.expect("an answer");
            return vec![value.expect("an item")];
        }
        let page = T::query(db, T::partition()).await;
        page.expect("an answer").items
    })
}

/// Looks at the items of a `Query` in place.
pub fn glance<T: Shape>(table: &Table<T>) -> Vec<u64> {
    table.runtime.block_on(async {
        let figures = T::query(&table.db, T::partition()).pick(|item| {
            let glance: T::Glance<'_> = item.read()?;
            Ok(Some(T::figure(&glance)))
        });
        figures.await.expect("an answer").items
    })
}

pub fn from_json<T: Shape>(table: &Table<T>) -> Vec<T> {
    let values = table.json.iter().map(|json| from_json_item(json));
    values.collect::<Result<_, _>>().expect("values")
}

pub fn glance_at_json<T: Shape>(table: &Table<T>) -> Vec<u64> {
    let figure = |json| {
        let glance: T::Glance<'_> = from_json_item(json).expect("its attributes");
        T::figure(&glance)
    };
    table.json.iter().map(|json| figure(json)).collect()
}

/// A `PutItem` of one item, `BatchWriteItem`s of more.
pub fn write<T: Shape>(table: &Table<T>, db: &Dynamo) {
    let mut values = table.values.borrow_mut();
    table.runtime.block_on(async {
        if let [value] = &mut values[..] {
            value.save(db).await.expect("an answer");
        } else {
            let written = T::put_all(db, values.iter()).await;
            let complete = written.expect("an answer").complete();
            complete.expect("all of them");
        }
    });
}

pub fn to_json<T: Shape>(table: &Table<T>) -> Vec<Vec<u8>> {
    let values = table.values.borrow();
    let json = values.iter().map(to_json_item);
    json.collect::<Result<_, _>>().expect("items")
}
