//! A write batch that is being sent: which writes go together, in which form, and what became of each.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::SystemTime,
};

use aws_sdk_dynamodb::{
    Client,
    operation::batch_write_item::builders::BatchWriteItemFluentBuilder,
    types::{ConsumedCapacity, ReturnConsumedCapacity, WriteRequest},
};

use super::{
    super::{
        backoff::{Backoff, Ended, Patience},
        direct::{Kept, Writing, send_with},
        item_model::Tables,
    },
    Directory,
    entry::Entry,
};
use crate::{Dynamo, Error, attribute::write_string, error::About};

/// Source: API reference, "`BatchWriteItem`": up to 16 MB of data over the network, up to 25 item put or delete operations.
const MAX_WRITES: usize = 25;
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Of `{"RequestItems":{"table":[` and what ends it, and of the name of a table, which each write is charged with.
const AROUND: usize = 512;

/// A batch that is being sent.
pub(super) struct OpenBatch {
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
    /// Confirmed, or in vain: a later one is of the same key.
    done: bool,
}

impl OpenBatch {
    /// Of at least one write, by a handle for their models.
    pub(super) async fn of(db: Dynamo, entries: Vec<Entry>) -> Result<Self, Error> {
        let tables = Tables::of(&db, entries.iter().map(|entry| entry.model))?;
        let now = db.now();
        let mut places = Directory::default();
        let mut writes: Vec<Write> = Vec::with_capacity(entries.len());
        for entry in entries {
            let table = tables.name(&entry.model);
            let place = writes.len();
            // The last write of a key is the one that counts.
            if let Some(earlier) = places.replace(&table, &entry.model, entry.key(), place)? {
                writes[earlier].done = true;
            }
            writes.push(Write {
                entry,
                table,
                bytes: 0,
                renewed: None,
                done: false,
            });
        }
        for write in writes.iter_mut().filter(|write| !write.done) {
            write.renewed = write.entry.renewed(now)?;
            write.bytes = write.entry.wire_bytes(write.renewed.as_ref())?;
        }
        let client = db.client(writes[0].entry.model.reference).await?;
        Ok(Self {
            direct: db.uses_bytes(&client),
            client,
            db,
            writes,
            places,
            now,
        })
    }

    /// The writes that were not confirmed, in their order.
    pub(super) fn into_left(self) -> Vec<Entry> {
        let left = self.writes.into_iter().filter(|write| !write.done);
        left.map(|write| write.entry).collect()
    }

    /// The SDK's own requests.
    pub(super) fn into_sdk(mut self) -> Result<Vec<BatchWriteItemFluentBuilder>, Error> {
        let requests = self.split();
        let requests = requests.iter();
        requests.map(|indices| self.mapped(indices)).collect()
    }

    /// Which writes go together, in their order.
    fn split(&self) -> Vec<Vec<usize>> {
        let mut requests: Vec<Vec<usize>> = Vec::new();
        let mut bytes = 0;
        let writes = self.writes.iter().enumerate();
        for (index, write) in writes.filter(|(_, write)| !write.done) {
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
    fn written(
        &self,
        indices: &[usize],
    ) -> Result<(BatchWriteItemFluentBuilder, Option<Writing>), Error> {
        let writes = || indices.iter().map(|index| &self.writes[*index]);
        let bytes: usize = writes().map(|write| write.bytes).sum();
        let mut json = Vec::with_capacity(AROUND + bytes);
        let mut tables: HashMap<String, Vec<WriteRequest>> = HashMap::new();
        json.push(b'{');
        for of_table in writes() {
            let table = &of_table.table;
            if tables.contains_key(&**table) {
                continue;
            }
            if !tables.is_empty() {
                json.push(b',');
            }
            tables.insert(table.to_string(), Vec::new());
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
        Ok((request, Some(Writing::request_items(json))))
    }

    /// Sends one request after the other.
    pub(super) async fn send(
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
        let (request, writing) = if self.direct {
            self.written(sent)?
        } else {
            (self.mapped(sent)?, None)
        };
        let told = capacity.is_some().then_some(ReturnConsumedCapacity::Total);
        let request = request.set_return_consumed_capacity(told);
        let answer = send_with!(request, writing).map_err(|error| {
            let writes = sent.iter().map(|index| &self.writes[*index]);
            let about = writes.map(|write| (write.entry.model.name(), &write.table));
            Error::of_several(about.collect::<About>(), "BatchWriteItem", error)
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
            self.writes[*index].done = !left.contains(index);
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
