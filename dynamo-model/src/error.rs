//! What an operation answers when it can't do what was asked: one error, whose cause is its source.

use std::{error::Error as StdError, fmt};

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::RequestId,
    types::ThrottlingReason,
};

use crate::{
    DynamoItem,
    access::AccessError,
    attribute::{ConvertError, Item, from_item},
    expression::ExpressionError,
    operation::{CancellationReason, InvalidRequest, TransactionCancelled, Unread, Unwritten},
    table::{MismatchError, TimeoutError},
};

/// Why an operation failed.
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] rev: u64 }
/// # async fn f(db: &Dynamo, mut order: Order) -> Result<(), Error> {
/// match order.save(db).await {
///     Ok(()) => {}
///     Err(error) if error.is_condition_failed() => {
///         // Somebody else was faster: this is what they wrote.
///         let theirs: Option<Order> = error.current()?;
///     }
///     Err(error) => return Err(error),
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Nobody is there to sign: options are wrong, or credentials can't be had.
    Access(AccessError),
    /// A value can't become an attribute, or an attribute a value.
    Convert(ConvertError),
    /// An expression can't be sent.
    Expression(ExpressionError),
    /// The item is not as the condition or the version in hand says.
    ConditionFailed(Box<ConditionFailed>),
    /// A transaction did not happen. Why not, is told for each of its actions.
    TransactionCancelled(Box<TransactionCancelled>),
    /// A batch of reads ended before all of its keys were read. What was read is in it.
    Unread(Box<Unread>),
    /// A batch of writes ended before all of it was written. What is left is in it.
    Unwritten(Box<Unwritten>),
    /// DynamoDB would refuse the request whatever is stored. Nothing was sent.
    Invalid(InvalidRequest),
    /// DynamoDB refused the request, or could not be reached.
    Request(Box<RequestError>),
    /// A table did not become what was waited for in time.
    Timeout(Box<TimeoutError>),
    /// A table can't be used by its model, nor be made to fit.
    Mismatch(Box<MismatchError>),
}

impl Error {
    /// What became of a request about a model, to this table.
    pub(crate) fn of_request<E>(
        model: &'static str,
        operation: &'static str,
        table: Option<String>,
        error: SdkError<E>,
    ) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        aws_sdk_dynamodb::Error: From<SdkError<E>>,
    {
        let about = About {
            models: vec![model],
            tables: table.into_iter().collect(),
        };
        Self::of_several(about, operation, error)
    }

    /// What became of a request about these models, to these tables.
    pub(crate) fn of_several<E>(about: About, operation: &'static str, error: SdkError<E>) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        aws_sdk_dynamodb::Error: From<SdkError<E>>,
    {
        if let Some(access) = AccessError::find_in(&error) {
            return Self::Access(access.clone().of_models(about.models));
        }
        let failure = Failure::of(&error);
        match error.into() {
            aws_sdk_dynamodb::Error::ConditionalCheckFailedException(refusal) => {
                Self::ConditionFailed(Box::new(ConditionFailed {
                    model: about.models.first().copied().unwrap_or_default(),
                    item: refusal.item,
                }))
            }
            source => Self::Request(Box::new(RequestError {
                about,
                operation,
                failure,
                source,
            })),
        }
    }

    /// DynamoDB's code, if DynamoDB refused.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Request(error) => error.code(),
            _ => None,
        }
    }

    /// Whether an item was not as the condition or the version in hand says. In a transaction: that of any action.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        match self {
            Self::ConditionFailed(_) => true,
            Self::TransactionCancelled(error) => error
                .reasons()
                .iter()
                .any(CancellationReason::is_condition_failed),
            _ => false,
        }
    }

    /// Whether another transaction, or a write beside this transaction, had an item of this request in hand.
    #[must_use]
    pub fn is_transaction_conflict(&self) -> bool {
        match self {
            Self::TransactionCancelled(error) => {
                error.reasons().iter().any(CancellationReason::is_conflict)
            }
            Self::Request(error) => error.code() == Some("TransactionConflictException"),
            _ => self.ended_by().is_some_and(Self::is_transaction_conflict),
        }
    }

    /// Why each action of a cancelled transaction did not happen, in the order of the actions; empty for any other error.
    #[must_use]
    pub fn reasons(&self) -> &[CancellationReason] {
        match self {
            Self::TransactionCancelled(error) => error.reasons(),
            _ => &[],
        }
    }

    /// What ended a batch before its end.
    fn ended_by(&self) -> Option<&Self> {
        match self {
            Self::Unread(error) => error.ended_by(),
            Self::Unwritten(error) => error.ended_by(),
            _ => None,
        }
    }

    /// Whether an identity was refused: by STS, or by DynamoDB, as a whole or for this table and operation.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        match self {
            Self::Access(error) => error.is_access_denied(),
            Self::Request(error) => error.is_one_of(&DENIED),
            _ => self.ended_by().is_some_and(Self::is_access_denied),
        }
    }

    /// Whether there were more requests than the table or the account may have. That is also what ends a batch whose
    /// rest stays unprocessed.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Access(error) => error.is_throttled(),
            Self::Request(error) => error.is_one_of(&THROTTLED),
            Self::TransactionCancelled(error) => {
                error.reasons().iter().any(CancellationReason::is_throttled)
            }
            Self::Unread(_) | Self::Unwritten(_) => self.ended_by().is_none_or(Self::is_throttled),
            _ => false,
        }
    }

    /// What throttled a request: which limit, of which table or index. Empty if nothing did, or `DynamoDB` did not say.
    ///
    /// Source: API reference, "`ThrottlingReason`".
    ///
    /// ```
    /// # fn f(error: dynamo_model::Error) {
    /// for throttled in error.throttling_reasons() {
    ///     // Such as `TableReadKeyRangeThroughputExceeded`, and an ARN.
    ///     println!("{:?} of {:?}", throttled.reason(), throttled.resource());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn throttling_reasons(&self) -> &[ThrottlingReason] {
        match self {
            Self::Request(error) => error.throttling_reasons(),
            _ => self.ended_by().map_or(&[], Self::throttling_reasons),
        }
    }

    /// Whether the same call may succeed later with nothing changed. The SDK's own retries have been used up by then.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Access(error) => error.is_retryable(),
            Self::Request(error) => {
                self.is_throttled()
                    || error.failure == Failure::Passing
                    || error.is_one_of(&CONFLICTS)
            }
            Self::TransactionCancelled(error) => error.is_retryable(),
            Self::Unread(_) | Self::Unwritten(_) => self.ended_by().is_none_or(Self::is_retryable),
            _ => false,
        }
    }

    /// Whether the table does not exist.
    #[must_use]
    pub fn is_table_not_found(&self) -> bool {
        match self {
            Self::Request(error) => error.is_one_of(&["ResourceNotFoundException"]),
            _ => self.ended_by().is_some_and(Self::is_table_not_found),
        }
    }

    /// Whether a table did not become what was waited for in time. A request that gets no answer in time is
    /// [retryable](Self::is_retryable) instead.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// After a failed condition: the item as it is, or none if there is none. Of a cancelled transaction, the item of the
    /// first action on an `M` whose condition failed, and none also if it was another model's; [`reasons`](Self::reasons) has
    /// them all.
    ///
    /// # Errors
    ///
    /// The item can't be read as `M`.
    pub fn current<M: DynamoItem>(&self) -> Result<Option<M>, Self> {
        match self {
            Self::ConditionFailed(failed) => failed.current(),
            Self::TransactionCancelled(cancelled) => cancelled.current(),
            _ => Ok(None),
        }
    }
}

// Source: DynamoDB developer guide, "Error handling with DynamoDB", and "Understanding throttling"; "Common errors" of
// the API reference.
const THROTTLED: [&str; 4] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "LimitExceededException",
];
const DENIED: [&str; 7] = [
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignatureException",
    "InvalidSignatureException",
    "MissingAuthenticationTokenException",
    "NotAuthorized",
    "UnrecognizedClientException",
];
/// Somebody else is writing the item right now.
const CONFLICTS: [&str; 3] = [
    "ReplicatedWriteConflictException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Access(error) => error.fmt(f),
            Self::Convert(error) => error.fmt(f),
            Self::Expression(error) => error.fmt(f),
            Self::ConditionFailed(error) => error.fmt(f),
            Self::TransactionCancelled(error) => error.fmt(f),
            Self::Unread(error) => error.fmt(f),
            Self::Unwritten(error) => error.fmt(f),
            Self::Invalid(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Mismatch(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Access(error) => error.source(),
            Self::Convert(error) => error.source(),
            Self::Expression(error) => error.source(),
            Self::ConditionFailed(_)
            | Self::TransactionCancelled(_)
            | Self::Invalid(_)
            | Self::Timeout(_)
            | Self::Mismatch(_) => None,
            Self::Unread(error) => error.source(),
            Self::Unwritten(error) => error.source(),
            Self::Request(error) => error.source(),
        }
    }
}

impl From<AccessError> for Error {
    fn from(error: AccessError) -> Self {
        Self::Access(error)
    }
}

impl From<ConvertError> for Error {
    fn from(error: ConvertError) -> Self {
        Self::Convert(error)
    }
}

impl From<ExpressionError> for Error {
    fn from(error: ExpressionError) -> Self {
        Self::Expression(error)
    }
}

impl From<InvalidRequest> for Error {
    fn from(error: InvalidRequest) -> Self {
        Self::Invalid(error)
    }
}

/// The item that a refusal tells, as a value of its model.
pub(crate) fn read_current<M: DynamoItem>(item: Option<&Item>) -> Result<Option<M>, Error> {
    let read = |item: &Item| {
        from_item(item.clone()).map_err(|error| error.of_model(M::TABLE.model()).into())
    };
    item.map(read).transpose()
}

/// A condition that was not met, with the item as it is.
pub struct ConditionFailed {
    model: &'static str,
    item: Option<Item>,
}

impl ConditionFailed {
    /// The model that was written to.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// The item as it is, or none if there is none.
    ///
    /// # Errors
    ///
    /// The item can't be read as `M`.
    pub fn current<M: DynamoItem>(&self) -> Result<Option<M>, Error> {
        read_current(self.item.as_ref())
    }

    /// The item as it is, in the SDK's form.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.item.as_ref()
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for ConditionFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConditionFailed")
            .field("model", &self.model)
            .field("has_item", &self.item.is_some())
            .finish()
    }
}

impl fmt::Display for ConditionFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}`: nothing was written, because {}",
            self.model,
            match self.item {
                Some(_) =>
                    "the stored item is not as the condition or the version in hand says; `Error::current` has it",
                None =>
                    "there is no item of this key, which the condition or the version in hand asks for",
            }
        )
    }
}

impl StdError for ConditionFailed {}

/// A request that DynamoDB refused, or that did not get through.
#[derive(Debug)]
pub struct RequestError {
    about: About,
    operation: &'static str,
    failure: Failure,
    source: aws_sdk_dynamodb::Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// Never sent, for a reason that stays.
    Unsent,
    /// Refused, for a reason that stays.
    Refused,
    /// It did not get through, or DynamoDB had a problem of its own.
    Passing,
}

impl Failure {
    fn of<E>(error: &SdkError<E>) -> Self {
        match error {
            SdkError::ConstructionFailure(_) => Self::Unsent,
            SdkError::TimeoutError(_)
            | SdkError::DispatchFailure(_)
            | SdkError::ResponseError(_) => Self::Passing,
            SdkError::ServiceError(refusal) if refusal.raw().status().is_server_error() => {
                Self::Passing
            }
            _ => Self::Refused,
        }
    }
}

impl RequestError {
    /// The model that the request was about; of several, the first.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.models().first().copied().unwrap_or_default()
    }

    /// All models that the request was about.
    #[must_use]
    pub fn models(&self) -> &[&'static str] {
        &self.about.models
    }

    /// DynamoDB's name of the operation, such as `PutItem`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The name or ARN of the table; of several, the first.
    #[must_use]
    pub fn table(&self) -> &str {
        self.tables().first().map_or("", String::as_str)
    }

    /// The names or ARNs of all tables that the request was about.
    #[must_use]
    pub fn tables(&self) -> &[String] {
        &self.about.tables
    }

    /// DynamoDB's error code, such as `ResourceNotFoundException`; none if it did not answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.source.code()
    }

    /// What DynamoDB says of it, in its own words; none if it did not answer, or said nothing.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.source.message()
    }

    /// The id of the request, for AWS support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.source.request_id()
    }

    fn is_one_of(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
    }

    fn throttling_reasons(&self) -> &[ThrottlingReason] {
        use aws_sdk_dynamodb::Error as Sdk;
        match &self.source {
            Sdk::ProvisionedThroughputExceededException(refusal) => refusal.throttling_reasons(),
            Sdk::RequestLimitExceeded(refusal) => refusal.throttling_reasons(),
            Sdk::ThrottlingException(refusal) => refusal.throttling_reasons(),
            _ => &[],
        }
    }

    /// The SDK's own error.
    #[must_use]
    pub fn sdk_error(&self) -> &aws_sdk_dynamodb::Error {
        &self.source
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            about,
            operation,
            failure,
            ..
        } = self;
        write_models(f, &about.models)?;
        match (failure, self.code()) {
            (Failure::Unsent, _) => {
                return write!(f, "{operation} on {about} could not be sent");
            }
            (_, None) => {
                return write!(f, "{operation} on {about} did not get an answer");
            }
            (Failure::Refused, Some(code)) => {
                write!(f, "DynamoDB refused {operation} on {about} (`{code}`")?;
            }
            (Failure::Passing, Some(code)) => {
                write!(f, "DynamoDB failed at {operation} on {about} (`{code}`")?;
            }
        }
        match self.request_id() {
            Some(id) => write!(f, ", request id `{id}`)"),
            None => f.write_str(")"),
        }
    }
}

/// What a request is about.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) models: Vec<&'static str>,
    pub(crate) tables: Vec<String>,
}

impl About {
    /// Another model and its table, unless they are known.
    fn add(&mut self, model: &'static str, table: &str) {
        if !self.models.contains(&model) {
            self.models.push(model);
        }
        if !self.tables.iter().any(|known| known == table) {
            self.tables.push(table.to_owned());
        }
    }
}

/// Of models and their tables.
impl<T: AsRef<str>> FromIterator<(&'static str, T)> for About {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(all: I) -> Self {
        let mut about = Self::default();
        for (model, table) in all {
            about.add(model, table.as_ref());
        }
        about
    }
}

/// The tables.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.tables.len() {
            0 | 1 => "table ",
            _ => "tables ",
        })?;
        write_names(f, &self.tables)
    }
}

/// How errors begin: with the models that they are about.
pub(crate) fn write_models(f: &mut fmt::Formatter<'_>, models: &[&str]) -> fmt::Result {
    write_names(f, models)?;
    f.write_str(": ")
}

fn write_names(f: &mut fmt::Formatter<'_>, names: &[impl fmt::Display]) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        write!(f, "{}`{name}`", if index == 0 { "" } else { ", " })?;
    }
    Ok(())
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}
