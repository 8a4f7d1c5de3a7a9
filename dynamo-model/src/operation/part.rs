//! What of an item is read: all of it, or what a projection asks for.

use super::direct::{Returned, whole};
use crate::{
    attribute::{ConvertError, FromAttributeOwned},
    expression::{ExpressionError, Placeholders, Selection},
};

pub(crate) enum Part<M, O> {
    Whole(fn(Returned<'_, '_>) -> Result<O, ConvertError>),
    Selection(Selection<M, O>),
}

impl<M, O> Part<M, O> {
    pub(crate) fn whole() -> Self
    where
        O: FromAttributeOwned,
    {
        Self::Whole(whole)
    }

    /// The projection expression, if there is one.
    pub(crate) fn render(
        &self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        match self {
            Self::Whole(_) => Ok(None),
            Self::Selection(selection) => selection.render(placeholders).map(Some),
        }
    }

    pub(crate) fn decode(&self, item: Returned<'_, '_>) -> Result<O, ConvertError> {
        match self {
            Self::Whole(decode) => decode(item),
            Self::Selection(selection) => selection.decode(item.read()?),
        }
    }
}
