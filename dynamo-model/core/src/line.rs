//! One line of text, written while compiling: control characters are escaped, what does not fit is cut.

use crate::text::char_at;

/// How many characters of a user's text are repeated in a message.
const SHOWN: usize = 64;

/// One line of text of at most `N` bytes, of which the last three are kept for the mark of a cut.
#[derive(Clone, Copy)]
pub(crate) struct Line<const N: usize> {
    bytes: [u8; N],
    length: usize,
    cut: bool,
}

impl<const N: usize> Line<N> {
    const CUT: char = '…';

    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; N],
            length: 0,
            cut: false,
        }
    }

    pub(crate) const fn text(mut self, words: &str) -> Self {
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

    pub(crate) const fn number(mut self, number: u64) -> Self {
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

    pub(crate) const fn quoted(mut self, typed: &str) -> Self {
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
    pub(crate) const fn visible(self, c: char) -> Self {
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

    pub(crate) const fn as_str(&self) -> &str {
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
