//! The answer to a `TransactGetItems`.

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::super::direct::{Answer, Kept, capacity, of_sdk};
use crate::attribute::{ConvertError, JsonReader};

/// Keeps the items, in the order of the keys.
pub(super) struct ReadTogether;

impl Answer for ReadTogether {
    of_sdk!(transact_get_items, TransactGetItems, TransactGetItemsOutput);

    type Read = (Vec<Option<Kept>>, Vec<ConsumedCapacity>);

    fn of_json(&self, json: &mut JsonReader<'_>) -> Result<Self::Read, ConvertError> {
        let (mut items, mut consumed) = (None, None);
        json.object(|json, name| match name {
            "Responses" => {
                let kept = json.array(response)?;
                json.once(&mut items, kept)
            }
            "ConsumedCapacity" => {
                let read = json.array(capacity)?;
                json.once(&mut consumed, read)
            }
            _ => json.skip_value(),
        })?;
        Ok((items.unwrap_or_default(), consumed.unwrap_or_default()))
    }

    fn of_output(&self, output: Self::Output) -> Result<Self::Read, ConvertError> {
        let items = output.responses.unwrap_or_default().into_iter();
        let items = items.map(|response| response.item.map(Kept::of_map));
        let consumed = output.consumed_capacity.unwrap_or_default();
        Ok((items.collect(), consumed))
    }
}

fn response(json: &mut JsonReader<'_>) -> Result<Option<Kept>, ConvertError> {
    let mut item = None;
    json.object(|json, name| match name {
        "Item" => {
            let kept = Kept::of_json(json, &[])?;
            json.once(&mut item, kept)
        }
        _ => json.skip_value(),
    })?;
    Ok(item)
}
