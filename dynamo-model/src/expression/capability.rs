//! What can be done with an attribute, by the kind of its type and by its role. The bounds stand on the methods, so
//! that a misuse is told in one sentence. What a path leads to is a parameter of its trait, because a method whose return
//! type can't be known is told of as missing; what an update takes is a type in it, so that the method is pointed at.

use super::{path::role, shape::Shape};
use crate::attribute::{Attribute, kind};

/// Which kinds have a capability. The traits that users meet are implemented by type, so that messages name the type.
mod by_kind {
    use super::kind;

    pub trait Number {
        /// What an attribute of type `T` is counted up by: itself.
        type Of<T>;
    }
    pub trait Ordered {}
    pub trait Measured {}
    pub trait Prefixed {
        type Prefix;
    }
    pub trait Container {
        type Element;
    }
    pub trait Like<K> {}
    pub trait List {
        type Element;
    }
    pub trait Set {
        type Element;
    }

    impl Number for kind::Number {
        type Of<T> = T;
    }
    impl Number for kind::Byte {
        type Of<T> = T;
    }

    impl Ordered for kind::Text {}
    impl Ordered for kind::Number {}
    impl Ordered for kind::Byte {}
    impl Ordered for kind::Binary {}
    impl Ordered for kind::Any {}

    impl Measured for kind::Text {}
    impl Measured for kind::Binary {}
    impl<T> Measured for kind::Set<T> {}
    impl<T> Measured for kind::List<T> {}
    impl<T> Measured for kind::Map<T> {}
    impl<T> Measured for kind::Struct<T> {}
    impl Measured for kind::Any {}

    impl Prefixed for kind::Text {
        type Prefix = String;
    }
    impl Prefixed for kind::Binary {
        type Prefix = Vec<u8>;
    }

    impl Container for kind::Text {
        type Element = String;
    }
    impl<T> Container for kind::Set<T> {
        type Element = T;
    }
    impl<T> Container for kind::List<T> {
        type Element = T;
    }

    impl<T> List for kind::List<T> {
        type Element = T;
    }
    impl<T> Set for kind::Set<T> {
        type Element = T;
    }

    impl<K> Like<K> for K {}
    impl Like<kind::Number> for kind::Byte {}
    impl Like<kind::Byte> for kind::Number {}
}

/// A number, which can be counted up by an `N` and computed with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as a DynamoDB number, so nothing can be added to it or subtracted from it",
    label = "not a number",
    note = "use `.set(..)` for a new value, `.append(..)` for a list and `.insert(..)` for a set"
)]
pub trait NumberLike {
    /// What it is counted up by: itself.
    type Number;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Number>> NumberLike for T {
    type Number = <T::Kind as by_kind::Number>::Of<T>;
}

/// An attribute that has an order: a string, number or binary.
#[diagnostic::on_unimplemented(
    message = "DynamoDB orders strings, numbers and binaries only, but this attribute is `{Self}`",
    label = "neither less nor greater than another",
    note = "`.eq(..)`, `.ne(..)` and `.is_in(..)` work on every attribute"
)]
pub trait Ordered {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Ordered>> Ordered for T {}

/// An attribute that has a size: a string, binary, set, list or map.
#[diagnostic::on_unimplemented(
    message = "`size` needs a string, binary, set, list or map, but this attribute is `{Self}`",
    label = "has no size"
)]
pub trait Measured {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Measured>> Measured for T {}

/// An attribute that has a beginning: a string or binary.
#[diagnostic::on_unimplemented(
    message = "`begins_with` needs a string or binary attribute, but this one is `{Self}`",
    label = "has no beginning"
)]
pub trait Prefixed {
    /// What it may begin with.
    type Prefix;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Prefixed>> Prefixed for T {
    type Prefix = <T::Kind as by_kind::Prefixed>::Prefix;
}

/// An attribute that can contain something: a string, set or list.
#[diagnostic::on_unimplemented(
    message = "`contains` needs a string, set or list, but this attribute is `{Self}`",
    label = "contains nothing"
)]
pub trait Container {
    /// What it may contain.
    type Element;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Container>> Container for T {
    type Element = <T::Kind as by_kind::Container>::Element;
}

/// A type stored like `T`, so that two attributes can be compared, or one be set from the other.
#[diagnostic::on_unimplemented(
    message = "an attribute of type `{Self}` is never equal to one of type `{T}`: DynamoDB stores them differently",
    label = "stored differently than `{T}`"
)]
pub trait Like<T> {}

#[diagnostic::do_not_recommend]
impl<T: Attribute, U: Attribute<Kind: by_kind::Like<T::Kind>>> Like<T> for U {}

/// A list of `E`, which has elements in order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as a DynamoDB list of one type, so it has no elements in order",
    label = "not a list",
    note = "use `.key(..)` to reach into a map, and `.open()` for what a `Box` holds; a set has no order"
)]
pub trait ListLike<E> {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind = kind::List<E>>, E: Attribute<Kind: Shape>> ListLike<E> for T {}

/// A list, which can be added to at both ends.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as a DynamoDB list of one type, so nothing can be added to an end of it",
    label = "not a list",
    note = "use `.insert(..)` to add to a set, and `.set(..)` for a new value"
)]
pub trait Appendable {
    /// What the list holds.
    type Element;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::List>> Appendable for T {
    type Element = <T::Kind as by_kind::List>::Element;
}

/// A set: strings, numbers or binaries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as a DynamoDB set, so nothing can be inserted into it or discarded from it",
    label = "not a set",
    note = "use `.append(..)` or `.prepend(..)` to add to a list"
)]
pub trait SetLike {
    /// What the set holds.
    type Element;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: by_kind::Set>> SetLike for T {
    type Element = <T::Kind as by_kind::Set>::Element;
}

/// A map of `V` with keys of the item's own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as a DynamoDB map with keys, so there is nothing to look up in it",
    label = "not a map",
    note = "use `.at(..)` to reach into a list; the fields of a nested struct are named directly: `o.address.city`"
)]
pub trait MapLike<V> {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind = kind::Map<V>>, V: Attribute<Kind: Shape>> MapLike<V> for T {}

/// A `Box` or `Arc` of an `I`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Box` or `Arc`, so there is nothing to open",
    label = "not boxed"
)]
pub trait BoxLike<I> {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind = kind::Boxed<I>>, I: Attribute<Kind: Shape>> BoxLike<I> for T {}

/// A role in which an attribute may change.
#[diagnostic::on_unimplemented(
    message = "an update cannot change an attribute of the primary key",
    label = "this is part of the primary key",
    note = "delete the item and put the new one, in one transaction"
)]
pub trait NotKey {}

#[diagnostic::do_not_recommend]
impl NotKey for role::Plain {}
#[diagnostic::do_not_recommend]
impl NotKey for role::Indexed {}
#[diagnostic::do_not_recommend]
impl NotKey for role::Version {}

/// A role in which an attribute is changed by the user.
#[diagnostic::on_unimplemented(
    message = "the version attribute cannot be changed by hand: the library counts it up with every write",
    label = "this is the version",
    note = "leave it out of the update"
)]
pub trait NotVersion {}

#[diagnostic::do_not_recommend]
impl NotVersion for role::Plain {}
#[diagnostic::do_not_recommend]
impl NotVersion for role::Indexed {}
#[diagnostic::do_not_recommend]
impl NotVersion for role::Key {}

/// A role in which an attribute may get a value that only DynamoDB knows.
#[diagnostic::on_unimplemented(
    message = "an update cannot compute an attribute that is part of an index key: the index key is written from its \
               new value, which must be known",
    label = "this is part of an index key",
    note = "use `.set(..)` with the new value"
)]
pub trait Computable {}

#[diagnostic::do_not_recommend]
impl Computable for role::Plain {}
#[diagnostic::do_not_recommend]
impl Computable for role::Key {}
#[diagnostic::do_not_recommend]
impl Computable for role::Version {}
