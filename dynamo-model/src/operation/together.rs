//! Where batches and transactions of several models begin: at the handle.

use super::{BatchGetModels, BatchWrite, TransactGet, TransactWrite};
use crate::{AwsAccess, Dynamo, access::NoModelYet};

/// Many items at once. A request has one signature, so all models in it must be signed by the same access; anything else
/// does not compile.
impl Dynamo {
    /// Reads the items of many keys of several models:
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # #[derive(DynamoModel)]
    /// # struct Customer { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo, order_keys: Vec<OrderKey>) -> Result<(), Error> {
    /// let (orders, customers) = db
    ///     .batch_get()
    ///     .items::<Order>(order_keys)
    ///     .items::<Customer>([CustomerKey::new("acme"), CustomerKey::new("evil")])
    ///     .await?;
    /// let acme: &Option<Customer> = &customers[0];
    /// # Ok(()) }
    /// ```
    ///
    /// For one model there is [`Model::batch_get`](crate::DynamoModel::batch_get).
    pub fn batch_get(&self) -> BatchGetModels<NoModelYet, ()> {
        BatchGetModels::new(self)
    }

    /// Puts and deletes many items of one or several models:
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # #[derive(DynamoModel)]
    /// # struct Customer { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo, order: Order) -> Result<(), Error> {
    /// db.batch_write()
    ///     .put(&order)
    ///     .delete::<Customer>(CustomerKey::new("acme"))
    ///     .await?
    ///     .complete()?;
    /// # Ok(()) }
    /// ```
    ///
    /// Models of different access do not go together:
    ///
    /// ```compile_fail,E0277
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// #[derive(DynamoModel)]
    /// #[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/crm"))]
    /// struct Customer { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo, order: Order) -> Result<(), Error> {
    /// db.batch_write()
    ///     .put(&order)
    ///     .delete::<Customer>(CustomerKey::new("acme"))
    ///     .await?
    ///     .complete()?;
    /// # Ok(()) }
    /// ```
    pub fn batch_write(&self) -> BatchWrite<NoModelYet> {
        BatchWrite::new(self)
    }

    /// A write batch for a loop, where the type must be known before the first model comes.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, DefaultAccess, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String, done: bool }
    /// # async fn f(db: &Dynamo, orders: Vec<Order>) -> Result<(), Error> {
    /// let mut batch = db.batch_write_as::<DefaultAccess>();
    /// for order in &orders {
    ///     batch = if order.done { batch.delete::<Order>(order) } else { batch.put(order) };
    /// }
    /// batch.await?.complete()?;
    /// # Ok(()) }
    /// ```
    pub fn batch_write_as<A: AwsAccess>(&self) -> BatchWrite<A> {
        BatchWrite::new(self)
    }

    /// Writes up to 100 items, all or none:
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] rev: u64 }
    /// # #[derive(DynamoModel)]
    /// # struct Stock { #[dynamo(partition_key)] sku: String, left: u32 }
    /// # #[derive(DynamoModel)]
    /// # struct Customer { #[dynamo(partition_key)] id: String, blocked: bool }
    /// # async fn f(db: &Dynamo, mut order: Order) -> Result<(), Error> {
    /// db.transact_write()
    ///     .create(&mut order)
    ///     .update_by_key::<Stock>(StockKey::new("tea"), |s| s.set_expr(|s| s.left, |s| s.left - 1).when(|s| s.left.gt(0)))
    ///     .check::<Customer>(CustomerKey::new("acme"), |c| c.blocked.eq(false))
    ///     .await?;
    /// assert_eq!(order.rev, 1);
    /// # Ok(()) }
    /// ```
    ///
    /// Models of different access do not go together:
    ///
    /// ```compile_fail,E0277
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] rev: u64 }
    /// #[derive(DynamoModel)]
    /// #[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/crm"))]
    /// struct Customer { #[dynamo(partition_key)] id: String, blocked: bool }
    /// # async fn f(db: &Dynamo, mut order: Order) -> Result<(), Error> {
    /// db.transact_write()
    ///     .create(&mut order)
    ///     .check::<Customer>(CustomerKey::new("acme"), |c| c.blocked.eq(false))
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn transact_write<'a>(&self) -> TransactWrite<'a, NoModelYet> {
        TransactWrite::new(self)
    }

    /// A write transaction for a loop, where the type must be known before the first model comes.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, DefaultAccess, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] rev: u64 }
    /// # async fn f(db: &Dynamo, mut orders: Vec<Order>) -> Result<(), Error> {
    /// let mut transaction = db.transact_write_as::<DefaultAccess>();
    /// for order in &mut orders {
    ///     transaction = transaction.save(order);
    /// }
    /// transaction.await?;
    /// # Ok(()) }
    /// ```
    pub fn transact_write_as<'a, A: AwsAccess>(&self) -> TransactWrite<'a, A> {
        TransactWrite::new(self)
    }

    /// Reads items of one or several models as they are at one moment:
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # #[derive(DynamoModel)]
    /// # struct Customer { #[dynamo(partition_key)] id: String }
    /// # async fn f(db: &Dynamo) -> Result<(), Error> {
    /// let (order, customer): (Option<Order>, Option<Customer>) = db
    ///     .transact_get()
    ///     .get::<Order>(OrderKey::new("1"))
    ///     .get::<Customer>(CustomerKey::new("acme"))
    ///     .await?;
    /// # Ok(()) }
    /// ```
    ///
    /// For many items of one model there is [`Model::transact_get_all`](crate::DynamoModel::transact_get_all).
    pub fn transact_get(&self) -> TransactGet<NoModelYet, ()> {
        TransactGet::new(self)
    }
}
