//! `TransactGetItems` without the types of models: each key is asked for once, and answers come in the order of the keys.

use std::sync::Arc;

use aws_sdk_dynamodb::{
    Client,
    operation::transact_get_items::builders::TransactGetItemsFluentBuilder,
    types::{ConsumedCapacity, Get, ReturnConsumedCapacity, TransactGetItem},
};

use super::{
    super::{
        batch::Directory,
        call::{SharedCall, item_of},
        direct::{Kept, exchange},
        invalid::{InvalidRequest, MAX_ACTIONS, Problem},
        item_model::{ItemModel, Tables, names},
    },
    answer::ReadTogether,
    cancelled::{Named, error_of},
};
use crate::{Error, attribute::Item, kinds::Kinds};

/// Keys to be read at one moment.
#[derive(Default)]
pub(super) struct Reads {
    keys: Vec<(ItemModel, Item)>,
    problem: Option<Error>,
}

/// What is sent.
struct Open {
    client: Client,
    direct: bool,
    gets: Vec<TransactGetItem>,
    named: Vec<Named>,
    /// For each key its place in what is sent.
    places: Vec<usize>,
}

impl Reads {
    pub(super) fn add<M: Kinds>(&mut self, key: impl Into<M::Key>) {
        match item_of::<M>(&key.into()) {
            Ok(key) => self.keys.push((ItemModel::of::<M>(), key)),
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) async fn request(
        self,
        call: SharedCall,
    ) -> Result<TransactGetItemsFluentBuilder, Error> {
        match self.open(call).await? {
            Some(open) => Ok(open
                .client
                .transact_get_items()
                .set_transact_items(Some(open.gets))),
            None => Err(InvalidRequest::new(None, Problem::NoAction).into()),
        }
    }

    /// The items in the order of the keys.
    pub(super) async fn read(
        self,
        call: SharedCall,
        capacity: bool,
    ) -> Result<(Vec<Option<Kept>>, Vec<ConsumedCapacity>), Error> {
        let Some(open) = self.open(call).await? else {
            return Ok((Vec::new(), Vec::new()));
        };
        let request = open
            .client
            .transact_get_items()
            .set_transact_items(Some(open.gets))
            .set_return_consumed_capacity(capacity.then_some(ReturnConsumedCapacity::Total));
        let (items, consumed) = exchange!(open.direct, ReadTogether, request)
            .map_err(|error| error_of("TransactGetItems", &open.named, &open.places, error))??;
        let item = |place: &usize| items.get(*place)?.clone();
        let items = open.places.iter().map(item).collect();
        Ok((items, consumed))
    }

    /// None if there is no key.
    async fn open(self, call: SharedCall) -> Result<Option<Open>, Error> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let Some((first, _)) = self.keys.first() else {
            return Ok(None);
        };
        let models = || self.keys.iter().map(|(model, _)| *model);
        let db = call.handle(names(models()))?;
        let tables = Tables::of(&db, models())?;
        let mut directory = Directory::default();
        let (mut gets, mut places) = (Vec::new(), Vec::new());
        for (model, key) in &self.keys {
            let table: Arc<str> = tables.name(model);
            let known = directory.place(&table, model, key, gets.len())?;
            places.push(known.unwrap_or(gets.len()));
            if known.is_none() {
                let get = Get::builder()
                    .table_name(&*table)
                    .set_key(Some(key.clone()));
                let get = get.build().expect("it has a key and a table");
                gets.push(TransactGetItem::builder().get(get).build());
            }
        }
        if gets.len() > MAX_ACTIONS {
            let problem = Problem::TooManyActions(gets.len());
            return Err(InvalidRequest::new(None, problem).into());
        }
        let named = models().map(|model| Named {
            model,
            table: tables.name(&model),
            action: "get",
        });
        let named = named.collect();
        let client = db.client(first.reference).await?;
        Ok(Some(Open {
            direct: db.uses_bytes(&client),
            client,
            gets,
            named,
            places,
        }))
    }
}
