//! What a broken rule says: a predicate without its subject, written into a fixed buffer so that it can be built
//! while compiling.

use core::fmt;

use crate::{line::Line, text::char_at};

/// Room for one sentence; a const function cannot allocate.
const CAPACITY: usize = 320;
/// Room for a sentence with its subject.
const SENTENCE_CAPACITY: usize = 400;

/// Why a value is refused, as a predicate: `must be between 900 and 43200 seconds, but is 60`.
///
/// The caller puts the subject before it, so that a bad literal and a bad environment variable read alike. The text is
/// always one line, and one that does not fit ends with `…`.
///
/// ```
/// use dynamo_model_core::session_duration;
///
/// let violation = session_duration::check(60).unwrap_err();
/// assert_eq!(
///     format!("`expiration` {violation}"),
///     "`expiration` must be between 900 and 43200 seconds, but is 60",
/// );
/// ```
#[derive(Clone, Copy)]
pub struct Violation(Line<CAPACITY>);

impl Violation {
    /// The most bytes a text has.
    pub const CAPACITY: usize = CAPACITY;

    /// An empty text, to be continued with the other methods.
    #[must_use]
    pub const fn new() -> Self {
        Self(Line::new())
    }

    /// Continues with words. Control characters are shown escaped.
    #[must_use]
    pub const fn text(self, words: &str) -> Self {
        Self(self.0.text(words))
    }

    /// Continues with a number.
    #[must_use]
    pub const fn number(self, number: u64) -> Self {
        Self(self.0.number(number))
    }

    /// Continues with something the user typed, in back-ticks; a long text is cut, invisible characters are escaped.
    #[must_use]
    pub const fn quoted(self, typed: &str) -> Self {
        Self(self.0.quoted(typed))
    }

    /// Continues with the character that begins at byte `at` of `value`, and its place: `' ' at byte 6`.
    #[must_use]
    pub const fn character(self, value: &str, at: usize) -> Self {
        let line = if value.is_char_boundary(at) && at < value.len() {
            self.0.text("'").visible(char_at(value, at).0).text("'")
        } else {
            self.0.text("nothing")
        };
        Self(line.text(" at byte ").number(at as u64))
    }

    /// The predicate.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Default for Violation {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Violation").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl PartialEq for Violation {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Violation {}

impl core::error::Error for Violation {}

/// Stops the compiler with the whole sentence, if a rule is broken.
///
/// This is what a `const _: () = ...` calls for a value that only the compiler knows; the location is the caller's.
///
/// ```
/// use dynamo_model_core::{assert, session_name};
///
/// const SESSION: &str = concat!("billing", "-", "nightly");
/// const _: () = assert("session_name", session_name::check(SESSION));
/// ```
///
/// # Panics
///
/// With `` `subject` predicate`` if `result` is an error.
#[track_caller]
pub const fn assert(subject: &str, result: Result<(), Violation>) {
    if let Err(violation) = result {
        let sentence = Line::<SENTENCE_CAPACITY>::new()
            .quoted(subject)
            .text(" ")
            .text(violation.as_str());
        panic!("{}", sentence.as_str())
    }
}
