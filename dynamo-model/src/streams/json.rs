//! Records from Lambda's event, in one pass: the images are passed over, to be read where they stand.
//! Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB", example event.

use std::{
    borrow::Cow,
    time::{Duration, SystemTime},
};

use super::{
    Record, StreamError, StreamViewType,
    draft::{Draft, Dynamodb, Identity, no_size, no_time, required},
    image::{Image, KEYS, NEW, OLD},
    record::EventName,
};
use crate::attribute::{ConvertError, JsonReader};

/// The records of an event, in the order of the stream: `{"Records": [...]}`, as Lambda gives it to a function.
///
/// All of the event is looked at before anything of it is given. What else there is in it is passed over.
///
/// # Errors
///
/// The bytes are no such event.
pub fn records(event: &[u8]) -> Result<Vec<Record<'_>>, StreamError> {
    read(event, |reader| {
        let mut records = None;
        reader.object(|reader, name| {
            match name {
                "Records" => records = Some(reader.array(record)?),
                _ => reader.skip_value()?,
            }
            Ok(())
        })?;
        required(records, "Records")
    })
}

impl<'a> Record<'a> {
    /// One record, as it stands in [an event](records).
    ///
    /// # Errors
    ///
    /// The bytes are no such record.
    pub fn from_json(record: &'a [u8]) -> Result<Self, StreamError> {
        read(record, self::record)
    }
}

fn read<'a, T>(
    json: &'a [u8],
    take: impl FnOnce(&mut JsonReader<'a>) -> Result<T, ConvertError>,
) -> Result<T, StreamError> {
    let read = || {
        let mut reader = JsonReader::new(json)?;
        let value = take(&mut reader)?;
        reader.end()?;
        Ok(value)
    };
    read().map_err(StreamError::Damaged)
}

fn record<'a>(reader: &mut JsonReader<'a>) -> Result<Record<'a>, ConvertError> {
    let mut draft = Draft::default();
    reader.object(|reader, name| {
        match name {
            "eventID" => draft.event_id = reader.optional(JsonReader::string)?,
            "eventName" => draft.event_name = reader.optional(event_name)?,
            "awsRegion" => draft.region = reader.optional(JsonReader::string)?,
            "eventSourceARN" => draft.source_arn = reader.optional(JsonReader::string)?,
            "userIdentity" => draft.identity = reader.optional(identity)?,
            "dynamodb" => draft.dynamodb = reader.optional(dynamodb)?,
            _ => reader.skip_value()?,
        }
        Ok(())
    })?;
    draft.finish()
}

fn event_name(reader: &mut JsonReader<'_>) -> Result<EventName, ConvertError> {
    EventName::from_name(&reader.string()?)
}

fn identity<'a>(reader: &mut JsonReader<'a>) -> Result<Identity<'a>, ConvertError> {
    let mut identity = Identity::default();
    reader.object(|reader, name| {
        match name {
            // Lambda's spelling, and that of the service.
            "type" | "Type" => identity.kind = reader.optional(JsonReader::string)?,
            "principalId" | "PrincipalId" => {
                identity.principal_id = reader.optional(JsonReader::string)?;
            }
            _ => reader.skip_value()?,
        }
        Ok(())
    })?;
    Ok(identity)
}

fn dynamodb<'a>(reader: &mut JsonReader<'a>) -> Result<Dynamodb<'a>, ConvertError> {
    let mut dynamodb = Dynamodb::default();
    reader.object(|reader, name| {
        match name {
            "ApproximateCreationDateTime" => dynamodb.created = reader.optional(time)?,
            KEYS => dynamodb.keys = reader.optional(image)?,
            NEW => dynamodb.new = reader.optional(image)?,
            OLD => dynamodb.old = reader.optional(image)?,
            "SequenceNumber" => {
                dynamodb.sequence_number = reader.optional(JsonReader::string)?;
            }
            "SizeBytes" => dynamodb.size_bytes = reader.optional(size)?,
            "StreamViewType" => {
                let name: Option<Cow<'_, str>> = reader.optional(JsonReader::string)?;
                dynamodb.view_type = name.as_deref().and_then(StreamViewType::from_name);
            }
            _ => reader.skip_value()?,
        }
        Ok(())
    })?;
    Ok(dynamodb)
}

fn image<'a>(reader: &mut JsonReader<'a>) -> Result<Image<'a>, ConvertError> {
    reader.put_aside().map(Image::Json)
}

/// Seconds since 1970; some write them as `1.4795E9`.
fn time(reader: &mut JsonReader<'_>) -> Result<SystemTime, ConvertError> {
    let text = reader.number()?;
    let since = text
        .parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    since
        .and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since))
        .ok_or_else(|| no_time(text))
}

fn size(reader: &mut JsonReader<'_>) -> Result<u64, ConvertError> {
    let text = reader.number()?;
    text.parse().map_err(|_| no_size(text))
}
