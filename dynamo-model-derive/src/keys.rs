//! The words of `#[dynamo(...)]` outside `meta(...)`, and what is said about a word that is none of them. The options
//! inside `meta(...)` are in the table of `dynamo-model-core`.

use dynamo_model_core::{options, suggestion};

pub const DYNAMO: &str = "dynamo";
pub const META: &str = "meta";
pub const CRATE: &str = "crate";
pub const ENV: &str = "env";
pub const DEFAULT: &str = "default";

/// What may stand in `#[dynamo(...)]` on a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKey {
    Meta,
    Crate,
}

impl TypeKey {
    const ALL: &[(&str, Self)] = &[(META, Self::Meta), (CRATE, Self::Crate)];

    /// The key, or the sentence that says what is wrong with the word.
    pub fn find(word: &str) -> Result<Self, String> {
        if let Some(key) = look_up(Self::ALL, word) {
            return Ok(key);
        }
        if let Some(field) = look_up(FieldKey::ALL, word) {
            return Err(format!(
                "`{word}` belongs on a field; write `#[dynamo({})]` there",
                field.name()
            ));
        }
        if options::find(word).is_some() {
            return Err(format!(
                "`{word}` belongs inside `meta(...)`; write `#[dynamo(meta({word} = ...))]`"
            ));
        }
        Err(unknown(word, "`#[dynamo(...)]` on a type", Self::ALL))
    }
}

/// What may stand in `#[dynamo(...)]` on a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKey {
    PartitionKey,
    SortKey,
}

impl FieldKey {
    const ALL: &[(&str, Self)] = &[
        ("partition_key", Self::PartitionKey),
        ("sort_key", Self::SortKey),
    ];

    /// DynamoDB's own names of before 2015, which PynamoDB keeps.
    const FORMER: &[(&str, Self)] = &[
        ("hash_key", Self::PartitionKey),
        ("range_key", Self::SortKey),
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::PartitionKey => "partition_key",
            Self::SortKey => "sort_key",
        }
    }

    /// The key, or the sentence that says what is wrong with the word.
    pub fn find(word: &str) -> Result<Self, String> {
        if let Some(key) = look_up(Self::ALL, word) {
            return Ok(key);
        }
        if let Some(key) = look_up(Self::FORMER, word) {
            return Err(format!(
                "`{word}` is now called `{name}`; write `#[dynamo({name})]`",
                name = key.name()
            ));
        }
        if word == META || word == CRATE || options::find(word).is_some() {
            return Err(format!(
                "`{word}` belongs on the struct, not on a field of it"
            ));
        }
        Err(unknown(word, "`#[dynamo(...)]` on a field", Self::ALL))
    }
}

fn look_up<T: Copy>(keys: &[(&str, T)], word: &str) -> Option<T> {
    keys.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, key)| *key)
}

fn unknown<T>(word: &str, place: &str, keys: &[(&str, T)]) -> String {
    match suggestion::nearest(word, keys.iter().map(|(name, _)| (*name, *name))) {
        Some(name) => format!("unknown option `{word}` in {place}; did you mean `{name}`?"),
        None => format!(
            "unknown option `{word}` in {place}; expected {}",
            one_of(keys.iter().map(|(name, _)| *name))
        ),
    }
}

/// "`a`, `b` or `c`"
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "or")
}

/// "`a`, `b` and `c`"
pub fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "and")
}

fn join<'a>(names: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let mut quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match (quoted.pop(), quoted.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", quoted.join(", ")),
    }
}
