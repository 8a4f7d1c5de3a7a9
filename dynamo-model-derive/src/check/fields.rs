//! The keys of an item: at most one partition key and one sort key.

use super::Checker;
use crate::{
    attr::{RawField, Slot},
    keys::FieldKey,
    model::Derive,
};

impl Checker<'_, '_> {
    pub fn fields(&mut self) {
        let raw = self.raw;
        if raw.derive == Derive::AwsAccess {
            self.no_field_options();
            return;
        }
        let partition_keys = self.only_one(FieldKey::PartitionKey, |field| &field.partition_key);
        self.only_one(FieldKey::SortKey, |field| &field.sort_key);
        for field in &raw.fields {
            if let (Some(_), Some(sort)) = (field.partition_key.get(), field.sort_key.get()) {
                self.ctxt.error(
                    sort,
                    "a field cannot be both the partition key and the sort key",
                );
            }
            if let Some(sort) = field.sort_key.get()
                && partition_keys == 0
            {
                self.ctxt.error(sort, "`sort_key` needs a `partition_key`");
            }
        }
    }

    /// How many fields have this key; a second one is an error.
    fn only_one(&self, key: FieldKey, slot: impl Fn(&RawField) -> &Slot<()>) -> usize {
        let what = match key {
            FieldKey::PartitionKey => "partition key",
            FieldKey::SortKey => "sort key",
        };
        let fields = &self.raw.fields;
        let mut given = fields.iter().filter_map(|field| slot(field).get());
        let Some(first) = given.next() else {
            return 0;
        };
        let mut count = 1;
        for further in given {
            let sentence = format_args!("a table has only one {what}, but this is another");
            if count == 1 {
                let remark = format_args!("first {what} here");
                self.ctxt.error_with(further, sentence, first, remark);
            } else {
                self.ctxt.error(further, sentence);
            }
            count += 1;
        }
        count
    }

    fn no_field_options(&self) {
        for field in &self.raw.fields {
            for key in [&field.partition_key, &field.sort_key] {
                if let Some(given) = key.get() {
                    self.ctxt.error(
                        given,
                        format_args!(
                            "`{}` belongs on a model; `#[derive(AwsAccess)]` only says who signs",
                            given.typed()
                        ),
                    );
                }
            }
        }
    }
}
