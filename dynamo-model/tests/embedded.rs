//! The embedded database through the SDK's own client, as a user meets it: operations, typed errors, isolation,
//! files, threads and runtimes. Whether every answer is DynamoDB's is compared in `tests/embedded-reference`.

use std::collections::HashMap;
use std::error::Error;
use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{
    BehaviorVersion, Credentials, IdentityCache, Region, StalledStreamProtectionConfig,
};
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, Delete, DeleteRequest, KeySchemaElement,
    KeyType, KeysAndAttributes, Put, PutRequest, ReturnValue, ReturnValuesOnConditionCheckFailure,
    ScalarAttributeType, TableStatus, TimeToLiveSpecification, TransactWriteItem, WriteRequest,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use dynamo_model::embedded::EmbeddedDatabase;

type Item = HashMap<String, AttributeValue>;

fn client(database: &EmbeddedDatabase) -> Client {
    Client::from_conf(
        aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new(
                "fixture", "fixture", None, None, "fixture",
            ))
            .http_client(database.http_client())
            .build(),
    )
}

fn in_memory() -> Client {
    client(&EmbeddedDatabase::memory().expect("a database in memory"))
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// An item of the table `orders`: its key, and what else it has.
fn order<const N: usize>(pk: &str, sk: i64, more: [(&str, AttributeValue); N]) -> Item {
    let key = [("pk", text(pk)), ("sk", number(sk))];
    let members = key.into_iter().chain(more);
    members.map(|(name, v)| (name.to_owned(), v)).collect()
}

/// The table of all tests here.
async fn create_orders(client: &Client) {
    let keys = [("pk", KeyType::Hash), ("sk", KeyType::Range)].map(|(name, key)| {
        let element = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(key);
        element.build().expect("a key")
    });
    let types = [
        ("pk", ScalarAttributeType::S),
        ("sk", ScalarAttributeType::N),
    ];
    let types = types.map(|(name, of)| {
        let definition = AttributeDefinition::builder().attribute_name(name);
        definition.attribute_type(of).build().expect("a definition")
    });
    client
        .create_table()
        .table_name("orders")
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(keys.to_vec()))
        .set_attribute_definitions(Some(types.to_vec()))
        .send()
        .await
        .expect("a table");
    let described = client.describe_table().table_name("orders").send().await;
    let described = described.expect("the table");
    let status = described.table().and_then(|table| table.table_status());
    assert_eq!(status, Some(&TableStatus::Active));
}

async fn put(client: &Client, item: Item) {
    let put = client.put_item().table_name("orders").set_item(Some(item));
    put.send().await.expect("a put item");
}

async fn get(client: &Client, pk: &str, sk: i64) -> Option<Item> {
    let get = client.get_item().table_name("orders");
    let got = get.set_key(Some(order(pk, sk, []))).send().await;
    got.expect("an answer").item
}

#[tokio::test]
async fn an_item_is_put_got_updated_queried_scanned_and_deleted() {
    let client = in_memory();
    create_orders(&client).await;
    for sk in 1..=3 {
        put(&client, order("a", sk, [("qty", number(sk * 10))])).await;
    }
    put(&client, order("b", 1, [])).await;
    assert_eq!(
        get(&client, "a", 2).await,
        Some(order("a", 2, [("qty", number(20))]))
    );
    assert_eq!(get(&client, "a", 9).await, None);

    let updated = client
        .update_item()
        .table_name("orders")
        .set_key(Some(order("a", 2, [])))
        .update_expression("SET qty = qty + :more")
        .expression_attribute_values(":more", number(5))
        .return_values(ReturnValue::UpdatedNew)
        .send()
        .await
        .expect("an update");
    assert_eq!(
        updated.attributes().and_then(|a| a.get("qty")),
        Some(&number(25))
    );

    let of_a = client
        .query()
        .table_name("orders")
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", text("a"));
    let page = of_a.clone().limit(2).send().await.expect("a page");
    assert_eq!(page.count(), 2);
    let rest = of_a
        .set_exclusive_start_key(page.last_evaluated_key().cloned())
        .send()
        .await
        .expect("the rest");
    assert_eq!(rest.items(), [order("a", 3, [("qty", number(30))])]);
    assert_eq!(rest.last_evaluated_key(), None);

    let scanned = client.scan().table_name("orders").send().await;
    assert_eq!(scanned.expect("all").count(), 4);

    let deleted = client
        .delete_item()
        .table_name("orders")
        .set_key(Some(order("b", 1, [])))
        .return_values(ReturnValue::AllOld)
        .send()
        .await
        .expect("a delete");
    assert_eq!(deleted.attributes(), Some(&order("b", 1, [])));
    assert_eq!(get(&client, "b", 1).await, None);
}

#[tokio::test]
async fn a_batch_is_written_and_read() {
    let client = in_memory();
    create_orders(&client).await;
    put(&client, order("old", 1, [])).await;
    let puts = (1..=3).map(|sk| {
        let put = PutRequest::builder().set_item(Some(order("a", sk, [])));
        let put = put.build().expect("a put");
        WriteRequest::builder().put_request(put).build()
    });
    let delete = DeleteRequest::builder().set_key(Some(order("old", 1, [])));
    let delete = WriteRequest::builder().delete_request(delete.build().expect("a delete"));
    let written = client
        .batch_write_item()
        .request_items("orders", puts.chain([delete.build()]).collect())
        .send()
        .await
        .expect("a batch");
    assert!(written.unprocessed_items().is_none_or(HashMap::is_empty));

    let keys = [order("a", 1, []), order("a", 3, []), order("old", 1, [])];
    let keys = KeysAndAttributes::builder().set_keys(Some(keys.to_vec()));
    let read = client
        .batch_get_item()
        .request_items("orders", keys.build().expect("keys"))
        .send()
        .await
        .expect("a batch");
    let found = read.responses().and_then(|tables| tables.get("orders"));
    assert_eq!(found.map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing_and_says_which_action_failed() {
    let client = in_memory();
    create_orders(&client).await;
    put(&client, order("a", 1, [])).await;
    let put_new = |sk| {
        let put = Put::builder().table_name("orders");
        let put = put.condition_expression("attribute_not_exists(pk)");
        let put = put.set_item(Some(order("a", sk, []))).build();
        TransactWriteItem::builder()
            .put(put.expect("a put"))
            .build()
    };
    let delete = Delete::builder()
        .table_name("orders")
        .set_key(Some(order("a", 1, [])));
    let delete = TransactWriteItem::builder()
        .delete(delete.build().expect("a delete"))
        .build();

    let taken = client
        .transact_write_items()
        .transact_items(put_new(2))
        .transact_items(put_new(1));
    let cancelled = taken
        .send()
        .await
        .expect_err("a put onto an item")
        .into_service_error();
    assert!(
        cancelled.is_transaction_canceled_exception(),
        "{cancelled:?}"
    );
    let cancelled = format!("{cancelled:?}");
    assert!(
        cancelled.contains("[None, ConditionalCheckFailed]"),
        "{cancelled}"
    );
    assert_eq!(get(&client, "a", 2).await, None);

    let free = client
        .transact_write_items()
        .transact_items(put_new(2))
        .transact_items(delete);
    free.send().await.expect("a transaction");
    assert_eq!(get(&client, "a", 2).await, Some(order("a", 2, [])));
    assert_eq!(get(&client, "a", 1).await, None);
}

#[tokio::test]
async fn a_failed_condition_is_typed_and_carries_the_item() {
    let client = in_memory();
    create_orders(&client).await;
    put(&client, order("a", 1, [("qty", number(10))])).await;
    let refused = client
        .put_item()
        .table_name("orders")
        .set_item(Some(order("a", 1, [])))
        .condition_expression("attribute_not_exists(pk)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await
        .expect_err("a put onto an item");
    let raw = refused.raw_response().expect("an answer");
    assert_eq!(raw.status().as_u16(), 400);
    assert_eq!(
        raw.headers().get("content-type"),
        Some("application/x-amz-json-1.0")
    );
    let refused = refused.into_service_error();
    assert!(
        refused
            .request_id()
            .is_some_and(|id| id.len() == 52 && id.starts_with("EMBEDDED"))
    );
    let aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(
        failed,
    ) = refused
    else {
        panic!("{refused:?}");
    };
    assert_eq!(failed.message(), Some("The conditional request failed"));
    assert_eq!(failed.item(), Some(&order("a", 1, [("qty", number(10))])));
}

#[tokio::test]
async fn a_bad_request_is_refused_in_dynamodbs_words() {
    let client = in_memory();
    create_orders(&client).await;
    let half_a_key = order("a", 1, [])
        .into_iter()
        .filter(|(name, _)| name == "pk")
        .collect();
    let put = client
        .put_item()
        .table_name("orders")
        .set_item(Some(half_a_key));
    let refused = put
        .send()
        .await
        .expect_err("an item without its sort key")
        .into_service_error();
    assert_eq!(refused.code(), Some("ValidationException"));
    assert_eq!(
        refused.message(),
        Some("One or more parameter values were invalid: Missing the key sk in the item")
    );

    let refused = client
        .execute_statement()
        .send()
        .await
        .expect_err("no statement");
    assert_eq!(
        refused.into_service_error().message(),
        Some(
            "1 validation error detected: Value null at 'statement' failed to satisfy constraint: \
             Member must not be null"
        )
    );

    let get = client
        .get_item()
        .table_name("absent")
        .set_key(Some(order("a", 1, [])));
    let refused = get
        .send()
        .await
        .expect_err("no such table")
        .into_service_error();
    assert!(refused.is_resource_not_found_exception(), "{refused:?}");
}

#[tokio::test]
async fn what_is_not_json_or_not_an_operation_is_said_so() {
    let client = in_memory();
    let malformed = client.list_tables().customize().mutate_request(|request| {
        *request.body_mut() = SdkBody::from("{\"Limit\":");
    });
    let refused = malformed.send().await.expect_err("half a JSON object");
    assert_eq!(
        refused.into_service_error().code(),
        Some("SerializationException")
    );

    // The SDK knows it, the database does not.
    let refused = client
        .describe_limits()
        .send()
        .await
        .expect_err("no such operation");
    assert_eq!(
        refused.raw_response().map(|raw| raw.status().as_u16()),
        Some(400)
    );
    assert_eq!(
        refused.into_service_error().code(),
        Some("UnknownOperationException")
    );

    // JSON, but no number that could be read.
    let endless = client.list_tables().customize().mutate_request(|request| {
        *request.body_mut() = SdkBody::from("{\"Limit\":1e999}");
    });
    let refused = endless.send().await.expect_err("a limit without end");
    let refused = refused.into_service_error();
    assert_eq!(refused.code(), Some("SerializationException"));
    assert_eq!(refused.message(), None);

    let nameless = client.list_tables().customize().mutate_request(|request| {
        request.headers_mut().remove("x-amz-target");
    });
    let refused = nameless.send().await.expect_err("no operation");
    assert_eq!(
        refused.into_service_error().code(),
        Some("UnknownOperationException")
    );
}

#[tokio::test]
async fn a_body_that_is_not_in_memory_is_read_first() {
    let folder = Folder::new("body");
    let file = folder.path.join("request.json");
    std::fs::write(&file, r#"{"Limit":0}"#).expect("a file");
    let body = ByteStream::from_path(&file)
        .await
        .expect("its stream")
        .into_inner();
    assert!(body.bytes().is_none());
    let body = Mutex::new(Some(body));
    let client = in_memory();
    let streamed = client
        .list_tables()
        .customize()
        .mutate_request(move |request| {
            let body = body.lock().expect("no panic").take();
            *request.body_mut() = body.expect("a single attempt");
        });
    let refused = streamed
        .send()
        .await
        .expect_err("a limit of nothing")
        .into_service_error();
    let message = refused.message().unwrap_or_default();
    assert!(
        message.contains("'limit' failed to satisfy constraint"),
        "{message}"
    );
}

#[tokio::test]
async fn handles_are_apart_and_clones_are_one() {
    let (one, other) = (EmbeddedDatabase::memory(), EmbeddedDatabase::memory());
    let (one, other) = (one.expect("one"), other.expect("another"));
    create_orders(&client(&one)).await;
    put(&client(&one.clone()), order("a", 1, [])).await;
    assert!(get(&client(&one), "a", 1).await.is_some());
    let tables = client(&other)
        .list_tables()
        .send()
        .await
        .expect("an answer");
    assert_eq!(tables.table_names(), [""; 0]);
}

#[tokio::test]
async fn answers_are_numbered_from_one() {
    let (one, other) = (EmbeddedDatabase::memory(), EmbeddedDatabase::memory());
    let (one, other) = (one.expect("one"), other.expect("another"));
    for (database, number) in [(&one, 1), (&one.clone(), 2), (&other, 1)] {
        let answer = client(database).list_tables().send().await;
        let id = format!("EMBEDDED{number:044}");
        assert_eq!(answer.expect("an answer").request_id(), Some(&*id));
    }
    let refused = client(&one).describe_table().table_name("absent");
    let refused = refused.send().await.expect_err("no such table");
    let id = format!("EMBEDDED{:044}", 3);
    assert_eq!(refused.request_id(), Some(&*id));
}

#[tokio::test]
async fn a_client_outlives_the_handle_it_came_from() {
    let database = EmbeddedDatabase::memory().expect("a database");
    let client = client(&database);
    drop(database);
    create_orders(&client).await;
    put(&client, order("a", 1, [])).await;
    assert!(get(&client, "a", 1).await.is_some());
}

#[tokio::test]
async fn a_file_keeps_its_items() {
    let folder = Folder::new("keeps");
    let file = folder.path.join("orders.db");
    {
        let database = EmbeddedDatabase::open(&file).expect("a new file");
        let client = client(&database);
        create_orders(&client).await;
        put(&client, order("a", 1, [("qty", number(7))])).await;
    }
    let database = EmbeddedDatabase::open(&file).expect("the same file");
    let found = get(&client(&database), "a", 1).await;
    assert_eq!(found, Some(order("a", 1, [("qty", number(7))])));
    assert!(format!("{database:?}").contains("orders.db"));
}

#[test]
fn what_cannot_be_opened_says_which_path_and_why() {
    let folder = Folder::new("errors");
    let absent = folder.path.join("absent/orders.db");
    let error = EmbeddedDatabase::open(&absent).expect_err("no such folder");
    assert_eq!(error.path(), Some(absent.as_path()));
    let line = error.to_string();
    assert!(
        line.contains("could not be opened") && line.contains("absent"),
        "{line}"
    );
    let cause = error.source().expect("SQLite's reason").to_string();
    assert!(cause.contains("unable to open database file"), "{cause}");
    assert!(!line.contains(&cause), "the cause is said once");

    let letter = folder.path.join("letter.txt");
    std::fs::write(&letter, "Dear Sir or Madam, ".repeat(100)).expect("a file");
    let error = EmbeddedDatabase::open(&letter).expect_err("a text");
    assert!(
        error
            .source()
            .is_some_and(|cause| cause.to_string().contains("not a valid SQLite"))
    );

    let error = EmbeddedDatabase::open("").expect_err("no path");
    assert!(
        error
            .to_string()
            .contains("cannot name an embedded database"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::OsStr::from_bytes(b"/tmp/\xff.db");
    let error = EmbeddedDatabase::open(name).expect_err("SQLite takes UTF-8");
    assert!(error.to_string().contains("must be UTF-8"), "{error}");
}

#[tokio::test]
async fn expired_items_go_when_they_are_told_to() {
    let database = EmbeddedDatabase::memory().expect("a database");
    let client = client(&database);
    create_orders(&client).await;
    let expiry = TimeToLiveSpecification::builder()
        .attribute_name("expires_at")
        .enabled(true);
    let expiry = expiry.build().expect("a specification");
    let enable = client
        .update_time_to_live()
        .table_name("orders")
        .time_to_live_specification(expiry);
    enable.send().await.expect("time to live");
    // Times at the start of 2024 and of 2100.
    put(
        &client,
        order("a", 1, [("expires_at", number(1_704_067_200))]),
    )
    .await;
    put(
        &client,
        order("a", 2, [("expires_at", number(4_102_444_800))]),
    )
    .await;
    assert!(get(&client, "a", 1).await.is_some());
    assert_eq!(database.delete_expired_items().expect("a sweep"), 1);
    assert_eq!(get(&client, "a", 1).await, None);
    assert!(get(&client, "a", 2).await.is_some());
}

/// Add one, `times` times.
async fn count(client: &Client, times: usize) {
    for _ in 0..times {
        let update = client
            .update_item()
            .table_name("orders")
            .set_key(Some(order("n", 0, [])));
        let update = update.update_expression("ADD qty :one");
        let update = update.expression_attribute_values(":one", number(1));
        update.send().await.expect("an update");
    }
}

async fn counted(client: &Client) -> Option<AttributeValue> {
    get(client, "n", 0).await?.remove("qty")
}

fn current_thread<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.expect("a runtime").block_on(work)
}

#[test]
fn eight_threads_with_runtimes_of_their_own_lose_no_update() {
    let folder = Folder::new("threads");
    let file = EmbeddedDatabase::open(folder.path.join("orders.db")).expect("a file");
    let memory = EmbeddedDatabase::memory().expect("memory");
    for database in [memory, file] {
        let client = client(&database);
        current_thread(create_orders(&client));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| current_thread(count(&client, 10)));
            }
        });
        assert_eq!(
            current_thread(counted(&client)),
            Some(number(80)),
            "{database:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_of_one_runtime_lose_no_update() {
    let folder = Folder::new("tasks");
    let file = EmbeddedDatabase::open(folder.path.join("orders.db")).expect("a file");
    let memory = EmbeddedDatabase::memory().expect("memory");
    for database in [memory, file] {
        let client = client(&database);
        create_orders(&client).await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let client = client.clone();
            tasks.spawn(async move { count(&client, 5).await });
        }
        tasks.join_all().await;
        assert_eq!(counted(&client).await, Some(number(80)), "{database:?}");
    }
}

#[test]
fn no_runtime_is_needed() {
    let folder = Folder::new("no-runtime");
    let file = EmbeddedDatabase::open(folder.path.join("orders.db")).expect("a file");
    let memory = EmbeddedDatabase::memory().expect("memory");
    for database in [memory, file] {
        // Two parts of the SDK do need one, for their timers.
        let config = client(&database).config().to_builder();
        let config = config
            .identity_cache(IdentityCache::no_cache())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        let client = Client::from_conf(config.build());
        let item = on_this_thread(async {
            create_orders(&client).await;
            put(&client, order("a", 1, [])).await;
            get(&client, "a", 1).await
        });
        assert_eq!(item, Some(order("a", 1, [])), "{database:?}");
    }
}

/// The least executor there is.
fn on_this_thread<T>(work: impl Future<Output = T>) -> T {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut work = pin!(work);
    loop {
        match work.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}

/// A folder of this test run's own, gone at the end of the test.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("embedded-{}-{name}", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
        std::fs::create_dir_all(&path).expect("a folder");
        Self { path }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left behind, it is in the build's own folder.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
