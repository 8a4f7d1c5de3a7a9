//! `#[dynamo(...)]` on fields and on variants.

use syn::{Field, Variant};

use super::{each_attribute, list::comma_separated, options::RawOptions};
use crate::{
    ctxt::Ctxt,
    keys::{FieldKey, VariantKey},
    model::Derive,
};

/// One field, with what is said about it.
pub struct RawField<'a> {
    pub field: &'a Field,
    pub options: RawOptions<FieldKey>,
    /// Something else is said than these options: nothing is amiss that it may have been meant for.
    pub is_broken: bool,
}

impl<'a> RawField<'a> {
    pub fn parse(ctxt: &Ctxt, derive: Derive, field: &'a Field) -> Self {
        let before = ctxt.count();
        let mut options = RawOptions::default();
        each_attribute(ctxt, &field.attrs, |input| {
            comma_separated(ctxt, input, |item| {
                options.parse(ctxt, derive, item, |_, _| Some(()))
            });
        });
        Self {
            field,
            options,
            is_broken: ctxt.count() > before,
        }
    }
}

/// One variant, with what is said about it and its fields.
pub struct RawVariant<'a> {
    pub variant: &'a Variant,
    pub options: RawOptions<VariantKey>,
    pub fields: Vec<RawField<'a>>,
}

impl<'a> RawVariant<'a> {
    pub fn parse(ctxt: &Ctxt, derive: Derive, variant: &'a Variant) -> Self {
        let mut options = RawOptions::default();
        each_attribute(ctxt, &variant.attrs, |input| {
            comma_separated(ctxt, input, |item| {
                options.parse(ctxt, derive, item, |_, _| Some(()))
            });
        });
        let fields = variant
            .fields
            .iter()
            .map(|field| RawField::parse(ctxt, derive, field))
            .collect();
        Self {
            variant,
            options,
            fields,
        }
    }
}
