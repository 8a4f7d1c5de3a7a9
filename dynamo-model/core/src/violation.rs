//! What a broken rule says: a predicate without its subject, written into a fixed buffer so that it can be built
//! while compiling.

use core::fmt;

use crate::text::char_at;

/// Room for one sentence; a const function cannot allocate.
const CAPACITY: usize = 320;
/// Room for a sentence with its subject.
const SENTENCE_CAPACITY: usize = 400;
/// How many characters of a user's text are repeated in a message.
const SHOWN: usize = 64;

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

/// One line of text of at most `N` bytes, of which the last three are kept for the mark of a cut.
#[derive(Clone, Copy)]
struct Line<const N: usize> {
    bytes: [u8; N],
    length: usize,
    cut: bool,
}

impl<const N: usize> Line<N> {
    const CUT: char = '…';

    const fn new() -> Self {
        Self {
            bytes: [0; N],
            length: 0,
            cut: false,
        }
    }

    const fn text(mut self, words: &str) -> Self {
        let mut i = 0;
        while i < words.len() {
            let (c, length) = char_at(words, i);
            self = if c.is_ascii_control() {
                self.visible(c)
            } else {
                self.push(c)
            };
            i += length;
        }
        self
    }

    const fn number(mut self, number: u64) -> Self {
        let mut digits = [0_u8; 20];
        let mut first = digits.len();
        let mut rest = number;
        loop {
            first -= 1;
            let digit = (rest % 10) as u8;
            digits[first] = b'0' + digit;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        while first < digits.len() {
            self = self.push(digits[first] as char);
            first += 1;
        }
        self
    }

    const fn quoted(mut self, typed: &str) -> Self {
        self = self.push('`');
        let mut i = 0;
        let mut shown = 0;
        while i < typed.len() {
            if shown == SHOWN {
                self = self.push(Self::CUT);
                break;
            }
            let (c, length) = char_at(typed, i);
            self = self.visible(c);
            i += length;
            shown += 1;
        }
        self.push('`')
    }

    /// A character as a reader can see it: `\n`, `\u{200b}`, else itself.
    const fn visible(self, c: char) -> Self {
        match c {
            '\n' => self.push('\\').push('n'),
            '\r' => self.push('\\').push('r'),
            '\t' => self.push('\\').push('t'),
            c if is_invisible(c) => self.code_point(c),
            c => self.push(c),
        }
    }

    const fn code_point(mut self, c: char) -> Self {
        self = self.push('\\').push('u').push('{');
        let code = c as u32;
        let mut shift = 24_u32;
        while shift > 0 {
            shift -= 4;
            // Leading zeros are left out, but the last digit never is.
            if code >> shift != 0 || shift == 0 {
                let nibble = (code >> shift & 0xF) as u8;
                self = self.push(match nibble {
                    0..=9 => (b'0' + nibble) as char,
                    _ => (b'a' + nibble - 10) as char,
                });
            }
        }
        self.push('}')
    }

    const fn push(mut self, c: char) -> Self {
        if self.cut {
            return self;
        }
        let fits = self.length + c.len_utf8() + Self::CUT.len_utf8() <= N;
        let c = if fits { c } else { Self::CUT };
        self.cut = !fits;
        let mut buffer = [0; 4];
        let encoded = c.encode_utf8(&mut buffer).as_bytes();
        let mut i = 0;
        while i < encoded.len() {
            self.bytes[self.length] = encoded[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    const fn as_str(&self) -> &str {
        // Only whole characters are ever pushed.
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "is not allowed",
        }
    }
}

/// Characters that a terminal shows as nothing, as a blank, or that change the direction of what follows.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{A0}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{1680}'
            | '\u{180E}'
            | '\u{2000}'..='\u{200F}'
            | '\u{2028}'..='\u{202F}'
            | '\u{205F}'..='\u{206F}'
            | '\u{3000}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}
