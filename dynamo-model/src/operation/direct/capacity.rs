//! What a response says that it consumed.

use aws_sdk_dynamodb::types::ConsumedCapacity;

use crate::attribute::{ConvertError, JsonReader};

/// Reads what is told of the `TOTAL` of a table, which is all that operations ask for. The SDK knows of the rest.
pub(crate) fn capacity(json: &mut JsonReader<'_>) -> Result<ConsumedCapacity, ConvertError> {
    let (mut table, mut units, mut read, mut written) = (None, None, None, None);
    json.object(|json, name| match name {
        "TableName" => {
            let text = json.string()?.into_owned();
            json.once(&mut table, text)
        }
        "CapacityUnits" => number(json, &mut units),
        "ReadCapacityUnits" => number(json, &mut read),
        "WriteCapacityUnits" => number(json, &mut written),
        _ => Err(json.unusual()),
    })?;
    Ok(ConsumedCapacity::builder()
        .set_table_name(table)
        .set_capacity_units(units)
        .set_read_capacity_units(read)
        .set_write_capacity_units(written)
        .build())
}

fn number(json: &mut JsonReader<'_>, place: &mut Option<f64>) -> Result<(), ConvertError> {
    let number: f64 = json.parsed()?;
    if number.is_finite() {
        json.once(place, number)
    } else {
        Err(json.unusual())
    }
}
