//! Takes the place of the SDK's serializer for the item of one call: the SDK writes the rest of the request.

use std::{fmt, sync::Arc};

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

/// The item of a request, in DynamoDB JSON. The request itself has none.
#[derive(Clone)]
pub(crate) struct Writing {
    item: Arc<Vec<u8>>,
}

impl Writing {
    pub(crate) fn new(item: Vec<u8>) -> Self {
        Self {
            item: Arc::new(item),
        }
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

const ITEM: &[u8] = b"{\"Item\":";

impl SerializeRequest for Serializer {
    fn serialize_input(
        &self,
        input: Input,
        config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let mut request = self.sdk.serialize_input(input, config)?;
        // An object that names the table at least.
        let Some([b'{', rest @ ..]) = request.body().bytes() else {
            return Err("the request is no JSON object".into());
        };
        let item = &self.writing.item;
        let body = [ITEM, item.as_slice(), b",", rest].concat();
        let headers = request.headers_mut();
        headers.insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body);
        Ok(request)
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writing(..)")
    }
}
