//! STS's side of the conversation: sessions, caller identities and refusals, in the query protocol's XML.

use std::time::{Duration, SystemTime};

use aws_smithy_types::date_time::{DateTime, Format};

use crate::{Answer, FakeAws, IssuedSession, Reply, Request};

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// The secret of every session that a stand-in issues.
pub const SESSION_SECRET: &str = "fake-session-secret";

/// A success of `AssumeRole`. As it is: new keys, for the `DurationSeconds` that were asked for.
#[derive(Debug, Clone, Default)]
pub struct Session {
    keys: Option<(String, String)>,
    expires: Option<Expires>,
    account: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum Expires {
    After(Duration),
    Ago(Duration),
    At(SystemTime),
}

/// A success of `AssumeRole` to be made special.
#[must_use]
pub fn session() -> Session {
    Session::default()
}

impl Session {
    /// The same key id and token each time, as a source that caches hands them out. Not listed in
    /// [`FakeAws::issued`].
    #[must_use]
    pub fn keys(mut self, key_id: &str, token: &str) -> Self {
        self.keys = Some((key_id.to_owned(), token.to_owned()));
        self
    }

    /// Valid for so long from when it is answered, whatever was asked for.
    #[must_use]
    pub fn lasting(mut self, lifetime: Duration) -> Self {
        self.expires = Some(Expires::After(lifetime));
        self
    }

    /// Already over for so long when it is answered.
    #[must_use]
    pub fn expired(mut self, ago: Duration) -> Self {
        self.expires = Some(Expires::Ago(ago));
        self
    }

    /// Valid until a fixed time.
    #[must_use]
    pub fn until(mut self, expiration: SystemTime) -> Self {
        self.expires = Some(Expires::At(expiration));
        self
    }

    /// In another account than the role that was asked for.
    #[must_use]
    pub fn account(mut self, account: &str) -> Self {
        self.account = Some(account.to_owned());
        self
    }

    fn expiration(&self, request: &Request, now: SystemTime) -> SystemTime {
        match self.expires {
            Some(Expires::After(lifetime)) => now + lifetime,
            Some(Expires::Ago(ago)) => now - ago,
            Some(Expires::At(expiration)) => expiration,
            None => {
                let seconds = request.param("DurationSeconds");
                // What STS takes when the parameter is missing (AssumeRole, STS API reference).
                let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(3600);
                now + Duration::from_secs(seconds)
            }
        }
    }

    fn render(&self, request: &Request, fake: &FakeAws) -> Reply {
        let role_arn = request.param("RoleArn").unwrap_or_default();
        let session_name = request.param("RoleSessionName").unwrap_or_default();
        let expires_at = self.expiration(request, fake.now());
        let account = self.account.as_deref();
        let assumed_role_arn = assumed_role_arn(&role_arn, &session_name, account);
        let issued = |(key_id, token): (String, String)| IssuedSession {
            key_id,
            token,
            role_arn,
            session_name: session_name.clone(),
            expires_at,
        };
        let session = match &self.keys {
            Some(keys) => issued(keys.clone()),
            None => fake.issue(|number| issued((session_key_id(number), session_token(number)))),
        };
        let source_identity = request
            .param("SourceIdentity")
            .map(|name| element("SourceIdentity", &name))
            .unwrap_or_default();
        let result = [
            "<Credentials>".into(),
            element("AccessKeyId", &session.key_id),
            element("SecretAccessKey", SESSION_SECRET),
            element("SessionToken", &session.token),
            element("Expiration", &timestamp(expires_at)),
            "</Credentials><AssumedRoleUser>".into(),
            element("AssumedRoleId", &format!("fake-role-id:{session_name}")),
            element("Arn", &assumed_role_arn),
            "</AssumedRoleUser>".into(),
            source_identity,
        ];
        success("AssumeRole", &result.concat(), request)
    }
}

impl From<Session> for Answer {
    fn from(session: Session) -> Self {
        Self::new(move |request, fake| session.render(request, fake))
    }
}

/// The key id of the `number`th session that a stand-in issues, from 1.
#[must_use]
pub fn session_key_id(number: usize) -> String {
    format!("ASIAFAKE{number:012}")
}

/// The token of the `number`th session that a stand-in issues, from 1.
#[must_use]
pub fn session_token(number: usize) -> String {
    format!("token-{number}")
}

/// A success of `GetCallerIdentity` that names this account and ARN.
#[must_use]
pub fn caller_identity(account: &str, arn: &str) -> Answer {
    let (account, arn) = (account.to_owned(), arn.to_owned());
    Answer::new(move |request, _| identity_reply(&account, &arn, request))
}

/// A refusal with this status, code and message.
#[must_use]
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    let (code, message) = (code.to_owned(), message.to_owned());
    Answer::new(move |request, _| error_reply(status, &code, &message, request))
}

/// The caller may not assume the role, or the role does not trust the caller. STS does not tell which.
#[must_use]
pub fn access_denied() -> Answer {
    Answer::new(|request, fake| {
        let message = format!(
            "User: arn:aws:iam::{}:user/fake is not authorized to perform: sts:{} on resource: {}",
            fake.account(),
            request.operation(),
            request.param("RoleArn").unwrap_or_default(),
        );
        error_reply(403, "AccessDenied", &message, request)
    })
}

/// The session that signed is over.
#[must_use]
pub fn expired_token() -> Answer {
    error(
        403,
        "ExpiredToken",
        "The security token included in the request is expired",
    )
}

/// The key id that signed does not exist.
#[must_use]
pub fn invalid_client_token_id() -> Answer {
    error(
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
    )
}

/// The secret that signed is not the key id's.
#[must_use]
pub fn signature_does_not_match() -> Answer {
    error(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    )
}

/// Too many requests.
#[must_use]
pub fn throttling() -> Answer {
    error(400, "Throttling", "Rate exceeded")
}

/// The service is unavailable.
#[must_use]
pub fn unavailable() -> Answer {
    error(503, "ServiceUnavailable", "Service is unavailable")
}

pub(crate) fn default_answer(operation: &str) -> Answer {
    match operation {
        "AssumeRole" => session().into(),
        "GetCallerIdentity" => Answer::new(own_identity),
        _ => error(
            400,
            "InvalidAction",
            "This stand-in does not know the action.",
        ),
    }
}

/// Who signed: the role of a session issued here, else a user of the stand-in's account.
fn own_identity(request: &Request, fake: &FakeAws) -> Reply {
    let key_id = request.key_id();
    let issued = fake.issued();
    let session = issued
        .iter()
        .find(|session| Some(&session.key_id) == key_id.as_ref());
    if let Some(session) = session {
        let arn = assumed_role_arn(&session.role_arn, &session.session_name, None);
        identity_reply(account_of(&session.role_arn), &arn, request)
    } else {
        let account = fake.account();
        let arn = format!("arn:aws:iam::{account}:user/fake");
        identity_reply(&account, &arn, request)
    }
}

fn identity_reply(account: &str, arn: &str, request: &Request) -> Reply {
    let result = [
        element("Arn", arn),
        element("UserId", "fake-user-id"),
        element("Account", account),
    ];
    success("GetCallerIdentity", &result.concat(), request)
}

/// `arn:aws:iam::<account>:role/path/name` as STS names its sessions: without the path.
fn assumed_role_arn(role_arn: &str, session_name: &str, account: Option<&str>) -> String {
    let partition = role_arn.split(':').nth(1).unwrap_or_default();
    let account = account.unwrap_or_else(|| account_of(role_arn));
    let role = role_arn.rsplit('/').next().unwrap_or_default();
    format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session_name}")
}

fn account_of(role_arn: &str) -> &str {
    role_arn.split(':').nth(4).unwrap_or_default()
}

fn success(operation: &str, result: &str, request: &Request) -> Reply {
    let request_id = element("RequestId", &request.request_id());
    xml(
        200,
        format!(
            "<{operation}Response xmlns=\"{NAMESPACE}\"><{operation}Result>{result}</{operation}Result>\
             <ResponseMetadata>{request_id}</ResponseMetadata></{operation}Response>"
        ),
    )
}

fn error_reply(status: u16, code: &str, message: &str, request: &Request) -> Reply {
    let fault = if status < 500 { "Sender" } else { "Receiver" };
    let body = [
        format!("<ErrorResponse xmlns=\"{NAMESPACE}\"><Error>"),
        element("Type", fault),
        element("Code", code),
        element("Message", message),
        "</Error>".into(),
        element("RequestId", &request.request_id()),
        "</ErrorResponse>".into(),
    ];
    xml(status, body.concat())
}

fn xml(status: u16, body: String) -> Reply {
    Reply::Response {
        status,
        headers: vec![("content-type".into(), "text/xml".into())],
        body: body.into_bytes(),
    }
}

fn element(name: &str, text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!("<{name}>{text}</{name}>")
}

/// Whole seconds, as STS writes them.
fn timestamp(time: SystemTime) -> String {
    let seconds = DateTime::from(time).secs();
    DateTime::from_secs(seconds)
        .fmt(Format::DateTime)
        .unwrap_or_default()
}
