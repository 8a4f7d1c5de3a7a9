//! An HTTP client that has one answer for everything that reads, and one for everything that writes. Nothing is copied:
//! what is measured is the work of who asks.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::{
    client::{
        http::{
            HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings,
            SharedHttpConnector,
        },
        orchestrator::{HttpRequest, HttpResponse},
        runtime_components::RuntimeComponents,
    },
    shared::IntoShared,
};
use aws_smithy_types::body::SdkBody;

/// The bodies of what was sent.
pub type Sent = Arc<Mutex<Vec<SdkBody>>>;

#[derive(Debug)]
pub struct Answers {
    /// Clones of it share the bytes.
    to_reads: SdkBody,
    /// Kept only if somebody wants to look at it.
    sent: Option<Sent>,
}

impl Answers {
    pub fn new(to_reads: String, sent: Option<Sent>) -> Self {
        Self {
            to_reads: to_reads.into(),
            sent,
        }
    }

    fn clone(&self) -> Self {
        Self {
            to_reads: shared(&self.to_reads),
            sent: self.sent.clone(),
        }
    }
}

/// What DynamoDB answers with this body.
pub fn response(body: &SdkBody) -> HttpResponse {
    let status = 200.try_into().expect("a status");
    let mut response = HttpResponse::new(status, shared(body));
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    response
}

fn shared(body: &SdkBody) -> SdkBody {
    body.try_clone().expect("bytes in memory")
}

impl HttpClient for Answers {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.clone().into_shared()
    }
}

impl HttpConnector for Answers {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let operation = request.headers().get("x-amz-target").unwrap_or_default();
        let writes = operation.ends_with("PutItem") || operation.ends_with("WriteItem");
        let response = if writes {
            response(&SdkBody::from("{}"))
        } else {
            response(&self.to_reads)
        };
        if let Some(sent) = &self.sent {
            let mut sent = sent.lock().expect("nobody panics");
            sent.push(request.into_parts().body);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}
