//! The words of `#[dynamo(...)]` outside `meta(...)`, and what is said about a word that is none of them. The options
//! inside `meta(...)` are in the table of `dynamo-model-core`.

use dynamo_model_core::{options, suggestion};

use crate::model::Derive;

pub const DYNAMO: &str = "dynamo";
pub const META: &str = "meta";
pub const CRATE: &str = "crate";
pub const KEY: &str = "key";
pub const ENV: &str = "env";
pub const DEFAULT: &str = "default";

/// How an option is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `version`
    Flag,
    /// `rename = "..."`
    Text,
    /// `alias = "..."`, which may stand several times.
    Texts,
    /// `with = Type`
    Type,
    /// `default` or `default = expression`
    FlagOrExpr,
    /// `meta(...)`, `key(...)` and `crate = path`, which are read elsewhere.
    Special,
}

/// Which derives an option is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Whatever may say who signs.
    Access,
    Models,
    Values,
    ModelsAndValues,
    All,
}

impl For {
    pub fn includes(self, derive: Derive) -> bool {
        match self {
            Self::All => true,
            Self::Access => derive != Derive::DynamoValue,
            Self::ModelsAndValues => derive != Derive::AwsAccess,
            Self::Models => derive == Derive::DynamoModel,
            Self::Values => derive == Derive::DynamoValue,
        }
    }

    fn derives(self) -> &'static str {
        match self {
            Self::Access => "`#[derive(DynamoModel)]` or `#[derive(AwsAccess)]`",
            Self::Models => "`#[derive(DynamoModel)]`",
            Self::Values => "`#[derive(DynamoValue)]`",
            Self::ModelsAndValues | Self::All => {
                "`#[derive(DynamoModel)]` or `#[derive(DynamoValue)]`"
            }
        }
    }
}

/// One option.
#[derive(Debug)]
pub struct Row<K> {
    pub key: K,
    pub name: &'static str,
    pub syntax: Syntax,
    pub on: For,
    /// How it is written, within `#[dynamo(...)]`.
    pub example: &'static str,
}

const fn row<K>(
    key: K,
    name: &'static str,
    syntax: Syntax,
    on: For,
    example: &'static str,
) -> Row<K> {
    Row {
        key,
        name,
        syntax,
        on,
        example,
    }
}

/// A set of options for one kind of place.
pub trait Key: Copy + PartialEq + Sized + 'static {
    const ROWS: &'static [Row<Self>];
    /// Where these options stand.
    const PLACE: &'static str;

    /// What is said of a word that is no option here, if something better than "unknown" can be said.
    fn elsewhere(word: &str) -> Option<String>;

    /// The option that a word names, or the sentence that says what is wrong with the word.
    fn find(word: &str, derive: Derive) -> Result<&'static Row<Self>, String> {
        if let Some(row) = Self::ROWS.iter().find(|row| row.name == word) {
            if row.on.includes(derive) {
                return Ok(row);
            }
            return Err(match derive {
                Derive::AwsAccess => format!(
                    "`{word}` belongs on a model; `#[derive(AwsAccess)]` only says who signs"
                ),
                Derive::DynamoModel | Derive::DynamoValue => {
                    format!("`{word}` is for {}", row.on.derives())
                }
            });
        }
        if let Some(sentence) = Self::elsewhere(word) {
            return Err(sentence);
        }
        let names = Self::ROWS
            .iter()
            .filter(|row| row.on.includes(derive))
            .map(|row| row.name);
        Err(unknown(word, Self::PLACE, names))
    }
}

/// What may stand in `#[dynamo(...)]` on a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKey {
    Meta,
    Key,
    Crate,
    RenameAll,
    DenyUnknown,
    Transparent,
    Tag,
    Kind,
    Alias,
    Index,
    LocalIndex,
}

impl Key for TypeKey {
    const ROWS: &'static [Row<Self>] = &[
        row(Self::Meta, META, Syntax::Special, For::Access, "meta(...)"),
        row(
            Self::Key,
            KEY,
            Syntax::Special,
            For::Models,
            "key(pk = \"ORG#{org}\", sk = \"ORDER#{id}\")",
        ),
        row(
            Self::Crate,
            CRATE,
            Syntax::Special,
            For::All,
            "crate = renamed_dynamo_model",
        ),
        row(
            Self::RenameAll,
            "rename_all",
            Syntax::Text,
            For::ModelsAndValues,
            "rename_all = \"camelCase\"",
        ),
        row(
            Self::DenyUnknown,
            "deny_unknown",
            Syntax::Flag,
            For::ModelsAndValues,
            "deny_unknown",
        ),
        row(
            Self::Transparent,
            "transparent",
            Syntax::Flag,
            For::Values,
            "transparent",
        ),
        row(
            Self::Index,
            "index",
            Syntax::Special,
            For::Models,
            "index(ByStatus, partition = status)",
        ),
        row(
            Self::LocalIndex,
            "local_index",
            Syntax::Special,
            For::Models,
            "local_index(ByTotal, sort = total)",
        ),
        row(
            Self::Tag,
            "tag",
            Syntax::Text,
            For::ModelsAndValues,
            "tag = \"kind\"",
        ),
        row(
            Self::Kind,
            "kind",
            Syntax::Text,
            For::Models,
            "tag = \"_kind\", kind = \"Order\"",
        ),
        row(
            Self::Alias,
            "alias",
            Syntax::Texts,
            For::Models,
            "tag = \"_kind\", kind = \"Order\", alias = \"Purchase\"",
        ),
    ];
    const PLACE: &'static str = "`#[dynamo(...)]` on a type";

    fn elsewhere(word: &str) -> Option<String> {
        if let Some(row) = FieldKey::ROWS.iter().find(|row| row.name == word) {
            return Some(format!(
                "`{word}` belongs on a field; write `#[dynamo({})]` there",
                row.example
            ));
        }
        options::find(word).map(|_| {
            format!("`{word}` belongs inside `meta(...)`; write `#[dynamo(meta({word} = ...))]`")
        })
    }
}

/// What may stand in `#[dynamo(...)]` on a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKey {
    PartitionKey,
    SortKey,
    Version,
    Ttl,
    CreatedAt,
    UpdatedAt,
    Rename,
    Alias,
    Default,
    Skip,
    Flatten,
    With,
    Format,
    Serde,
    Json,
    List,
    Null,
}

impl FieldKey {
    /// DynamoDB's own names of before 2015, which PynamoDB keeps, and what they are called now.
    const FORMER: &[(&str, &str)] = &[("hash_key", "partition_key"), ("range_key", "sort_key")];

    /// Those that say in which form a field is stored. A field has one form.
    pub const FORMS: &[Self] = &[
        Self::With,
        Self::Format,
        Self::Serde,
        Self::Json,
        Self::List,
    ];
}

impl Key for FieldKey {
    const ROWS: &'static [Row<Self>] = &[
        row(
            Self::PartitionKey,
            "partition_key",
            Syntax::Flag,
            For::Models,
            "partition_key",
        ),
        row(
            Self::SortKey,
            "sort_key",
            Syntax::Flag,
            For::Models,
            "sort_key",
        ),
        row(
            Self::Version,
            "version",
            Syntax::Flag,
            For::Models,
            "version",
        ),
        row(Self::Ttl, "ttl", Syntax::Flag, For::Models, "ttl"),
        row(
            Self::CreatedAt,
            "created_at",
            Syntax::Flag,
            For::Models,
            "created_at",
        ),
        row(
            Self::UpdatedAt,
            "updated_at",
            Syntax::Flag,
            For::Models,
            "updated_at",
        ),
        row(
            Self::Rename,
            "rename",
            Syntax::Text,
            For::ModelsAndValues,
            "rename = \"name\"",
        ),
        row(
            Self::Alias,
            "alias",
            Syntax::Texts,
            For::ModelsAndValues,
            "alias = \"former_name\"",
        ),
        row(
            Self::Default,
            DEFAULT,
            Syntax::FlagOrExpr,
            For::ModelsAndValues,
            "default",
        ),
        row(
            Self::Skip,
            "skip",
            Syntax::Flag,
            For::ModelsAndValues,
            "skip",
        ),
        row(
            Self::Flatten,
            "flatten",
            Syntax::Flag,
            For::ModelsAndValues,
            "flatten",
        ),
        row(
            Self::With,
            "with",
            Syntax::Type,
            For::ModelsAndValues,
            "with = MyCodec",
        ),
        row(
            Self::Format,
            "format",
            Syntax::Text,
            For::ModelsAndValues,
            "format = \"epoch_seconds\"",
        ),
        row(
            Self::Serde,
            "serde",
            Syntax::Flag,
            For::ModelsAndValues,
            "serde",
        ),
        row(
            Self::Json,
            "json",
            Syntax::Flag,
            For::ModelsAndValues,
            "json",
        ),
        row(
            Self::List,
            "list",
            Syntax::Flag,
            For::ModelsAndValues,
            "list",
        ),
        row(
            Self::Null,
            "null",
            Syntax::Flag,
            For::ModelsAndValues,
            "null",
        ),
    ];
    const PLACE: &'static str = "`#[dynamo(...)]` on a field";

    fn elsewhere(word: &str) -> Option<String> {
        if let Some((_, name)) = Self::FORMER.iter().find(|(name, _)| *name == word) {
            return Some(format!(
                "`{word}` is now called `{name}`; write `#[dynamo({name})]`"
            ));
        }
        let on_the_type = TypeKey::ROWS.iter().any(|row| row.name == word);
        (on_the_type || options::find(word).is_some())
            .then(|| format!("`{word}` belongs on the struct, not on a field of it"))
    }
}

/// What may stand in `#[dynamo(...)]` on a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariantKey {
    Rename,
    Alias,
    Other,
}

impl Key for VariantKey {
    const ROWS: &'static [Row<Self>] = &[
        row(
            Self::Rename,
            "rename",
            Syntax::Text,
            For::ModelsAndValues,
            "rename = \"NAME\"",
        ),
        row(
            Self::Alias,
            "alias",
            Syntax::Texts,
            For::ModelsAndValues,
            "alias = \"FORMER_NAME\"",
        ),
        row(
            Self::Other,
            "other",
            Syntax::Flag,
            For::ModelsAndValues,
            "other",
        ),
    ];
    const PLACE: &'static str = "`#[dynamo(...)]` on a variant";

    fn elsewhere(word: &str) -> Option<String> {
        TypeKey::ROWS
            .iter()
            .any(|row| row.name == word)
            .then(|| format!("`{word}` belongs on the enum, not on a variant of it"))
    }
}

fn unknown<'a>(word: &str, place: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    match suggestion::nearest(word, names.clone().map(|name| (name, name))) {
        Some(name) => format!("unknown option `{word}` in {place}; did you mean `{name}`?"),
        None => format!(
            "unknown option `{word}` in {place}; expected {}",
            one_of(names)
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
