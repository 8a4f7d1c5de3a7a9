//! Where values are written to. The sinks are few and sealed, so that one implementation of a type's
//! [`ToAttribute`] serves all that there will be.

use std::borrow::Cow;

use super::{Codec, ConvertError, ToAttribute, codec::CodedRef, digits};

pub(crate) mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

/// Takes the one attribute that a value becomes. Implemented by this crate only.
pub trait Sink: Sized + Sealed {
    /// What is there once the attribute is written.
    type Ok;
    /// Takes the elements of a list.
    type List: ListSink<Ok = Self::Ok>;
    /// Takes the members of a map.
    type Map: MapSink<Ok = Self::Ok>;

    /// Writes NULL.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn null(self) -> Result<Self::Ok, ConvertError>;

    /// Writes a BOOL.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn bool(self, value: bool) -> Result<Self::Ok, ConvertError>;

    /// Writes an S.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn string(self, value: &str) -> Result<Self::Ok, ConvertError>;

    /// Writes an N, such as `-12.5` or `1e-7`.
    ///
    /// # Errors
    ///
    /// The text is no number, has more than 38 significant digits, or is outside of DynamoDB's range.
    fn number(self, text: &str) -> Result<Self::Ok, ConvertError> {
        digits::check(text)?;
        self.trusted_number(text)
    }

    /// Writes an N that is known to fit.
    #[doc(hidden)]
    fn trusted_number(self, text: &str) -> Result<Self::Ok, ConvertError>;

    /// Writes an N that is known to fit and that nobody else needs.
    #[doc(hidden)]
    fn owned_number(self, text: String) -> Result<Self::Ok, ConvertError> {
        self.trusted_number(&text)
    }

    /// Writes a B.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn binary(self, value: &[u8]) -> Result<Self::Ok, ConvertError>;

    /// Writes an SS. DynamoDB refuses an empty one.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn string_set<'i>(
        self,
        items: impl Iterator<Item = Cow<'i, str>>,
    ) -> Result<Self::Ok, ConvertError>;

    /// Writes an NS of numbers that are written like in [`Sink::number`]. DynamoDB refuses an empty one.
    ///
    /// # Errors
    ///
    /// As for [`Sink::number`].
    fn number_set<'i>(
        self,
        items: impl Iterator<Item = Cow<'i, str>>,
    ) -> Result<Self::Ok, ConvertError>;

    /// Writes a BS. DynamoDB refuses an empty one.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn binary_set<'i>(
        self,
        items: impl Iterator<Item = Cow<'i, [u8]>>,
    ) -> Result<Self::Ok, ConvertError>;

    /// Begins an L of about `len` elements.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn list(self, len: usize) -> Result<Self::List, ConvertError>;

    /// Begins an M of about `len` members.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn map(self, len: usize) -> Result<Self::Map, ConvertError>;
}

/// Takes the elements of a list, in order.
pub trait ListSink: Sealed {
    /// What is there once the list is written.
    type Ok;

    /// Writes the next element. What is absent as a member is NULL here.
    ///
    /// # Errors
    ///
    /// The element can't be written.
    fn push<T: ToAttribute + ?Sized>(&mut self, value: &T) -> Result<(), ConvertError>;

    /// Ends the list.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn end(self) -> Result<Self::Ok, ConvertError>;
}

/// Takes the members of a map, in any order.
pub trait MapSink: Sealed {
    /// What is there once the map is written.
    type Ok;

    /// Writes a member of a map of values. What is absent as a field is NULL here.
    ///
    /// # Errors
    ///
    /// The value can't be written.
    fn entry<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), ConvertError>;

    /// Writes a field of a struct, or nothing when it is absent.
    ///
    /// # Errors
    ///
    /// The value can't be written; the error names the field.
    fn field<T: ToAttribute + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ConvertError> {
        if value.is_absent() {
            return Ok(());
        }
        self.entry(name, value)
            .map_err(|error| error.in_member(name))
    }

    /// Writes a member whose name may be that of a field, which comes after it and takes its place.
    #[doc(hidden)]
    fn loose<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), ConvertError> {
        self.entry(key, value)
    }

    /// Writes a field of a struct, as NULL when it is absent.
    #[doc(hidden)]
    fn nullable<T: ToAttribute + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ConvertError> {
        self.entry(name, value)
            .map_err(|error| error.in_member(name))
    }

    /// Writes a field of a struct in another form than its type's own, or nothing when it is absent.
    #[doc(hidden)]
    fn field_as<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ConvertError> {
        self.field(name, &CodedRef::<C, T>::new(value))
    }

    /// Ends the map.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn end(self) -> Result<Self::Ok, ConvertError>;
}
