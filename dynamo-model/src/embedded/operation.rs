//! From the name of an operation to a call of the database and back: which operations there are, and the JSON
//! around them. What a malformed request is answered is in `refusal`.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::refusal;

/// Names of the two services in `x-amz-target`: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html>.
const SERVICES: [&str; 2] = ["DynamoDB_20120810.", "DynamoDBStreams_20120810."];

/// An error before any operation, in which DynamoDB gives no message.
const UNKNOWN_OPERATION: &str =
    r#"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#;
const UNREADABLE: &str = r#"{"__type":"com.amazon.coral.service#SerializationException"}"#;

/// Status and JSON, as they go on the wire.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer of the operation's own.
enum Failure {
    Unreadable,
    Refused(DynoxideError),
}

impl From<DynoxideError> for Failure {
    fn from(error: DynoxideError) -> Self {
        Self::Refused(error)
    }
}

type Operation = fn(&Database, &[u8]) -> Result<Vec<u8>, Failure>;

/// Answer the request that names `target` and carries `body`.
pub(super) fn answer(database: &Database, target: Option<&str>, body: &[u8]) -> Answer {
    let bad_request = |body: &str| Answer {
        status: 400,
        body: body.into(),
    };
    let Some((name, operation)) = target.and_then(find) else {
        // DynamoDB reads the body before the target.
        let readable = body.is_empty() || is_json(body);
        return bad_request(if readable {
            UNKNOWN_OPERATION
        } else {
            UNREADABLE
        });
    };
    match operation(database, body) {
        Ok(body) => Answer { status: 200, body },
        Err(Failure::Unreadable) => bad_request(UNREADABLE),
        Err(Failure::Refused(error)) => {
            let error = refusal::on_the_wire(name, error);
            Answer {
                status: error.status_code(),
                body: error.to_json().into_bytes(),
            }
        }
    }
}

fn find(target: &str) -> Option<(&str, Operation)> {
    let mut services = SERVICES.iter();
    let name = services.find_map(|service| target.strip_prefix(service))?;
    let operation: Operation = match name {
        "BatchExecuteStatement" => |d, b| run(d, b, Database::batch_execute_statement),
        "BatchGetItem" => |d, b| run(d, b, Database::batch_get_item),
        "BatchWriteItem" => |d, b| run(d, b, Database::batch_write_item),
        "CreateTable" => |d, b| run(d, b, Database::create_table),
        "DeleteItem" => |d, b| run(d, b, Database::delete_item),
        "DeleteTable" => |d, b| run(d, b, Database::delete_table),
        "DescribeStream" => |d, b| run(d, b, Database::describe_stream),
        "DescribeTable" => |d, b| run(d, b, Database::describe_table),
        "DescribeTimeToLive" => |d, b| run(d, b, Database::describe_time_to_live),
        "ExecuteStatement" => |d, b| run(d, b, Database::execute_statement),
        "ExecuteTransaction" => |d, b| run(d, b, Database::execute_transaction),
        "GetItem" => |d, b| run(d, b, Database::get_item),
        "GetRecords" => |d, b| {
            run(d, b, |d, request| {
                d.get_records(request).and_then(as_streamed)
            })
        },
        "GetShardIterator" => |d, b| run(d, b, Database::get_shard_iterator),
        "ListStreams" => |d, b| run(d, b, Database::list_streams),
        "ListTables" => |d, b| run(d, b, Database::list_tables),
        "ListTagsOfResource" => |d, b| run(d, b, Database::list_tags_of_resource),
        "PutItem" => |d, b| run(d, b, Database::put_item),
        "Query" => |d, b| run(d, b, Database::query),
        "Scan" => |d, b| run(d, b, Database::scan),
        "SearchVectors" => |d, b| run(d, b, Database::search_vectors),
        "TagResource" => |d, b| run(d, b, Database::tag_resource),
        "TransactGetItems" => |d, b| run(d, b, Database::transact_get_items),
        "TransactWriteItems" => |d, b| run(d, b, Database::transact_write_items),
        "UntagResource" => |d, b| run(d, b, Database::untag_resource),
        "UpdateItem" => |d, b| run(d, b, Database::update_item),
        "UpdateTable" => |d, b| run(d, b, Database::update_table),
        "UpdateTimeToLive" => |d, b| run(d, b, Database::update_time_to_live),
        _ => return None,
    };
    Some((name, operation))
}

/// The engine spells who deleted an item as Lambda's events do, `principalId`; the service spells it `PrincipalId`:
/// DynamoDB Streams API reference, data type `Identity`.
fn as_streamed(response: impl Serialize) -> dynoxide::Result<Value> {
    let mut response = serde_json::to_value(response).map_err(|error| not_written(&error))?;
    let records = response.get_mut("Records").and_then(Value::as_array_mut);
    for record in records.into_iter().flatten() {
        if let Some(Value::Object(identity)) = record.get_mut("userIdentity") {
            for (own, sent) in [("type", "Type"), ("principalId", "PrincipalId")] {
                if let Some(value) = identity.remove(own) {
                    identity.insert(sent.to_owned(), value);
                }
            }
        }
    }
    Ok(response)
}

fn run<Request: DeserializeOwned, Response: Serialize>(
    database: &Database,
    body: &[u8],
    call: impl FnOnce(&Database, Request) -> dynoxide::Result<Response>,
) -> Result<Vec<u8>, Failure> {
    let request = serde_json::from_slice(body).map_err(|error| {
        // A wrong member may come before a syntax error, but DynamoDB reads all of the body first.
        let unreadable = !error.is_data() && !refusal::is_too_deep(&error);
        if unreadable || !is_json(body) {
            Failure::Unreadable
        } else {
            Failure::Refused(refusal::of_members(&error))
        }
    })?;
    let response = call(database, request)?;
    Ok(serde_json::to_vec(&response).map_err(|error| not_written(&error))?)
}

fn not_written(error: &serde_json::Error) -> DynoxideError {
    DynoxideError::InternalServerError(error.to_string())
}

/// Whether it is JSON, of whatever depth.
fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(body).is_ok()
}
