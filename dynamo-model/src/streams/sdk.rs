//! Records of the SDK's client of DynamoDB Streams, whose attributes are of a type of their own.

use std::{borrow::Cow, collections::HashMap, time::SystemTime};

use aws_sdk_dynamodb::types::AttributeValue as Value;
use aws_sdk_dynamodbstreams::{
    primitives::DateTime,
    types::{self, AttributeValue, StreamRecord},
};

use super::{
    Record, StreamError, StreamViewType,
    draft::{Draft, Dynamodb, Identity, no_size, no_time},
    image::Image,
    record::EventName,
};
use crate::attribute::ConvertError;

pub(super) type Item = HashMap<String, AttributeValue>;

impl Record<'static> {
    /// A record of the SDK's client of DynamoDB Streams.
    ///
    /// ```
    /// use dynamo_model::{aws_sdk_dynamodbstreams::types, prelude::*, streams::Record};
    ///
    /// #[derive(DynamoModel)]
    /// struct Order {
    ///     #[dynamo(partition_key)]
    ///     id: String,
    /// }
    ///
    /// // Of `GetRecords`.
    /// fn changed(record: types::Record) -> Result<String, dynamo_model::streams::StreamError> {
    ///     let change = Record::from_sdk(record)?.into_change::<Order>()?;
    ///     Ok(change.into_latest().id)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// It lacks what every record has.
    pub fn from_sdk(record: types::Record) -> Result<Self, StreamError> {
        draft(record)
            .and_then(Draft::finish)
            .map_err(StreamError::Damaged)
    }
}

fn draft(record: types::Record) -> Result<Draft<'static>, ConvertError> {
    let name = record
        .event_name
        .map(|name| EventName::from_name(name.as_str()));
    Ok(Draft {
        event_id: record.event_id.map(Cow::Owned),
        event_name: name
            .transpose()
            .map_err(|error| error.in_member("eventName"))?,
        region: record.aws_region.map(Cow::Owned),
        source_arn: None,
        identity: record.user_identity.map(|identity| Identity {
            kind: identity.r#type.map(Cow::Owned),
            principal_id: identity.principal_id.map(Cow::Owned),
        }),
        dynamodb: record
            .dynamodb
            .map(dynamodb)
            .transpose()
            .map_err(|error| error.in_member("dynamodb"))?,
    })
}

fn dynamodb(record: StreamRecord) -> Result<Dynamodb<'static>, ConvertError> {
    let created = record.approximate_creation_date_time.map(time);
    let size = record.size_bytes;
    let size = size.map(|size| u64::try_from(size).map_err(|_| no_size(size)));
    Ok(Dynamodb {
        created: created
            .transpose()
            .map_err(|error| error.in_member("ApproximateCreationDateTime"))?,
        keys: record.keys.map(Image::Sdk),
        new: record.new_image.map(Image::Sdk),
        old: record.old_image.map(Image::Sdk),
        sequence_number: record.sequence_number.map(Cow::Owned),
        size_bytes: size
            .transpose()
            .map_err(|error| error.in_member("SizeBytes"))?,
        view_type: record
            .stream_view_type
            .and_then(|view| StreamViewType::from_name(view.as_str())),
    })
}

fn time(time: DateTime) -> Result<SystemTime, ConvertError> {
    match SystemTime::try_from(time) {
        Ok(moment) if moment >= SystemTime::UNIX_EPOCH => Ok(moment),
        _ => Err(no_time(time.secs())),
    }
}

/// The item as an attribute that can be read: it is moved, no text is copied.
pub(super) fn map(item: Item) -> Result<Value, ConvertError> {
    let members = item
        .into_iter()
        .map(|(name, value)| match attribute(value) {
            Ok(value) => Ok((name, value)),
            Err(error) => Err(error.in_member(name)),
        });
    members.collect::<Result<_, _>>().map(Value::M)
}

fn attribute(value: AttributeValue) -> Result<Value, ConvertError> {
    Ok(match value {
        AttributeValue::S(text) => Value::S(text),
        AttributeValue::N(text) => Value::N(text),
        AttributeValue::B(bytes) => Value::B(bytes),
        AttributeValue::Bool(value) => Value::Bool(value),
        AttributeValue::Null(value) => Value::Null(value),
        AttributeValue::Ss(items) => Value::Ss(items),
        AttributeValue::Ns(items) => Value::Ns(items),
        AttributeValue::Bs(items) => Value::Bs(items),
        AttributeValue::L(items) => {
            let items = items
                .into_iter()
                .enumerate()
                .map(|(index, item)| attribute(item).map_err(|error| error.in_element(index)));
            Value::L(items.collect::<Result<_, _>>()?)
        }
        AttributeValue::M(item) => map(item)?,
        _ => return Err(ConvertError::unknown_type()),
    })
}
