//! Takes the place of the SDK's serializer for the items of one call: the SDK writes the rest of the request.

use std::{fmt, sync::Arc};

use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemInput;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept,
            context::{BeforeSerializationInterceptorContextMut, Input},
        },
        orchestrator::HttpRequest,
        runtime_components::RuntimeComponents,
        ser_de::{SerializeRequest, SharedRequestSerializer},
    },
};
use aws_smithy_types::{body::SdkBody, config_bag::ConfigBag};

use crate::attribute::{ConvertError, JsonReader};

/// What a request lacks, in DynamoDB JSON.
#[derive(Clone)]
pub(crate) struct Writing(Arc<Lack>);

enum Lack {
    /// The item of a `PutItem`.
    Item(Vec<u8>),
    /// The writes of a `BatchWriteItem`. The request has their tables, which decide where it is sent.
    RequestItems(Vec<u8>),
    /// The items of the puts of a `TransactWriteItems`, in their order. In the request, they are empty.
    Puts(Vec<Arc<[u8]>>),
}

impl Writing {
    pub(crate) fn item(item: Vec<u8>) -> Self {
        Self(Arc::new(Lack::Item(item)))
    }

    pub(crate) fn request_items(json: Vec<u8>) -> Self {
        Self(Arc::new(Lack::RequestItems(json)))
    }

    pub(crate) fn puts(items: Vec<Arc<[u8]>>) -> Self {
        Self(Arc::new(Lack::Puts(items)))
    }
}

impl Intercept for Writing {
    fn name(&self) -> &'static str {
        "Writing"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(sdk) = config.load::<SharedRequestSerializer>().cloned() else {
            return Err("the operation has no serializer".into());
        };
        let writing = self.clone();
        let serializer = SharedRequestSerializer::new(Serializer { sdk, writing });
        config.interceptor_state().store_put(serializer);
        Ok(())
    }
}

#[derive(Debug)]
struct Serializer {
    sdk: SharedRequestSerializer,
    writing: Writing,
}

impl SerializeRequest for Serializer {
    fn serialize_input(
        &self,
        mut input: Input,
        config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let lack = &*self.writing.0;
        if let Lack::RequestItems(_) = lack
            && let Some(input) = input.downcast_mut::<BatchWriteItemInput>()
        {
            input.request_items = None;
        }
        let mut request = self.sdk.serialize_input(input, config)?;
        let body = request.body().bytes().unwrap_or_default();
        let body = match lack {
            Lack::Item(json) => with_member(body, b"{\"Item\":", json)?,
            Lack::RequestItems(json) => with_member(body, b"{\"RequestItems\":", json)?,
            Lack::Puts(items) => with_items(body, items)?,
        };
        let headers = request.headers_mut();
        headers.insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body);
        Ok(request)
    }
}

/// An object with a member before those that it has.
fn with_member(body: &[u8], name: &[u8], json: &[u8]) -> Result<Vec<u8>, BoxError> {
    let [b'{', rest @ ..] = body else {
        return Err("the request is no JSON object".into());
    };
    let comma: &[u8] = if rest.starts_with(b"}") { b"" } else { b"," };
    Ok([name, json, comma, rest].concat())
}

/// A transaction whose puts have these items in the place of theirs.
fn with_items(body: &[u8], items: &[Arc<[u8]>]) -> Result<Vec<u8>, BoxError> {
    let bytes: usize = items.iter().map(|item| item.len()).sum();
    let mut filled = Vec::with_capacity(body.len() + bytes);
    let (mut copied, mut items) = (0, items.iter());
    let mut fill = |json: &mut JsonReader<'_>| {
        let begin = json.position();
        json.skip_value()?;
        let lacks = || ConvertError::custom("a put of the transaction lacks its item");
        filled.extend_from_slice(&body[copied..begin]);
        filled.extend_from_slice(items.next().ok_or_else(lacks)?);
        copied = json.position();
        Ok(())
    };
    let mut put = |json: &mut JsonReader<'_>| {
        json.object(|json, member| match member {
            "Item" => fill(json),
            _ => json.skip_value(),
        })
    };
    let mut action = |json: &mut JsonReader<'_>| {
        json.object(|json, name| match name {
            "Put" => put(json),
            _ => json.skip_value(),
        })
    };
    let mut request = JsonReader::new(body)?;
    request.object(|json, member| match member {
        "TransactItems" => json.array(&mut action).map(drop),
        _ => json.skip_value(),
    })?;
    if items.next().is_some() {
        return Err("the transaction lacks a put".into());
    }
    filled.extend_from_slice(&body[copied..]);
    Ok(filled)
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writing(..)")
    }
}
