//! What an operation answers when it can't do what was asked: one error, whose cause is its source.

use std::{error::Error as StdError, fmt};

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::RequestId,
};

use crate::{
    DynamoItem,
    access::AccessError,
    attribute::{ConvertError, Item, from_item},
    expression::ExpressionError,
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
    /// DynamoDB refused the request, or could not be reached.
    Request(Box<RequestError>),
    /// A table did not become what was waited for in time.
    Timeout(Box<TimeoutError>),
    /// A table can't be used by its model, nor be made to fit.
    Mismatch(Box<MismatchError>),
}

impl Error {
    /// What became of a request about the model `M`, to this table.
    pub(crate) fn of<M: DynamoItem, E>(
        operation: &'static str,
        table: Option<String>,
        error: SdkError<E>,
    ) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        aws_sdk_dynamodb::Error: From<SdkError<E>>,
    {
        Self::of_request(M::TABLE.model(), operation, table, error)
    }

    /// The same about a model that is known by name.
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
        if let Some(access) = AccessError::find_in(&error) {
            return Self::Access(access.clone().of_models([model]));
        }
        let failure = Failure::of(&error);
        match error.into() {
            aws_sdk_dynamodb::Error::ConditionalCheckFailedException(refusal) => {
                Self::ConditionFailed(Box::new(ConditionFailed {
                    model,
                    item: refusal.item,
                }))
            }
            source => Self::Request(Box::new(RequestError {
                model,
                operation,
                table: table.unwrap_or_default(),
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

    /// Whether the item was not as the condition or the version in hand says.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        matches!(self, Self::ConditionFailed(_))
    }

    /// Whether an identity was refused: by STS, or by DynamoDB, as a whole or for this table and operation.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        match self {
            Self::Access(error) => error.is_access_denied(),
            Self::Request(error) => error.is_one_of(&DENIED),
            _ => false,
        }
    }

    /// Whether there were more requests than the table or the account may have.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Access(error) => error.is_throttled(),
            Self::Request(error) => error.is_one_of(&THROTTLED),
            _ => false,
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
            _ => false,
        }
    }

    /// Whether the table does not exist.
    #[must_use]
    pub fn is_table_not_found(&self) -> bool {
        matches!(self, Self::Request(error) if error.is_one_of(&["ResourceNotFoundException"]))
    }

    /// Whether a table did not become what was waited for in time. A request that gets no answer in time is
    /// [retryable](Self::is_retryable) instead.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// After a failed condition: the item as it is, or none if there is none.
    ///
    /// # Errors
    ///
    /// The item can't be read as `M`.
    pub fn current<M: DynamoItem>(&self) -> Result<Option<M>, Self> {
        match self {
            Self::ConditionFailed(failed) => failed.current(),
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
            Self::ConditionFailed(_) | Self::Timeout(_) | Self::Mismatch(_) => None,
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
        let read = |item: &Item| {
            from_item(item.clone()).map_err(|error| error.of_model(M::TABLE.model()).into())
        };
        self.item.as_ref().map(read).transpose()
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
    model: &'static str,
    operation: &'static str,
    table: String,
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
    /// The model that the request was about.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// DynamoDB's name of the operation, such as `PutItem`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The name or ARN of the table.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// DynamoDB's error code, such as `ResourceNotFoundException`; none if it did not answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.source.code()
    }

    /// The id of the request, for AWS support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.source.request_id()
    }

    fn is_one_of(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
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
            model,
            operation,
            table,
            failure,
            ..
        } = self;
        write!(f, "`{model}`: ")?;
        match (failure, self.code()) {
            (Failure::Unsent, _) => {
                return write!(f, "{operation} on table `{table}` could not be sent");
            }
            (_, None) => {
                return write!(f, "{operation} on table `{table}` did not get an answer");
            }
            (Failure::Refused, Some(code)) => {
                write!(
                    f,
                    "DynamoDB refused {operation} on table `{table}` (`{code}`"
                )?;
            }
            (Failure::Passing, Some(code)) => {
                write!(
                    f,
                    "DynamoDB failed at {operation} on table `{table}` (`{code}`"
                )?;
            }
        }
        match self.request_id() {
            Some(id) => write!(f, ", request id `{id}`)"),
            None => f.write_str(")"),
        }
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}
