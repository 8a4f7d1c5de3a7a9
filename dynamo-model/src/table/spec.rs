//! What `#[dynamo(meta(...))]` says about the table, as constant data.

use crate::access::Setting;

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
