//! Why a transaction did not happen: a reason for each of its actions.

use std::{error::Error as StdError, fmt, sync::Arc};

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    types::error::TransactionCanceledException,
};

use super::super::item_model::ItemModel;
use crate::{
    DynamoItem, Error,
    attribute::Item,
    error::{About, read_current},
};

/// A transaction that did not happen: nothing of it is written.
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] rev: u64 }
/// # #[derive(DynamoModel)]
/// # struct Stock { #[dynamo(partition_key)] sku: String, left: u32 }
/// # async fn f(db: &Dynamo, mut order: Order) -> Result<(), Error> {
/// let sold = db
///     .transact_write()
///     .create(&mut order)
///     .update_by_key::<Stock>(StockKey::new("tea"), |s| s.set_expr(|s| s.left, |s| s.left - 1).when(|s| s.left.gt(0)))
///     .await;
/// match sold {
///     Ok(()) => {}
///     Err(error) if error.is_condition_failed() => {
///         let [order, stock] = error.reasons() else { return Err(error) };
///         if stock.is_condition_failed() {
///             let now: Option<Stock> = stock.current()?;
///             println!("no tea left: {:?}", now.map(|stock| stock.left));
///         }
///     }
///     Err(error) => return Err(error),
/// }
/// # Ok(()) }
/// ```
pub struct TransactionCancelled {
    operation: &'static str,
    reasons: Vec<CancellationReason>,
    request_id: Option<String>,
}

/// What one action of a cancelled transaction has to do with it.
pub struct CancellationReason {
    model: ItemModel,
    action: &'static str,
    code: Option<String>,
    message: Option<String>,
    item: Option<Item>,
}

/// An action as reasons name it.
pub(super) struct Named {
    pub(super) model: ItemModel,
    pub(super) table: Arc<str>,
    pub(super) action: &'static str,
}

/// What became of a transaction of these actions. `places` says for each which of the actions that were sent it is.
pub(super) fn error_of<E>(
    operation: &'static str,
    actions: &[Named],
    places: &[usize],
    error: SdkError<E>,
) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    aws_sdk_dynamodb::Error: From<SdkError<E>>,
{
    let about = actions
        .iter()
        .map(|action| (action.model.name(), &action.table));
    let about = about.collect::<About>();
    let error = Error::of_several(about, operation, error);
    let Error::Request(request) = &error else {
        return error;
    };
    match request.sdk_error() {
        aws_sdk_dynamodb::Error::TransactionCanceledException(cancelled) => {
            let reasons = actions.iter().zip(places);
            let reasons = reasons.map(|(action, place)| action.reason(cancelled, *place));
            Error::TransactionCancelled(Box::new(TransactionCancelled {
                operation,
                reasons: reasons.collect(),
                request_id: request.request_id().map(str::to_owned),
            }))
        }
        _ => error,
    }
}

impl Named {
    fn reason(&self, cancelled: &TransactionCanceledException, place: usize) -> CancellationReason {
        let told = cancelled.cancellation_reasons().get(place);
        CancellationReason {
            model: self.model,
            action: self.action,
            // An action that is not to blame has the code `None`, as text.
            code: told
                .and_then(|reason| reason.code())
                .filter(|code| *code != "None")
                .map(str::to_owned),
            message: told.and_then(|reason| reason.message()).map(str::to_owned),
            item: told.and_then(|reason| reason.item()).cloned(),
        }
    }
}

impl TransactionCancelled {
    /// One for each action, in the order of the calls.
    #[must_use]
    pub fn reasons(&self) -> &[CancellationReason] {
        &self.reasons
    }

    /// The actions that are to blame.
    fn blamed(&self) -> impl Iterator<Item = (usize, &CancellationReason)> {
        let all = self.reasons.iter().enumerate();
        all.filter(|(_, reason)| reason.code.is_some())
    }

    /// Whether the same transaction may succeed later with nothing changed: all that is told is a conflict or throttling.
    pub(crate) fn is_retryable(&self) -> bool {
        let passing = |reason: &CancellationReason| reason.is_conflict() || reason.is_throttled();
        self.blamed().next().is_some() && self.blamed().all(|(_, reason)| passing(reason))
    }

    /// The item of the first action on an `M` whose condition failed.
    pub(crate) fn current<M: DynamoItem>(&self) -> Result<Option<M>, Error> {
        let failed = self
            .reasons
            .iter()
            .find(|reason| reason.model.is::<M>() && reason.is_condition_failed());
        failed.map_or(Ok(None), CancellationReason::current)
    }

    /// The id of the request, for AWS support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl CancellationReason {
    /// The model that the action is about.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model.name()
    }

    /// The method that added the action, such as `save`.
    #[must_use]
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// DynamoDB's code, such as `ConditionalCheckFailed`; none if the action is not to blame.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What DynamoDB says of it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Whether the item was not as the action's condition, or the version in hand, says.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        self.code() == Some("ConditionalCheckFailed")
    }

    /// Whether the item was in the hand of another transaction or write.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.code() == Some("TransactionConflict")
    }

    /// Whether the table had no capacity left.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        // Source: API reference, "`TransactWriteItems`", cancellation reason codes.
        matches!(
            self.code(),
            Some("ProvisionedThroughputExceeded" | "ThrottlingError")
        )
    }

    /// After a failed condition: the item as it is, or none if there is none.
    ///
    /// # Errors
    ///
    /// The item can't be read as `M`.
    pub fn current<M: DynamoItem>(&self) -> Result<Option<M>, Error> {
        read_current(self.item())
    }

    /// The item as it is, in the SDK's form.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.item.as_ref()
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for CancellationReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationReason")
            .field("model", &self.model())
            .field("action", &self.action)
            .field("code", &self.code)
            .field("has_item", &self.item.is_some())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for TransactionCancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactionCancelled")
            .field("reasons", &self.reasons)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for TransactionCancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DynamoDB cancelled {}", self.operation)?;
        if let Some(id) = &self.request_id {
            write!(f, " (request id `{id}`)")?;
        }
        for (index, reason) in self.blamed() {
            let CancellationReason { action, .. } = reason;
            let (model, code) = (reason.model(), reason.code().unwrap_or_default());
            let (number, count) = (index + 1, self.reasons.len());
            write!(
                f,
                "; action {number} of {count}, {action} of `{model}`: `{code}`"
            )?;
        }
        Ok(())
    }
}

impl StdError for TransactionCancelled {}
