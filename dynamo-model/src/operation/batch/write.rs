//! `BatchWriteItem`.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    marker::PhantomData,
    sync::Arc,
    time::SystemTime,
};

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::batch_write_item::{
        BatchWriteItemError, BatchWriteItemOutput, builders::BatchWriteItemFluentBuilder,
    },
    types::{ConsumedCapacity, ReturnConsumedCapacity, WriteRequest},
};

use super::{
    super::{
        backoff::{Backoff, Ended, Patience, patience_methods},
        call::{SharedCall, operation},
        direct::{Kept, Writing},
        item_model::{Tables, names},
    },
    Directory,
    entry::Entry,
    leftovers::BatchWritten,
};
use crate::{
    AwsAccess, Dynamo, DynamoItem, Error, access::SameAccess, attribute::write_string, error::About,
};

/// Source: API reference, "`BatchWriteItem`": up to 16 MB of data over the network, up to 25 item put or delete operations.
const MAX_WRITES: usize = 25;
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Of `{"RequestItems":{"table":[` and what ends it, and of the name of a table, which each write is charged with.
const AROUND: usize = 512;

/// Puts and deletes items of models that share an access, 25 to a request. Made by
/// [`Dynamo::batch_write`](crate::Dynamo::batch_write), [`DynamoModel::put_all`](crate::DynamoModel::put_all) and
/// [`DynamoModel::delete_all`](crate::DynamoModel::delete_all).
///
/// Requests are sent one after the other, in the order of the calls; within one, DynamoDB keeps no order. Of several
/// writes of one key, only the last is sent. What DynamoDB leaves unprocessed, and a request that it throttles, is sent
/// again with growing pauses, until it gets on no longer; any other refusal ends the batch. Either way the answer has
/// what is left.
///
/// **A batch checks nothing.** A put replaces whatever is there, whatever its version; the version in hand moves on in what
/// is stored, but not in hand, so that whoever holds the same version is told when saving. Where that must not happen, use
/// [`save`](crate::DynamoModel::save) or [a transaction](crate::Dynamo::transact_write).
///
/// Dropped before it is ready, the future sends nothing more, and what it has sent may be written or not. Use
/// [`time_limit`](Self::time_limit) to stop and still learn what is left. Putting and deleting once more changes nothing,
/// so that the whole batch may be sent again.
///
/// `A` is the access of the models, which the first one decides. Where a loop adds them, begin with
/// [`Dynamo::batch_write_as`](crate::Dynamo::batch_write_as).
#[must_use = "a batch does nothing until it is awaited"]
pub struct BatchWrite<A> {
    call: SharedCall,
    entries: Vec<Entry>,
    problem: Option<Error>,
    patience: Patience,
    access: PhantomData<fn() -> A>,
}

impl<A> BatchWrite<A> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self::of(db, Vec::new())
    }

    pub(super) fn of(db: &Dynamo, entries: Vec<Entry>) -> Self {
        Self {
            call: SharedCall::new(db),
            entries,
            problem: None,
            patience: Patience::default(),
            access: PhantomData,
        }
    }

    /// Puts an item over whatever is there.
    pub fn put<M: DynamoItem>(self, item: &M) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.put_all([item])
    }

    /// Puts each of these items over whatever is there.
    pub fn put_all<'i, M: DynamoItem>(
        self,
        items: impl IntoIterator<Item = &'i M>,
    ) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        self.and(items.into_iter().map(|item| Entry::put(item, json)))
    }

    /// Deletes the item of a key, if there is one.
    pub fn delete<M: DynamoItem>(self, key: impl Into<M::Key>) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.delete_all::<M>([key])
    }

    /// Deletes the items of these keys, as far as there are any.
    pub fn delete_all<M: DynamoItem>(
        self,
        keys: impl IntoIterator<Item: Into<M::Key>>,
    ) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        self.and(
            keys.into_iter()
                .map(|key| Entry::delete::<M>(key.into(), json)),
        )
    }

    fn and<B>(mut self, entries: impl Iterator<Item = Result<Entry, Error>>) -> BatchWrite<B> {
        for entry in entries {
            match entry {
                Ok(entry) => self.entries.push(entry),
                Err(error) => {
                    self.problem.get_or_insert(error);
                }
            }
        }
        BatchWrite {
            call: self.call,
            entries: self.entries,
            problem: self.problem,
            patience: self.patience,
            access: PhantomData,
        }
    }

    patience_methods!();
}

impl<A: AwsAccess> BatchWrite<A> {
    /// Leaves for the SDK's own requests, signed as the models say.
    ///
    /// # Errors
    ///
    /// An item or a key can't be written, an item is too large, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<Vec<BatchWriteItemFluentBuilder>, Error> {
        let Some(mut batch) = self.open().await? else {
            return Ok(Vec::new());
        };
        let requests = batch.split();
        requests
            .iter()
            .map(|request| batch.mapped(request))
            .collect()
    }

    /// None if there is nothing to write.
    async fn open(self) -> Result<Option<OpenBatch>, Error> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let Some(first) = self.entries.first().map(|entry| entry.model) else {
            return Ok(None);
        };
        let models = || self.entries.iter().map(|entry| entry.model);
        let db = self.call.handle(names(models()))?;
        let tables = Tables::of(&db, models())?;
        let now = db.now();

        // The last write of a key is the one that counts.
        let mut later = Directory::default();
        let mut entries = Vec::new();
        for entry in self.entries.into_iter().rev() {
            let table = tables.name(&entry.model);
            if later.place(&table, &entry.model, entry.key(), 0)?.is_none() {
                entries.push((entry, table));
            }
        }
        let mut places = Directory::default();
        let mut writes: Vec<Write> = Vec::new();
        for (entry, table) in entries.into_iter().rev() {
            places.place(&table, &entry.model, entry.key(), writes.len())?;
            let renewed = entry.renewed(now)?;
            writes.push(Write {
                bytes: entry.wire_bytes(renewed.as_ref())?,
                entry,
                table,
                renewed,
                confirmed: false,
            });
        }
        let client = db.client(first.reference).await?;
        Ok(Some(OpenBatch {
            direct: db.uses_bytes(&client),
            client,
            db,
            writes,
            places,
            now,
        }))
    }

    async fn run(self, capacity: bool) -> Result<(BatchWritten<A>, Vec<ConsumedCapacity>), Error> {
        let patience = self.patience;
        let Some(mut batch) = self.open().await? else {
            return Ok((BatchWritten::new(Vec::new(), None), Vec::new()));
        };
        let mut consumed = Vec::new();
        let ended_by = batch
            .send(patience, capacity.then_some(&mut consumed))
            .await
            .err()
            .and_then(|ended| ended.0);
        let left = batch.writes.into_iter().filter(|write| !write.confirmed);
        let left = left.map(|write| write.entry).collect();
        Ok((BatchWritten::new(left, ended_by), consumed))
    }
}

operation!(
    'static,
    BatchWritten<A>,
    Vec<ConsumedCapacity>,
    impl[A: AwsAccess] BatchWrite<A>
);

impl<A> fmt::Debug for BatchWrite<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchWrite")
            .field("writes", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// A batch that is being sent.
struct OpenBatch {
    db: Dynamo,
    client: Client,
    /// Whether items go to it without the SDK's maps.
    direct: bool,
    writes: Vec<Write>,
    places: Directory,
    now: SystemTime,
}

struct Write {
    entry: Entry,
    table: Arc<str>,
    /// In a request.
    bytes: usize,
    /// What is sent in the place of what was in hand. Gone once it was sent as the SDK has it.
    renewed: Option<Kept>,
    confirmed: bool,
}

impl OpenBatch {
    /// Which writes go together, in their order.
    fn split(&self) -> Vec<Vec<usize>> {
        let mut requests: Vec<Vec<usize>> = Vec::new();
        let mut bytes = 0;
        for (index, write) in self.writes.iter().enumerate() {
            let more = write.bytes + write.table.len();
            match requests.last_mut() {
                Some(request) if request.len() < MAX_WRITES && bytes + more <= MAX_BYTES => {
                    request.push(index);
                    bytes += more;
                }
                _ => {
                    requests.push(vec![index]);
                    bytes = AROUND + more;
                }
            }
        }
        requests
    }

    /// A request as the SDK has it.
    fn mapped(&mut self, indices: &[usize]) -> Result<BatchWriteItemFluentBuilder, Error> {
        let mut tables: HashMap<String, Vec<WriteRequest>> = HashMap::new();
        for index in indices {
            let write = &mut self.writes[*index];
            let renewed = match write.renewed.take() {
                Some(renewed) => Some(renewed),
                None => write.entry.renewed(self.now)?,
            };
            let table = tables.entry(write.table.to_string()).or_default();
            table.push(write.entry.request(renewed)?);
        }
        let request = self.client.batch_write_item();
        Ok(request.set_request_items(Some(tables)))
    }

    /// A request that lacks its writes, and these.
    fn written(&self, indices: &[usize]) -> Result<(BatchWriteItemFluentBuilder, Writing), Error> {
        let writes = || indices.iter().map(|index| &self.writes[*index]);
        let bytes: usize = writes().map(|write| write.bytes).sum();
        let mut json = Vec::with_capacity(AROUND + bytes);
        let mut tables: HashMap<String, Vec<WriteRequest>> = HashMap::new();
        json.push(b'{');
        for of_table in writes() {
            let table = &of_table.table;
            if tables.insert(table.to_string(), Vec::new()).is_some() {
                continue;
            }
            if tables.len() > 1 {
                json.push(b',');
            }
            write_string(&mut json, table);
            json.extend_from_slice(b":[");
            for write in writes().filter(|write| write.table == *table) {
                write.entry.write(write.renewed.as_ref(), &mut json)?;
                json.push(b',');
            }
            // The comma after the last one.
            json.pop();
            json.push(b']');
        }
        json.push(b'}');
        let request = self.client.batch_write_item();
        let request = request.set_request_items(Some(tables));
        Ok((request, Writing::request_items(json)))
    }

    async fn send_one(
        &mut self,
        indices: &[usize],
        capacity: Option<ReturnConsumedCapacity>,
    ) -> Result<Result<BatchWriteItemOutput, SdkError<BatchWriteItemError>>, Error> {
        if self.direct {
            let (request, writing) = self.written(indices)?;
            let request = request.set_return_consumed_capacity(capacity);
            Ok(request.customize().interceptor(writing).send().await)
        } else {
            let request = self.mapped(indices)?;
            Ok(request.set_return_consumed_capacity(capacity).send().await)
        }
    }

    /// Sends one request after the other.
    async fn send(
        &mut self,
        patience: Patience,
        mut capacity: Option<&mut Vec<ConsumedCapacity>>,
    ) -> Result<(), Ended> {
        let db = self.db.clone();
        let mut backoff = Backoff::start(patience, &db);
        for mut waiting in self.split() {
            while !waiting.is_empty() {
                let sent = waiting;
                let exchange = Box::pin(self.exchange(&sent, capacity.as_deref_mut()));
                waiting = backoff.left_by(&db, &sent, exchange).await?;
            }
        }
        Ok(())
    }

    /// Sends one request, and says what it left.
    async fn exchange(
        &mut self,
        sent: &[usize],
        capacity: Option<&mut Vec<ConsumedCapacity>>,
    ) -> Result<Vec<usize>, Error> {
        let told = capacity.is_some().then_some(ReturnConsumedCapacity::Total);
        let answer = self.send_one(sent, told).await?.map_err(|error| {
            let mut about = About::default();
            for write in sent.iter().map(|index| &self.writes[*index]) {
                about.add(write.entry.model.name(), &write.table);
            }
            Error::of_several(about, "BatchWriteItem", error)
        })?;
        if let Some(capacity) = capacity {
            capacity.extend(answer.consumed_capacity.unwrap_or_default());
        }
        let unprocessed = self.places_of(&answer.unprocessed_items.unwrap_or_default());
        // An answer that can't be understood confirms nothing.
        let left = match unprocessed {
            Some(places) => sent
                .iter()
                .copied()
                .filter(|index| places.contains(index))
                .collect(),
            None => sent.to_vec(),
        };
        for index in sent {
            self.writes[*index].confirmed = !left.contains(index);
        }
        Ok(left)
    }

    fn places_of(&self, told: &HashMap<String, Vec<WriteRequest>>) -> Option<HashSet<usize>> {
        let told = told
            .iter()
            .flat_map(|(table, requests)| requests.iter().map(move |request| (table, request)));
        told.map(|(table, request)| {
            let put = request.put_request().map(|put| &put.item);
            let item = put.or(request.delete_request().map(|delete| &delete.key))?;
            self.places.find(table, item)
        })
        .collect()
    }
}
