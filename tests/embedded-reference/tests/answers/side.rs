//! The two sides of the comparison, each with a database of its own: the embedded client, and the HTTP server of
//! `dynoxide-rs` on a loopback port, spoken to in as much HTTP as it needs.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::body::SdkBody;
use dynamo_model::embedded::EmbeddedDatabase;
use tokio::runtime::Runtime;

/// Status and body of one answer.
pub type Answer = (u16, String);

/// Something that takes a request.
pub trait Side {
    fn send(&self, target: &str, body: &str) -> Answer;
}

/// The database under test.
pub struct Embedded {
    database: EmbeddedDatabase,
    runtime: Runtime,
}

impl Embedded {
    pub fn start() -> Self {
        let database = EmbeddedDatabase::memory().expect("a database in memory");
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.expect("a runtime");
        Self { database, runtime }
    }
}

impl Side for Embedded {
    fn send(&self, target: &str, body: &str) -> Answer {
        let mut request = HttpRequest::new(SdkBody::from(body));
        request
            .headers_mut()
            .insert("x-amz-target", target.to_owned());
        let settings = HttpConnectorSettings::builder().build();
        let components = RuntimeComponentsBuilder::for_tests().build();
        let components = components.expect("components nobody asks for");
        let client = self.database.http_client();
        let connector = client.http_connector(&settings, &components);
        let response = self.runtime.block_on(connector.call(request));
        let response = response.expect("an answer");
        let body = response.body().bytes().expect("a body in memory");
        let text = String::from_utf8(body.to_vec()).expect("UTF-8");
        (response.status().as_u16(), text)
    }
}

/// What it is compared with.
pub struct Server {
    address: SocketAddr,
    // Dropped at the end of the test, and the server with it.
    _runtime: Runtime,
}

impl Server {
    pub fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"));
        let listener = listener.expect("a free loopback port");
        let address = listener.local_addr().expect("its address");
        let database = dynoxide::Database::memory().expect("a database in memory");
        runtime.spawn(dynoxide::server::serve_on(listener, database));
        Self {
            address,
            _runtime: runtime,
        }
    }
}

impl Side for Server {
    fn send(&self, target: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("the server");
        // The server looks for a complete signature, but does not verify it.
        write!(
            stream,
            "POST / HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n\
             content-type: application/x-amz-json-1.0\r\nx-amz-target: {target}\r\n\
             x-amz-date: 20260101T000000Z\r\nauthorization: AWS4-HMAC-SHA256 \
             Credential=fixture/20260101/eu-west-1/dynamodb/aws4_request, \
             SignedHeaders=host;x-amz-date, Signature=fixture\r\n\r\n{body}",
            self.address,
            body.len(),
        )
        .expect("a request sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("an answer");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        (status.expect("a status"), body.to_owned())
    }
}
