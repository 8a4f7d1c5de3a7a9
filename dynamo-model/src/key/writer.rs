//! Writes keys as their templates say, or tells which value stands in the way.

use dynamo_model_core::key_template;

use super::{KeyPiece, KeyTemplate, PartForm, part::Part};
use crate::attribute::{ConvertError, MapSink};

/// A key that is being written.
#[derive(Debug)]
pub struct KeyWriter {
    template: KeyTemplate,
    /// What is still to be written.
    rest: &'static [KeyPiece],
    text: String,
    /// A part that the item does not have, so that it has no such key.
    is_absent: bool,
}

impl KeyWriter {
    /// Begins a key.
    #[must_use]
    pub fn new(template: KeyTemplate) -> Self {
        let mut writer = Self {
            template,
            rest: template.pieces(),
            text: String::with_capacity(64),
            is_absent: false,
        };
        writer.literal();
        writer
    }

    fn literal(&mut self) {
        if let [KeyPiece::Literal(text), rest @ ..] = self.rest {
            self.text.push_str(text);
            self.rest = rest;
        }
    }

    /// Writes the next part.
    ///
    /// # Errors
    ///
    /// With this value the key could be another's.
    pub fn part<T>(self, part: &Part<T>, value: &T) -> Result<Self, ConvertError> {
        self.push(|text| part.push_to(value, text))
    }

    /// Writes the next part; without it there is no key.
    ///
    /// # Errors
    ///
    /// With this value the key could be another's.
    #[allow(clippy::ref_option, reason = "a field is lent as it is")]
    pub fn optional<T>(mut self, part: &Part<T>, value: &Option<T>) -> Result<Self, ConvertError> {
        if let Some(value) = value {
            return self.part(part, value);
        }
        self.is_absent = true;
        Ok(self)
    }

    /// Writes the next part by its text.
    ///
    /// # Errors
    ///
    /// With this value the key could be another's.
    #[cfg(feature = "client")]
    pub(crate) fn text(self, value: &str) -> Result<Self, ConvertError> {
        self.push(|text| {
            text.push_str(value);
            Ok(())
        })
    }

    fn push(
        mut self,
        write: impl FnOnce(&mut String) -> Result<(), ConvertError>,
    ) -> Result<Self, ConvertError> {
        let [KeyPiece::Part { field, width, form }, rest @ ..] = self.rest else {
            return Ok(self);
        };
        if self.is_absent {
            return Ok(self);
        }
        self.rest = rest;
        let start = self.text.len();
        let separator = match rest {
            [KeyPiece::Literal(text), ..] => text,
            _ => "",
        };
        let written =
            write(&mut self.text).and_then(|()| self.check(*form, start, *width, separator));
        written.map_err(|error| error.in_member(*field))?;
        self.literal();
        Ok(self)
    }

    fn check(
        &mut self,
        form: PartForm,
        start: usize,
        width: usize,
        separator: &str,
    ) -> Result<(), ConvertError> {
        let value = &self.text[start..];
        let len = value.len();
        match form {
            PartForm::Text => key_template::check_value(value, separator)
                .map_err(|violation| self.refuse(violation)),
            PartForm::Unsigned(_) if len <= width => {
                let zeros = width - len;
                self.text.insert_str(start, &"0".repeat(zeros));
                Ok(())
            }
            PartForm::Fixed(promised) if len == promised => Ok(()),
            PartForm::Fixed(promised) | PartForm::Unsigned(promised) => Err(self.refuse(
                format_args!("has {len} bytes, but its type promises {promised}"),
            )),
        }
    }

    #[cold]
    fn refuse(&self, predicate: impl std::fmt::Display) -> ConvertError {
        let (attribute, template) = (self.template.attribute(), self.template);
        ConvertError::custom(format_args!(
            "{predicate} in the key `{attribute} = \"{template}\"`"
        ))
    }

    /// Writes the whole key as an attribute.
    ///
    /// # Errors
    ///
    /// It is empty, which no key is.
    pub fn end<S: MapSink>(self, map: &mut S) -> Result<(), ConvertError> {
        if self.is_absent {
            return Ok(());
        }
        let attribute = self.template.attribute();
        map.field(attribute, self.finish()?.as_str())
    }

    /// The whole key.
    ///
    /// # Errors
    ///
    /// It is empty, which no key is.
    pub(crate) fn finish(self) -> Result<String, ConvertError> {
        if self.text.is_empty() {
            let field = self.template.pieces().iter().find_map(|piece| match piece {
                KeyPiece::Part { field, .. } => Some(*field),
                KeyPiece::Literal(_) => None,
            });
            let error = self.refuse("must not be empty, because nothing else is");
            return Err(error.in_member(field.unwrap_or_default()));
        }
        Ok(self.text)
    }
}
