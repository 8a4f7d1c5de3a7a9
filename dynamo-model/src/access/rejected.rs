//! Credentials that a service rejects ahead of their expiry. An interceptor on every client tells the entry that
//! signed; a retry classifier turns what the entry answers into one more attempt.

use std::sync::{Arc, Weak};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept,
            context::{
                BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
                InterceptorContext,
            },
        },
        retries::classifiers::{ClassifyRetry, RetryAction, RetryClassifierPriority},
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::{
    config_bag::{ConfigBag, Storable, StoreReplace},
    retry::ErrorKind,
};
use std::time::Duration;

use super::refresh::Entry;

/// How a service tells its error code.
#[derive(Debug, Clone, Copy)]
enum Protocol {
    /// A JSON body with `__type`.
    DynamoDb,
    /// An XML body with `<Code>`.
    Sts,
}

/// What a service answers to credentials that it no longer knows.
/// Source: DynamoDB developer guide, "Error handling"; STS API reference, "Common errors".
const REJECTED: [&str; 4] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
];

/// Tells an entry that a service rejected its credentials.
#[derive(Debug)]
pub(crate) struct RejectedCredentials {
    entry: Weak<Entry>,
    protocol: Protocol,
}

impl RejectedCredentials {
    pub(crate) const NAME: &str = "RejectedCredentials";

    pub(crate) fn of_dynamodb(entry: &Arc<Entry>) -> Self {
        Self {
            entry: Arc::downgrade(entry),
            protocol: Protocol::DynamoDb,
        }
    }

    pub(crate) fn of_sts(entry: &Arc<Entry>) -> Self {
        Self {
            entry: Arc::downgrade(entry),
            protocol: Protocol::Sts,
        }
    }
}

/// The key that signed this attempt.
#[derive(Debug)]
struct SignedBy(String);

impl Storable for SignedBy {
    type Storer = StoreReplace<Self>;
}

/// This operation has had its extra attempt.
#[derive(Debug)]
struct TriedAgain;

impl Storable for TriedAgain {
    type Storer = StoreReplace<Self>;
}

/// A response whose request is worth repeating with other credentials.
#[derive(Debug, Clone)]
struct WorthRepeating;

impl Intercept for RejectedCredentials {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let key = context
            .request()
            .headers()
            .get("authorization")
            .and_then(|header| {
                header
                    .split(' ')
                    .find_map(|it| it.strip_prefix("Credential="))
            })
            .and_then(|scope| scope.split_once('/'))
            .map(|(key, _)| key.to_owned());
        if let Some(key) = key {
            config.interceptor_state().store_put(SignedBy(key));
        }
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(response) = context.response_mut() else {
            return Ok(());
        };
        if !matches!(response.status().as_u16(), 400 | 401 | 403) {
            return Ok(());
        }
        let Some(code) = response
            .body()
            .bytes()
            .and_then(|body| rejection(body, self.protocol))
        else {
            return Ok(());
        };
        let signed_by = config.load::<SignedBy>().map(|SignedBy(key)| key.clone());
        let (Some(key), Some(entry)) = (signed_by, self.entry.upgrade()) else {
            return Ok(());
        };
        let first = config.load::<TriedAgain>().is_none();
        if entry.reject(&key, code) && first {
            response.add_extension(WorthRepeating);
            config.interceptor_state().store_put(TriedAgain);
        }
        Ok(())
    }
}

/// The code of an error answer, if it rejects the credentials.
fn rejection(body: &[u8], protocol: Protocol) -> Option<&'static str> {
    let code = match protocol {
        Protocol::DynamoDb => {
            let kind = dynamo_model_core::json::top_level_string(body, "__type")?;
            kind.rsplit_once('#').map_or(kind, |(_, code)| code)
        }
        Protocol::Sts => {
            let text = std::str::from_utf8(body).ok()?;
            let rest = text.split_once("<Code>")?.1;
            rest.split_once("</Code>")?.0
        }
    };
    REJECTED.into_iter().find(|rejected| *rejected == code)
}

/// One immediate retry of what the interceptor has marked. With the SDK's retries off, or their quota used up, the
/// request fails and the next one works.
#[derive(Debug)]
pub(crate) struct RetryRejected;

impl ClassifyRetry for RetryRejected {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let marked = context
            .response()
            .is_some_and(|response| response.extension::<WorthRepeating>().is_some());
        if marked {
            RetryAction::retryable_error_with_explicit_delay(ErrorKind::ClientError, Duration::ZERO)
        } else {
            RetryAction::NoActionIndicated
        }
    }

    fn name(&self) -> &'static str {
        "RetryRejected"
    }

    fn priority(&self) -> RetryClassifierPriority {
        // Other classifiers know nothing of the mark and would overrule it.
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_both_protocols() {
        let json = br#"{"message":"m","__type":"com.amazon.coral.service#ExpiredTokenException"}"#;
        assert_eq!(
            rejection(json, Protocol::DynamoDb),
            Some("ExpiredTokenException")
        );
        let bare = br#"{"__type":"UnrecognizedClientException"}"#;
        assert_eq!(
            rejection(bare, Protocol::DynamoDb),
            Some("UnrecognizedClientException")
        );
        let xml = b"<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>";
        assert_eq!(rejection(xml, Protocol::Sts), Some("ExpiredToken"));
        for other in [
            &b"{\"__type\":\"a#ThrottlingException\"}"[..],
            b"",
            b"{",
            b"\xff",
        ] {
            assert_eq!(rejection(other, Protocol::DynamoDb), None);
            assert_eq!(rejection(other, Protocol::Sts), None);
        }
    }
}
