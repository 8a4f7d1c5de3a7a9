//! What is wrong with an expression, known before anything is sent.

use std::{error::Error, fmt};

use super::{path::RawPath, render::limit};
use crate::{attribute::ConvertError, key::KeyTemplate};

/// An expression can't be sent: a value of it, or the expression as a whole. Nothing was sent.
///
/// One pointer wide, so that the results of rendering stay small.
pub struct ExpressionError(Box<Inner>);

struct Inner {
    model: Option<&'static str>,
    problem: Problem,
}

pub(super) enum Problem {
    Value(RawPath, ConvertError),
    /// A value that is left out of items, in a place that needs one.
    Absent(RawPath),
    Overlap(RawPath, RawPath),
    /// The item itself, where an attribute has to stand.
    NoAttribute,
    UnknownType(RawPath),
    NeverTrue,
    /// A filter by what the query reads by.
    Key(RawPath),
    /// An attribute that changes, a key of an index that is put together from it, and from another that is not known.
    #[cfg_attr(
        not(feature = "client"),
        allow(dead_code, reason = "only what is sent is put together anew")
    )]
    IndexKey {
        changed: &'static str,
        key: KeyTemplate,
        unknown: &'static str,
    },
    Nesting(RawPath),
    Operands(RawPath, usize),
    Operators(&'static str, usize),
    Length(&'static str, usize),
}

impl From<Problem> for ExpressionError {
    #[cold]
    fn from(problem: Problem) -> Self {
        Self(Box::new(Inner {
            model: None,
            problem,
        }))
    }
}

impl ExpressionError {
    /// The same error, of an expression about this model.
    pub(super) fn of_model(mut self, model: &'static str) -> Self {
        self.0.model = Some(model);
        self
    }

    /// The model whose attributes the expression names.
    #[must_use]
    pub fn model(&self) -> Option<&'static str> {
        self.0.model
    }

    /// Where in the item, if it is about one attribute: `lines[2].qty`.
    #[must_use]
    pub fn attribute(&self) -> Option<String> {
        match &self.0.problem {
            Problem::Value(path, _)
            | Problem::Absent(path)
            | Problem::Overlap(path, _)
            | Problem::UnknownType(path)
            | Problem::Nesting(path)
            | Problem::Key(path)
            | Problem::Operands(path, _) => Some(path.to_string()),
            Problem::IndexKey { changed, .. } => Some((*changed).to_owned()),
            Problem::NoAttribute
            | Problem::NeverTrue
            | Problem::Operators(..)
            | Problem::Length(..) => None,
        }
    }

    /// Whether DynamoDB can't hold a value, or an attribute is compared with a value that is absent.
    #[must_use]
    pub fn is_value(&self) -> bool {
        matches!(self.0.problem, Problem::Value(..) | Problem::Absent(_))
    }

    /// Whether an update changes the same place twice.
    #[must_use]
    pub fn is_overlap(&self) -> bool {
        matches!(self.0.problem, Problem::Overlap(..))
    }

    /// Whether an update would leave the key of an index as it was, because it changes a part of it and does not know
    /// another.
    #[must_use]
    pub fn is_index_key(&self) -> bool {
        matches!(self.0.problem, Problem::IndexKey { .. })
    }

    /// The key of an index that can't be put together.
    #[cfg(feature = "client")]
    pub(crate) fn index_key(
        model: &'static str,
        changed: &'static str,
        key: KeyTemplate,
        unknown: &'static str,
    ) -> Self {
        let problem = Problem::IndexKey {
            changed,
            key,
            unknown,
        };
        Self::from(problem).of_model(model)
    }

    /// Whether the expression is larger than DynamoDB allows.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(
            self.0.problem,
            Problem::Nesting(_)
                | Problem::Operands(..)
                | Problem::Operators(..)
                | Problem::Length(..)
        )
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(model) = self.0.model {
            write!(f, "`{model}`: ")?;
        }
        match &self.0.problem {
            Problem::Value(path, _) => {
                write!(f, "the value for attribute `{path}` cannot be stored")
            }
            Problem::Absent(path) => write!(
                f,
                "attribute `{path}` needs a value here, but got one that items leave out, such as `None` or an empty \
                 set; compare with `.exists()` or `.not_exists()`, and change with `.remove(..)`"
            ),
            Problem::Overlap(one, other) if one.steps() == other.steps() => write!(
                f,
                "attribute `{one}` is changed twice by the same update; change it once"
            ),
            Problem::Overlap(one, other) => write!(
                f,
                "attributes `{one}` and `{other}` are changed by the same update, but one is a part of the other; \
                 change only one of them"
            ),
            Problem::Key(path) => write!(
                f,
                "attribute `{path}` is of the key that the query reads by, and DynamoDB filters a query by others only; \
                 narrow it by `.sort(..)`"
            ),
            Problem::NoAttribute => f.write_str(
                "an expression needs an attribute, but got the collection of all others; name one by `.key(..)`",
            ),
            Problem::UnknownType(path) => write!(
                f,
                "attribute `{path}` cannot be of a type that this version of dynamo-model does not know"
            ),
            Problem::NeverTrue => f.write_str(
                "the condition is never true, because `any` or `is_in` was given nothing to choose from; leave the \
                 request out",
            ),
            Problem::IndexKey {
                changed,
                key,
                unknown,
            } => write!(
                f,
                "attribute `{changed}` is part of the index key `{} = \"{key}\"`, which can't be written anew without \
                 `{unknown}`; set that, too, or update the item in hand",
                key.attribute()
            ),
            Problem::Nesting(path) => write!(
                f,
                "attribute `{path}` lies deeper than the {} levels that DynamoDB allows",
                limit::NESTING
            ),
            Problem::Operands(path, count) => write!(
                f,
                "`is_in` on attribute `{path}` has {count} values, but DynamoDB allows {}; join several by `|`",
                limit::OPERANDS
            ),
            Problem::Operators(expression, count) => write!(
                f,
                "the {expression} expression has {count} operators, but DynamoDB allows {}; compare fewer attributes, \
                 or choose by `is_in`",
                limit::OPERATORS
            ),
            Problem::Length(expression, bytes) => write!(
                f,
                "the {expression} expression has {bytes} bytes, but DynamoDB allows {}; names and values do not count, \
                 only how many there are",
                limit::BYTES
            ),
        }
    }
}

impl fmt::Debug for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExpressionError")
            .field(&format_args!("{self}"))
            .finish()
    }
}

impl Error for ExpressionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.problem {
            Problem::Value(_, error) => Some(error),
            _ => None,
        }
    }
}
