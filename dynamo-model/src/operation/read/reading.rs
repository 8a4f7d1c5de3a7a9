//! What becomes of each item of a page: it is read, or a part of it, or somebody looks at it first.

use super::lent::Lent;
use crate::{
    attribute::{ConvertError, FromAttributeOwned},
    expression::{ExpressionError, Placeholders, Selection},
    operation::{direct::Returned, part::Part},
};

pub(super) enum Reading<M, O> {
    Part(Part<M, O>),
    Pick(Box<Pick<O>>),
}

type Pick<O> = dyn Fn(Lent<'_, '_>) -> Result<Option<O>, ConvertError> + Send + Sync;

impl<M, O> Reading<M, O> {
    pub(super) fn whole() -> Self
    where
        O: FromAttributeOwned,
    {
        Self::Part(Part::whole())
    }

    pub(super) fn selection(selection: Selection<M, O>) -> Self {
        Self::Part(Part::Selection(selection))
    }

    /// The projection expression, if there is one.
    pub(super) fn render(
        &self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        match self {
            Self::Part(part) => part.render(placeholders),
            Self::Pick(_) => Ok(None),
        }
    }

    /// Whether items may be left out.
    pub(super) fn picks(&self) -> bool {
        matches!(self, Self::Pick(_))
    }

    /// What becomes of an item, unless it is left out.
    pub(super) fn take(&self, item: Returned<'_, '_>) -> Result<Option<O>, ConvertError> {
        match (self, item) {
            (Self::Part(part), item) => part.decode(item).map(Some),
            (Self::Pick(pick), Returned::Json(reader)) => {
                let before = reader.position();
                let picked = pick(Lent::new(Returned::Json(reader)))?;
                if reader.position() == before {
                    reader.skip_item()?;
                }
                Ok(picked)
            }
            (Self::Pick(pick), item) => pick(Lent::new(item)),
        }
    }
}
