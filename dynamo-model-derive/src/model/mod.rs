//! What is known of one input once every rule has been checked. It holds nothing that `expand` could stumble over.

pub mod item;

use dynamo_model_core::options::{AccessOption, Group};
use proc_macro2::TokenStream;
use syn::{Generics, Ident, LitStr, Path, Type, Visibility};

use crate::place::Place;

/// Which of the derives runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derive {
    AwsAccess,
    DynamoModel,
    DynamoValue,
}

impl Derive {
    /// Whether the option may stand in `meta(...)` on this derive's types.
    pub fn takes(self, option: AccessOption) -> bool {
        match self {
            Self::AwsAccess => !matches!(option.group(), Group::Table | Group::Sharing),
            Self::DynamoModel => true,
            Self::DynamoValue => false,
        }
    }
}

/// One checked input.
pub struct Model<'a> {
    pub derive: Derive,
    pub name: &'a Ident,
    pub vis: &'a Visibility,
    pub generics: &'a Generics,
    pub krate: Option<&'a Path>,
    /// The options of the `AwsAccess` implementation, if the type gets one.
    pub access: Option<Vec<Set<'a>>>,
    /// The `DynamoModel` implementation, if the type gets one.
    pub table: Option<Table<'a>>,
    /// The conversions of a value or of an item, if the type gets them.
    pub body: Option<item::Body<'a>>,
    /// The kinds of items that an enum reads.
    pub kinds: Option<item::Kinds<'a>>,
    /// The secondary indexes of a model's table.
    pub indexes: Vec<item::Index<'a>>,
    pub constants: Vec<Constant>,
    pub assertions: Vec<Assertion<'a>>,
    pub warnings: Vec<Warning>,
    /// The lint levels for deprecation that stand on the type: the warnings obey them.
    pub lints: Vec<TokenStream>,
}

pub struct Table<'a> {
    pub access: AccessType<'a>,
    pub options: Vec<Set<'a>>,
}

/// Who signs for a model.
#[derive(Clone, Copy)]
pub enum AccessType<'a> {
    Own,
    Named(&'a Type),
    Default,
}

/// One option and its value.
pub struct Set<'a> {
    pub option: AccessOption,
    pub value: Value<'a>,
}

pub enum Value<'a> {
    Scalar(Scalar),
    List(Vec<Scalar>),
    Tags(Vec<(String, Scalar)>),
    Type(&'a Type),
}

#[derive(Clone)]
pub enum Scalar {
    Text(LitStr),
    Number(u64),
    Flag(bool),
    /// The name of a [`Constant`].
    Const(Ident),
    Env {
        name: LitStr,
        default: Option<String>,
    },
}

/// A user's expression, evaluated once.
pub struct Constant {
    pub name: Ident,
    pub kind: Kind,
    pub expr: TokenStream,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Flag,
}

/// A rule for the compiler to check, because it looks at a value or a type that only the compiler knows.
pub struct Assertion<'a> {
    /// Where the message points: the user's expression.
    pub place: Place,
    /// What the sentence is about, as the user typed it.
    pub subject: String,
    pub rule: RulePath,
    pub arguments: Vec<Argument<'a>>,
}

/// The path of a rule below the crate's private module.
#[derive(Debug, Clone, Copy)]
pub struct RulePath(pub &'static [&'static str]);

pub enum Argument<'a> {
    Scalar(Scalar),
    Scalars(Vec<Scalar>),
    /// What the type says about access.
    Access(&'a Type),
    /// What the type is as a part of a key.
    Part(&'a Type),
}

/// Something that compiles, but that its author should know.
pub struct Warning {
    pub place: Place,
    /// Names the constant that rustc calls deprecated.
    pub about: &'static str,
    pub note: String,
}
