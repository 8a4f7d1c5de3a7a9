//! What a type becomes as an attribute, and a model as an item: checked, and complete.

use proc_macro2::TokenStream;
use syn::{Ident, Type, Visibility};

use crate::place::Place;

/// How values of the type are written and read.
pub enum Body<'a> {
    /// An M, or an item.
    Struct(Members<'a>),
    /// Whatever its only field is.
    Newtype(Newtype<'a>),
    /// An S: the names of variants without fields.
    Names(Vec<NamedVariant<'a>>),
    /// An M that tells the variant by one of its members.
    Tagged(Tagged<'a>),
}

pub struct Members<'a> {
    pub fields: Vec<Field<'a>>,
    /// The attributes of the key that are put together from fields: first that of the partition key.
    pub templates: Vec<Template>,
    /// Those of the keys of indexes.
    pub index_templates: Vec<Template>,
    /// What tells the items of this struct from others of the table.
    pub kind: Option<Kind>,
    pub deny_unknown: bool,
}

impl<'a> Members<'a> {
    /// These fields, and nothing that is put together or told beside them.
    pub const fn of(fields: Vec<Field<'a>>) -> Self {
        Self {
            fields,
            templates: Vec::new(),
            index_templates: Vec::new(),
            kind: None,
            deny_unknown: false,
        }
    }

    /// The field that is stored under this name, or read from it.
    pub fn field_of(&self, attribute: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| match &field.stored {
            Stored::Attribute(stored) => {
                stored.name == attribute || stored.aliases.iter().any(|alias| alias == attribute)
            }
            _ => false,
        })
    }
}

/// An attribute that is no field, and what it holds in all items of the struct.
pub struct Kind {
    pub tag: String,
    pub name: String,
    pub aliases: Vec<String>,
}

/// An attribute that is no field, but put together from fields.
pub struct Template {
    pub attribute: String,
    pub pieces: Vec<Piece>,
}

#[derive(PartialEq)]
pub enum Piece {
    /// No other literal adjoins it.
    Literal(String),
    Part {
        /// Which of the members.
        field: usize,
        /// 0: not padded.
        width: usize,
    },
}

pub struct Field<'a> {
    pub ident: &'a Ident,
    pub ty: &'a Type,
    pub vis: &'a Visibility,
    pub stored: Stored<'a>,
}

/// Where a field is in the item.
pub enum Stored<'a> {
    Attribute(Attribute<'a>),
    /// All members that no other field takes.
    Rest,
    /// Nowhere: it has its default.
    Nowhere(Missing<'a>),
}

pub struct Attribute<'a> {
    pub name: String,
    pub aliases: Vec<String>,
    /// None: the type's own.
    pub form: Option<Form<'a>>,
    pub missing: Missing<'a>,
    /// Written as NULL where it would be left out.
    pub null: bool,
    pub role: Role,
}

pub enum Form<'a> {
    /// One of the crate's own, by its name there.
    Known(&'static str),
    Type(&'a Type),
}

/// What stands in for a field that the item does not have.
#[derive(Clone, Copy)]
pub enum Missing<'a> {
    /// What the type says; most are required.
    Own,
    Default,
    Expr(&'a TokenStream),
    /// Nothing, because what is written of the field is wrong: only a stub for other code to compile against.
    Never,
}

/// What else a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Plain,
    PartitionKey,
    SortKey,
    /// What templates put the key together from.
    KeyPart,
    /// What templates put the key of an index together from.
    Indexed,
    Version,
    Ttl,
    CreatedAt,
    UpdatedAt,
}

pub struct Newtype<'a> {
    /// None for `.0`.
    pub field: Option<&'a Ident>,
    pub ty: &'a Type,
    pub form: Option<Form<'a>>,
}

pub struct NamedVariant<'a> {
    pub ident: &'a Ident,
    pub name: String,
    pub aliases: Vec<String>,
    pub other: Option<Other>,
}

/// The variant for every name that is no other's.
#[derive(Clone, Copy)]
pub enum Other {
    Unit,
    /// Keeps the name that was read.
    Holding,
}

pub struct Tagged<'a> {
    pub tag: String,
    pub variants: Vec<TaggedVariant<'a>>,
}

pub struct TaggedVariant<'a> {
    pub ident: &'a Ident,
    pub name: String,
    pub aliases: Vec<String>,
    pub content: Content<'a>,
    pub other: bool,
}

pub enum Content<'a> {
    /// What is written of the variant is wrong: only a stub for other code to compile against.
    Never,
    Unit,
    /// Its members stand beside the tag.
    Type(&'a Type),
    Members(Members<'a>),
}

/// An enum over models whose items share a table.
pub struct Kinds<'a> {
    /// At least one.
    pub known: Vec<KindVariant<'a>>,
    pub other: Option<OtherKind<'a>>,
    /// Variants of which something wrong has been reported: only for a stub.
    pub broken: Vec<&'a Ident>,
}

pub struct KindVariant<'a> {
    pub ident: &'a Ident,
    /// The model.
    pub ty: &'a Type,
    /// Where messages about it stand.
    pub place: Place,
}

/// The variant for all other items.
pub struct OtherKind<'a> {
    pub ident: &'a Ident,
    /// What holds the item; none where nothing does.
    pub ty: Option<&'a Type>,
}

/// A secondary index.
pub struct Index<'a> {
    /// What the struct of its partitions is called.
    pub ident: &'a Ident,
    pub name: String,
    pub local: bool,
    pub partition: IndexKey,
    pub sort: IndexKey,
    pub projected: Projected,
}

/// A partition key or a sort key of an index.
pub enum IndexKey {
    /// Places among the members. None for a partition key of a local index, which has that of the table.
    Fields(Vec<usize>),
    /// A template of the table's own key.
    OfTable(usize),
    /// One of the templates of indexes.
    Template(usize),
}

/// What an index holds besides the keys.
pub enum Projected {
    All,
    KeysOnly,
    Include(Vec<usize>),
}
