//! Where in a batch the item of a key stands: DynamoDB refuses a key that comes twice in one request, and its answers
//! tell items by nothing but their keys.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use super::super::{
    identity::Identity,
    item_model::{ItemModel, is_table},
};
use crate::{
    Error, ItemSpec,
    attribute::{ConvertError, Item},
};

/// The places of the keys of several tables.
#[derive(Default)]
pub(in super::super) struct Directory {
    tables: Vec<(Arc<str>, &'static ItemSpec)>,
    places: HashMap<(Arc<str>, Identity), usize>,
}

impl Directory {
    /// Gives a place to a key that has none. Otherwise the place that it has.
    pub(in super::super) fn place(
        &mut self,
        table: &Arc<str>,
        model: &ItemModel,
        item: &Item,
        free: usize,
    ) -> Result<Option<usize>, Error> {
        let key = self.key(table, model, item)?;
        match self.places.entry(key) {
            Entry::Occupied(place) => Ok(Some(*place.get())),
            Entry::Vacant(place) => {
                place.insert(free);
                Ok(None)
            }
        }
    }

    /// Gives a place to a key in any case. The place that it had.
    pub(super) fn replace(
        &mut self,
        table: &Arc<str>,
        model: &ItemModel,
        item: &Item,
        place: usize,
    ) -> Result<Option<usize>, Error> {
        let key = self.key(table, model, item)?;
        Ok(self.places.insert(key, place))
    }

    fn key(
        &mut self,
        table: &Arc<str>,
        model: &ItemModel,
        item: &Item,
    ) -> Result<(Arc<str>, Identity), Error> {
        let Some(identity) = Identity::of(model.spec, item) else {
            let error = ConvertError::custom("the item lacks a part of its key");
            return Err(error.of_model(model.name()).into());
        };
        if !self.tables.iter().any(|(known, _)| known == table) {
            self.tables.push((Arc::clone(table), model.spec));
        }
        Ok((Arc::clone(table), identity))
    }

    /// The place of an item that an answer tells. The answer's table may go by another name than the one asked for.
    pub(super) fn find(&self, told: &str, item: &Item) -> Option<usize> {
        self.tables
            .iter()
            .filter(|(asked, _)| is_table(asked, told))
            .find_map(|(asked, spec)| {
                let identity = Identity::of(spec, item)?;
                self.places.get(&(Arc::clone(asked), identity)).copied()
            })
    }
}
