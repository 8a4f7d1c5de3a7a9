//! Where an attribute stands in an item, and the typed view of it that closures get.

use std::{fmt, marker::PhantomData, ops::Deref, sync::Arc};

use super::{
    capability::{BoxLike, ListLike, MapLike},
    shape::{PathOf, Shape},
};
use crate::attribute::Attribute;
#[cfg(feature = "client")]
use crate::attribute::ConvertError;

/// A place in an item without types: what the typed paths are made of.
///
/// One directly in the item costs no allocation; a deeper one shares what is above it. (Shared across threads, because
/// an operation that holds conditions is sent to whatever thread polls it.)
#[derive(Clone)]
pub struct RawPath {
    parent: Option<Arc<RawPath>>,
    step: Step,
}

#[derive(Clone)]
pub(super) enum Step {
    /// The place of the parent itself, or the item where there is none.
    Here,
    /// A field of a struct.
    Field(&'static str),
    /// A member of a map with any keys.
    Key(Arc<str>),
    /// An element of a list.
    Element(usize),
}

impl Step {
    /// The name, unless it is an element.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Field(name) => Some(name),
            Self::Key(name) => Some(name),
            Self::Here | Self::Element(_) => None,
        }
    }
}

/// Fields and keys are both members of an M.
impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Element(this), Self::Element(other)) => this == other,
            _ => self.name().is_some() && self.name() == other.name(),
        }
    }
}

impl RawPath {
    /// The item itself.
    #[must_use]
    pub const fn root() -> Self {
        Self {
            parent: None,
            step: Step::Here,
        }
    }

    /// The same place, ready to have many members taken: they share one allocation instead of making one each.
    #[must_use]
    pub fn opened(self) -> Self {
        match self.step {
            Step::Here => self,
            _ => Self {
                parent: Some(Arc::new(self)),
                step: Step::Here,
            },
        }
    }

    /// The path of a field.
    #[must_use]
    pub fn member<P: From<Self>>(&self, name: &'static str) -> P {
        self.then(Step::Field(name)).into()
    }

    /// The path of a value of a map.
    #[must_use]
    pub fn key<P: From<Self>>(&self, key: impl Into<Arc<str>>) -> P {
        self.then(Step::Key(key.into())).into()
    }

    /// The path of an element of a list.
    #[must_use]
    pub fn element<P: From<Self>>(&self, index: usize) -> P {
        self.then(Step::Element(index)).into()
    }

    fn then(&self, step: Step) -> Self {
        let parent = match self.step {
            Step::Here => self.parent.clone(),
            _ => Some(Arc::new(self.clone())),
        };
        Self { parent, step }
    }

    /// The steps from the item to the place.
    pub(super) fn steps(&self) -> Vec<&Step> {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(path) = next {
            if !matches!(path.step, Step::Here) {
                steps.push(&path.step);
            }
            next = path.parent.as_deref();
        }
        steps.reverse();
        steps
    }

    /// An error of a value that stands there, told with the whole path.
    #[cfg(feature = "client")]
    pub(super) fn locate(&self, error: ConvertError) -> ConvertError {
        let steps = self.steps().into_iter().rev();
        steps.fold(error, |error, step| match (step, step.name()) {
            (Step::Field(name), _) => error.in_member(*name),
            (_, Some(name)) => error.in_member(name.to_owned()),
            (Step::Element(index), _) => error.in_element(*index),
            _ => error,
        })
    }

    /// Whether it is this attribute of the item.
    #[cfg(feature = "client")]
    pub(super) fn is_attribute(&self, name: &str) -> bool {
        matches!(self.steps()[..], [step] if step.name() == Some(name))
    }

    /// Whether it is a field, so that it is left out where its value is absent. A value of a map or an element of a
    /// list is NULL then.
    pub(super) fn is_field(&self) -> bool {
        match (&self.step, &self.parent) {
            (Step::Here, Some(parent)) => parent.is_field(),
            (step, _) => matches!(step, Step::Field(_)),
        }
    }
}

/// As DynamoDB writes it: `lines[2].qty`.
impl fmt::Display for RawPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps().into_iter().enumerate() {
            match (step, step.name()) {
                (_, Some(name)) if index == 0 => f.write_str(name)?,
                (_, Some(name)) => write!(f, ".{name}")?,
                (Step::Element(index), _) => write!(f, "[{index}]")?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl fmt::Debug for RawPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawPath({self})")
    }
}

/// What an attribute is to its table; decides which changes an update may make.
pub mod role {
    /// An attribute like any other.
    #[derive(Debug, Clone, Copy)]
    pub enum Plain {}

    /// A part of the table's primary key.
    #[derive(Debug, Clone, Copy)]
    pub enum Key {}

    /// A part of the key of an index, from which the index's own attribute is written.
    #[derive(Debug, Clone, Copy)]
    pub enum Indexed {}

    /// The version number that the library counts.
    #[derive(Debug, Clone, Copy)]
    pub enum Version {}
}

/// The place of an attribute of type `T` in the model `M`, where it has the role `R`.
///
/// Its methods make conditions, and lead to what the attribute holds.
pub struct Path<M, T, R = role::Plain> {
    raw: RawPath,
    of: PhantomData<Of<M, T, R>>,
}

/// Borrows and owns none of them, so that a path travels between threads whatever they are.
type Of<M, T, R> = fn() -> (M, T, R);

impl<M, T, R> Path<M, T, R> {
    /// The place without types.
    #[must_use]
    pub fn raw(&self) -> &RawPath {
        &self.raw
    }

    /// An element of a list, counted from 0.
    #[must_use]
    pub fn at<E: Attribute<Kind: Shape>>(&self, index: usize) -> PathOf<M, E>
    where
        T: ListLike<E>,
    {
        self.raw.element(index)
    }

    /// The value of a map under a key.
    #[must_use]
    pub fn key<V: Attribute<Kind: Shape>>(&self, key: impl Into<Arc<str>>) -> PathOf<M, V>
    where
        T: MapLike<V>,
    {
        self.raw.key(key)
    }

    /// What a `Box` holds. A recursive type opens one level at a time: `o.next.open().qty`.
    #[must_use]
    pub fn open<I: Attribute<Kind: Shape>>(&self) -> PathOf<M, I, R>
    where
        T: BoxLike<I>,
    {
        self.raw.clone().into()
    }
}

impl<M, T, R> From<RawPath> for Path<M, T, R> {
    fn from(raw: RawPath) -> Self {
        Self {
            raw,
            of: PhantomData,
        }
    }
}

impl<M, T, R> Clone for Path<M, T, R> {
    fn clone(&self) -> Self {
        self.raw.clone().into()
    }
}

impl<M, T, R> fmt::Debug for Path<M, T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({})", self.raw)
    }
}

/// A path to an attribute of the model `M`: a [`Path`], or the fields of a nested struct, which stand for the struct
/// itself where they are not opened further.
#[diagnostic::on_unimplemented(
    message = "this is not an attribute of `{M}`",
    label = "expected an attribute of `{M}`, found `{Self}`",
    note = "return one of the fields that the closure is given, such as `|o| o.total`"
)]
pub trait PathIn<M> {
    /// The attribute's type.
    type Value;
    /// What the attribute is to its table, one of [`role`].
    type Role;

    /// The place without types.
    fn place(&self) -> RawPath;
}

#[diagnostic::do_not_recommend]
impl<M, T, R> PathIn<M> for Path<M, T, R> {
    type Value = T;
    type Role = R;

    fn place(&self) -> RawPath {
        self.raw.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<M, T, R, P: Deref<Target = Path<M, T, R>>> PathIn<M> for P {
    type Value = T;
    type Role = R;

    fn place(&self) -> RawPath {
        self.raw.clone()
    }
}

/// A model whose attributes can be named in expressions. Implemented by `#[derive(DynamoModel)]`.
pub trait HasFields: Sized {
    /// A struct with a path per attribute, which closures such as `|o| o.total` are given.
    type Fields: From<RawPath>;
}
