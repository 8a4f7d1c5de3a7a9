//! The transport without sockets: the stand-in as the SDK's own HTTP client. Delays run on tokio's clock, so that
//! a paused one makes them deterministic.

use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
    },
    orchestrator::{HttpRequest, HttpResponse},
    result::ConnectorError,
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::{body::SdkBody, byte_stream::ByteStream};

use crate::{FakeAws, Reply, Request};

/// A [`FakeAws`] as HTTP client, from [`FakeAws::http_client`]. It answers for every host.
#[derive(Debug, Clone)]
pub struct InProcess {
    fake: FakeAws,
    read_timeout: Option<Duration>,
}

impl InProcess {
    pub(crate) fn new(fake: FakeAws) -> Self {
        Self {
            fake,
            read_timeout: None,
        }
    }
}

impl HttpClient for InProcess {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Self {
            fake: self.fake.clone(),
            read_timeout: settings.read_timeout(),
        })
    }
}

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Self { fake, read_timeout } = self.clone();
        HttpConnectorFuture::new(async move {
            let request = read(request).await?;
            let exchange = fake.exchange(request);
            let reply = match read_timeout {
                Some(timeout) => tokio::time::timeout(timeout, exchange)
                    .await
                    .map_err(|elapsed| ConnectorError::timeout(elapsed.into()))?,
                None => exchange.await,
            };
            response(reply)
        })
    }
}

async fn read(mut request: HttpRequest) -> Result<Request, ConnectorError> {
    // Read to its end, as a socket would: the SDK gives up on a request whose body nobody takes.
    let body = ByteStream::new(request.take_body())
        .collect()
        .await
        .map_err(|error| ConnectorError::io(error.into()))?;
    let (_, after_scheme) = request.uri().split_once("://").unwrap_or_default();
    let (host, path) = match after_scheme.find(['/', '?']) {
        Some(end) => after_scheme.split_at(end),
        None => (after_scheme, "/"),
    };
    Ok(Request {
        number: 0,
        method: request.method().to_owned(),
        path: path.to_owned(),
        host: host.to_owned(),
        headers: request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: body.to_vec(),
        connection: None,
        received_at: SystemTime::UNIX_EPOCH,
    })
}

fn response(reply: Reply) -> Result<HttpResponse, ConnectorError> {
    let Reply::Response {
        status,
        headers,
        body,
    } = reply
    else {
        // Only a socket tells the headers of an answer before its end.
        return Err(ConnectorError::io("the connection was dropped".into()));
    };
    let status = status
        .try_into()
        .map_err(|error| ConnectorError::user(Box::new(error)))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in headers {
        response
            .headers_mut()
            .try_append(name, value)
            .map_err(|error| ConnectorError::user(Box::new(error)))?;
    }
    Ok(response)
}
