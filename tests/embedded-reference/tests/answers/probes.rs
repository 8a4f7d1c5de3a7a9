//! The requests, in order: later ones use what earlier ones made.

use std::fmt;

/// How far the two sides agree.
#[derive(Clone, Copy)]
pub enum Agreement {
    /// Status and JSON.
    Full,
    /// Status and error type; the reason says why the text differs.
    ClassOnly(&'static str),
    /// Not even that; the reason says why it may.
    None(&'static str),
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("full agreement"),
            Self::ClassOnly(reason) => write!(f, "the same error with another text ({reason})"),
            Self::None(reason) => write!(f, "another error ({reason})"),
        }
    }
}

/// One request.
pub struct Probe {
    pub target: String,
    pub body: String,
    /// Whether it is one that DynamoDB accepts.
    pub good: bool,
    /// A name for a part of the answer, and where it is; `<name>` in a later body stands for it.
    pub keep: Option<(&'static str, &'static str)>,
    pub agreement: Agreement,
}

impl Probe {
    fn new(operation: &str, body: impl Into<String>, good: bool) -> Self {
        let service = match operation {
            "ListStreams" | "DescribeStream" | "GetShardIterator" | "GetRecords" => {
                "DynamoDBStreams_20120810"
            }
            _ => "DynamoDB_20120810",
        };
        Self {
            target: format!("{service}.{operation}"),
            body: body.into(),
            good,
            keep: None,
            agreement: Agreement::Full,
        }
    }

    fn to(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    fn keep(mut self, name: &'static str, pointer: &'static str) -> Self {
        self.keep = Some((name, pointer));
        self
    }

    fn class_only(mut self, reason: &'static str) -> Self {
        self.agreement = Agreement::ClassOnly(reason);
        self
    }

    fn none(mut self, reason: &'static str) -> Self {
        self.agreement = Agreement::None(reason);
        self
    }
}

fn good(operation: &str, body: impl Into<String>) -> Probe {
    Probe::new(operation, body, true)
}

fn bad(operation: &str, body: impl Into<String>) -> Probe {
    Probe::new(operation, body, false)
}

/// JSON of the wrong type, which no SDK sends. The server's own check for it is not in the library.
const MISTYPED: &str = "mistyped JSON: the server's words are not in the library";
/// In these three the error has another type, too.
const MISTYPED_CLASS: &str = "mistyped JSON: the server's check is not in the library";
/// Embedded says what AWS says.
const MISSING: &str = "the server answers with its JSON parser's words";
/// Deeper than the parser goes, embedded has one text for all places.
const DEEPEST: &str = "the server names the place of a value that is deeper than its parser goes";
/// The server reads numbers of batches and transactions by DynamoDB's older rule, which words this one shorter.
const OLDER_RULE: &str = "the server's older reading of numbers is not in the library";

pub fn all() -> Vec<Probe> {
    let mut probes = tables();
    probes.extend(items());
    probes.extend(queries());
    probes.extend(batches());
    probes.extend(transactions());
    probes.extend(partiql());
    probes.extend(tags_and_expiry());
    probes.extend(stream());
    probes.extend(vectors());
    probes.extend(malformed());
    probes.push(good("DeleteTable", r#"{"TableName":"orders"}"#));
    probes.push(bad("DescribeTable", r#"{"TableName":"orders"}"#));
    probes
}

fn tables() -> Vec<Probe> {
    let orders = r#"{"TableName":"orders","BillingMode":"PAY_PER_REQUEST",
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"},
            {"AttributeName":"status","AttributeType":"S"}],
        "GlobalSecondaryIndexes":[{"IndexName":"by_status","KeySchema":[{"AttributeName":"status","KeyType":"HASH"}],
            "Projection":{"ProjectionType":"KEYS_ONLY"}}],
        "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}"#;
    let small = r#"{"TableName":"small","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]}"#;
    vec![
        good("CreateTable", orders).keep("arn", "/TableDescription/TableArn"),
        bad("CreateTable", orders),
        good("CreateTable", small),
        bad("CreateTable", r#"{"TableName":"x"}"#),
        bad(
            "CreateTable",
            r#"{"TableName":"no_keys","BillingMode":"PAY_PER_REQUEST"}"#,
        ),
        bad(
            "CreateTable",
            r#"{"TableName":"half","BillingMode":"PAY_PER_REQUEST",
            "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"AttributeDefinitions":[]}"#,
        ),
        good("DescribeTable", r#"{"TableName":"orders"}"#),
        bad("DescribeTable", r#"{"TableName":"absent"}"#),
        bad("DescribeTable", r#"{"TableName":"-"}"#),
        good("ListTables", "{}"),
        good("ListTables", r#"{"Limit":1}"#),
        bad("ListTables", r#"{"Limit":0}"#),
        good(
            "UpdateTable",
            r#"{"TableName":"small","BillingMode":"PAY_PER_REQUEST"}"#,
        ),
        bad(
            "UpdateTable",
            r#"{"TableName":"absent","BillingMode":"PAY_PER_REQUEST"}"#,
        ),
        bad("UpdateTable", r#"{"TableName":"small"}"#),
        bad("DeleteTable", r#"{"TableName":"absent"}"#),
    ]
}

fn items() -> Vec<Probe> {
    let rich = r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"status":{"S":"open"},
        "amount":{"N":"12.50"},"paid":{"BOOL":false},"note":{"NULL":true},"raw":{"B":"AAEC"},
        "tags":{"SS":["b","a"]},"counts":{"NS":["3","1"]},"blobs":{"BS":["Ag==","AQ=="]},
        "lines":{"L":[{"M":{"sku":{"S":"x"},"qty":{"N":"2"}}},{"S":""}]}},"ReturnConsumedCapacity":"TOTAL"}"#;
    vec![
        good("PutItem", rich),
        good("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"2"},"status":{"S":"open"}}}"#),
        good("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"2"},"status":{"S":"done"}},"ReturnValues":"ALL_OLD"}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"}},"ConditionExpression":"attribute_not_exists(pk)"}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"}},"ConditionExpression":"attribute_not_exists(pk)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"N":"1"},"sk":{"N":"1"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":""},"sk":{"N":"1"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"one"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"n":{"N":""}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"n":{"N":"1e200"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"s":{"SS":[]}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"s":{"SS":["x","x"]}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"n":{"NULL":false}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"v":{}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"v":{"S":"x","N":"1"}}}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"v":{"B":"not base64!"}}}"#).class_only(MISTYPED),
        bad("PutItem", format!(r#"{{"TableName":"orders","Item":{{"pk":{{"S":"a"}},"sk":{{"N":"1"}},"v":{{"S":"{}"}}}}}}"#, "x".repeat(410_000))),
        bad("PutItem", deep(40)),
        bad("PutItem", deep(100)),
        bad("PutItem", r#"{"TableName":"small","Item":"#.to_owned() + &"[".repeat(200)),
        bad("UpdateItem", deep_update(40)),
        bad("UpdateItem", deep_update(100)).class_only(DEEPEST),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"}},"ReturnValues":"ALL_NEW"}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"}},"ConditionExpression":"pk = :absent"}"#),
        bad("PutItem", r#"{"TableName":"orders","Item":{"pk":{"S":"a"},"sk":{"N":"1"}},"ConditionExpression":"pk ="}"#),
        bad("PutItem", r#"{"TableName":"absent","Item":{"pk":{"S":"a"}}}"#),
        bad("PutItem", r#"{"Item":{"pk":{"S":"a"}}}"#),
        bad("PutItem", r#"{"TableName":"orders"}"#),
        good("GetItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"ReturnConsumedCapacity":"INDEXES"}"#),
        good("GetItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"9"}}}"#),
        good("GetItem", r##"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"ProjectionExpression":"#l[0].sku, amount","ExpressionAttributeNames":{"#l":"lines"},"ConsistentRead":true}"##),
        bad("GetItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"}}}"#),
        bad("GetItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}}}"#),
        bad("GetItem", r#"{"TableName":"absent","Key":{"pk":{"S":"a"}}}"#),
        bad("GetItem", "{}"),
        good("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET amount = amount + :n, seen = list_append(if_not_exists(seen, :empty), :one) REMOVE note ADD tags :tags","ExpressionAttributeValues":{":n":{"N":"1"},":empty":{"L":[]},":one":{"L":[{"N":"1"}]},":tags":{"SS":["c"]}},"ReturnValues":"ALL_NEW"}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET amount = :n","ConditionExpression":"amount > :m","ExpressionAttributeValues":{":n":{"N":"1"},":m":{"N":"100"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET pk = :n","ExpressionAttributeValues":{":n":{"S":"z"}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET amount = paid + :n","ExpressionAttributeValues":{":n":{"N":"1"}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET a = :n, a = :n","ExpressionAttributeValues":{":n":{"N":"1"}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET a = :n","ExpressionAttributeValues":{":n":{"N":"1"},":unused":{"N":"1"}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET a = :n","ExpressionAttributeValues":{":n":{"N":"x"}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET a = :n","ExpressionAttributeValues":{":n":{"NULL":false}}}"#),
        bad("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"UpdateExpression":"SET size = :n","ExpressionAttributeValues":{":n":{"N":"1"}}}"#),
        good("UpdateItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"7"}},"AttributeUpdates":{"x":{"Action":"PUT","Value":{"N":"1"}}},"ReturnValues":"UPDATED_NEW"}"#),
        good("DeleteItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"7"}},"ReturnValues":"ALL_OLD"}"#),
        good("DeleteItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"7"}}}"#),
        bad("DeleteItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"ConditionExpression":"attribute_not_exists(pk)"}"#),
        bad("DeleteItem", r#"{"TableName":"orders","Key":{"pk":{"NULL":false},"sk":{"N":"1"}}}"#),
        bad("DeleteItem", r#"{"TableName":"orders","Key":{"pk":{"S":"a"},"sk":{"N":"1"}},"ReturnValues":"ALL_NEW"}"#),
    ]
}

fn queries() -> Vec<Probe> {
    vec![
        good(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p AND sk > :s","ExpressionAttributeValues":{":p":{"S":"a"},":s":{"N":"0"}},"ReturnConsumedCapacity":"TOTAL"}"#,
        ),
        good(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Limit":1,"ScanIndexForward":false}"#,
        ),
        good(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ExclusiveStartKey":{"pk":{"S":"a"},"sk":{"N":"1"}}}"#,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"ExclusiveStartKey":{"pk":{"S":"a"}}}"#,
        ),
        good(
            "Query",
            r##"{"TableName":"orders","IndexName":"by_status","KeyConditionExpression":"#s = :s","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"done"}}}"##,
        ),
        bad(
            "Query",
            r##"{"TableName":"orders","IndexName":"by_status","KeyConditionExpression":"#s = :s","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"done"}},"ConsistentRead":true}"##,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","IndexName":"absent","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}}}"#,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"sk = :s","ExpressionAttributeValues":{":s":{"N":"1"}}}"#,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","FilterExpression":"sk = :s","ExpressionAttributeValues":{":p":{"S":"a"},":s":{"N":"1"}}}"#,
        ),
        bad("Query", r#"{"TableName":"orders"}"#),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Limit":0}"#,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"N":"x"}}}"#,
        ),
        bad(
            "Query",
            r#"{"TableName":"orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{}}}"#,
        ),
        good("Scan", r#"{"TableName":"orders"}"#),
        good(
            "Scan",
            r#"{"TableName":"orders","Select":"COUNT","FilterExpression":"attribute_exists(amount)"}"#,
        ),
        good(
            "Scan",
            r#"{"TableName":"orders","Segment":0,"TotalSegments":2}"#,
        ),
        bad(
            "Scan",
            r#"{"TableName":"orders","Segment":2,"TotalSegments":2}"#,
        ),
        bad("Scan", r#"{"TableName":"orders","Select":"SOME"}"#),
        bad("Scan", r#"{"TableName":"absent"}"#),
        bad(
            "Scan",
            r#"{"TableName":"orders","FilterExpression":"a = :p","ExpressionAttributeValues":{":p":{"N":"x"}}}"#,
        ),
    ]
}

fn batches() -> Vec<Probe> {
    let too_many =
        (0..26).map(|n| format!(r#"{{"PutRequest":{{"Item":{{"pk":{{"S":"{n}"}}}}}}}}"#));
    let too_many = too_many.collect::<Vec<_>>().join(",");
    vec![
        good(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"},"v":{"N":"1"}}}},{"PutRequest":{"Item":{"pk":{"S":"b2"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"b9"}}}}]},"ReturnConsumedCapacity":"TOTAL"}"#
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"b1"}}}}]}}"#
        ),
        bad(
            "BatchWriteItem",
            format!(r#"{{"RequestItems":{{"small":[{too_many}]}}}}"#)
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"absent":[{"PutRequest":{"Item":{"pk":{"S":"b1"}}}}]}}"#
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"sk":{"S":"b1"}}}}]}}"#
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"},"n":{"N":"x"}}}}]}}"#
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"},"n":{"N":""}}}}]}}"#
        )
        .class_only(OLDER_RULE),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"},"n":{"SS":["a","a"]}}}}]}}"#
        ),
        bad(
            "BatchWriteItem",
            r#"{"RequestItems":{"small":[{"PutRequest":{"Item":{"pk":{"S":"b1"},"n":{"NULL":false}}}}]}}"#
        ),
        bad("BatchWriteItem", r#"{"RequestItems":{}}"#),
        bad("BatchWriteItem", "{}").class_only(MISSING),
        good(
            "BatchGetItem",
            r#"{"RequestItems":{"small":{"Keys":[{"pk":{"S":"b1"}},{"pk":{"S":"b7"}}]},"orders":{"Keys":[{"pk":{"S":"a"},"sk":{"N":"2"}}],"ProjectionExpression":"pk"}}}"#
        ),
        bad(
            "BatchGetItem",
            r#"{"RequestItems":{"small":{"Keys":[{"pk":{"S":"b1"}},{"pk":{"S":"b1"}}]}}}"#
        ),
        bad(
            "BatchGetItem",
            r#"{"RequestItems":{"small":{"Keys":[{"pk":{"N":"1"}}]}}}"#
        ),
        bad(
            "BatchGetItem",
            r#"{"RequestItems":{"absent":{"Keys":[{"pk":{"S":"b1"}}]}}}"#
        ),
        bad("BatchGetItem", "{}").class_only(MISSING),
    ]
}

fn transactions() -> Vec<Probe> {
    vec![
        good("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t1"},"n":{"N":"1"}}}},{"Update":{"TableName":"small","Key":{"pk":{"S":"b1"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"N":"2"}}}},{"ConditionCheck":{"TableName":"small","Key":{"pk":{"S":"b2"}},"ConditionExpression":"attribute_exists(pk)"}}],"ClientRequestToken":"fixture-token-1","ReturnConsumedCapacity":"TOTAL"}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t2"}}}}],"ClientRequestToken":"fixture-token-1"}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t1"}},"ConditionExpression":"attribute_not_exists(pk)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},{"Delete":{"TableName":"small","Key":{"pk":{"S":"b1"}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t1"}}}},{"Delete":{"TableName":"small","Key":{"pk":{"S":"t1"}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"N":"1"}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t3"},"n":{"N":"x"}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t3"},"n":{"N":""}}}}]}"#).class_only(OLDER_RULE),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"small","Item":{"pk":{"S":"t3"},"s":{"NS":["1","1"]}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Put":{"TableName":"absent","Item":{"pk":{"S":"t1"}}}}]}"#),
        bad("TransactWriteItems", r#"{"TransactItems":[]}"#),
        bad("TransactWriteItems", "{}").class_only(MISSING),
        bad("TransactWriteItems", r#"{"TransactItems":[{"Update":{"TableName":"small","Key":{"pk":{"S":"b1"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"N":"x"}}}}]}"#),
        good("TransactGetItems", r#"{"TransactItems":[{"Get":{"TableName":"small","Key":{"pk":{"S":"t1"}}}},{"Get":{"TableName":"small","Key":{"pk":{"S":"absent"}}}}]}"#),
        bad("TransactGetItems", r#"{"TransactItems":[{"Get":{"TableName":"absent","Key":{"pk":{"S":"t1"}}}}]}"#),
        bad("TransactGetItems", r#"{"TransactItems":[{"Get":{"TableName":"small","Key":{"pk":{"N":"1"}}}}]}"#),
        bad("TransactGetItems", "{}").class_only(MISSING),
    ]
}

fn partiql() -> Vec<Probe> {
    vec![
        good(
            "ExecuteStatement",
            r#"{"Statement":"INSERT INTO small VALUE {'pk': 'p1', 'n': 1, 's': <<3, 1, 2>>}"}"#,
        ),
        bad(
            "ExecuteStatement",
            r#"{"Statement":"INSERT INTO small VALUE {'pk': 'p1'}"}"#,
        ),
        good(
            "ExecuteStatement",
            r#"{"Statement":"SELECT * FROM small WHERE pk = ?","Parameters":[{"S":"p1"}]}"#,
        ),
        bad(
            "ExecuteStatement",
            r#"{"Statement":"UPDATE small SET n = 2 WHERE pk = 'p1' AND n = 9","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#,
        ),
        bad(
            "ExecuteStatement",
            r#"{"Statement":"UPDATE small SET n = 2 WHERE pk = 'p1' AND n = 9"}"#,
        ),
        bad(
            "ExecuteStatement",
            r#"{"Statement":"SELECT * FROM absent"}"#,
        ),
        bad("ExecuteStatement", r#"{"Statement":"SELEKT"}"#),
        bad(
            "ExecuteStatement",
            r#"{"Statement":"SELECT * FROM small WHERE pk = ?","Parameters":[{"N":"x"}]}"#,
        ),
        bad("ExecuteStatement", "{}").class_only(MISSING),
        good(
            "BatchExecuteStatement",
            r#"{"Statements":[{"Statement":"SELECT * FROM small WHERE pk = 'p1'"},{"Statement":"SELECT * FROM absent WHERE pk = 'p1'"}]}"#,
        ),
        bad("BatchExecuteStatement", r#"{"Statements":[]}"#),
        bad("BatchExecuteStatement", "{}").class_only(MISSING),
        good(
            "ExecuteTransaction",
            r#"{"TransactStatements":[{"Statement":"UPDATE small SET n = 5 WHERE pk = 'p1'"},{"Statement":"INSERT INTO small VALUE {'pk': 'p2'}"}]}"#,
        ),
        bad(
            "ExecuteTransaction",
            r#"{"TransactStatements":[{"Statement":"INSERT INTO small VALUE {'pk': 'p2'}"}]}"#,
        ),
        bad("ExecuteTransaction", "{}").class_only(MISSING),
    ]
}

fn tags_and_expiry() -> Vec<Probe> {
    vec![
        good(
            "TagResource",
            r#"{"ResourceArn":"<arn>","Tags":[{"Key":"team","Value":"a"},{"Key":"cost","Value":"b"}]}"#,
        ),
        bad("TagResource", r#"{"ResourceArn":"<arn>","Tags":[]}"#),
        bad(
            "TagResource",
            r#"{"ResourceArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/absent","Tags":[{"Key":"k","Value":"v"}]}"#,
        ),
        bad("TagResource", "{}"),
        good(
            "UntagResource",
            r#"{"ResourceArn":"<arn>","TagKeys":["cost"]}"#,
        ),
        bad(
            "UntagResource",
            r#"{"ResourceArn":"nonsense","TagKeys":["cost"]}"#,
        ),
        bad("UntagResource", "{}"),
        good("ListTagsOfResource", r#"{"ResourceArn":"<arn>"}"#),
        bad("ListTagsOfResource", "{}"),
        good(
            "UpdateTimeToLive",
            r#"{"TableName":"orders","TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}}"#,
        ),
        good(
            "UpdateTimeToLive",
            r#"{"TableName":"orders","TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}}"#,
        ),
        bad(
            "UpdateTimeToLive",
            r#"{"TableName":"absent","TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}}"#,
        ),
        bad(
            "UpdateTimeToLive",
            r#"{"TableName":"orders","TimeToLiveSpecification":{"AttributeName":"","Enabled":true}}"#,
        ),
        bad("UpdateTimeToLive", "{}").class_only(MISSING),
        good("DescribeTimeToLive", r#"{"TableName":"orders"}"#),
        bad("DescribeTimeToLive", r#"{"TableName":"absent"}"#),
        bad("DescribeTimeToLive", "{}"),
    ]
}

fn stream() -> Vec<Probe> {
    vec![
        good("ListStreams", r#"{"TableName":"orders"}"#).keep("stream", "/Streams/0/StreamArn"),
        good("ListStreams", "{}"),
        good("DescribeStream", r#"{"StreamArn":"<stream>"}"#)
            .keep("shard", "/StreamDescription/Shards/0/ShardId"),
        bad(
            "DescribeStream",
            r#"{"StreamArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/absent/stream/x"}"#,
        ),
        bad("DescribeStream", "{}").class_only(MISSING),
        good(
            "GetShardIterator",
            r#"{"StreamArn":"<stream>","ShardId":"<shard>","ShardIteratorType":"TRIM_HORIZON"}"#,
        )
        .keep("iterator", "/ShardIterator"),
        bad(
            "GetShardIterator",
            r#"{"StreamArn":"<stream>","ShardId":"<shard>","ShardIteratorType":"SOMEWHERE"}"#,
        ),
        bad("GetShardIterator", "{}").class_only(MISSING),
        good("GetRecords", r#"{"ShardIterator":"<iterator>","Limit":3}"#),
        bad("GetRecords", r#"{"ShardIterator":"nonsense"}"#),
        bad("GetRecords", "{}").class_only(MISSING),
    ]
}

fn vectors() -> Vec<Probe> {
    let table = r#"{"TableName":"vectors","BillingMode":"PAY_PER_REQUEST",
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
        "VectorIndexes":[{"IndexName":"near","VectorAttribute":{"AttributeName":"v"},"Dimensions":2,
            "DistanceFunction":"COSINE","Projection":{"ProjectionType":"ALL"}}]}"#;
    vec![
        good("CreateTable", table),
        good(
            "PutItem",
            r#"{"TableName":"vectors","Item":{"pk":{"S":"a"},"v":{"L":[{"N":"1"},{"N":"0"}]}}}"#,
        ),
        good(
            "SearchVectors",
            r#"{"TableName":"vectors","IndexName":"near","SearchVector":[{"N":"1"},{"N":"0"}],"TopK":1}"#,
        ),
        bad(
            "SearchVectors",
            r#"{"TableName":"vectors","IndexName":"absent","SearchVector":[{"N":"1"},{"N":"0"}],"TopK":1}"#,
        ),
        bad(
            "SearchVectors",
            r#"{"TableName":"vectors","IndexName":"near","SearchVector":[{"N":"1"}],"TopK":1}"#,
        ),
        bad("SearchVectors", r#"{"TableName":5}"#).class_only(MISTYPED),
        bad("SearchVectors", "{}").class_only(MISSING),
    ]
}

fn malformed() -> Vec<Probe> {
    vec![
        bad("GetItem", ""),
        bad("GetItem", "{"),
        bad("GetItem", r#"{"TableName":5,}"#),
        bad("GetItem", "[]"),
        bad("GetItem", "null").class_only(MISTYPED),
        bad("GetItem", "\"text\"").class_only(MISTYPED),
        bad("Teleport", "{}"),
        bad("Teleport", "{"),
        bad("Teleport", ""),
        bad("GetItem", "{}").to("Elsewhere_20120810.GetItem"),
        bad("GetItem", "{}").to("GetItem"),
        bad("GetItem", r#"{"TableName":5,"Key":{"pk":{"S":"a"}}}"#).class_only(MISTYPED),
        bad("GetItem", r#"{"TableName":true,"Key":{"pk":{"S":"a"}}}"#).class_only(MISTYPED),
        bad("GetItem", r#"{"TableName":["a"],"Key":{"pk":{"S":"a"}}}"#).class_only(MISTYPED),
        bad("GetItem", r#"{"TableName":"small","Key":{"pk":{"S":5}}}"#).class_only(MISTYPED),
        bad("GetItem", r#"{"TableName":"small","Key":{"pk":"a"}}"#).none(MISTYPED_CLASS),
        bad("GetItem", r#"{"TableName":"small","Key":[]}"#).class_only(MISTYPED),
        bad("GetItem", r#"{"TableName":"small","Key":{"pk":{"S":"a"}},"ConsistentRead":"maybe"}"#),
        bad("GetItem", r#"{"TableName":"small","Key":{"pk":{"S":"a"}},"ConsistentRead":1}"#),
        good("PutItem", r#"{"TableName":"small","Item":{"pk":{"S":"a"},"b":{"BOOL":"yes"}}}"#),
        bad("PutItem", r#"{"TableName":"small","Item":{"pk":{"S":"a"},"n":{"N":5}}}"#).class_only(MISTYPED),
        bad("PutItem", r#"{"TableName":"small","Item":{"pk":{"S":"a"},"n":{"SS":"x"}}}"#).class_only(MISTYPED),
        bad("Scan", r#"{"TableName":"small","Limit":"many"}"#).class_only(MISTYPED),
        bad("CreateTable", r#"{"TableName":"typed","KeySchema":"pk"}"#).none(MISTYPED_CLASS),
        bad("CreateTable", r#"{"TableName":"typed","KeySchema":["pk"],"AttributeDefinitions":[]}"#).none(MISTYPED_CLASS),
        bad("BatchGetItem", r#"{"RequestItems":[]}"#).class_only(MISTYPED),
        bad("BatchWriteItem", r#"{"RequestItems":{"small":{}}}"#).class_only(MISTYPED),
        bad("TransactWriteItems", r#"{"TransactItems":{}}"#).class_only(MISTYPED),
        bad("UpdateTimeToLive", r#"{"TableName":"orders","TimeToLiveSpecification":{"AttributeName":"e","Enabled":"yes"}}"#).class_only(MISTYPED),
        bad("GetRecords", r#"{"ShardIterator":null}"#).class_only(MISTYPED),
        bad("GetRecords", r#"{"ShardIterator":5}"#).class_only(MISTYPED),
    ]
}

/// An item with a value inside so many maps.
fn deep(levels: usize) -> String {
    let value = deep_value(levels);
    format!(r#"{{"TableName":"small","Item":{{"pk":{{"S":"a"}},"v":{value}}}}}"#)
}

fn deep_value(levels: usize) -> String {
    let (open, close) = (r#"{"M":{"m":"#.repeat(levels), "}}".repeat(levels));
    format!(r#"{open}{{"S":"x"}}{close}"#)
}

/// An update to such a value.
fn deep_update(levels: usize) -> String {
    let value = deep_value(levels);
    format!(
        r#"{{"TableName":"small","Key":{{"pk":{{"S":"a"}}}},"UpdateExpression":"SET v = :v",
            "ExpressionAttributeValues":{{":v":{value}}}}}"#
    )
}
