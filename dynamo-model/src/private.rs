//! What generated code calls. Not public API: any of it may change in any release.

use dynamo_model_core::{Violation, session_duration, table_name};

pub use crate::{
    DynamoModel,
    access::{AccessSpec, AwsAccess, DefaultAccess, Setting},
    table::TableSpec,
};
pub use crate::{
    attribute::{
        Attribute, Codec, Coded, FromAttribute, FromAttributeOwned, Kind, MapSink, MapSource,
        Named, Sink, Source, ToAttribute, Transparent,
        derived::{ByField, ByName, Derived},
        fields::{Field, Rest, Slot, unknown_variant},
        key::{read_of_1 as read_key_of_1, read_of_2 as read_key_of_2},
        kind,
        named::{UnknownName, read as read_name},
        tagged::{Opened, TaggedSink},
    },
    expression::{
        CodedPathOf, HasFields, Nested, Path, PathOf, ProjectionOf, RawPath, Shape, role,
    },
    item::{
        DynamoItem, IndexProjection, IndexScope, IndexSpec, ItemSpec, KeyAttribute, VersionNumber,
    },
    key::{
        IntoKeyField, KeyPiece, KeyTemplate, indexed::IndexedPart, part::part, reader::KeyReader,
        writer::KeyWriter,
    },
    kinds::{self, ItemKind, KindOf, KindSpec, Kinds},
    partition::{ConsistentRead, Mixed, Partition, Place},
};
pub use core::{
    clone::Clone,
    cmp::PartialEq,
    convert::{From, Into},
    default::Default,
    fmt::Debug,
    marker::{PhantomData, Send},
    mem::swap,
    ops::Deref,
    option::Option,
    primitive::{bool, str, u64},
    result::Result,
};
pub use std::string::String;

/// The index whose partitions these are.
///
/// # Panics
///
/// While compiling, if they are those of a table.
#[must_use]
pub const fn index_of<P: Place>() -> &'static IndexSpec {
    match P::INDEX {
        Some(index) => index,
        None => panic!("a table is not an index of itself"),
    }
}

/// What conversions give.
pub type Converted<T> = Result<T, crate::attribute::ConvertError>;

/// The kind of a struct that is stored as a `T`.
pub type Alone<T> = <<T as Attribute>::Kind as Kind>::Alone;

pub use dynamo_model_core::{self as rules, assert};

/// Stands in a stub: for what is wrong and has been reported.
///
/// # Panics
///
/// Always; but a program with a stub does not compile.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("a program with a stub does not compile")
}

/// A session that is assumed from another session ends after an hour; only the compiler knows whether the type that
/// `base` names is one.
///
/// # Errors
///
/// The predicate of `expiration`.
pub const fn check_chained_to(seconds: u64, base: &AccessSpec) -> Result<(), Violation> {
    if base.is_session() {
        session_duration::check_chained(seconds)
    } else {
        Ok(())
    }
}

/// A table that is named by its ARN lies in the region of the type that `access` names, if that states one.
///
/// # Errors
///
/// The predicate of `table_name`.
pub const fn check_table_region(name: &str, access: &AccessSpec) -> Result<(), Violation> {
    match access.region {
        Some(Setting::Value(region)) => table_name::check_region(name, region),
        _ => Ok(()),
    }
}

/// The forms that `#[dynamo(format = "...")]`, `list`, `json` and `serde` name.
pub mod format {
    pub use crate::attribute::{AsList, format::*};
}
