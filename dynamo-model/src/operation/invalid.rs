//! Requests that DynamoDB would refuse whatever is stored, told before anything is sent.

use std::{error::Error as StdError, fmt};

/// DynamoDB would refuse this request. Nothing was sent.
#[derive(Debug)]
pub struct InvalidRequest {
    model: Option<&'static str>,
    problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    TooManyActions(usize),
    ItemTooLarge(usize),
    SameItemTwice { first: usize, second: usize },
    NoAction,
    NothingToChange,
    NothingToCheck,
    Token(usize),
}

/// Source: API reference, "`TransactWriteItems`" and "`TransactGetItems`".
pub(super) const MAX_ACTIONS: usize = 100;
/// Source: DynamoDB developer guide, "Service, account, and table quotas": "Item size".
pub(super) const MAX_ITEM_BYTES: usize = 400 * 1024;
/// Source: API reference, "`TransactWriteItems`": `ClientRequestToken`.
pub(super) const MAX_TOKEN: usize = 36;

impl InvalidRequest {
    pub(super) fn new(model: Option<&'static str>, problem: Problem) -> Self {
        Self { model, problem }
    }

    /// The model whose item or action it is about, if it is about one.
    #[must_use]
    pub fn model(&self) -> Option<&'static str> {
        self.model
    }

    /// Whether a transaction has more than 100 actions.
    #[must_use]
    pub fn is_too_many_actions(&self) -> bool {
        matches!(self.problem, Problem::TooManyActions(_))
    }

    /// Whether an item is larger than 400 KB.
    #[must_use]
    pub fn is_item_too_large(&self) -> bool {
        matches!(self.problem, Problem::ItemTooLarge(_))
    }

    /// Whether two actions of a transaction are about one item.
    #[must_use]
    pub fn is_same_item_twice(&self) -> bool {
        matches!(self.problem, Problem::SameItemTwice { .. })
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(model) = self.model {
            write!(f, "`{model}`: ")?;
        }
        match self.problem {
            Problem::TooManyActions(count) => write!(
                f,
                "a transaction has at most {MAX_ACTIONS} actions, but this one has {count}; use several, or a batch"
            ),
            Problem::ItemTooLarge(bytes) => write!(
                f,
                "an item has at most {MAX_ITEM_BYTES} bytes, but this one has {bytes}"
            ),
            Problem::SameItemTwice { first, second } => write!(
                f,
                "actions {} and {} of the transaction are about the same item, but DynamoDB allows one \
                 action per item; put them together",
                first + 1,
                second + 1
            ),
            Problem::NoAction => f.write_str("a request for a transaction needs an action"),
            Problem::NothingToCheck => f.write_str("a check in a transaction needs a condition"),
            Problem::NothingToChange => f.write_str(
                "an update in a transaction has to change something; use a check to only look",
            ),
            Problem::Token(length) => write!(
                f,
                "an idempotency token has 1 to {MAX_TOKEN} characters, but this one has {length}"
            ),
        }
    }
}

impl StdError for InvalidRequest {}
