//! A record while its members are collected, in whatever order they come and from wherever.

use std::{borrow::Cow, fmt, time::SystemTime};

use super::{
    Cause,
    image::{Image, Images, KEYS},
    record::{EventName, Record, StreamViewType, What},
};
use crate::attribute::ConvertError;

#[derive(Default)]
pub(super) struct Draft<'a> {
    pub(super) event_id: Option<Cow<'a, str>>,
    pub(super) event_name: Option<EventName>,
    pub(super) region: Option<Cow<'a, str>>,
    pub(super) source_arn: Option<Cow<'a, str>>,
    pub(super) identity: Option<Identity<'a>>,
    pub(super) dynamodb: Option<Dynamodb<'a>>,
}

/// The member `userIdentity`.
#[derive(Default)]
pub(super) struct Identity<'a> {
    pub(super) kind: Option<Cow<'a, str>>,
    pub(super) principal_id: Option<Cow<'a, str>>,
}

/// The member `dynamodb`.
#[derive(Default)]
pub(super) struct Dynamodb<'a> {
    pub(super) created: Option<SystemTime>,
    pub(super) keys: Option<Image<'a>>,
    pub(super) new: Option<Image<'a>>,
    pub(super) old: Option<Image<'a>>,
    pub(super) sequence_number: Option<Cow<'a, str>>,
    pub(super) size_bytes: Option<u64>,
    pub(super) view_type: Option<StreamViewType>,
}

impl<'a> Draft<'a> {
    pub(super) fn finish(self) -> Result<Record<'a>, ConvertError> {
        let cause = match self.identity {
            Some(identity) if identity.is_time_to_live() => Cause::TimeToLive,
            _ => Cause::User,
        };
        let dynamodb = required(self.dynamodb, DYNAMODB)?;
        let of_dynamodb = |error: ConvertError| error.in_member(DYNAMODB);
        Ok(Record {
            what: What {
                event_name: required(self.event_name, "eventName")?,
                view_type: dynamodb.view_type,
                cause,
            },
            event_id: self.event_id,
            sequence_number: required(dynamodb.sequence_number, "SequenceNumber")
                .map_err(of_dynamodb)?,
            created: dynamodb.created,
            size_bytes: dynamodb.size_bytes,
            region: self.region,
            source_arn: self.source_arn,
            images: Images {
                keys: required(dynamodb.keys, KEYS).map_err(of_dynamodb)?,
                new: dynamodb.new,
                old: dynamodb.old,
            },
        })
    }
}

const DYNAMODB: &str = "dynamodb";

impl Identity<'_> {
    /// DynamoDB developer guide, "DynamoDB Streams and Time to Live".
    fn is_time_to_live(&self) -> bool {
        self.kind.as_deref() == Some("Service")
            && self.principal_id.as_deref() == Some("dynamodb.amazonaws.com")
    }
}

pub(super) fn required<T>(member: Option<T>, name: &'static str) -> Result<T, ConvertError> {
    member.ok_or_else(|| ConvertError::custom("is required, but missing").in_member(name))
}

pub(super) fn no_time(found: impl fmt::Display) -> ConvertError {
    ConvertError::custom(format_args!("`{found}` is no time in seconds"))
}

pub(super) fn no_size(found: impl fmt::Display) -> ConvertError {
    ConvertError::custom(format_args!("`{found}` is no number of bytes"))
}
