//! AWS on bad days: a loopback server that stores what it is told, looks at who signed, and fails now and then.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use behaviour::{
    Answer, ENVIRONMENT_KEY_ID, FakeAws, IssuedSession, Request, Server, dynamodb, sts,
};
use serde_json::{Value, json};

use crate::models::role_of;

/// Of a session: the library renews it every few seconds.
const LIFETIME: Duration = Duration::from_secs(12);

/// In which a request fails, and it is looked why.
const MOMENT: Duration = Duration::from_secs(1);

/// How long STS takes.
const STS: Duration = Duration::from_millis(200);

/// STS is down for the last part of each period. Shorter than what is left of a session when it is due.
const PERIOD: Duration = Duration::from_secs(20);
const OUTAGE: Duration = Duration::from_secs(2);

/// The server, and what it has seen. Clones are the same one.
#[derive(Clone)]
pub struct Aws {
    server: Arc<Server>,
    seen: Arc<Mutex<Seen>>,
}

struct Seen {
    random: fastrand::Rng,
    began: Instant,
    items: HashMap<String, Value>,
    sessions: HashMap<String, IssuedSession>,
    /// Those that were refused although they had not ended, by key.
    refused: HashSet<String>,
    requests: u64,
    sts_calls: u64,
    faults: HashMap<&'static str, u64>,
    /// Requests that another identity signed than the table's.
    strangers: u64,
}

impl Aws {
    pub fn start(seed: u64) -> Self {
        let server = Arc::new(Server::start());
        let state = Arc::new(Mutex::new(Seen {
            random: fastrand::Rng::with_seed(seed),
            began: Instant::now(),
            items: HashMap::new(),
            sessions: HashMap::new(),
            refused: HashSet::new(),
            requests: 0,
            sts_calls: 0,
            faults: HashMap::new(),
            strangers: 0,
        }));
        let of_sts = Arc::clone(&state);
        server.sts().always(
            Answer::new(move |request, fake| lock(&of_sts).assume_role().reply(request, fake))
                .after(STS),
        );
        let of_dynamodb = Arc::clone(&state);
        server.dynamodb().always(Answer::new(move |request, fake| {
            let answer = lock(&of_dynamodb).dynamodb(request, fake);
            answer.reply(request, fake)
        }));
        Self {
            server,
            seen: state,
        }
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What is stored for an item.
    pub fn stored(&self, table: &str, id: &str) -> Option<u64> {
        let seen = lock(&self.seen);
        count(seen.items.get(&place(table, id))?)
    }

    /// Drops the record of requests, which would fill the memory, and sessions that ended long ago.
    pub fn forget(&self) {
        let long_ago = SystemTime::now() - 4 * LIFETIME;
        let mut seen = lock(&self.seen);
        let Seen {
            sessions, refused, ..
        } = &mut *seen;
        // Also those that nobody has signed with yet.
        let issued = self.server.forget().into_iter();
        sessions.extend(issued.map(|session| (session.key_id.clone(), session)));
        sessions.retain(|_, session| session.expires_at > long_ago);
        refused.retain(|key_id| sessions.contains_key(key_id));
    }

    /// Whether requests for a table could have been signed just now: with the newest session of its role that somebody has
    /// used, which neither came nor ends at this moment. The one before was given up for it.
    pub fn could_sign(&self, table: &str) -> bool {
        let Some(role) = role_of(table) else {
            return true;
        };
        let now = SystemTime::now();
        let seen = lock(&self.seen);
        let of_role = seen.sessions.values().filter(|it| it.role_arn == role);
        let newest = of_role.max_by_key(|session| session.expires_at);
        newest.is_some_and(|session| {
            session.expires_at - LIFETIME + MOMENT < now
                && now + MOMENT < session.expires_at
                && !seen.refused.contains(&session.key_id)
        })
    }

    pub fn is_content(&self) -> bool {
        let seen = lock(&self.seen);
        seen.strangers == 0 && seen.requests > 0 && !seen.faults.is_empty()
    }
}

impl Seen {
    fn fault(&mut self, name: &'static str) {
        *self.faults.entry(name).or_default() += 1;
    }

    /// Happens once in so many times.
    fn happens(&mut self, once_in: u32, name: &'static str) -> bool {
        let happens = self.random.u32(0..once_in) == 0;
        if happens {
            self.fault(name);
        }
        happens
    }

    fn assume_role(&mut self) -> Answer {
        self.sts_calls += 1;
        let at = Duration::from_millis(
            u64::try_from(self.began.elapsed().as_millis() % PERIOD.as_millis()).unwrap_or(0),
        );
        if at + OUTAGE > PERIOD {
            self.fault("STS down");
            return sts::error(503, "ServiceUnavailable", "down");
        }
        if self.happens(10, "STS throttles") {
            return sts::error(400, "Throttling", "Rate exceeded");
        }
        Answer::from(sts::session().lasting(LIFETIME))
    }

    fn dynamodb(&mut self, request: &Request, fake: &FakeAws) -> Answer {
        self.requests += 1;
        let body = request.json();
        let table = match &body["RequestItems"] {
            Value::Object(tables) => tables.keys().next().cloned().unwrap_or_default(),
            _ => body["TableName"].as_str().unwrap_or_default().to_owned(),
        };
        match self.signer(&table, request, fake) {
            Signer::Right => {}
            Signer::Late => {
                self.fault("session over");
                return dynamodb::expired_token();
            }
            Signer::Stranger => {
                self.strangers += 1;
                return dynamodb::error(400, "AccessDeniedException", "not allowed");
            }
        }
        if role_of(&table).is_some() && self.happens(4_000, "session refused") {
            self.refused.insert(request.key_id().unwrap_or_default());
            return dynamodb::expired_token();
        }
        if self.happens(100, "connection dropped") {
            return Answer::connection_dropped();
        }
        if self.happens(100, "internal error") {
            return dynamodb::error(500, "InternalServerError", "internal");
        }
        if self.happens(100, "throttled") {
            let code = "ProvisionedThroughputExceededException";
            return dynamodb::error(400, code, "too fast");
        }
        let answer = self.answer(&request.operation(), &table, &body);
        // Stored, but nobody is told.
        if self.happens(200, "answer lost") {
            return Answer::connection_dropped();
        }
        dynamodb::success(&answer)
    }

    fn signer(&mut self, table: &str, request: &Request, fake: &FakeAws) -> Signer {
        let key_id = request.key_id().unwrap_or_default();
        if !self.sessions.contains_key(&key_id) {
            let issued = fake.issued().into_iter();
            self.sessions
                .extend(issued.map(|session| (session.key_id.clone(), session)));
        }
        let Some(role) = role_of(table) else {
            return if key_id == ENVIRONMENT_KEY_ID {
                Signer::Right
            } else {
                Signer::Stranger
            };
        };
        match self.sessions.get(&key_id) {
            Some(session) if session.role_arn != role => Signer::Stranger,
            Some(session) if session.expires_at < fake.now() => Signer::Late,
            Some(_) => Signer::Right,
            None => Signer::Stranger,
        }
    }

    fn answer(&mut self, operation: &str, table: &str, body: &Value) -> Value {
        match operation {
            "PutItem" => {
                self.put(table, &body["Item"]);
                json!({})
            }
            "GetItem" => {
                let id = body["Key"]["id"]["S"].as_str().unwrap_or_default();
                match self.items.get(&place(table, id)) {
                    Some(item) => json!({ "Item": item }),
                    None => json!({}),
                }
            }
            "BatchWriteItem" => {
                let requests = body["RequestItems"][table].as_array();
                let mut left = Vec::new();
                for request in requests.into_iter().flatten() {
                    if self.happens(20, "unprocessed") {
                        left.push(request.clone());
                    } else {
                        self.put(table, &request["PutRequest"]["Item"]);
                    }
                }
                if left.is_empty() {
                    json!({ "UnprocessedItems": {} })
                } else {
                    json!({ "UnprocessedItems": { table: left } })
                }
            }
            other => panic!("the load sends no {other}"),
        }
    }

    fn put(&mut self, table: &str, item: &Value) {
        let id = item["id"]["S"].as_str().unwrap_or_default();
        self.items.insert(place(table, id), item.clone());
    }
}

enum Signer {
    Right,
    /// A session that has ended.
    Late,
    Stranger,
}

fn place(table: &str, id: &str) -> String {
    format!("{table}/{id}")
}

fn count(item: &Value) -> Option<u64> {
    item["count"]["N"].as_str()?.parse().ok()
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Display for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = lock(&self.seen);
        let mut faults: Vec<_> = seen.faults.iter().collect();
        faults.sort_unstable();
        write!(
            f,
            "AWS: {} requests, {} calls of STS; faults:",
            seen.requests, seen.sts_calls
        )?;
        for (at, (name, count)) in faults.into_iter().enumerate() {
            write!(f, "{} {count} {name}", if at == 0 { "" } else { "," })?;
        }
        write!(f, "\nwrong identities: {}", seen.strangers)
    }
}
