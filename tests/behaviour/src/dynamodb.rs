//! `DynamoDB`'s side of the conversation: plain successes and refusals, in JSON 1.0. It stores nothing.

use serde_json::{Value, json};

use crate::{Answer, Request};

/// A success with this body.
#[must_use]
pub fn success(body: &Value) -> Answer {
    Answer::json(200, body)
}

/// A success of `GetItem` that finds this item, in `DynamoDB` JSON.
#[must_use]
pub fn item(item: &Value) -> Answer {
    success(&json!({ "Item": item }))
}

/// A refusal with this status, code and message.
#[must_use]
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &json!({ "__type": kind(code), "message": message }))
}

fn kind(code: &str) -> String {
    // Refusals of the gate in front of the service come from another namespace than the service's own.
    let namespace = match code {
        "ExpiredTokenException"
        | "UnrecognizedClientException"
        | "InvalidSignatureException"
        | "AccessDeniedException"
        | "ThrottlingException" => "com.amazon.coral.service",
        _ => "com.amazonaws.dynamodb.v20120810",
    };
    format!("{namespace}#{code}")
}

/// The session that signed is over.
#[must_use]
pub fn expired_token() -> Answer {
    error(
        400,
        "ExpiredTokenException",
        "The security token included in the request is expired",
    )
}

/// The key id or the token that signed is not valid.
#[must_use]
pub fn unrecognized_client() -> Answer {
    error(
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
    )
}

/// The secret that signed is not the key id's.
#[must_use]
pub fn invalid_signature() -> Answer {
    error(
        400,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.",
    )
}

/// Whoever signed may not do this.
#[must_use]
pub fn access_denied() -> Answer {
    error(
        400,
        "AccessDeniedException",
        "User is not authorized to perform this operation.",
    )
}

/// The table's capacity is used up.
#[must_use]
pub fn throughput_exceeded() -> Answer {
    error(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded.",
    )
}

/// There were more requests than the table or the account may have, and for these reasons: pairs of a limit and the ARN of
/// what exceeded it. Source: API reference, "`ThrottlingReason`".
#[must_use]
pub fn throttled(code: &str, reasons: &[(&str, &str)]) -> Answer {
    let reasons: Vec<_> = reasons
        .iter()
        .map(|(reason, resource)| json!({ "reason": reason, "resource": resource }))
        .collect();
    let member = match code {
        "ThrottlingException" => "throttlingReasons",
        _ => "ThrottlingReasons",
    };
    let refusal = json!({ "__type": kind(code), "message": "slow down", member: reasons });
    Answer::json(400, &refusal)
}

/// The table does not exist.
#[must_use]
pub fn resource_not_found() -> Answer {
    error(
        400,
        "ResourceNotFoundException",
        "Requested resource not found",
    )
}

/// The service failed.
#[must_use]
pub fn internal_server_error() -> Answer {
    error(
        500,
        "InternalServerError",
        "The request processing has failed because of an unknown error.",
    )
}

/// The service is unavailable.
#[must_use]
pub fn unavailable() -> Answer {
    error(
        503,
        "ServiceUnavailable",
        "The service is currently unavailable.",
    )
}

/// The service is there and knows nothing: no item, an active table, nothing left over.
pub(crate) fn default_answer(request: &Request) -> Answer {
    let body = match request.operation().as_str() {
        "Query" | "Scan" => json!({ "Items": [], "Count": 0, "ScannedCount": 0 }),
        "BatchGetItem" => json!({ "Responses": {}, "UnprocessedKeys": {} }),
        "BatchWriteItem" => json!({ "UnprocessedItems": {} }),
        "DescribeTable" => json!({ "Table": table(request) }),
        "CreateTable" | "UpdateTable" | "DeleteTable" => {
            json!({ "TableDescription": table(request) })
        }
        "ListTables" => json!({ "TableNames": [] }),
        _ => json!({}),
    };
    success(&body)
}

fn table(request: &Request) -> Value {
    json!({ "TableName": request.json()["TableName"], "TableStatus": "ACTIVE" })
}
