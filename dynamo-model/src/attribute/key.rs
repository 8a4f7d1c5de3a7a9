//! The attributes of a primary key, read without the rest of their item. Called by generated code.

use super::{
    ConvertError, MapSource, Source,
    fields::{Reads, Slot},
};
use crate::ItemSpec;

/// Reads a key that is a partition key alone.
///
/// # Errors
///
/// It is missing, or has another type.
pub fn read_of_1<'a, S: Source<'a>, P, K: Reads<'a, P>>(
    keys: S,
    spec: &'static ItemSpec,
    mut partition: Slot<P, K>,
) -> Result<(P,), ConvertError> {
    let name = spec.partition_key.name;
    read(keys, [name], |map, _| partition.read(map, name))?;
    Ok((partition.required(name)?,))
}

/// Reads a key of a partition key and a sort key.
///
/// # Errors
///
/// One is missing, or has another type.
pub fn read_of_2<'a, S: Source<'a>, P, K: Reads<'a, P>, Q, L: Reads<'a, Q>>(
    keys: S,
    spec: &'static ItemSpec,
    mut partition: Slot<P, K>,
    mut sort: Slot<Q, L>,
) -> Result<(P, Q), ConvertError> {
    let names = [
        spec.partition_key.name,
        spec.sort_key.map_or("", |sort| sort.name),
    ];
    read(keys, names, |map, at| match at {
        0 => partition.read(map, names[0]),
        _ => sort.read(map, names[1]),
    })?;
    Ok((partition.required(names[0])?, sort.required(names[1])?))
}

/// Reads the attributes of these names. `field` takes the value of the one with that index.
pub(crate) fn read<'a, S: Source<'a>, const N: usize>(
    keys: S,
    names: [&'static str; N],
    mut field: impl FnMut(&mut S::Map, usize) -> Result<(), ConvertError>,
) -> Result<(), ConvertError> {
    let mut map = keys.map()?;
    while let Some(name) = map.next_key()? {
        match names.iter().position(|known| *known == name) {
            Some(at) => field(&mut map, at)?,
            None => map.skip()?,
        }
    }
    Ok(())
}
