//! Why a change can't be told.

use std::{error::Error as StdError, fmt};

use super::StreamViewType;
use crate::{DynamoModel, attribute::ConvertError};

/// Why a record of a stream can't be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// This is no event or no record of a stream. The path begins at its outside, such as `Records[3].dynamodb.Keys`.
    Damaged(ConvertError),
    /// An item is not such as the type says. The path begins at the image, such as `NewImage.total`.
    Convert(ConvertError),
    /// The stream does not tell both images of an item, which a [`Change`](super::Change) has.
    ViewType {
        /// The model that was asked for.
        model: &'static str,
        /// What the stream tells.
        view_type: StreamViewType,
    },
}

impl StreamError {
    pub(super) fn of_model<T: DynamoModel>(error: ConvertError) -> Self {
        Self::Convert(error.of_model(T::TABLE.model()))
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(error) => write!(f, "this is no record of a stream: {error}"),
            Self::Convert(error) => error.fmt(f),
            Self::ViewType { model, view_type } => write!(
                f,
                "`{model}`: a stream of the view type `{}` does not tell both images of an item; read its records with \
                 `partial_change`, or set the table's view type to `NEW_AND_OLD_IMAGES`",
                view_type.as_str()
            ),
        }
    }
}

impl StdError for StreamError {}
