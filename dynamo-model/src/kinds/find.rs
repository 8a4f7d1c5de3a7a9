//! Of which kind an item is: by its tag, or by what its key begins with.

use super::{KindSpec, proof::Told};
use crate::{
    KeyAttribute,
    attribute::{ConvertError, MapSource},
};

/// Which of the kinds an item is.
///
/// # Errors
///
/// It is none of them, or does not say.
pub fn find<'a, M: MapSource<'a>>(map: &mut M, kinds: &[KindSpec]) -> Result<usize, ConvertError> {
    match Told::of(kinds) {
        Told::ByTag(tag) => {
            let found = map.tag(tag)?;
            let place = kinds.iter().position(|kind| {
                let names = kind.item.kind.map_or(&[][..], |kind| kind.names());
                names.contains(&&*found)
            });
            place.ok_or_else(|| {
                let names = kinds.iter().filter_map(|kind| kind.item.kind);
                let names = names.map(|kind| kind.name());
                ConvertError::other_kind(names, found).in_member(tag)
            })
        }
        Told::ByKey { partition, sort } => by_key(map, kinds, partition, sort),
    }
}

/// Which of the kinds an item is; as many as there are kinds for any other.
pub fn find_or_other<'a, M: MapSource<'a>>(map: &mut M, kinds: &[KindSpec]) -> usize {
    find(map, kinds).unwrap_or(kinds.len())
}

fn by_key<'a, M: MapSource<'a>>(
    map: &mut M,
    kinds: &[KindSpec],
    partition: &'static str,
    sort: Option<&'static str>,
) -> Result<usize, ConvertError> {
    let mut text = |name: Option<&str>| name.map(|name| map.tag(name)).transpose();
    let in_partition = text(Some(partition))?;
    let in_sort = text(sort)?;
    let place = kinds.iter().position(|kind| {
        fits(kind.item.partition_key, in_partition.as_deref())
            && kind
                .item
                .sort_key
                .is_none_or(|key| fits(key, in_sort.as_deref()))
    });
    place.ok_or_else(|| {
        // The sort key mostly tells.
        let (name, found) = match (sort, in_sort) {
            (Some(name), Some(found)) => (name, found),
            _ => (partition, in_partition.unwrap_or_default()),
        };
        let templates = kinds.iter().filter_map(|kind| {
            let key = kind.item.key().find(|key| key.name == name)?;
            key.template
        });
        ConvertError::other_kind(templates.map(|template| template.to_string()), found)
            .in_member(name)
    })
}

/// Whether the text can be that of the key.
fn fits(key: KeyAttribute, text: Option<&str>) -> bool {
    let (Some(template), Some(text)) = (key.template, text) else {
        return true;
    };
    if template.is_literal() {
        text == template.literal_prefix()
    } else {
        text.starts_with(template.literal_prefix())
    }
}
