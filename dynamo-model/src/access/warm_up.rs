//! Warming up: credentials and connections before the first request needs them.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use aws_sdk_dynamodb::{
    Client,
    config::{
        interceptors::BeforeTransmitInterceptorContextMut, retry::RetryConfig,
        timeout::TimeoutConfig,
    },
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{interceptors::Intercept, runtime_components::RuntimeComponents},
    http::Request,
};
use aws_smithy_types::{body::SdkBody, config_bag::ConfigBag};

use super::model_ref::ModelRef;
use crate::DynamoModel;

/// One model, or a tuple of up to twelve: what [`Dynamo::warm_up`](crate::Dynamo::warm_up) warms up.
pub trait ModelSet {
    /// The models, without their types.
    #[doc(hidden)]
    fn members() -> Vec<ModelRef>;
}

impl<M: DynamoModel> ModelSet for M {
    fn members() -> Vec<ModelRef> {
        vec![ModelRef::of::<M>()]
    }
}

macro_rules! tuples {
    ($($model:ident)+) => {
        impl<$($model: DynamoModel),+> ModelSet for ($($model,)+) {
            fn members() -> Vec<ModelRef> {
                vec![$(ModelRef::of::<$model>()),+]
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);

/// The hosts to which a connection is being opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Greeted(Arc<Mutex<HashSet<String>>>);

impl Greeted {
    fn is_first(&self, host: &str) -> bool {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.insert(host.to_owned())
    }
}

/// Opens a connection, unless one is being opened to the same host, by an unsigned `GET /`, which DynamoDB answers without looking at who asks. Best effort: a
/// connection that can't be opened now may be opened later.
pub(crate) async fn connect(client: Client, greeted: Greeted) {
    let settings = aws_sdk_dynamodb::config::Builder::new()
        .retry_config(RetryConfig::disabled())
        .timeout_config(
            TimeoutConfig::builder()
                .operation_timeout(Duration::from_secs(3))
                .build(),
        );
    // The SDK sends nothing but its operations, so one of them is turned into the greeting.
    let answer = client
        .describe_endpoints()
        .customize()
        .config_override(settings)
        .interceptor(Greeting { greeted })
        .send()
        .await;
    if let Err(error) = answer {
        tracing::trace!(%error, "the answer to the greeting is not DynamoDB's, as expected");
    }
}

/// Turns a signed request into an unsigned `GET /` to the same host.
#[derive(Debug)]
struct Greeting {
    greeted: Greeted,
}

impl Intercept for Greeting {
    fn name(&self) -> &'static str {
        "Greeting"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        // The SDK knows the host only now.
        if !self.greeted.is_first(request.uri()) {
            return Err("this host is greeted already".into());
        }
        let mut greeting = Request::new(SdkBody::empty());
        greeting.set_method("GET")?;
        greeting.set_uri(request.uri().to_owned())?;
        *request = greeting;
        Ok(())
    }
}
