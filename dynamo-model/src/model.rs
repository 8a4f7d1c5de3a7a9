//! The trait a model implements. Operations are provided methods, so that the derive's output is the same with
//! and without the feature `client`.

use crate::{AwsAccess, table::TableSpec};
#[cfg(feature = "client")]
use crate::{
    DynamoItem,
    kinds::{KindOf, Kinds},
    operation,
    partition::{Partition, Table},
    table,
};

/// A struct that lives in a DynamoDB table. Implemented by `#[derive(DynamoModel)]`.
pub trait DynamoModel: Sized {
    /// Who signs for this model: itself when it carries access options, the type named by `access`, or
    /// [`DefaultAccess`](crate::DefaultAccess).
    type Access: AwsAccess;

    /// The table options as written on the model.
    const TABLE: &'static TableSpec;

    /// The SDK's client that signs for this model, once its credentials are at hand. Clients are cheap to ask for:
    /// models of equal access share one.
    ///
    /// # Errors
    ///
    /// Options are wrong, or the credentials can't be had; the error names this model.
    #[cfg(feature = "client")]
    #[must_use]
    fn client(
        db: &crate::Dynamo,
    ) -> impl Future<Output = Result<aws_sdk_dynamodb::Client, crate::access::AccessError>> + Send
    {
        db.client(crate::access::ModelRef::of::<Self>())
    }

    /// The table's name or ARN: what the model states, or the override in code.
    ///
    /// # Errors
    ///
    /// The environment variable that the model names is missing, or its value can't name a table.
    #[cfg(feature = "client")]
    fn table_name(db: &crate::Dynamo) -> Result<String, crate::access::AccessError> {
        let resolved = crate::table::name::resolve(db, core::any::type_name::<Self>(), Self::TABLE);
        resolved.map(|(name, _)| name)
    }

    /// Reads the item of a key: `Order::get(&db, OrderKey::new("acme", 7)).await?`. `None` if there is none.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn get(db: &crate::Dynamo, key: impl Into<<Self as Kinds>::Key>) -> operation::Get<Self>
    where
        Self: Kinds,
    {
        operation::Get::new(db, &key.into())
    }

    /// Reads the items of one partition of the table or of an index, in the order of the sort key:
    /// `Order::query(&db, OrderPartition::new("acme")).sort(|s| s.ge(7)).all().await?`.
    ///
    /// Of a table that holds several kinds it reads this one: where all sort keys of the kind begin with the same text, as
    /// in `sk = "ORDER#{number:010}"`, no others are read, unless [`sort`](operation::Query::sort) says which; where items
    /// have a tag, those of other kinds are left out, but read and paid for. An enum of kinds reads them all.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn query<P: Partition>(
        db: &crate::Dynamo,
        partition: P,
    ) -> operation::Query<<P::Model as KindOf<Self>>::In<P>>
    where
        Self: Kinds,
        P::Model: KindOf<Self>,
    {
        operation::Query::new(db, &partition.into())
    }

    /// Reads all items of the table, in no order. Those of other kinds, which another tag or other keys tell, are left
    /// out, but read and paid for.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn scan(db: &crate::Dynamo) -> operation::Scan<Table<Self>>
    where
        Self: Kinds,
    {
        operation::Scan::new(db)
    }

    /// Reads all items of an index, in no order: `Order::scan_index::<ByStatus>(&db)`.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn scan_index<P: Partition>(
        db: &crate::Dynamo,
    ) -> operation::Scan<<P::Model as KindOf<Self>>::In<P>>
    where
        Self: Kinds,
        P::Model: KindOf<Self>,
    {
        operation::Scan::new(db)
    }

    /// Stores a new item. One that is there already stays as it is, and fails the
    /// [condition](crate::Error::is_condition_failed).
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn create(&mut self, db: &crate::Dynamo) -> operation::Put<'_, Self>
    where
        Self: DynamoItem,
    {
        operation::Put::new(db, self, true)
    }

    /// Stores the item as it is in hand, whether it is there already or not. With a `#[dynamo(version)]`, only if nobody
    /// has stored another version since this one was read; 0 stands for an item without a version: one that was never
    /// stored, or by somebody who counts no versions.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn save(&mut self, db: &crate::Dynamo) -> operation::Put<'_, Self>
    where
        Self: DynamoItem,
    {
        operation::Put::new(db, self, false)
    }

    /// Changes attributes of the item in hand, which becomes what is stored then:
    /// `order.update(&db).set(|o| o.status, "paid").await?`. The item must be there; with a `#[dynamo(version)]`, in this
    /// version.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn update(&mut self, db: &crate::Dynamo) -> operation::Update<'_, Self>
    where
        Self: DynamoItem,
    {
        operation::Update::new(db, self)
    }

    /// Changes attributes of the item of a key, in whatever version. An item that is not there is created, unless
    /// [`if_exists`](operation::UpdateByKey::if_exists) says otherwise.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn update_by_key(db: &crate::Dynamo, key: impl Into<Self::Key>) -> operation::UpdateByKey<Self>
    where
        Self: DynamoItem,
    {
        operation::UpdateByKey::new(db, &key.into())
    }

    /// Deletes the item in hand; with a `#[dynamo(version)]`, only in this version.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn delete(&self, db: &crate::Dynamo) -> operation::Delete<Self>
    where
        Self: DynamoItem,
    {
        operation::Delete::of_item(db, self)
    }

    /// Deletes the item of a key, in whatever version.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn delete_by_key(db: &crate::Dynamo, key: impl Into<Self::Key>) -> operation::Delete<Self>
    where
        Self: DynamoItem,
    {
        operation::Delete::of_key(db, &key.into())
    }
    /// The table as this model describes it, to create it elsewhere: as CloudFormation, as Terraform, with an IAM policy.
    /// Sends nothing; the handle knows the table's name.
    ///
    /// # Errors
    ///
    /// Those of [`table_name`](Self::table_name).
    #[cfg(feature = "client")]
    fn schema(db: &crate::Dynamo) -> Result<table::TableSchema, crate::access::AccessError>
    where
        Self: Kinds,
    {
        table::TableSchema::of::<Self>(db)
    }

    /// Creates the table with its indexes, waits until it can be used, and turns on the time to live and the
    /// point-in-time recovery that the model asks for.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo) -> Result<(), Error> {
    /// Order::create_table(db).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// When awaited: the table is there already, or was not ready [in time](crate::Error::Timeout); else see
    /// [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn create_table(db: &crate::Dynamo) -> table::CreateTable<Self>
    where
        Self: Kinds,
    {
        table::CreateTable::new(db)
    }

    /// Makes sure that the table is there and can be used: creates the table, its global indexes one by one, its time to
    /// live and its point-in-time recovery, each if it is missing. Nothing is ever deleted or turned off, and capacity,
    /// stream, class and tags of a table that is there stay as they are; [`verify_table`](Self::verify_table) compares
    /// those. Called again, it finds nothing to do.
    ///
    /// # Errors
    ///
    /// When awaited: the table has another key, lacks a local index or has an index that
    /// [does not fit](crate::Error::Mismatch), which is told before anything is changed; it was not ready
    /// [in time](crate::Error::Timeout); else see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn ensure_table(db: &crate::Dynamo) -> table::EnsureTable<Self>
    where
        Self: Kinds,
    {
        table::EnsureTable::new(db)
    }

    /// Compares the table with this model, and changes nothing: keys, indexes, time to live, and every table option that
    /// the model states. What the model does not speak of is not compared, so that several models can share a table.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo) -> Result<(), Error> {
    /// for drift in Order::verify_table(db).await? {
    ///     eprintln!("orders: {drift}");
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error). A table that is missing is a drift, not an error.
    #[cfg(feature = "client")]
    fn verify_table(db: &crate::Dynamo) -> table::VerifyTable<Self>
    where
        Self: Kinds,
    {
        table::VerifyTable::new(db)
    }

    /// Deletes the table with all its items, and waits until it is gone.
    ///
    /// # Errors
    ///
    /// When awaited: there is no table, DynamoDB protects it from deletion, or it was not gone
    /// [in time](crate::Error::Timeout); else see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn delete_table(db: &crate::Dynamo) -> table::DeleteTable<Self>
    where
        Self: Kinds,
    {
        table::DeleteTable::new(db)
    }

    /// Reads the items of many keys: `Order::batch_get(&db, keys).await?` is a `Vec<Option<Order>>` in the order of the keys.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error). One that ends before all was read is an
    /// [`Unread`](operation::Unread), which has what was read.
    #[cfg(feature = "client")]
    fn batch_get(
        db: &crate::Dynamo,
        keys: impl IntoIterator<Item: Into<<Self as Kinds>::Key>>,
    ) -> operation::BatchGet<Self>
    where
        Self: Kinds,
    {
        operation::BatchGet::new(db, keys)
    }

    /// Reads up to 100 items as they are at one moment: a `Vec<Option<Order>>` in the order of the keys.
    ///
    /// # Errors
    ///
    /// When awaited: see [`Error`](crate::Error).
    #[cfg(feature = "client")]
    fn transact_get_all(
        db: &crate::Dynamo,
        keys: impl IntoIterator<Item: Into<<Self as Kinds>::Key>>,
    ) -> operation::TransactGetAll<Self>
    where
        Self: Kinds,
    {
        operation::TransactGetAll::new(db, keys)
    }

    /// Puts many items over whatever is there, whatever its version: `Order::put_all(&db, &orders).await?.complete()?`.
    /// More in [`BatchWrite`](operation::BatchWrite).
    ///
    /// # Errors
    ///
    /// When awaited: an item is wrong, or credentials can't be had; nothing was sent. What DynamoDB refuses, or leaves
    /// undone, is told by [`complete`](operation::BatchWritten::complete).
    #[cfg(feature = "client")]
    fn put_all<'i>(
        db: &crate::Dynamo,
        items: impl IntoIterator<Item = &'i Self>,
    ) -> operation::BatchWrite<Self::Access>
    where
        Self: DynamoItem,
    {
        db.batch_write().put_all(items)
    }

    /// Deletes the items of many keys: `Order::delete_all(&db, keys).await?.complete()?`. More in
    /// [`BatchWrite`](operation::BatchWrite).
    ///
    /// # Errors
    ///
    /// When awaited: a key is wrong, or credentials can't be had; nothing was sent. What DynamoDB refuses, or leaves
    /// undone, is told by [`complete`](operation::BatchWritten::complete).
    #[cfg(feature = "client")]
    fn delete_all(
        db: &crate::Dynamo,
        keys: impl IntoIterator<Item: Into<Self::Key>>,
    ) -> operation::BatchWrite<Self::Access>
    where
        Self: DynamoItem,
    {
        db.batch_write().delete_all::<Self>(keys)
    }
}
