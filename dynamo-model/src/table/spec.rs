//! What `#[dynamo(meta(...))]` says about the table, as constant data.

use crate::{access::Setting, kinds::KindSpec};
use dynamo_model_core::text::eq;

type Text = Setting<&'static str>;

/// The table options of one model, as written on it.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(feature = "client"),
    allow(dead_code, reason = "only what is sent reads the options")
)]
pub struct TableSpec {
    pub(crate) model: &'static str,
    pub(crate) table_name: Option<Text>,
    pub(crate) billing_mode: Option<&'static str>,
    pub(crate) read_capacity_units: Option<u64>,
    pub(crate) write_capacity_units: Option<u64>,
    pub(crate) stream_view_type: Option<&'static str>,
    pub(crate) deletion_protection: Option<bool>,
    pub(crate) point_in_time_recovery: Option<bool>,
    pub(crate) table_class: Option<&'static str>,
    pub(crate) resource_tags: &'static [(&'static str, &'static str)],
    /// Of an enum, the kinds that share the table.
    pub(crate) kinds: &'static [KindSpec],
}

/// One constant setter per option, so that the derive emits calls named like the options themselves.
macro_rules! setters {
    ($($option:ident: $type:ty),* $(,)?) => {
        $(
            #[doc = concat!("Sets `", stringify!($option), "`.")]
            #[must_use]
            pub const fn $option(mut self, value: $type) -> Self {
                self.$option = Some(value);
                self
            }
        )*
    };
}

impl TableSpec {
    /// No option set: the table bears the model's name.
    #[must_use]
    pub const fn new(model: &'static str) -> Self {
        Self {
            model,
            table_name: None,
            billing_mode: None,
            read_capacity_units: None,
            write_capacity_units: None,
            stream_view_type: None,
            deletion_protection: None,
            point_in_time_recovery: None,
            table_class: None,
            resource_tags: &[],
            kinds: &[],
        }
    }

    setters! {
        table_name: Text,
        billing_mode: &'static str,
        read_capacity_units: u64,
        write_capacity_units: u64,
        stream_view_type: &'static str,
        deletion_protection: bool,
        point_in_time_recovery: bool,
        table_class: &'static str,
    }

    /// Sets `resource_tags`, as key and value.
    #[must_use]
    pub const fn resource_tags(mut self, value: &'static [(&'static str, &'static str)]) -> Self {
        self.resource_tags = value;
        self
    }

    /// The table of these kinds, as far as any of them describes it.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_kinds(model: &'static str, kinds: &'static [KindSpec]) -> Self {
        let mut table = Self::new(model);
        table.kinds = kinds;
        let mut index = 0;
        while index < kinds.len() {
            table = table.completed(kinds[index].table);
            index += 1;
        }
        table
    }

    /// The table's name: the option, or else the model's name.
    #[must_use]
    pub const fn name(&self) -> Text {
        match self.table_name {
            Some(name) => name,
            None => Setting::Value(self.model),
        }
    }

    /// The model's name.
    #[must_use]
    pub const fn model(&self) -> &'static str {
        self.model
    }
}

/// The options that two models of a table may both state, and what makes two values one.
macro_rules! shared {
    ($($option:ident: $same:path),* $(,)?) => {
        impl TableSpec {
            /// With what the other states and this does not.
            const fn completed(mut self, other: &Self) -> Self {
                if self.table_name.is_none() {
                    self.table_name = Some(other.name());
                }
                $(if self.$option.is_none() {
                    self.$option = other.$option;
                })*
                if self.resource_tags.is_empty() {
                    self.resource_tags = other.resource_tags;
                }
                self
            }

            /// The first option that both state differently.
            pub(crate) const fn conflict(&self, other: &Self) -> Option<&'static str> {
                $(if let (Some(value), Some(other)) = (self.$option, other.$option)
                    && !$same(value, other)
                {
                    return Some(stringify!($option));
                })*
                None
            }
        }
    };
}

shared! {
    billing_mode: eq,
    read_capacity_units: same_number,
    write_capacity_units: same_number,
    stream_view_type: eq,
    deletion_protection: same_flag,
    point_in_time_recovery: same_flag,
    table_class: eq,
}

const fn same_number(number: u64, other: u64) -> bool {
    number == other
}

const fn same_flag(flag: bool, other: bool) -> bool {
    flag == other
}
