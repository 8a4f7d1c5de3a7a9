//! What keeps a query or a scan of one kind to the items of that kind, where others may stand beside them. An enum of
//! kinds reads them all.

use super::query::{partition_key, sort_key};
use crate::{
    DynamoItem, ItemSpec,
    expression::{Condition, Path, RawPath, all},
    key::KeyTemplate,
    partition::Place,
};

/// Where the kind's items stand among those of a partition: all sort keys begin with the same text.
pub(super) fn sort_condition<P: Place>() -> Condition<P::Model> {
    let mut keys = sort_key::<P>();
    match (P::READER.is_mixed, keys.next(), keys.next()) {
        (false, Some(only), None) => begins_like(only.template),
        _ => Condition::always(),
    }
}

/// What the items of the kind have that others have not, beside the attributes that a query finds them by. DynamoDB
/// refuses a filter on those.
pub(super) fn of_query<P: Place>() -> Condition<P::Model> {
    let keys = partition_key::<P>().chain(sort_key::<P>());
    let keys: Vec<_> = keys.map(|key| key.name).collect();
    filter::<P>(|name| !keys.contains(&name))
}

/// What the items of the kind have that others have not.
pub(super) fn of_scan<P: Place>() -> Condition<P::Model> {
    filter::<P>(|_| true)
}

fn filter<P: Place>(allowed: impl Fn(&str) -> bool) -> Condition<P::Model> {
    if P::READER.is_mixed {
        return Condition::always();
    }
    let spec: &ItemSpec = <P::Model as DynamoItem>::ITEM;
    if let Some(kind) = spec.kind {
        let path: Path<P::Model, String> = RawPath::root().member(kind.tag());
        return match kind.names() {
            [only] => path.eq(*only),
            names => path.is_in(names.iter().copied()),
        };
    }
    let keys = spec.key().filter(|key| allowed(key.name));
    all(keys.map(|key| begins_like(key.template)))
}

/// The attribute begins with the text that all keys of the template begin with, or is it.
fn begins_like<M>(template: Option<KeyTemplate>) -> Condition<M> {
    let Some(template) = template else {
        return Condition::always();
    };
    let text = template.literal_prefix();
    let path: Path<M, String> = RawPath::root().member(template.attribute());
    if template.is_literal() {
        path.eq(text)
    } else if text.is_empty() {
        Condition::always()
    } else {
        path.begins_with(text)
    }
}
