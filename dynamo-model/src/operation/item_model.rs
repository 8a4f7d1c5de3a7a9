//! A model without its type, as requests that speak of several models hold it.

use std::{
    any::TypeId,
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use crate::{Dynamo, DynamoItem, Error, ItemSpec, access::ModelRef, kinds::Kinds};

/// What is known of a model once its type is forgotten.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ItemModel {
    pub(super) reference: ModelRef,
    pub(super) spec: &'static ItemSpec,
    id: TypeId,
}

impl ItemModel {
    pub(super) fn of<M: Kinds>() -> Self {
        Self {
            reference: ModelRef::of::<M>(),
            spec: M::First::ITEM,
            id: TypeId::of::<M>(),
        }
    }

    pub(super) fn is<M: Kinds>(&self) -> bool {
        self.id == TypeId::of::<M>()
    }

    pub(super) fn name(&self) -> &'static str {
        self.reference.name
    }
}

/// The tables of these models, each asked for once.
pub(super) struct Tables(HashMap<TypeId, Arc<str>>);

impl Tables {
    pub(super) fn of(
        db: &Dynamo,
        models: impl IntoIterator<Item = ItemModel>,
    ) -> Result<Self, Error> {
        let mut tables = HashMap::new();
        for model in models {
            if let Entry::Vacant(table) = tables.entry(model.id) {
                table.insert(model.reference.table_name(db)?.into());
            }
        }
        Ok(Self(tables))
    }

    /// The table of one of these models.
    pub(super) fn name(&self, model: &ItemModel) -> Arc<str> {
        self.0.get(&model.id).map(Arc::clone).unwrap_or_default()
    }
}

/// The names of these models, each once, in order.
pub(super) fn names(models: impl IntoIterator<Item = ItemModel>) -> Vec<&'static str> {
    let mut names = Vec::new();
    for model in models {
        if !names.contains(&model.name()) {
            names.push(model.name());
        }
    }
    names
}

/// Whether DynamoDB means the table that was asked for: it may call one by its name that was asked for by its ARN.
pub(super) fn is_table(asked: &str, told: &str) -> bool {
    asked == told
        || asked
            .rsplit_once(":table/")
            .is_some_and(|(_, name)| name == told)
}
