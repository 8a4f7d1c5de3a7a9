//! The types whose values can be a part of a key, and the text that they are there.

use std::{borrow::Cow, sync::Arc};

use super::{KeyPiece, PartForm};
use crate::attribute::{
    ConvertError, MapKey, Named, PointInTime, Transparent,
    derived::{ByField, ByName, Derived},
    format::rfc3339,
    named,
};

/// A type whose values can be a part of a key template: their text sorts like they do, and two values have two texts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a part of a key template",
    label = "not a part of a key",
    note = "parts are text, `bool`, identifiers, times, enums of names, newtypes of these, and unsigned integers with a \
            width, such as `{{total:020}}`; the text of other numbers does not sort like they do: 9 comes after 10, and \
            -1 before -2"
)]
pub trait KeyPart: Sized {
    /// What is known of the text.
    const FORM: PartForm;

    /// Appends the text of the value, which is as [`FORM`](Self::FORM) says. Numbers are padded by the caller.
    ///
    /// # Errors
    ///
    /// The value has no such text.
    fn push_to(&self, text: &mut String) -> Result<(), ConvertError>;

    /// The value that has this text. Zeros before a number are taken away by the caller.
    ///
    /// # Errors
    ///
    /// No value has this text.
    fn from_text(text: &str) -> Result<Self, ConvertError>;
}

/// What a part's type says, and how its values are written and read. Asked for by one function, so that a type which is
/// no part is told once.
#[derive(Debug)]
pub struct Part<T> {
    form: PartForm,
    push_to: fn(&T, &mut String) -> Result<(), ConvertError>,
    from_text: fn(&str) -> Result<T, ConvertError>,
}

/// What a type is as a part.
#[must_use]
pub const fn part<T: KeyPart>() -> Part<T> {
    Part {
        form: T::FORM,
        push_to: T::push_to,
        from_text: T::from_text,
    }
}

impl<T> Part<T> {
    /// The piece of a template.
    #[must_use]
    pub const fn piece(self, field: &'static str, width: usize) -> KeyPiece {
        KeyPiece::Part {
            field,
            form: self.form,
            width,
        }
    }

    /// What is known of the text.
    #[must_use]
    pub const fn form(&self) -> PartForm {
        self.form
    }

    pub(super) fn push_to(&self, value: &T, text: &mut String) -> Result<(), ConvertError> {
        (self.push_to)(value, text)
    }

    pub(super) fn value_of(&self, text: &str) -> Result<T, ConvertError> {
        (self.from_text)(text)
    }
}

macro_rules! by_text {
    ($($(#[$when:meta])* $type:ty: $form:expr;)*) => {$(
        $(#[$when])*
        impl KeyPart for $type {
            const FORM: PartForm = $form;

            fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
                let own: Cow<'_, str> = self.to_key();
                text.push_str(&own);
                Ok(())
            }

            fn from_text(text: &str) -> Result<Self, ConvertError> {
                MapKey::from_key(Cow::Borrowed(text))
            }
        }
    )*};
}

by_text! {
    String: PartForm::Text;
    Box<str>: PartForm::Text;
    Arc<str>: PartForm::Text;
    char: PartForm::Text;
    #[cfg(feature = "uuid")] uuid::Uuid: PartForm::Fixed(36);
    #[cfg(feature = "ulid")] ulid::Ulid: PartForm::Fixed(26);
}

impl KeyPart for bool {
    const FORM: PartForm = PartForm::Text;

    fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
        text.push_str(if *self { "true" } else { "false" });
        Ok(())
    }

    fn from_text(text: &str) -> Result<Self, ConvertError> {
        text.parse().map_err(ConvertError::custom)
    }
}

macro_rules! unsigned {
    ($($integer:ty: $digits:literal)*) => {$(
        impl KeyPart for $integer {
            const FORM: PartForm = PartForm::Unsigned($digits);

            fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
                text.push_str(itoa::Buffer::new().format(*self));
                Ok(())
            }

            fn from_text(text: &str) -> Result<Self, ConvertError> {
                text.parse().map_err(ConvertError::custom)
            }
        }
    )*};
}

// A `usize` is as long wherever it is compiled for, because all programs share the table.
unsigned!(u8: 3 u16: 5 u32: 10 u64: 20 usize: 20 u128: 39);

macro_rules! times {
    ($($(#[$when:meta])* $time:ty;)*) => {$(
        $(#[$when])*
        impl KeyPart for $time {
            const FORM: PartForm = PartForm::Fixed("2014-04-14T10:00:00.123456789Z".len());

            fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
                text.push_str(&self.to_unix()?.to_rfc3339()?);
                Ok(())
            }

            fn from_text(text: &str) -> Result<Self, ConvertError> {
                rfc3339::read(text)
            }
        }
    )*};
}

times! {
    std::time::SystemTime;
    #[cfg(feature = "time")] time::OffsetDateTime;
    #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>;
}

/// A derived type that can be a part in its way.
pub trait KeyPartBy<W>: Sized {
    /// See [`KeyPart::FORM`].
    const FORM: PartForm;

    /// See [`KeyPart::push_to`].
    ///
    /// # Errors
    ///
    /// The value has no such text.
    fn push_to(&self, text: &mut String) -> Result<(), ConvertError>;

    /// See [`KeyPart::from_text`].
    ///
    /// # Errors
    ///
    /// No value has this text.
    fn from_text(text: &str) -> Result<Self, ConvertError>;
}

impl<T: Named> KeyPartBy<ByName> for T {
    const FORM: PartForm = PartForm::Text;

    fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
        text.push_str(self.name());
        Ok(())
    }

    fn from_text(text: &str) -> Result<Self, ConvertError> {
        named::of_text(text)
    }
}

impl<T: Transparent<Inner: KeyPart>> KeyPartBy<ByField> for T {
    const FORM: PartForm = T::Inner::FORM;

    fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
        self.inner().push_to(text)
    }

    fn from_text(text: &str) -> Result<Self, ConvertError> {
        T::Inner::from_text(text).map(Self::wrap)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Derived + KeyPartBy<T::Way>> KeyPart for T {
    const FORM: PartForm = <T as KeyPartBy<T::Way>>::FORM;

    fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
        KeyPartBy::push_to(self, text)
    }

    fn from_text(text: &str) -> Result<Self, ConvertError> {
        KeyPartBy::from_text(text)
    }
}
