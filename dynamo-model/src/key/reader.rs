//! Reads from a key what it was put together from. What is written is such that each part ends in one place only.

use std::fmt;

use super::{KeyPiece, KeyTemplate, PartForm, part::Part};
use crate::attribute::{ConvertError, MapSource, Source, key};

/// A key that is being read.
#[derive(Debug)]
pub struct KeyReader {
    template: KeyTemplate,
    /// What is still to be read.
    rest: &'static [KeyPiece],
    text: String,
    /// Where the rest of the text begins.
    at: usize,
}

impl KeyReader {
    /// Begins to read the attributes of a key.
    ///
    /// # Errors
    ///
    /// One is missing, or is no S.
    pub fn read<'a, S: Source<'a>, const N: usize>(
        keys: S,
        templates: [KeyTemplate; N],
    ) -> Result<[Self; N], ConvertError> {
        let names = templates.map(|template| template.attribute());
        let mut texts = [const { None::<String> }; N];
        key::read(keys, names, |map, at| map.field(names[at], &mut texts[at]))?;
        for (text, name) in texts.iter().zip(names) {
            if text.is_none() {
                return Err(ConvertError::missing().in_member(name));
            }
        }
        Ok(std::array::from_fn(|at| Self {
            template: templates[at],
            rest: templates[at].pieces(),
            text: texts[at].take().unwrap_or_default(),
            at: 0,
        }))
    }

    /// Reads the next part.
    ///
    /// # Errors
    ///
    /// The key is another model's.
    pub fn part<T>(&mut self, part: &Part<T>) -> Result<T, ConvertError> {
        self.next(part).map(|(_, value)| value)
    }

    /// Reads the next part, of a field that stands before in the key with this value.
    ///
    /// # Errors
    ///
    /// The key is another model's, or has another value here.
    pub fn again<T>(&mut self, part: &Part<T>, value: &T) -> Result<(), ConvertError> {
        let (field, again) = self.next(part)?;
        // A type that is a part need not be comparable.
        let text = |value| {
            let mut text = String::new();
            let written = part.push_to(value, &mut text);
            written.map_err(|error| error.in_member(self.template.attribute()))?;
            Ok::<_, ConvertError>(text)
        };
        if text(value)? == text(&again)? {
            return Ok(());
        }
        Err(self.refuse(format_args!(
            "has another `{field}` than stands before it in the key"
        )))
    }

    /// The next part's field and value.
    fn next<T>(&mut self, part: &Part<T>) -> Result<(&'static str, T), ConvertError> {
        self.literal()?;
        let [KeyPiece::Part { field, width, .. }, rest @ ..] = self.rest else {
            return Err(self.differs());
        };
        let separator = match rest {
            [KeyPiece::Literal(text), ..] => text,
            _ => "",
        };
        let text = &self.text[self.at..];
        let len = match part.form() {
            PartForm::Text if separator.is_empty() => Some(text.len()),
            PartForm::Text => text.find(separator),
            PartForm::Fixed(len) => Some(len),
            PartForm::Unsigned(_) => Some(*width),
        };
        let Some(text) = len.and_then(|len| text.get(..len)) else {
            return Err(self.differs());
        };
        let value = match part.form() {
            PartForm::Unsigned(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                let digits = text.trim_start_matches('0');
                part.value_of(if digits.is_empty() { "0" } else { digits })
            }
            PartForm::Unsigned(_) => return Err(self.differs()),
            PartForm::Text | PartForm::Fixed(_) => part.value_of(text),
        };
        let value = value.map_err(|error| error.in_member(self.template.attribute()))?;
        (self.rest, self.at) = (rest, self.at + text.len());
        Ok((*field, value))
    }

    /// Reads to the end.
    ///
    /// # Errors
    ///
    /// The key is another model's.
    pub fn end(mut self) -> Result<(), ConvertError> {
        self.literal()?;
        if self.rest.is_empty() && self.at == self.text.len() {
            Ok(())
        } else {
            Err(self.differs())
        }
    }

    fn literal(&mut self) -> Result<(), ConvertError> {
        if let [KeyPiece::Literal(text), rest @ ..] = self.rest {
            if !self.text[self.at..].starts_with(text) {
                return Err(self.differs());
            }
            (self.rest, self.at) = (rest, self.at + text.len());
        }
        Ok(())
    }

    #[cold]
    fn differs(&self) -> ConvertError {
        let template = self.template;
        self.refuse(format_args!("is not put together like `{template}`"))
    }

    #[cold]
    fn refuse(&self, predicate: fmt::Arguments<'_>) -> ConvertError {
        ConvertError::custom(predicate).in_member(self.template.attribute())
    }
}
