//! What an item says of its kind: an attribute, the tag, that holds the kind's name.

use crate::attribute::{ConvertError, MapSink, MapSource};

/// The kind of a model's items: `#[dynamo(tag = "_kind", kind = "Order")]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemKind {
    tag: &'static str,
    /// The first is written, all are read.
    names: &'static [&'static str],
}

impl ItemKind {
    /// Of these names, of which the first is the kind's own.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(tag: &'static str, names: &'static [&'static str]) -> Self {
        Self { tag, names }
    }

    /// The attribute that tells the kind.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// What the attribute holds in items that are written.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.names {
            [name, ..] => name,
            [] => "",
        }
    }

    /// What it may hold in items that are read: the name, and those of `alias`.
    #[must_use]
    pub const fn names(&self) -> &'static [&'static str] {
        self.names
    }

    /// Writes the tag.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    #[doc(hidden)]
    pub fn write<M: MapSink>(&self, map: &mut M) -> Result<(), ConvertError> {
        map.field(self.tag, self.name())
    }

    /// Looks for the tag, wherever it stands.
    ///
    /// # Errors
    ///
    /// There is none, or it is that of another kind.
    #[doc(hidden)]
    pub fn check<'a, M: MapSource<'a>>(&self, map: &mut M) -> Result<(), ConvertError> {
        let found = map.tag(self.tag)?;
        if self.names.contains(&&*found) {
            return Ok(());
        }
        Err(ConvertError::other_kind([self.name()], found).in_member(self.tag))
    }
}
