//! The answers of reads that ask for items of several models: a tuple with a place for each.

use std::vec;

use super::{
    call::of_model,
    direct::{Kept, whole},
};
use crate::{Error, kinds::Kinds};

/// A place of a tuple, read from what DynamoDB returned for it.
pub trait Place<Returned>: Sized {
    #[doc(hidden)]
    fn read(returned: Returned) -> Result<Self, Error>;
}

impl<M: Kinds> Place<Option<Kept>> for Option<M> {
    fn read(returned: Option<Kept>) -> Result<Self, Error> {
        let read = returned.map(|kept| kept.read(whole));
        read.transpose().map_err(of_model::<M>)
    }
}

impl<M: Kinds> Place<Vec<Option<Kept>>> for Vec<Option<M>> {
    fn read(returned: Vec<Option<Kept>>) -> Result<Self, Error> {
        returned.into_iter().map(Place::read).collect()
    }
}

/// A tuple of up to eight places.
pub trait Row<Returned>: Sized {
    #[doc(hidden)]
    fn read(returned: &mut vec::IntoIter<Returned>) -> Result<Self, Error>;
}

/// A tuple that has room for one more place: one of up to seven.
pub trait AndThen<P> {
    /// The tuple with the place.
    type Row;
}

macro_rules! rows {
    ($($($place:ident)*;)*) => {$(
        impl<Returned: Default, $($place: Place<Returned>),*> Row<Returned> for ($($place,)*) {
            fn read(returned: &mut vec::IntoIter<Returned>) -> Result<Self, Error> {
                // One for each place has been returned.
                let mut next = || returned.next().unwrap_or_default();
                Ok(($($place::read(next())?,)*))
            }
        }
    )*};
}

rows! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

macro_rules! longer {
    ($($($place:ident)*;)*) => {$(
        impl<$($place,)* Z> AndThen<Z> for ($($place,)*) {
            type Row = ($($place,)* Z,);
        }
    )*};
}

longer! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
}
