//! Conditions: what an item must be like for a write to happen, or for a query to return it.

use std::{
    fmt,
    marker::PhantomData,
    ops::{BitAnd, BitOr, Not},
};

use super::{
    capability::{Container, Measured, Ordered, Prefixed},
    error::{ExpressionError, Problem},
    into_attr::IntoAttr,
    operand::{Operand, OperandError, Size, Term, present},
    path::{Path, RawPath},
    render::{Placeholders, Writer, limit},
    value::Value,
};
use crate::attribute::AttributeType;

/// What an item of the model `M` must be like.
///
/// Made by the methods of a [`Path`], and joined by `&`, `|` and `!`. An error of a value, such as a number that
/// DynamoDB can't hold, is kept and told when the request is sent.
///
/// ```
/// use dynamo_model::expression::{Condition, Path, Placeholders, RawPath, any};
///
/// # struct Order;
/// # let (status, total): (Path<Order, String>, Path<Order, u64>) = (RawPath::root().member("status"), RawPath::root().member("total"));
/// let condition: Condition<Order> = (status.eq("open") | status.not_exists()) & !total.lt(100);
///
/// let mut placeholders = Placeholders::new("Order");
/// let text = condition.render("condition", &mut placeholders)?;
/// assert_eq!(
///     text.as_deref(),
///     Some("(#0 = :0 OR attribute_not_exists(#0)) AND NOT #1 < :1"),
/// );
/// # Ok::<(), dynamo_model::expression::ExpressionError>(())
/// ```
#[must_use = "a condition does nothing by itself"]
pub struct Condition<M> {
    node: Result<Node, Problem>,
    of: PhantomData<fn() -> M>,
}

enum Node {
    Always(bool),
    Compare(Term, &'static str, Term),
    Between(Term, Term, Term),
    In(RawPath, Vec<Value>),
    Function(&'static str, RawPath, Option<Term>),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// How tightly a node binds, from loose to tight. Source: DynamoDB developer guide, "Condition and filter expressions,
/// operators, and functions": "Precedence in conditions".
#[derive(PartialEq, PartialOrd)]
enum Binding {
    Or,
    And,
    Not,
    Whole,
}

impl Node {
    fn binding(&self) -> Binding {
        match self {
            Self::Any(_) => Binding::Or,
            Self::All(_) => Binding::And,
            Self::Not(_) => Binding::Not,
            _ => Binding::Whole,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Always(truth) => Self::Always(!truth),
            Self::Not(negated) => *negated,
            other => Self::Not(Box::new(other)),
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always(true), node) | (node, Self::Always(true)) => node,
            (Self::Always(false), _) | (_, Self::Always(false)) => Self::Always(false),
            (one, other) => Self::All(joined(one, other, |node| match node {
                Self::All(nodes) => Ok(nodes),
                node => Err(node),
            })),
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always(false), node) | (node, Self::Always(false)) => node,
            (Self::Always(true), _) | (_, Self::Always(true)) => Self::Always(true),
            (one, other) => Self::Any(joined(one, other, |node| match node {
                Self::Any(nodes) => Ok(nodes),
                node => Err(node),
            })),
        }
    }

    /// Writes the node in parentheses if it binds less tightly than its surroundings.
    fn write(self, writer: &mut Writer<'_>, around: &Binding) -> Result<(), Problem> {
        if self.binding() < *around {
            writer.word("(");
            self.write_bare(writer)?;
            writer.word(")");
            return Ok(());
        }
        self.write_bare(writer)
    }

    fn write_bare(self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        match self {
            // Folded away everywhere but at the top, which does not write it.
            Self::Always(_) => Err(Problem::NeverTrue),
            Self::Compare(left, operator, right) => {
                left.write(writer)?;
                writer.operator(operator);
                right.write(writer)
            }
            Self::Between(term, low, high) => {
                term.write(writer)?;
                writer.operator(" BETWEEN ");
                low.write(writer)?;
                writer.word(" AND ");
                high.write(writer)
            }
            Self::In(path, values) => {
                writer.path(&path)?;
                writer.operator(" IN (");
                for (index, value) in values.into_iter().enumerate() {
                    writer.word(if index == 0 { "" } else { ", " });
                    writer.value(value);
                }
                writer.word(")");
                Ok(())
            }
            Self::Function(name, path, argument) => {
                writer.operator(name);
                writer.word("(");
                writer.path(&path)?;
                if let Some(argument) = argument {
                    writer.word(", ");
                    argument.write(writer)?;
                }
                writer.word(")");
                Ok(())
            }
            Self::Not(node) => {
                writer.operator("NOT ");
                node.write(writer, &Binding::Not)
            }
            Self::All(nodes) => Self::write_joined(nodes, writer, " AND ", &Binding::And),
            Self::Any(nodes) => Self::write_joined(nodes, writer, " OR ", &Binding::Or),
        }
    }

    fn write_joined(
        nodes: Vec<Self>,
        writer: &mut Writer<'_>,
        operator: &'static str,
        binding: &Binding,
    ) -> Result<(), Problem> {
        for (index, node) in nodes.into_iter().enumerate() {
            if index > 0 {
                writer.operator(operator);
            }
            node.write(writer, binding)?;
        }
        Ok(())
    }
}

/// Both nodes in one row, which goes on where they are rows of the same kind themselves.
fn joined(one: Node, other: Node, row: impl Fn(Node) -> Result<Vec<Node>, Node>) -> Vec<Node> {
    let mut nodes = row(one).unwrap_or_else(|node| vec![node]);
    match row(other) {
        Ok(more) => nodes.extend(more),
        Err(node) => nodes.push(node),
    }
    nodes
}

impl<M> Condition<M> {
    fn of(node: Result<Node, Problem>) -> Self {
        Self {
            node,
            of: PhantomData,
        }
    }

    /// The condition that every item meets: what a request without conditions has.
    pub fn always() -> Self {
        Self::of(Ok(Node::Always(true)))
    }

    /// The text of the condition for a request; `None` if every item meets it. `expression` is what DynamoDB calls it
    /// in this place, for errors: `condition`, `filter`, `key condition`.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold a value, the condition is larger than DynamoDB allows, or it is never true.
    pub fn render(
        self,
        expression: &'static str,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        let node = match self.node {
            Ok(Node::Always(true)) => return Ok(None),
            node => node,
        };
        Writer::render(expression, placeholders, |writer| {
            node?.write(writer, &Binding::Or)
        })
        .map(Some)
    }

    fn join(self, other: Self, join: fn(Node, Node) -> Node) -> Self {
        // The first error wins.
        let node = match (self.node, other.node) {
            (Ok(one), Ok(other)) => Ok(join(one, other)),
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
        };
        Self::of(node)
    }
}

impl<M> fmt::Debug for Condition<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.node {
            Ok(Node::Always(_)) => "Condition",
            Ok(_) => "Condition(..)",
            Err(_) => "Condition(an error)",
        })
    }
}

/// Both.
impl<M> BitAnd for Condition<M> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.join(other, Node::and)
    }
}

/// One of them, or both.
impl<M> BitOr for Condition<M> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.join(other, Node::or)
    }
}

/// The opposite.
impl<M> Not for Condition<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::of(self.node.map(Node::not))
    }
}

/// The condition that all of these are met; every item meets none at all.
pub fn all<M>(conditions: impl IntoIterator<Item = Condition<M>>) -> Condition<M> {
    let conditions = conditions.into_iter();
    conditions.fold(Condition::always(), BitAnd::bitand)
}

/// The condition that one of these is met, or several. With none at all it is never met, and a request that depends on
/// that is an error instead of a request.
pub fn any<M>(conditions: impl IntoIterator<Item = Condition<M>>) -> Condition<M> {
    let conditions = conditions.into_iter();
    conditions.fold(!Condition::always(), BitOr::bitor)
}

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
    Condition::of(term(path, right).map(|right| Node::Compare(left, operator, right)))
}

fn between<M, T, F, G>(
    compared: Term,
    path: &RawPath,
    low: impl Operand<M, T, F>,
    high: impl Operand<M, T, G>,
) -> Condition<M> {
    let low = term(path, low);
    let node = low.and_then(|low| Ok(Node::Between(compared, low, term(path, high)?)));
    Condition::of(node)
}

fn function<M>(
    name: &'static str,
    path: &RawPath,
    argument: Result<Option<Term>, Problem>,
) -> Condition<M> {
    Condition::of(argument.map(|argument| Node::Function(name, path.clone(), argument)))
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
        Condition::of(values.and_then(|values| match values.len() {
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
