//! Conditions: what an item must be like for a write to happen, or for a query to return it.

use std::{
    fmt,
    marker::PhantomData,
    ops::{BitAnd, BitOr, Not},
};

use super::{
    error::{ExpressionError, Problem},
    operand::Term,
    path::RawPath,
    render::{Placeholders, Writer},
    value::Value,
};

/// What an item of the model `M` must be like.
///
/// Made by the methods of a [`Path`](super::Path), and joined by `&`, `|` and `!`. An error of a value, such as a number that
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

pub(super) enum Node {
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
    /// And everything else, for nothing is written around it that binds more tightly.
    Not,
}

impl Node {
    fn binding(&self) -> Binding {
        match self {
            Self::Any(_) => Binding::Or,
            Self::All(_) => Binding::And,
            _ => Binding::Not,
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
    pub(super) fn from_node(node: Result<Node, Problem>) -> Self {
        Self {
            node,
            of: PhantomData,
        }
    }

    /// The condition that every item meets: what a request without conditions has.
    pub fn always() -> Self {
        Self::from_node(Ok(Node::Always(true)))
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
        self.render_beside(&|_| false, expression, placeholders)
    }

    /// The same beside a condition on keys, of which DynamoDB lets no other condition of the request speak.
    pub(crate) fn render_beside(
        self,
        is_key: &dyn Fn(&str) -> bool,
        expression: &'static str,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        let node = match self.node {
            Ok(Node::Always(true)) => return Ok(None),
            node => node,
        };
        Writer::render_beside(is_key, expression, placeholders, |writer| {
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
        Self::from_node(node)
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
        Self::from_node(self.node.map(Node::not))
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
