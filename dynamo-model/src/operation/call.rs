//! What every operation has: a handle that signs for its model, and an answer that is awaited.

use std::{future::Future, pin::Pin, sync::Arc, time::SystemTime};

use aws_sdk_dynamodb::{Client, types::ConsumedCapacity};

use super::direct::Kept;
use crate::{
    Dynamo, DynamoItem, DynamoModel, Error,
    access::{Access, AccessError, ModelRef, SharedClock},
    attribute::{ConvertError, Item, ToAttribute, to_item},
};

/// The future of an operation.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// What an operation answers, and what it consumed if that was asked for.
pub(crate) type Metered<T> = (T, Option<ConsumedCapacity>);

/// An operation that tells what it cost. Made by `with_capacity()`.
#[derive(Debug)]
#[must_use = "an operation does nothing until it is awaited"]
pub struct WithCapacity<O>(pub(crate) O);

/// Makes an operation awaitable by its `run`, and gives it the methods that all of them have. One of several requests
/// says how it tells what they consumed.
macro_rules! operation {
    ($life:lifetime, $output:ty, impl[$($generics:tt)*] $operation:ty) => {
        $crate::operation::call::operation!(
            $life,
            $output,
            Option<aws_sdk_dynamodb::types::ConsumedCapacity>,
            impl[$($generics)*] $operation
        );
    };
    ($life:lifetime, $output:ty, $capacity:ty, impl[$($generics:tt)*] $operation:ty) => {
        impl<$($generics)*> IntoFuture for $operation {
            type Output = Result<$output, $crate::Error>;
            type IntoFuture = $crate::operation::Answer<$life, $output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(async move { Ok(self.run(false).await?.0) })
            }
        }

        impl<$($generics)*> IntoFuture for $crate::operation::WithCapacity<$operation> {
            type Output = Result<($output, $capacity), $crate::Error>;
            type IntoFuture = $crate::operation::Answer<$life, ($output, $capacity)>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.0.run(true))
            }
        }

        impl<$($generics)*> $operation {
            /// Answers what the operation consumed, too.
            pub fn with_capacity(self) -> $crate::operation::WithCapacity<Self> {
                $crate::operation::WithCapacity(self)
            }

            /// Signs this one call otherwise: the most specific layer of options.
            pub fn with(mut self, access: $crate::access::Access) -> Self {
                self.call = self.call.with(access);
                self
            }
        }
    };
}
pub(crate) use operation;

/// Sends a request about the model of this name, and gives what has been read of its answer. A refusal is returned at
/// once. A macro, because the SDK's requests have nothing in common but the names of their methods.
macro_rules! send {
    ($model:expr, $operation:literal, $request:ident, $capacity:ident, $direct:expr, $answer:expr $(, $writing:expr)?) => {{
        let table = $request.get_table_name().clone();
        let capacity = $capacity.then_some(aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total);
        let request = $request.set_return_consumed_capacity(capacity);
        $crate::operation::direct::exchange!($direct, $answer, request $(, $writing)?)
            .map_err(|error| $crate::Error::of_request($model, $operation, table, error))?
            .map_err(|error| $crate::Error::from(error.of_model($model)))
    }};
}
pub(crate) use send;

/// A call that concerns one model.
#[derive(Debug)]
pub(crate) struct Call {
    shared: SharedCall,
    model: ModelRef,
}

impl Call {
    pub(crate) fn of<M: DynamoModel>(db: &Dynamo) -> Self {
        Self::about(ModelRef::of::<M>(), db)
    }

    pub(crate) fn about(model: ModelRef, db: &Dynamo) -> Self {
        Self {
            shared: SharedCall::new(db),
            model,
        }
    }

    pub(crate) fn with(self, access: Access) -> Self {
        Self {
            shared: self.shared.with(access),
            model: self.model,
        }
    }

    /// Through which handle.
    pub(crate) fn handle(self) -> Result<Dynamo, Error> {
        self.shared.handle([self.model.name])
    }

    /// Who sends, and to which table.
    pub(crate) async fn open(self) -> Result<Open, Error> {
        let model = self.model;
        let db = self.handle()?;
        let table = model.table_name(&db)?;
        let client = db.client(model).await?;
        Ok(Open {
            table,
            direct: db.uses_bytes(&client),
            client,
            now: db.now(),
            clock: db.clock(),
        })
    }
}

/// A call that concerns models of one access.
#[derive(Debug)]
pub(crate) struct SharedCall {
    db: Result<Dynamo, AccessError>,
}

impl SharedCall {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self { db: Ok(db.clone()) }
    }

    pub(crate) fn with(self, access: Access) -> Self {
        Self {
            db: self.db.and_then(|db| db.with(access)),
        }
    }

    /// In which form items are kept until they are sent.
    pub(crate) fn prefers_bytes(&self) -> bool {
        self.db.as_ref().is_ok_and(Dynamo::prefers_bytes)
    }

    /// The handle to send by. Errors name these models.
    pub(crate) fn handle(self, models: impl Into<Arc<[&'static str]>>) -> Result<Dynamo, Error> {
        self.db.map_err(|error| error.of_models(models).into())
    }
}

/// What a request needs.
pub(crate) struct Open {
    pub(crate) client: Client,
    /// Whether items go to and from it without the SDK's maps.
    pub(crate) direct: bool,
    pub(crate) table: String,
    pub(crate) now: SystemTime,
    pub(crate) clock: SharedClock,
}

/// An error of conversion, with the name of the model.
pub(crate) fn of_model<M: DynamoModel>(error: ConvertError) -> Error {
    error.of_model(M::TABLE.model()).into()
}

/// An item or a key that is sent later.
pub(crate) fn kept_of<M: DynamoItem>(value: &impl ToAttribute, json: bool) -> Result<Kept, Error> {
    Kept::of_value(value, M::ITEM, json).map_err(of_model::<M>)
}

/// An item or a key as the SDK has it.
pub(crate) fn item_of<M: DynamoModel>(value: &impl ToAttribute) -> Result<Item, Error> {
    to_item(value).map_err(of_model::<M>)
}
