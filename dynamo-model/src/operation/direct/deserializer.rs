//! Takes the place of the SDK's deserializer for one call.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept,
            context::{BeforeSerializationInterceptorContextMut, Error, Output},
        },
        orchestrator::{HttpResponse, OrchestratorError},
        runtime_components::RuntimeComponents,
        ser_de::{DeserializeResponse, SharedResponseDeserializer},
    },
};
use aws_smithy_types::config_bag::ConfigBag;

use super::Answer;
use crate::attribute::{ConvertError, JsonReader};

/// One call whose answer is read from the bytes, if they can be read.
pub(crate) struct Direct<A: Answer>(Arc<Call<A>>);

struct Call<A: Answer> {
    answer: A,
    /// What has been read of the last response.
    read: Mutex<Option<A::Read>>,
}

impl<A: Answer> Direct<A> {
    pub(crate) fn new(answer: A) -> Self {
        Self(Arc::new(Call {
            answer,
            read: Mutex::new(None),
        }))
    }

    /// To be given to the call.
    pub(crate) fn interceptor(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// What the call answered.
    pub(crate) fn read(&self, output: A::Output) -> Result<A::Read, ConvertError> {
        let read = self.0.read().take();
        read.map_or_else(|| self.0.answer.of_output(output), Ok)
    }
}

impl<A: Answer> Call<A> {
    fn read(&self) -> MutexGuard<'_, Option<A::Read>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<A: Answer> Intercept for Direct<A> {
    fn name(&self) -> &'static str {
        "Direct"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let deserializer = SharedResponseDeserializer::new(self.interceptor());
        config.interceptor_state().store_put(deserializer);
        Ok(())
    }
}

impl<A: Answer> DeserializeResponse for Direct<A> {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        config: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        let answer = &self.0.answer;
        let body = response.body().bytes().unwrap_or_default();
        let read = response
            .status()
            .is_success()
            .then(|| JsonReader::response(body, |json| answer.of_json(json)).ok())
            .flatten();
        let is_read = read.is_some();
        *self.0.read() = read;
        if is_read {
            return Ok(Output::erase(A::no_output()));
        }
        let sdk = A::operation();
        match sdk
            .as_ref()
            .and_then(|sdk| sdk.load::<SharedResponseDeserializer>())
        {
            Some(sdk) => sdk.deserialize_nonstreaming_with_config(response, config),
            None => Err(OrchestratorError::other(
                "the operation has no deserializer",
            )),
        }
    }
}

impl<A: Answer> fmt::Debug for Direct<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Direct(..)")
    }
}
