//! An HTTP client that has one answer for everything. Nothing is recorded and nothing copied: what is measured is the
//! work of who asks.

use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
    },
    orchestrator::{HttpRequest, HttpResponse},
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;

#[derive(Debug)]
pub struct Response {
    /// Clones of it share the bytes.
    body: SdkBody,
}

impl Response {
    pub fn new(body: String) -> Self {
        Self { body: body.into() }
    }

    fn body(&self) -> SdkBody {
        self.body.try_clone().expect("bytes in memory")
    }
}

impl HttpClient for Response {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Self { body: self.body() })
    }
}

impl HttpConnector for Response {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200.try_into().expect("a status");
        let mut response = HttpResponse::new(status, self.body());
        response
            .headers_mut()
            .insert("content-type", "application/x-amz-json-1.0");
        HttpConnectorFuture::ready(Ok(response))
    }
}
