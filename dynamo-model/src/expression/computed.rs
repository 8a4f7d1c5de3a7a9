//! New values that DynamoDB computes from what the item holds: `o.total + 5`.

use std::{
    fmt,
    marker::PhantomData,
    ops::{Add, Sub},
};

use super::{
    capability::{Like, NumberLike},
    error::Problem,
    into_attr::IntoAttr,
    operand::{OperandError, Term, present},
    path::{Path, PathIn, RawPath},
    render::Writer,
};
use crate::attribute::ToAttribute;

/// The new value of an attribute, in terms of the old ones.
pub(super) enum Formula {
    Term(Term),
    Sum(Term, &'static str, Term),
}

impl Formula {
    pub(super) fn write(self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        match self {
            Self::Term(term) => term.write(writer),
            Self::Sum(left, operator, right) => {
                left.write(writer)?;
                writer.operator(operator);
                right.write(writer)
            }
        }
    }
}

/// A sum or difference of two numbers of an item of the model `M`. DynamoDB computes one operator at a time, so that
/// nothing can be added to it.
pub struct Computed<M, T> {
    formula: Result<Formula, Problem>,
    of: PhantomData<fn() -> (M, T)>,
}

/// An attribute, or a value where the item does not have it: made by [`Path::or`].
pub struct Fallback<M, T> {
    path: RawPath,
    term: Result<Term, Problem>,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> fmt::Debug for Computed<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Computed(..)")
    }
}

impl<M, T> fmt::Debug for Fallback<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fallback({}, ..)", self.path)
    }
}

impl<M, T, R> Path<M, T, R> {
    /// The attribute, or this value where the item does not have it: `.set_expr(|o| o.count, |o| o.count.or(0) + 1)`.
    pub fn or(&self, value: impl IntoAttr<T>) -> Fallback<M, T> {
        let value = present(self.raw(), value.into_attr());
        Fallback {
            path: self.raw().clone(),
            term: value.map(|value| Term::or(self.raw().clone(), value)),
            of: PhantomData,
        }
    }
}

/// A side of a sum.
trait Side: Sized {
    fn into_side(self) -> Result<Term, Problem>;

    fn with<M, T>(self, operator: &'static str, right: Result<Term, Problem>) -> Computed<M, T> {
        let left = self.into_side();
        Computed {
            formula: left.and_then(|left| Ok(Formula::Sum(left, operator, right?))),
            of: PhantomData,
        }
    }
}

impl<M, T, R> Side for Path<M, T, R> {
    fn into_side(self) -> Result<Term, Problem> {
        Ok(Term::path(self.raw().clone()))
    }
}

impl<M, T> Side for Fallback<M, T> {
    fn into_side(self) -> Result<Term, Problem> {
        self.term
    }
}

macro_rules! operators {
    ($($operator:ident::$method:ident $sign:literal $side:ty, [$($role:ident)?], |$this:ident| $path:expr;)*) => {$(
        // `ToAttribute` tells values from paths.
        impl<M, T: NumberLike, V: ToAttribute + IntoAttr<T> $(, $role)?> $operator<V> for $side {
            type Output = Computed<M, T>;

            fn $method(self, value: V) -> Computed<M, T> {
                let $this = &self;
                let value = present($path, value.into_attr()).map(Term::from);
                self.with($sign, value)
            }
        }

        impl<M, T: NumberLike, U: Like<T>, Q $(, $role)?> $operator<Path<M, U, Q>> for $side {
            type Output = Computed<M, T>;

            fn $method(self, other: Path<M, U, Q>) -> Computed<M, T> {
                self.with($sign, other.into_side())
            }
        }

        impl<M, T: NumberLike, U: Like<T> $(, $role)?> $operator<Fallback<M, U>> for $side {
            type Output = Computed<M, T>;

            fn $method(self, other: Fallback<M, U>) -> Computed<M, T> {
                self.with($sign, other.into_side())
            }
        }
    )*};
}

operators! {
    Add::add " + " Path<M, T, R>, [R], |this| this.raw();
    Sub::sub " - " Path<M, T, R>, [R], |this| this.raw();
    Add::add " + " Fallback<M, T>, [], |this| &this.path;
    Sub::sub " - " Fallback<M, T>, [], |this| &this.path;
}

/// What an attribute of type `T` of the model `M` can be set to by [`set_expr`](super::Updates::set_expr): another
/// attribute, a [`Fallback`], or a sum or difference of two. `Form` tells them apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be computed into an attribute of type `{T}` of `{M}`",
    label = "expected an attribute of `{M}` that is stored like `{T}`, or a sum such as `o.total + 5`",
    note = "use `.set(..)` for a value that is known"
)]
pub trait Computation<M, T, Form> {
    #[doc(hidden)]
    fn into_formula(self) -> Result<FormulaOf, OperandError>;
}

/// A [`Formula`] that a public trait may hand over.
#[doc(hidden)]
pub struct FormulaOf(pub(super) Formula);

/// The forms of a [`Computation`].
#[doc(hidden)]
pub mod form {
    pub enum Sum {}
    pub enum Fallback {}
    pub enum Path {}
}

#[diagnostic::do_not_recommend]
impl<M, T, U: Like<T>> Computation<M, T, form::Sum> for Computed<M, U> {
    fn into_formula(self) -> Result<FormulaOf, OperandError> {
        self.formula.map(FormulaOf).map_err(OperandError)
    }
}

#[diagnostic::do_not_recommend]
impl<M, T, U: Like<T>> Computation<M, T, form::Fallback> for Fallback<M, U> {
    fn into_formula(self) -> Result<FormulaOf, OperandError> {
        let term = self.term.map_err(OperandError)?;
        Ok(FormulaOf(Formula::Term(term)))
    }
}

#[diagnostic::do_not_recommend]
impl<M, T, P: PathIn<M, Value: Like<T>>> Computation<M, T, form::Path> for P {
    fn into_formula(self) -> Result<FormulaOf, OperandError> {
        Ok(FormulaOf(Formula::Term(Term::path(self.place()))))
    }
}
