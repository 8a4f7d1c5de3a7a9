//! The right side of a comparison: a value, another attribute of the same item, or its size.

use std::{fmt, marker::PhantomData};

use super::{
    capability::{Like, NumberLike},
    error::Problem,
    into_attr::IntoAttr,
    path::{PathIn, RawPath},
    render::Writer,
    value::Value,
};
use crate::attribute::ConvertError;

/// What stands on one side of an operator.
#[doc(hidden)]
pub struct Term(Form);

enum Form {
    Path(RawPath),
    Size(RawPath),
    Value(Value),
    /// `if_not_exists`.
    Or(RawPath, Value),
}

impl Term {
    pub(super) fn path(path: RawPath) -> Self {
        Self(Form::Path(path))
    }

    pub(super) fn size(path: RawPath) -> Self {
        Self(Form::Size(path))
    }

    pub(super) fn or(path: RawPath, value: Value) -> Self {
        Self(Form::Or(path, value))
    }

    /// The value, if it is nothing but one.
    #[cfg(feature = "client")]
    pub(super) fn value(&self) -> Option<Value> {
        match &self.0 {
            Form::Value(value) => Some(value.clone()),
            _ => None,
        }
    }

    pub(super) fn write(self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        match self.0 {
            Form::Path(path) => writer.path(&path),
            Form::Value(value) => {
                writer.value(value);
                Ok(())
            }
            Form::Size(path) => {
                writer.operator("size(");
                writer.path(&path)?;
                writer.word(")");
                Ok(())
            }
            Form::Or(path, value) => {
                writer.operator("if_not_exists(");
                writer.path(&path)?;
                writer.word(", ");
                writer.value(value);
                writer.word(")");
                Ok(())
            }
        }
    }
}

impl From<Value> for Term {
    fn from(value: Value) -> Self {
        Self(Form::Value(value))
    }
}

/// The value to be stored at, or compared with, the attribute at this place.
pub(super) fn present(
    path: &RawPath,
    written: Result<Option<Value>, ConvertError>,
) -> Result<Value, Problem> {
    match written {
        Ok(Some(value)) => Ok(value),
        Ok(None) if path.is_field() => Err(Problem::Absent(path.clone())),
        Ok(None) => Ok(Value::null()),
        Err(error) => Err(Problem::Value(path.clone(), error)),
    }
}

/// Something to compare an attribute of type `T` with: a value ([`IntoAttr`]), another attribute of the model `M`, or
/// the size of one. `Form` tells the three apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be compared with an attribute of type `{T}` of `{M}`",
    label = "expected `{T}`, or another attribute of `{M}` that is stored like one"
)]
pub trait Operand<M, T, Form> {
    #[doc(hidden)]
    fn into_term(self, compared: &RawPath) -> Result<Term, OperandError>;
}

/// Why an operand can't be written.
#[doc(hidden)]
pub struct OperandError(pub(super) Problem);

/// The forms of an [`Operand`].
#[doc(hidden)]
pub mod form {
    pub enum Value {}
    pub enum Path {}
    pub enum Size {}
}

#[diagnostic::do_not_recommend]
impl<M, T, V: IntoAttr<T>> Operand<M, T, form::Value> for V {
    fn into_term(self, compared: &RawPath) -> Result<Term, OperandError> {
        let value = present(compared, self.into_attr());
        value.map(Term::from).map_err(OperandError)
    }
}

#[diagnostic::do_not_recommend]
impl<M, T, P: PathIn<M, Value: Like<T>>> Operand<M, T, form::Path> for P {
    fn into_term(self, _: &RawPath) -> Result<Term, OperandError> {
        Ok(Term::path(self.place()))
    }
}

/// How large an attribute is: the bytes of a string or binary, the elements of a set, list or map. Made by
/// [`Path::size`](super::Path::size).
pub struct Size<M> {
    pub(super) of: RawPath,
    pub(super) model: PhantomData<fn() -> M>,
}

impl<M> fmt::Debug for Size<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Size({})", self.of)
    }
}

#[diagnostic::do_not_recommend]
impl<M, T: NumberLike> Operand<M, T, form::Size> for Size<M> {
    fn into_term(self, _: &RawPath) -> Result<Term, OperandError> {
        Ok(Term::size(self.of))
    }
}
