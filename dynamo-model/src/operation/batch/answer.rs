//! The answer to a `BatchGetItem`.

use std::{collections::HashMap, sync::Arc};

use aws_sdk_dynamodb::types::{ConsumedCapacity, KeysAndAttributes};

use super::super::direct::{Answer, Kept, capacity, of_sdk};
use crate::attribute::{ConvertError, JsonReader};

/// What one request brought.
pub(super) struct Fetched {
    /// By what DynamoDB calls their table.
    pub(super) items: Vec<(String, Vec<Kept>)>,
    pub(super) unprocessed: HashMap<String, KeysAndAttributes>,
    pub(super) consumed: Vec<ConsumedCapacity>,
}

/// Keeps items with the attributes of these names, by which it is told whose they are.
pub(super) struct ReadFetched {
    pub(super) keys: Arc<[&'static str]>,
}

impl Answer for ReadFetched {
    of_sdk!(batch_get_item, BatchGetItem, BatchGetItemOutput);

    type Read = Fetched;

    fn of_json(&self, json: &mut JsonReader<'_>) -> Result<Fetched, ConvertError> {
        let (mut items, mut consumed) = (None, None);
        json.object(|json, name| match name {
            "Responses" => {
                let mut tables = Vec::new();
                json.object(|json, table| {
                    let kept = json.array(|json| Kept::of_json(json, &self.keys))?;
                    if tables.iter().any(|(known, _)| known == table) {
                        return Err(json.unusual());
                    }
                    tables.push((table.to_owned(), kept));
                    Ok(())
                })?;
                json.once(&mut items, tables)
            }
            // What there is of them, only the SDK knows.
            "UnprocessedKeys" => json.object(|json, _| Err(json.unusual())),
            "ConsumedCapacity" => {
                let read = json.array(capacity)?;
                json.once(&mut consumed, read)
            }
            _ => json.skip_value(),
        })?;
        Ok(Fetched {
            items: items.unwrap_or_default(),
            unprocessed: HashMap::new(),
            consumed: consumed.unwrap_or_default(),
        })
    }

    fn of_output(&self, output: Self::Output) -> Result<Fetched, ConvertError> {
        let items = output.responses.unwrap_or_default().into_iter();
        let kept = |items: Vec<_>| items.into_iter().map(Kept::of_map).collect();
        Ok(Fetched {
            items: items.map(|(table, items)| (table, kept(items))).collect(),
            unprocessed: output.unprocessed_keys.unwrap_or_default(),
            consumed: output.consumed_capacity.unwrap_or_default(),
        })
    }
}
