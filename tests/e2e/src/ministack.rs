//! The emulator's process: started on a free loopback port, ended with whoever started it.

use std::{
    env,
    error::Error,
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_types::{SdkConfig, region::Region, sdk_config};

use crate::{Account, http, install::Environment};

/// The region of the emulator.
pub const REGION: &str = "eu-west-1";

const PATIENCE: Duration = Duration::from_mins(1);

/// A running emulator. It ends when it is dropped and when the test program ends, whichever comes first.
#[derive(Debug)]
pub struct MiniStack {
    address: SocketAddr,
    process: Child,
    state: PathBuf,
    accounts: AtomicU64,
}

impl MiniStack {
    /// The emulator of this test program, started on first use.
    ///
    /// # Panics
    ///
    /// When it cannot be installed or started; the message says what to install.
    #[must_use]
    pub fn shared() -> &'static Self {
        // A static is never dropped: the emulator notices the end of the program by its standard input.
        static SHARED: LazyLock<MiniStack> = LazyLock::new(|| match MiniStack::start() {
            Ok(ministack) => ministack,
            Err(error) => panic!("{error}"),
        });
        &SHARED
    }

    /// Installs the emulator if it is not yet, and starts one.
    ///
    /// # Errors
    ///
    /// When there is no fitting Python, when the emulator cannot be installed or does not come up.
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let environment = Environment::installed()?;
        // Another program may take the free port before the emulator does.
        let mut attempts = 3;
        loop {
            attempts -= 1;
            match Self::start_on(&environment, free_address()?) {
                Err(_) if attempts > 0 => {}
                done => return done,
            }
        }
    }

    fn start_on(environment: &Environment, address: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let state = environment.folder.join(format!("run-{}", address.port()));
        fs::create_dir_all(&state)?;
        let log = state.join("log");
        let output = File::create(&log)?;
        let mut command = Command::new(environment.python());
        command
            .args(["-I", "-c", include_str!("until_orphaned.py")])
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output);
        for (name, _) in env::vars_os() {
            // A key of the caller's would be root to the emulator.
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        command
            .env("AUTH", "true")
            .env("BIND_HOST", "127.0.0.1")
            .env("MINISTACK_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", address.port().to_string())
            .env("SERVICES", "dynamodb,dynamodbstreams,iam,sts")
            .env("SFTP_ENABLED", "0")
            .env("IOT_MTLS_ENABLED", "0")
            .env("MINISTACK_ACCOUNT_ID", "123456789012")
            .env("MINISTACK_REGION", REGION)
            .env("LOG_LEVEL", "WARNING")
            .env("STATE_DIR", &state)
            .env("TMPDIR", &state);
        let mut ministack = Self {
            address,
            process: command.spawn()?,
            state,
            accounts: AtomicU64::new(100_000_000_000),
        };
        if let Err(error) = ministack.wait_until_healthy() {
            let log = fs::read_to_string(log).unwrap_or_default();
            return Err(format!("MiniStack did not start: {error}\n{log}").into());
        }
        Ok(ministack)
    }

    fn wait_until_healthy(&mut self) -> Result<(), Box<dyn Error>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.process.try_wait()? {
                return Err(format!("it ended with {status}").into());
            }
            match http::get(self.address, "/_ministack/health") {
                Ok(response) if response.status == 200 => return Ok(()),
                _ if Instant::now() > deadline => {
                    return Err(format!("it is not healthy after {PATIENCE:?}").into());
                }
                _ => thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// `http://127.0.0.1:<port>`, for every service.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An account that nothing lives in yet, so that tests do not meet.
    #[must_use]
    pub fn new_account(&self) -> Account<'_> {
        let number = self.accounts.fetch_add(1, Ordering::Relaxed);
        Account::new(self, format!("{number:012}"))
    }

    /// A base configuration with these credentials, this region and, for every service, this endpoint.
    #[must_use]
    pub fn sdk_config(&self, credentials: Credentials) -> sdk_config::Builder {
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .endpoint_url(self.url())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for MiniStack {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.state);
    }
}

fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
