//! As much of an HTTP client as setting up needs: one request, one connection, one answer.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// Status and body of an answer.
#[derive(Debug)]
pub(crate) struct Response {
    pub status: u16,
    pub body: String,
}

pub(crate) fn get(address: SocketAddr, path: &str) -> io::Result<Response> {
    exchange(address, &format!("GET {path} HTTP/1.1\r\n"), &[], "")
}

pub(crate) fn post(
    address: SocketAddr,
    headers: &[(&str, &str)],
    body: &str,
) -> io::Result<Response> {
    exchange(address, "POST / HTTP/1.1\r\n", headers, body)
}

fn exchange(
    address: SocketAddr,
    request_line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> io::Result<Response> {
    let mut request = format!(
        "{request_line}host: {address}\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.extend([name, ": ", value, "\r\n"]);
    }
    request.extend(["\r\n", body]);

    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.write_all(request.as_bytes())?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    parse(&response).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not HTTP"))
}

fn parse(response: &str) -> Option<Response> {
    let (head, body) = response.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Response {
        status,
        body: body.to_owned(),
    })
}
