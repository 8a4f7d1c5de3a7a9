//! The loopback transport: as much HTTP/1.1 as the SDK speaks to an endpoint without TLS. It lives on a thread and
//! runtime of its own, so that tests may stop, park and drop theirs.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    ops::Deref,
    thread::{self, JoinHandle},
    time::SystemTime,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpSocket, TcpStream},
    runtime::{self, Runtime},
    sync::oneshot,
};

use crate::{FakeAws, Reply, Request};

/// A [`FakeAws`] behind `http://127.0.0.1:<port>`. It ends with its connections when it is dropped.
#[derive(Debug)]
pub struct Server {
    fake: FakeAws,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a stand-in of its own on a free port.
    ///
    /// # Panics
    ///
    /// When the loopback interface gives no port.
    #[must_use]
    pub fn start() -> Self {
        Self::serving(FakeAws::new())
    }

    /// Serves a given stand-in on a free port.
    ///
    /// # Panics
    ///
    /// When the loopback interface gives no port.
    #[must_use]
    pub fn serving(fake: FakeAws) -> Self {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for the stand-in");
        let listener = listen(&runtime).expect("a free loopback port");
        let address = listener.local_addr().expect("the address of a listener");
        let (stop, stopped) = oneshot::channel();
        let served = fake.clone();
        let thread = thread::spawn(move || {
            runtime.spawn(accept(listener, served));
            // An error means that the server was forgotten instead of dropped; both end here.
            let _ = runtime.block_on(stopped);
        });
        Self {
            fake,
            address,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The stand-in behind the socket.
    #[must_use]
    pub fn fake(&self) -> &FakeAws {
        &self.fake
    }
}

/// A server is scripted and asked like its stand-in.
impl Deref for Server {
    type Target = FakeAws;

    fn deref(&self) -> &FakeAws {
        &self.fake
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(runtime: &Runtime) -> io::Result<TcpListener> {
    let _context = runtime.enter();
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    // Tests connect a thousand times at once, and a connection that finds no room is tried again a second later.
    socket.listen(4096)
}

async fn accept(listener: TcpListener, fake: FakeAws) -> io::Result<()> {
    for number in 0.. {
        let (stream, _) = listener.accept().await?;
        let fake = fake.clone();
        // A client that goes away ends its own connection only.
        tokio::spawn(async move { serve(stream, number, &fake).await });
    }
    Ok(())
}

async fn serve(stream: TcpStream, connection: u64, fake: &FakeAws) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufStream::new(stream);
    while let Some(request) = read(&mut stream, connection).await? {
        match fake.exchange(request).await {
            Reply::Response {
                status,
                headers,
                body,
            } => write(&mut stream, status, &headers, &body, body.len()).await?,
            Reply::Cut {
                status,
                headers,
                body,
                sent,
            } => {
                write(&mut stream, status, &headers, &body, sent).await?;
                break;
            }
            Reply::ConnectionDropped => break,
        }
    }
    Ok(())
}

/// The next request of a connection; `None` when the client has closed it.
async fn read(stream: &mut BufStream<TcpStream>, connection: u64) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(invalid("no method and path in the request line"));
    };
    let mut request = Request {
        number: 0,
        method: method.to_owned(),
        path: path.to_owned(),
        host: String::new(),
        headers: Vec::new(),
        body: Vec::new(),
        connection: Some(connection),
        received_at: SystemTime::UNIX_EPOCH,
    };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| invalid("a header without a colon"))?;
        request
            .headers
            .push((name.to_owned(), value.trim().to_owned()));
    }
    request.host = request.header("host").unwrap_or_default().to_owned();
    let length = match request.header("content-length") {
        Some(length) => length.parse().map_err(|_| invalid("a bad length"))?,
        None if request.header("transfer-encoding").is_some() => {
            return Err(invalid("chunked requests are not read"));
        }
        None => 0,
    };
    request.body = vec![0; length];
    stream.read_exact(&mut request.body).await?;
    Ok(Some(request))
}

async fn write(
    stream: &mut BufStream<TcpStream>,
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
    sent: usize,
) -> io::Result<()> {
    // The reason phrase may be empty (RFC 9112, 4).
    let mut head = format!("HTTP/1.1 {status} \r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body[..sent]).await?;
    stream.flush().await
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
