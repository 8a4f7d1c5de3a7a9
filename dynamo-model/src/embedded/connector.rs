//! The SDK's `HttpClient` on one side, a database call on the other: takes requests apart, runs them on the right
//! thread, puts answers together. Knows HTTP and threads; the operations are in `operation`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use tokio::runtime::Handle;

use super::EmbeddedDatabase;
use super::operation::{self, Answer};

/// AWS JSON 1.0 protocol: header that names the operation, and the content type of every answer.
const TARGET: &str = "x-amz-target";
const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

/// The client: one connector for all settings, because there is no connection to have timeouts.
#[derive(Debug)]
pub(super) struct InProcess {
    connector: SharedHttpConnector,
}

impl InProcess {
    pub(super) fn new(database: EmbeddedDatabase) -> Self {
        let connector = SharedHttpConnector::new(Connector { database });
        Self { connector }
    }
}

impl HttpClient for InProcess {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.connector.clone()
    }
}

#[derive(Debug)]
struct Connector {
    database: EmbeddedDatabase,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.database.clone().serve(request))
    }
}

impl EmbeddedDatabase {
    /// The database blocks its thread. In memory that is for microseconds (a page of a whole megabyte: for some
    /// milliseconds), and another thread would cost every request more than it saves, so it runs in place. A file
    /// waits for the disk at every write, and for seconds when another process holds its lock, so that it gets a
    /// thread that may wait, if there is a runtime to lend one.
    async fn serve(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let target = request.headers().get(TARGET).map(str::to_owned);
        let body = in_memory(request.into_body()).await?;
        if self.shared.file.is_some()
            && let Ok(runtime) = Handle::try_current()
        {
            runtime
                .spawn_blocking(move || self.answer(target.as_deref(), &body))
                .await
                // Only a runtime that shuts down does not run what it took.
                .map_err(|gone| ConnectorError::other(gone.into(), None))?
        } else {
            self.answer(target.as_deref(), &body)
        }
    }

    fn answer(&self, target: Option<&str>, body: &SdkBody) -> Result<HttpResponse, ConnectorError> {
        let database = &self.shared.database;
        let body = body.bytes().unwrap_or_default();
        // A defect of the database must not take the caller's task down; and it must not look like a server's
        // error, which the SDK would send again.
        let answer = catch_unwind(AssertUnwindSafe(|| {
            operation::answer(database, target, body)
        }))
        .map_err(|_| ConnectorError::other("the embedded database panicked".into(), None))?;
        self.response(answer)
    }

    fn response(&self, answer: Answer) -> Result<HttpResponse, ConnectorError> {
        let status = StatusCode::try_from(answer.status)
            .map_err(|invalid| ConnectorError::other(invalid.into(), None))?;
        let number = self.shared.answered.fetch_add(1, Ordering::Relaxed) + 1;
        let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
        let headers = response.headers_mut();
        headers.insert("content-type", CONTENT_TYPE);
        // As long as DynamoDB's, and counted, so that a test's log reads in order. `x-amz-crc32` is optional and
        // guards against a network that is not there.
        headers.insert("x-amzn-requestid", format!("EMBEDDED{number:044}"));
        Ok(response)
    }
}

/// The SDK hands requests over in memory; only a caller's own interceptor makes a body that has to be awaited.
async fn in_memory(body: SdkBody) -> Result<SdkBody, ConnectorError> {
    if body.bytes().is_some() {
        return Ok(body);
    }
    let collected = ByteStream::new(body).collect().await;
    let collected = collected.map_err(|broken| ConnectorError::user(broken.into()))?;
    Ok(SdkBody::from(collected.to_vec()))
}
