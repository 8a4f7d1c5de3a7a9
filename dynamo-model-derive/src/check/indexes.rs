//! Secondary indexes: which fields are their keys, and what they hold.

use dynamo_model_core::index_name;
use syn::{Ident, ext::IdentExt};

use super::Checker;
use crate::{
    attr::{RawIndex, Spanned},
    case::Case,
    model::item::{Index, IndexKey, Members, Projected, Role, Stored},
};

/// DynamoDB developer guide, "Service, account, and table quotas": attributes of a multi-attribute key.
const MAX_KEY_PARTS: usize = 4;
/// The same page: local secondary indexes of a table.
const MAX_LOCAL: usize = 5;

impl<'a> Checker<'a, '_> {
    pub fn indexes(&mut self, members: &mut Members<'a>) -> Vec<Index<'a>> {
        let indexes = self.raw;
        let raw = &indexes.indexes;
        self.distinct_indexes();
        if let Some(index) = raw.iter().filter(|index| index.is_local()).nth(MAX_LOCAL) {
            self.ctxt.error(
                &index.word,
                format_args!("a table has at most {MAX_LOCAL} local secondary indexes"),
            );
        }
        raw.iter()
            .filter_map(|index| self.index(index, members))
            .collect()
    }

    fn index(&mut self, raw: &'a RawIndex, members: &mut Members<'a>) -> Option<Index<'a>> {
        let before = self.ctxt.count();
        let name = match raw.name.get() {
            Some(given) => {
                let name = given.value.value();
                if let Err(violation) = index_name::check(&name) {
                    self.ctxt
                        .error(given.value.span(), format_args!("`name` {violation}"));
                }
                name
            }
            None => Case::Snake.apply(&raw.ident.unraw().to_string()),
        };
        let put_together = self.assigned(raw);
        let partition_fields = self.key_fields(raw.partition.get(), members);
        let sort_fields = self.key_fields(raw.sort.get(), members);
        if raw.is_local() {
            self.local(raw, &sort_fields, put_together.sort.is_some(), members);
        } else if raw.partition.get().is_none()
            && put_together.partition.is_none()
            && !raw.is_broken
        {
            self.ctxt.error(
                &raw.word,
                format_args!(
                    "`index` needs a partition key; write `index({}, partition = field)`",
                    raw.ident
                ),
            );
        }
        let partition = self.index_key(put_together.partition, "pk", &name, members);
        let partition = partition.unwrap_or(IndexKey::Fields(partition_fields));
        let sort = self.index_key(put_together.sort, "sk", &name, members);
        let sort = sort.unwrap_or(IndexKey::Fields(sort_fields));
        let projected = self.projected(raw, members);
        (self.ctxt.count() == before).then_some(Index {
            ident: &raw.ident,
            name,
            local: raw.is_local(),
            partition,
            sort,
            projected,
        })
    }

    fn local(&self, raw: &RawIndex, sort: &[usize], is_put_together: bool, members: &Members<'_>) {
        if let Some(partition) = raw.partition.get() {
            self.ctxt.error(
                partition,
                "a local secondary index has the partition key of the table; leave `partition` out",
            );
        }
        if raw.sort.get().is_none() && !is_put_together && !raw.is_broken {
            self.ctxt.error(
                &raw.word,
                format_args!(
                    "`local_index` needs a sort key; write `local_index({}, sort = field)`",
                    raw.ident
                ),
            );
        } else if sort.len() > 1 {
            self.ctxt.error(
                &raw.ident,
                "a local secondary index has one attribute in its sort key",
            );
        }
        let table_has_sort_key = members.fields.iter().any(|field| {
            matches!(&field.stored, Stored::Attribute(attribute) if attribute.role == Role::SortKey)
        });
        if !table_has_sort_key && members.templates.len() < 2 {
            self.ctxt.error(
                &raw.word,
                "a local secondary index needs a table with a `sort_key`; write `index(...)` for a global one",
            );
        }
    }

    /// Where the fields of a key stand among the members.
    fn key_fields(&self, given: Option<&Spanned<Vec<Ident>>>, members: &Members<'_>) -> Vec<usize> {
        let Some(given) = given else {
            return Vec::new();
        };
        if given.value.is_empty() {
            self.ctxt
                .error(given, format_args!("`{}` needs a field", given.typed()));
        }
        if given.value.len() > MAX_KEY_PARTS {
            self.ctxt.error(
                given,
                format_args!(
                    "`{}` has {} fields, but the key of an index has at most {MAX_KEY_PARTS}",
                    given.typed(),
                    given.value.len()
                ),
            );
        }
        given
            .value
            .iter()
            .filter_map(|field| self.attribute_field(field, members))
            .collect()
    }

    fn attribute_field(&self, name: &Ident, members: &Members<'_>) -> Option<usize> {
        let found = members
            .fields
            .iter()
            .position(|field| field.ident.unraw() == name.unraw());
        let stored = found
            .and_then(|at| members.fields.get(at))
            .is_some_and(|field| matches!(field.stored, Stored::Attribute(_)));
        if !stored {
            let why = if found.is_some() {
                "is not an attribute of the item"
            } else {
                "is not a field of the struct"
            };
            self.ctxt.error(name, format_args!("`{name}` {why}"));
            return None;
        }
        found
    }

    fn projected(&self, raw: &RawIndex, members: &Members<'_>) -> Projected {
        let Some(given) = raw.project.get() else {
            return Projected::All;
        };
        match &given.value[..] {
            [] => {
                self.ctxt.error(
                    given,
                    "`project` needs fields, or `keys_only`; without it the index holds whole items",
                );
                Projected::All
            }
            [only] if only == "keys_only" => Projected::KeysOnly,
            fields => Projected::Include(
                fields
                    .iter()
                    .filter_map(|field| self.attribute_field(field, members))
                    .collect(),
            ),
        }
    }

    fn distinct_indexes(&self) {
        let mut seen: Vec<&Ident> = Vec::new();
        for index in &self.raw.indexes {
            if let Some(first) = seen.iter().find(|known| **known == &index.ident) {
                self.ctxt.error_with(
                    &index.ident,
                    format_args!("two indexes are called `{}`", index.ident),
                    *first,
                    "the first is here",
                );
            } else {
                seen.push(&index.ident);
            }
        }
    }
}
