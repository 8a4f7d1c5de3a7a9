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
}

impl Error {
    /// What became of a request about the model `M`.
    pub(crate) fn of<M: DynamoItem, E>(operation: &'static str, error: SdkError<E>) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        aws_sdk_dynamodb::Error: From<SdkError<E>>,
    {
        let model = M::TABLE.model();
        if let Some(access) = AccessError::find_in(&error) {
            return Self::Access(access.clone());
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
                failure,
                source,
            })),
        }
    }

    /// Whether the item was not as the condition or the version in hand says.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        matches!(self, Self::ConditionFailed(_))
    }

    /// Whether an identity was refused: by STS, or by DynamoDB for this table and operation.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        match self {
            Self::Access(error) => error.is_access_denied(),
            Self::Request(error) => error.code() == Some("AccessDeniedException"),
            _ => false,
        }
    }

    /// Whether there were more requests than the table or the account may have.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Access(error) => error.is_throttled(),
            Self::Request(error) => THROTTLED.contains(&error.code().unwrap_or_default()),
            _ => false,
        }
    }

    /// Whether the same call may succeed later with nothing changed. The SDK's own retries have been used up by then.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Access(error) => error.is_retryable(),
            Self::Request(error) => self.is_throttled() || error.failure == Failure::Passing,
            _ => false,
        }
    }

    /// Whether the table does not exist.
    #[must_use]
    pub fn is_table_not_found(&self) -> bool {
        matches!(self, Self::Request(error) if error.code() == Some("ResourceNotFoundException"))
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

/// Source: DynamoDB developer guide, "Error handling with DynamoDB", and "Understanding throttling".
const THROTTLED: [&str; 4] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "LimitExceededException",
];

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Access(error) => error.fmt(f),
            Self::Convert(error) => error.fmt(f),
            Self::Expression(error) => error.fmt(f),
            Self::ConditionFailed(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Access(error) => error.source(),
            Self::Convert(error) => error.source(),
            Self::Expression(error) => error.source(),
            Self::ConditionFailed(_) => None,
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
            "`{}`: the item is not as the condition or the version in hand says; {}",
            self.model,
            match self.item {
                Some(_) => "it was changed, and `Error::current` has it as it is",
                None => "there is no such item",
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
    failure: Failure,
    source: aws_sdk_dynamodb::Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// Refused, for a reason that stays.
    Refused,
    /// It did not get through, or DynamoDB had a problem of its own.
    Passing,
}

impl Failure {
    fn of<E>(error: &SdkError<E>) -> Self {
        match error {
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

    /// The SDK's own error.
    #[must_use]
    pub fn sdk_error(&self) -> &aws_sdk_dynamodb::Error {
        &self.source
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            model, operation, ..
        } = self;
        match self.code() {
            Some(code) => write!(f, "`{model}`: DynamoDB refused {operation} (`{code}`")?,
            None => write!(f, "`{model}`: {operation} did not get an answer")?,
        }
        match (self.code(), self.request_id()) {
            (Some(_), Some(id)) => write!(f, ", request id `{id}`)"),
            (Some(_), None) => f.write_str(")"),
            (None, _) => Ok(()),
        }
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}
