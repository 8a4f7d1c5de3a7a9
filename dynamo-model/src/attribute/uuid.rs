//! `Uuid` is an S: hyphenated, lower case.

use ::uuid::Uuid;

use super::{ConvertError, text::ShortText};

impl ShortText for Uuid {
    fn write<'b>(&self, buffer: &'b mut [u8; 36]) -> &'b str {
        self.hyphenated().encode_lower(buffer)
    }

    fn read(text: &str) -> Result<Self, ConvertError> {
        Self::try_parse(text)
            .map_err(|_| ConvertError::custom(format_args!("`{text}` is not a UUID")))
    }
}
