//! The table of options: what every option is called, takes, means and where its rule comes from. The parser, the
//! messages and the reference documentation are all made of it. Its rows are in `options/rows.rs`.

mod rows;

use crate::{suggestion, text};

pub use rows::{AccessOption, OPTIONS};

/// What an option is about; the groups have their own precedence and their own rules between options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who signs, or who assumes the role.
    Identity,
    /// The role and the parameters of its session; none of them has a meaning without the role.
    Role,
    /// Where requests go and how long they may take.
    Transport,
    /// What a table is called and how it is created.
    Table,
    /// Whose options are used instead of one's own.
    Sharing,
}

/// What stands on the right of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// A string.
    Text,
    /// A string that no message, log or `Debug` may show.
    Secret,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A duration in words, such as `"5s"`.
    Duration,
    /// A Rust type.
    Type,
    /// Strings in brackets.
    TextList,
    /// Keys and values in parentheses: `tags(team = "a", "cost:center" = "b")`.
    Tags,
}

/// One option of `#[dynamo(meta(...))]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionRow {
    /// Which option this is.
    pub option: AccessOption,
    /// The name that the documentation uses.
    pub name: &'static str,
    /// Other names that mean the same.
    pub aliases: &'static [&'static str],
    /// Names that are refused, but tell that this option is meant: those of other tools.
    pub hints: &'static [&'static str],
    /// What the option is about.
    pub group: Group,
    /// What stands on its right.
    pub value: ValueKind,
    /// Whether `env("NAME")` may stand there, or within the list or the tags.
    pub env: bool,
    /// How it is written.
    pub syntax: &'static str,
    /// What holds without it.
    pub default: &'static str,
    /// What its value must be.
    pub rule: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// One line that shows it in use.
    pub example: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

impl AccessOption {
    /// This option's row of the table.
    #[must_use]
    pub const fn row(self) -> &'static OptionRow {
        &OPTIONS[self as usize]
    }

    /// The name that the documentation uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What the option is about.
    #[must_use]
    pub const fn group(self) -> Group {
        self.row().group
    }
}

/// The option of this name, or of this other spelling.
///
/// ```
/// use dynamo_model_core::options::{self, AccessOption};
///
/// assert_eq!(options::find("endpoint_url"), Some(AccessOption::EndpointUrl));
/// assert_eq!(options::find("host"), Some(AccessOption::EndpointUrl));
/// assert_eq!(options::find("hots"), None);
/// ```
#[must_use]
pub const fn find(name: &str) -> Option<AccessOption> {
    let mut i = 0;
    while i < OPTIONS.len() {
        let row = &OPTIONS[i];
        if text::eq(row.name, name) || is_among(name, row.aliases) {
            return Some(row.option);
        }
        i += 1;
    }
    None
}

/// The name of the option that an unknown name was probably meant to be.
///
/// ```
/// use dynamo_model_core::options;
///
/// assert_eq!(options::did_you_mean("sesion_name"), Some("session_name"));
/// assert_eq!(options::did_you_mean("colour"), None);
/// ```
#[must_use]
pub fn did_you_mean(name: &str) -> Option<&'static str> {
    let hinted = OPTIONS
        .iter()
        .find(|row| row.hints.iter().any(|hint| hint.eq_ignore_ascii_case(name)));
    if let Some(row) = hinted {
        return Some(row.name);
    }
    let names = OPTIONS.iter().flat_map(|row| {
        core::iter::once(&row.name)
            .chain(row.aliases)
            .map(|known| (*known, row.name))
    });
    suggestion::nearest(name, names)
}

const fn is_among(name: &str, names: &[&str]) -> bool {
    let mut i = 0;
    while i < names.len() {
        if text::eq(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}
