//! The methods of a path that make conditions.

use std::marker::PhantomData;

use super::{
    capability::{Container, Measured, Ordered, Prefixed},
    condition::{Condition, Node},
    error::Problem,
    into_attr::IntoAttr,
    operand::{Operand, OperandError, Size, Term, present},
    path::{Path, RawPath},
    render::limit,
    value::Value,
};
use crate::attribute::AttributeType;

/// An operand, written for the attribute that it is compared with.
fn term<M, T, Form>(path: &RawPath, operand: impl Operand<M, T, Form>) -> Result<Term, Problem> {
    operand
        .into_term(path)
        .map_err(|OperandError(problem)| problem)
}

fn compare<M, T, Form>(
    left: Term,
    operator: &'static str,
    path: &RawPath,
    right: impl Operand<M, T, Form>,
) -> Condition<M> {
    Condition::from_node(term(path, right).map(|right| Node::Compare(left, operator, right)))
}

fn between<M, T, F, G>(
    compared: Term,
    path: &RawPath,
    low: impl Operand<M, T, F>,
    high: impl Operand<M, T, G>,
) -> Condition<M> {
    let low = term(path, low);
    let node = low.and_then(|low| Ok(Node::Between(compared, low, term(path, high)?)));
    Condition::from_node(node)
}

fn function<M>(
    name: &'static str,
    path: &RawPath,
    argument: Result<Option<Term>, Problem>,
) -> Condition<M> {
    Condition::from_node(argument.map(|argument| Node::Function(name, path.clone(), argument)))
}

/// Conditions. An operand is a value or another attribute of the same item.
impl<M, T, R> Path<M, T, R> {
    /// Equal. Attributes of different types are not, nor is one that the item does not have.
    pub fn eq<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M> {
        compare(Term::path(self.raw().clone()), " = ", self.raw(), operand)
    }

    /// Not equal, or of another type, or not there.
    pub fn ne<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M> {
        compare(Term::path(self.raw().clone()), " <> ", self.raw(), operand)
    }

    /// Less. Strings and binaries are ordered by their bytes.
    pub fn lt<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M>
    where
        T: Ordered,
    {
        compare(Term::path(self.raw().clone()), " < ", self.raw(), operand)
    }

    /// Less or equal.
    pub fn le<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M>
    where
        T: Ordered,
    {
        compare(Term::path(self.raw().clone()), " <= ", self.raw(), operand)
    }

    /// Greater.
    pub fn gt<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M>
    where
        T: Ordered,
    {
        compare(Term::path(self.raw().clone()), " > ", self.raw(), operand)
    }

    /// Greater or equal.
    pub fn ge<F>(&self, operand: impl Operand<M, T, F>) -> Condition<M>
    where
        T: Ordered,
    {
        compare(Term::path(self.raw().clone()), " >= ", self.raw(), operand)
    }

    /// At least `low` and at most `high`.
    pub fn between<F, G>(
        &self,
        low: impl Operand<M, T, F>,
        high: impl Operand<M, T, G>,
    ) -> Condition<M>
    where
        T: Ordered,
    {
        between(Term::path(self.raw().clone()), self.raw(), low, high)
    }

    /// Equal to one of up to 100 values. With none it is never met, and a request that depends on that is an error
    /// instead of a request.
    pub fn is_in<V: IntoAttr<T>>(&self, values: impl IntoIterator<Item = V>) -> Condition<M> {
        let values = values.into_iter();
        let values: Result<Vec<_>, _> = values
            .map(|value| present(self.raw(), value.into_attr()))
            .collect();
        Condition::from_node(values.and_then(|values| match values.len() {
            0 => Ok(Node::Always(false)),
            1..=limit::OPERANDS => Ok(Node::In(self.raw().clone(), values)),
            count => Err(Problem::Operands(self.raw().clone(), count)),
        }))
    }

    /// The item has the attribute.
    pub fn exists(&self) -> Condition<M> {
        function("attribute_exists", self.raw(), Ok(None))
    }

    /// The item does not have the attribute.
    pub fn not_exists(&self) -> Condition<M> {
        function("attribute_not_exists", self.raw(), Ok(None))
    }

    /// The attribute is of this type. What stands in the table need not be what the model says.
    pub fn is_type(&self, attribute_type: AttributeType) -> Condition<M> {
        let argument = match attribute_type {
            AttributeType::Unknown => Err(Problem::UnknownType(self.raw().clone())),
            known => Ok(Some(Value::text(known.name()).into())),
        };
        function("attribute_type", self.raw(), argument)
    }

    /// The string or binary begins with this one.
    pub fn begins_with<F>(&self, prefix: impl Operand<M, T::Prefix, F>) -> Condition<M>
    where
        T: Prefixed,
    {
        let prefix = term(self.raw(), prefix);
        function("begins_with", self.raw(), prefix.map(Some))
    }

    /// The string has this part, or the set or list this element.
    pub fn contains<F>(&self, part: impl Operand<M, T::Element, F>) -> Condition<M>
    where
        T: Container,
    {
        let part = term(self.raw(), part);
        function("contains", self.raw(), part.map(Some))
    }

    /// How large the attribute is, to be compared: the bytes of a string or binary, the elements of a set, list or map.
    #[must_use]
    pub fn size(&self) -> Size<M>
    where
        T: Measured,
    {
        Size {
            of: self.raw().clone(),
            model: PhantomData,
        }
    }
}

/// Comparisons with a number.
impl<M> Size<M> {
    fn compare<F>(
        &self,
        operator: &'static str,
        operand: impl Operand<M, usize, F>,
    ) -> Condition<M> {
        compare(Term::size(self.of.clone()), operator, &self.of, operand)
    }

    /// Equal.
    pub fn eq<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" = ", operand)
    }

    /// Not equal.
    pub fn ne<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" <> ", operand)
    }

    /// Less.
    pub fn lt<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" < ", operand)
    }

    /// Less or equal.
    pub fn le<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" <= ", operand)
    }

    /// Greater.
    pub fn gt<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" > ", operand)
    }

    /// Greater or equal.
    pub fn ge<F>(&self, operand: impl Operand<M, usize, F>) -> Condition<M> {
        self.compare(" >= ", operand)
    }

    /// At least `low` and at most `high`.
    pub fn between<F, G>(
        &self,
        low: impl Operand<M, usize, F>,
        high: impl Operand<M, usize, G>,
    ) -> Condition<M> {
        between(Term::size(self.of.clone()), &self.of, low, high)
    }
}

/// What Rust's own operators can compare an attribute with: nothing.
#[diagnostic::on_unimplemented(
    message = "a condition on an attribute is written with a method, not with an operator",
    label = "compares values in Rust, not in DynamoDB",
    note = "write `.eq(..)`, `.ne(..)`, `.lt(..)`, `.le(..)`, `.gt(..)` or `.ge(..)`"
)]
pub trait ComparedByOperator {}

// Nothing implements the bound: they are there for the sentence above.
impl<M, T, R, V: ComparedByOperator> PartialEq<V> for Path<M, T, R> {
    fn eq(&self, _: &V) -> bool {
        false
    }
}

impl<M, T, R, V: ComparedByOperator> PartialOrd<V> for Path<M, T, R> {
    fn partial_cmp(&self, _: &V) -> Option<std::cmp::Ordering> {
        None
    }
}
