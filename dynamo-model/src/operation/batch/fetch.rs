//! `BatchGetItem` without the types of models: keys go out 100 to a request and each once, items come back in whatever
//! order, and what is unprocessed is asked for again.

use std::{
    any::Any,
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
};

use aws_sdk_dynamodb::{
    Client,
    operation::batch_get_item::builders::BatchGetItemFluentBuilder,
    types::{ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity},
};

use super::{
    super::{
        backoff::{Backoff, Ended, Patience},
        call::{SharedCall, item_of},
        direct::{Kept, exchange},
        item_model::{ItemModel, Tables, names},
    },
    Directory,
    answer::{Fetched, ReadFetched},
    unread::{Unread, UnreadGroup},
};
use crate::{Dynamo, Error, attribute::Item, error::About, kinds::Kinds};

/// Source: API reference, "`BatchGetItem`".
const MAX_KEYS: usize = 100;

/// Keys of one model, in the order of the caller.
pub(super) struct Group {
    pub(super) model: ItemModel,
    keys: Vec<Item>,
    /// The same as a vector of the model's own type of keys, which can't be read from an item.
    typed: Arc<dyn Any + Send + Sync>,
}

impl Group {
    pub(super) fn of<M: Kinds>(keys: impl IntoIterator<Item: Into<M::Key>>) -> Result<Self, Error> {
        let typed: Vec<M::Key> = keys.into_iter().map(Into::into).collect();
        Ok(Self {
            model: ItemModel::of::<M>(),
            keys: typed.iter().map(item_of::<M>).collect::<Result<_, _>>()?,
            typed: Arc::new(typed),
        })
    }
}

/// What is to be read.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) groups: Vec<Group>,
    pub(super) problem: Option<Error>,
    pub(super) consistent: bool,
    pub(super) projection: Option<Projection>,
}

/// Which attributes of each item.
#[derive(Clone)]
pub(super) struct Projection {
    pub(super) text: String,
    pub(super) names: Option<HashMap<String, String>>,
}

/// The items of each group, in the order of the caller.
pub(super) type Groups = Vec<Vec<Option<Kept>>>;

impl Wanted {
    pub(super) fn add(&mut self, group: Result<Group, Error>) {
        match group {
            Ok(group) => self.groups.push(group),
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
    }

    /// The SDK's own requests.
    pub(super) async fn requests(
        self,
        call: SharedCall,
    ) -> Result<Vec<BatchGetItemFluentBuilder>, Error> {
        let Some(fetch) = self.open(call).await? else {
            return Ok(Vec::new());
        };
        let all: Vec<_> = (0..fetch.keys.len()).collect();
        Ok(all
            .chunks(MAX_KEYS)
            .map(|sent| fetch.request(sent))
            .collect())
    }

    pub(super) async fn read(
        self,
        call: SharedCall,
        patience: Patience,
        capacity: bool,
    ) -> Result<(Groups, Vec<ConsumedCapacity>), Error> {
        let empty = self.groups.iter().map(|_| Vec::new()).collect();
        let Some(mut fetch) = self.open(call).await? else {
            return Ok((empty, Vec::new()));
        };
        let mut consumed = Vec::new();
        match fetch
            .send(patience, capacity.then_some(&mut consumed))
            .await
        {
            Ok(()) => Ok((fetch.groups(), consumed)),
            Err(Ended(error)) => Err(fetch.ended(error)?),
        }
    }

    /// None if there is no key.
    async fn open(self, call: SharedCall) -> Result<Option<Fetch>, Error> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let models = || self.groups.iter().map(|group| group.model);
        let asking = self.groups.iter().find(|group| !group.keys.is_empty());
        let Some(first) = asking.map(|group| group.model) else {
            return Ok(None);
        };
        let db = call.handle(names(models()))?;
        let tables = Tables::of(&db, models())?;
        let mut directory = Directory::default();
        let mut keys = Vec::new();
        let mut places = Vec::new();
        for group in &self.groups {
            let table = tables.name(&group.model);
            let mut of_group = Vec::with_capacity(group.keys.len());
            for item in &group.keys {
                let known = directory.place(&table, &group.model, item, keys.len())?;
                of_group.push(known.unwrap_or(keys.len()));
                if known.is_none() {
                    keys.push(Key {
                        model: group.model,
                        table: Arc::clone(&table),
                        item: item.clone(),
                        read: false,
                        found: None,
                    });
                }
            }
            places.push(of_group);
        }
        let mut key_names: Vec<_> = models()
            .flat_map(|model| model.spec.key())
            .map(|key| key.name())
            .collect();
        key_names.sort_unstable();
        key_names.dedup();
        let client = db.client(first.reference).await?;
        Ok(Some(Fetch {
            direct: db.uses_bytes(&client),
            key_names: key_names.into(),
            client,
            db,
            wanted: self,
            keys,
            places,
            directory,
        }))
    }
}

/// A key that is asked for once, however often the caller does.
struct Key {
    /// Of the first who asked.
    model: ItemModel,
    table: Arc<str>,
    item: Item,
    read: bool,
    found: Option<Kept>,
}

/// Reads that are being sent.
struct Fetch {
    db: Dynamo,
    client: Client,
    direct: bool,
    /// The attributes by which it is told whose an item is.
    key_names: Arc<[&'static str]>,
    wanted: Wanted,
    keys: Vec<Key>,
    /// For each key of each group its place in `keys`.
    places: Vec<Vec<usize>>,
    directory: Directory,
}

impl Fetch {
    fn request(&self, sent: &[usize]) -> BatchGetItemFluentBuilder {
        let mut tables: HashMap<String, Vec<Item>> = HashMap::new();
        for index in sent {
            let key = &self.keys[*index];
            let keys = tables.entry(key.table.to_string()).or_default();
            keys.push(key.item.clone());
        }
        let projection = self.wanted.projection.as_ref();
        let of_table = |keys| {
            KeysAndAttributes::builder()
                .set_keys(Some(keys))
                .set_consistent_read(self.wanted.consistent.then_some(true))
                .set_projection_expression(projection.map(|part| part.text.clone()))
                .set_expression_attribute_names(projection.and_then(|part| part.names.clone()))
                .build()
                .expect("it has keys")
        };
        let tables = tables
            .into_iter()
            .map(|(table, keys)| (table, of_table(keys)));
        self.client
            .batch_get_item()
            .set_request_items(Some(tables.collect()))
    }

    async fn send(
        &mut self,
        patience: Patience,
        mut capacity: Option<&mut Vec<ConsumedCapacity>>,
    ) -> Result<(), Ended> {
        let db = self.db.clone();
        let mut backoff = Backoff::start(patience, &db);
        let mut queue: VecDeque<usize> = (0..self.keys.len()).collect();
        while !queue.is_empty() {
            let sent: Vec<_> = queue.drain(..queue.len().min(MAX_KEYS)).collect();
            let exchange = Box::pin(self.exchange(&sent, capacity.as_deref_mut()));
            // Behind the others, so that a partition that is busy keeps nobody else waiting.
            queue.extend(backoff.left_by(&db, &sent, exchange).await?);
        }
        Ok(())
    }

    /// Sends one request, keeps what it brings, and says what it left.
    async fn exchange(
        &mut self,
        sent: &[usize],
        capacity: Option<&mut Vec<ConsumedCapacity>>,
    ) -> Result<Vec<usize>, Error> {
        let total = capacity.is_some().then_some(ReturnConsumedCapacity::Total);
        let request = self.request(sent).set_return_consumed_capacity(total);
        let answer = ReadFetched {
            keys: Arc::clone(&self.key_names),
        };
        let Fetched {
            items,
            unprocessed,
            consumed,
        } = exchange!(self.direct, answer, request)
            .map_err(|error| Error::of_several(self.about(sent), "BatchGetItem", error))??;
        if let Some(capacity) = capacity {
            capacity.extend(consumed);
        }
        for (table, items) in items {
            for item in items {
                if let Some(place) = self.directory.find(&table, item.key()) {
                    self.keys[place].found = Some(item);
                }
            }
        }
        let told = unprocessed
            .iter()
            .flat_map(|(table, keys)| keys.keys.iter().map(move |key| (table, key)));
        let places: Option<HashSet<usize>> = told
            .map(|(table, key)| self.directory.find(table, key))
            .collect();
        // An answer that can't be understood leaves all that it did not bring.
        let is_left = |index: &usize| match &places {
            Some(places) => places.contains(index),
            None => self.keys[*index].found.is_none(),
        };
        let left: Vec<_> = sent.iter().copied().filter(is_left).collect();
        for index in sent {
            self.keys[*index].read = !left.contains(index);
        }
        Ok(left)
    }

    fn about(&self, sent: &[usize]) -> About {
        let keys = sent.iter().map(|index| &self.keys[*index]);
        keys.map(|key| (key.model.name(), &key.table)).collect()
    }

    /// What came, to each who asked for it.
    fn groups(&mut self) -> Groups {
        let mut uses = vec![0_usize; self.keys.len()];
        self.places
            .iter()
            .flatten()
            .for_each(|place| uses[*place] += 1);
        let mut take = |place: &usize| {
            uses[*place] -= 1;
            let found = &mut self.keys[*place].found;
            if uses[*place] == 0 {
                found.take()
            } else {
                found.clone()
            }
        };
        self.places
            .iter()
            .map(|places| places.iter().map(&mut take).collect())
            .collect()
    }

    fn ended(mut self, error: Option<Error>) -> Result<Error, Error> {
        let error = match error {
            // There is no part of an answer, and the caller knows the keys.
            Some(error) if !error.is_throttled() && !self.keys.iter().any(|key| key.read) => {
                return Ok(error);
            }
            error => error,
        };
        let unread: Vec<Vec<usize>> = self
            .places
            .iter()
            .map(|places| {
                let open = places.iter().enumerate();
                let open = open.filter(|(_, place)| !self.keys[**place].read);
                open.map(|(index, _)| index).collect()
            })
            .collect();
        let items = self.groups();
        let groups = self.wanted.groups.into_iter().zip(items).zip(unread);
        let groups = groups.map(|((group, items), unread)| {
            let items = items.into_iter();
            let items = items.map(|item| item.map(Kept::into_item).transpose());
            Ok(UnreadGroup {
                model: group.model,
                keys: group.typed,
                items: items.collect::<Result<_, _>>()?,
                unread,
            })
        });
        let groups = groups.collect::<Result<_, Error>>()?;
        Ok(Error::Unread(Box::new(Unread::new(groups, error))))
    }
}
