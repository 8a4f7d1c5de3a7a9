//! The value of a placeholder. This is the one place that knows what it is: the SDK's `AttributeValue`, or, without
//! the feature `client`, nothing at all, because nothing is sent then.

use std::fmt;

use crate::attribute::{ConvertError, ToAttribute};

/// A value as a request carries it.
#[derive(Clone, PartialEq)]
pub struct Value(form::Form);

impl Value {
    /// Writes a value; `None` when it is absent: a `None`, or an empty set.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold the value.
    pub fn of<T: ToAttribute + ?Sized>(value: &T) -> Result<Option<Self>, ConvertError> {
        if value.is_absent() {
            return Ok(None);
        }
        form::write(value).map(|form| Some(Self(form)))
    }

    pub(super) fn text(text: &str) -> Self {
        Self(form::text(text))
    }

    pub(super) fn null() -> Self {
        Self(form::null())
    }

    pub(super) fn list(elements: Vec<Self>) -> Self {
        Self(form::list(elements.into_iter().map(|element| element.0)))
    }

    /// A set of these elements, each once. There must be one.
    pub(super) fn set(elements: Vec<Self>) -> Result<Self, ConvertError> {
        form::set(elements.into_iter().map(|element| element.0)).map(Self)
    }
}

#[cfg(feature = "client")]
impl From<aws_sdk_dynamodb::types::AttributeValue> for Value {
    fn from(value: aws_sdk_dynamodb::types::AttributeValue) -> Self {
        Self(value)
    }
}

#[cfg(feature = "client")]
impl From<Value> for aws_sdk_dynamodb::types::AttributeValue {
    fn from(value: Value) -> Self {
        value.0
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(..)")
    }
}

#[cfg(feature = "client")]
mod form {
    use std::collections::HashSet;

    use aws_sdk_dynamodb::types::AttributeValue;

    use crate::attribute::{AttributeValueSink, ConvertError, ToAttribute};

    pub(super) type Form = AttributeValue;

    pub(super) fn write<T: ToAttribute + ?Sized>(value: &T) -> Result<Form, ConvertError> {
        value.to_attribute(AttributeValueSink)
    }

    pub(super) fn text(text: &str) -> Form {
        AttributeValue::S(text.to_owned())
    }

    pub(super) fn null() -> Form {
        AttributeValue::Null(true)
    }

    pub(super) fn list(elements: impl Iterator<Item = Form>) -> Form {
        AttributeValue::L(elements.collect())
    }

    pub(super) fn set(elements: impl Iterator<Item = Form>) -> Result<Form, ConvertError> {
        let mut elements = elements.peekable();
        let made = match elements.peek() {
            Some(AttributeValue::S(_)) => each_once(elements, |element| match element {
                AttributeValue::S(text) => Some(text),
                _ => None,
            })
            .map(AttributeValue::Ss),
            Some(AttributeValue::N(_)) => each_once(elements, |element| match element {
                AttributeValue::N(text) => Some(text),
                _ => None,
            })
            .map(AttributeValue::Ns),
            Some(AttributeValue::B(_)) => each_once(elements, |element| match element {
                AttributeValue::B(bytes) => Some(bytes),
                _ => None,
            })
            .map(AttributeValue::Bs),
            _ => None,
        };
        made.ok_or_else(|| ConvertError::custom("is no set of strings, of numbers or of binaries"))
    }

    /// DynamoDB refuses a set that holds an element twice.
    fn each_once<T: Clone + Eq + std::hash::Hash>(
        elements: impl Iterator<Item = Form>,
        take: impl Fn(Form) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut seen = HashSet::new();
        let mut taken = Vec::new();
        for element in elements {
            let element = take(element)?;
            if seen.insert(element.clone()) {
                taken.push(element);
            }
        }
        Some(taken)
    }
}

#[cfg(not(feature = "client"))]
#[allow(
    clippy::unnecessary_wraps,
    clippy::unused_unit,
    reason = "the signatures of the real form"
)]
mod form {
    use crate::attribute::{ConvertError, ToAttribute};

    #[derive(Clone, PartialEq)]
    pub(super) struct Form;

    pub(super) fn write<T: ToAttribute + ?Sized>(_: &T) -> Result<Form, ConvertError> {
        Ok(Form)
    }

    pub(super) fn text(_: &str) -> Form {
        Form
    }

    pub(super) fn null() -> Form {
        Form
    }

    pub(super) fn list(_: impl Iterator<Item = Form>) -> Form {
        Form
    }

    pub(super) fn set(_: impl Iterator<Item = Form>) -> Result<Form, ConvertError> {
        Ok(Form)
    }
}
