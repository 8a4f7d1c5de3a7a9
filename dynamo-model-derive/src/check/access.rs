//! Who signs for a type, what its table is called without further words, and so which traits it gets.

use dynamo_model_core::{
    groups::INLINE_ACCESS,
    options::{AccessOption, Group},
    table_name,
};
use syn::{Data, Fields, ext::IdentExt};

use super::Checker;
use crate::{
    attr::RawValue,
    model::{AccessType, Derive, Set, Table},
};

impl<'a> Checker<'a, '_> {
    /// Without `table_name` the table is called like the type, so that must be possible.
    pub fn default_table_name(&self) {
        let input = self.raw.input;
        let named =
            matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Named(_)));
        let meta = &self.raw.meta;
        let given = meta.get(AccessOption::TableName).is_some()
            || meta.meant().contains(&AccessOption::TableName);
        if self.raw.derive != Derive::DynamoModel || !named || given {
            return;
        }
        let name = input.ident.unraw().to_string();
        if let Err(violation) = table_name::check(&name) {
            self.ctxt.error(
                &input.ident,
                format_args!(
                    "`{name}` cannot name the table, too, because that {violation}; write \
                     `#[dynamo(meta(table_name = \"...\"))]`"
                ),
            );
        }
    }

    pub fn implementations(&mut self, options: Vec<Set<'a>>) {
        if self.raw.derive == Derive::AwsAccess {
            self.model.access = Some(options);
            return;
        }
        let raw = self.raw;
        let own = raw
            .meta
            .iter()
            .find(|(option, _)| INLINE_ACCESS.contains(*option));
        let named = match raw.meta.get(AccessOption::Access) {
            Some(given) => match &given.value {
                RawValue::Type(path) => Some(path),
                _ => None,
            },
            None => None,
        };
        let access = match (named, own) {
            (Some(path), _) => AccessType::Named(path),
            (None, Some((_, given))) => {
                if !raw.input.generics.params.is_empty() {
                    self.ctxt.error(
                        given,
                        format_args!(
                            "`{}` cannot stand on a generic struct, because one type stands for one identity; \
                             write it on a type with `#[derive(AwsAccess)]` and name that with `access = Type`",
                            given.typed()
                        ),
                    );
                }
                AccessType::Own
            }
            (None, None) => AccessType::Default,
        };
        let (table, mut access_options): (Vec<_>, Vec<_>) = options
            .into_iter()
            .partition(|set| set.option.group() == Group::Table);
        access_options.retain(|set| set.option != AccessOption::Access);
        if matches!(access, AccessType::Own) {
            self.model.access = Some(access_options);
        }
        self.model.table = Some(Table {
            access,
            options: table,
        });
    }
}
