//! `Ulid` is an S, which sorts by time.

use ::ulid::{ULID_LEN, Ulid};

use super::{ConvertError, text::ShortText};

impl ShortText for Ulid {
    fn write<'b>(&self, buffer: &'b mut [u8; 36]) -> &'b str {
        let mut text = [0; ULID_LEN];
        self.array_to_str(&mut text);
        buffer[..ULID_LEN].copy_from_slice(&text);
        std::str::from_utf8(&buffer[..ULID_LEN]).unwrap_or_default()
    }

    fn read(text: &str) -> Result<Self, ConvertError> {
        Self::from_string(text)
            .map_err(|_| ConvertError::custom(format_args!("`{text}` is not a ULID")))
    }
}
