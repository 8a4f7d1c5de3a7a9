//! Batches and transactions whose items are written into the bytes of their request, beside the same through the SDK's
//! maps: there must be nothing to tell the two apart by, whatever the items.

use std::{collections::HashMap, time::SystemTime};

use aws_sdk_dynamodb::types::AttributeValue;
use behaviour::{Answer, Reply};
use dynamo_model::{
    DefaultAccess, Dynamo, Error,
    attribute::{from_json_item, item_size, to_json_item},
    operation::{BatchWrite, Leftovers, TransactWrite},
    prelude::*,
};
use proptest::{
    collection::vec,
    prelude::*,
    strategy::ValueTree,
    test_runner::{TestCaseError, TestRunner},
};
use serde_json::{Map, Value, json};

use crate::{
    models::{Counted, CountedKey, Typed, TypedKey, Whole, WholeKey},
    random,
    scene::{Scene, Told},
};

/// All that the library writes itself, among attributes of any name.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "other"))]
struct Managed {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    at: u32,
    #[dynamo(version)]
    rev: u32,
    #[dynamo(created_at)]
    kind: Option<SystemTime>,
    #[dynamo(updated_at)]
    text: Option<SystemTime>,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

/// Counts no versions: only the time tells what was never stored.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "things"))]
struct Dated {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(created_at)]
    kind: Option<SystemTime>,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

/// The same for a batch and for a transaction.
#[derive(Debug, Clone)]
enum Write {
    Whole(String, HashMap<String, AttributeValue>),
    Managed(Managed),
    Dated(Dated),
    Gone(String),
}

fn write(runner: &mut TestRunner) -> Write {
    // Few, so that some come twice.
    let ids = prop_oneof!["[a-z]{1,2}", "\"[{}]\"", Just("\u{1f980}\n".to_owned())];
    let item = random::item().prop_filter_map("attributes", |json| {
        let item: HashMap<String, AttributeValue> = from_json_item(json.as_bytes()).ok()?;
        to_json_item(&item).is_ok().then_some(item)
    });
    let time = proptest::option::of(Just(SystemTime::UNIX_EPOCH));
    let parts = (0..4, ids, item, 0..3_u32, (time.clone(), time));
    let write = parts.prop_map(|(which, id, mut rest, rev, (kind, text))| {
        rest.remove("id");
        match which {
            0 => Write::Whole(id, rest),
            1 => Write::Managed(Managed {
                id,
                at: 1,
                rev,
                kind,
                text,
                rest,
            }),
            2 => Write::Dated(Dated { id, kind, rest }),
            _ => Write::Gone(id),
        }
    });
    write.new_tree(runner).unwrap().current()
}

fn writes(runner: &mut TestRunner, most: usize) -> Vec<Write> {
    let count = (1..=most).new_tree(runner).unwrap().current();
    (0..count).map(|_| write(runner)).collect()
}

fn whole(id: &str, rest: &HashMap<String, AttributeValue>) -> Whole {
    Whole {
        id: id.to_owned(),
        rest: rest.clone(),
    }
}

fn batch(db: &Dynamo, writes: &[Write]) -> BatchWrite<DefaultAccess> {
    let mut batch = db.batch_write_as();
    for write in writes {
        batch = match write {
            Write::Whole(id, rest) => batch.put(&whole(id, rest)),
            Write::Managed(item) => batch.put(item),
            Write::Dated(item) => batch.put(item),
            Write::Gone(id) => batch.delete::<Whole>(WholeKey::new(id.clone())),
        };
    }
    batch
}

/// A batch of which every other write is left.
fn leaving() -> Answer {
    Answer::new(|request, _| {
        let request = request.json();
        let mut left = Map::new();
        for (table, writes) in request["RequestItems"].as_object().into_iter().flatten() {
            let writes = writes.as_array().into_iter().flatten().step_by(2);
            left.insert(table.clone(), writes.cloned().collect());
        }
        Reply::Response {
            status: 200,
            headers: vec![("content-type".into(), "application/x-amz-json-1.0".into())],
            body: json!({ "UnprocessedItems": left }).to_string().into_bytes(),
        }
    })
}

/// The same at whatever time: pauses between requests are of any length.
fn timeless(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("2026-01-01T") => "now".clone_into(text),
        Value::Object(members) => members.values_mut().for_each(timeless),
        Value::Array(elements) => elements.iter_mut().for_each(timeless),
        _ => {}
    }
}

/// Whether two handles send the same, each in the way that it has, and with the length that it has.
struct Compared<'s> {
    scene: &'s Scene,
    operation: &'static str,
}

impl Compared<'_> {
    fn sent(&self, before: usize) -> Vec<Value> {
        let requests = self.scene.paused.aws.operation(self.operation).requests();
        let sent = requests[before..].iter().map(|request| {
            let length = request.header("content-length").map(str::to_owned);
            assert_eq!(length, Some(request.body().len().to_string()));
            let mut request = request.json();
            timeless(&mut request);
            request
        });
        sent.collect()
    }

    fn count(&self) -> usize {
        self.scene.paused.aws.operation(self.operation).count()
    }

    /// What either sent.
    async fn both<T>(
        &self,
        act: impl AsyncFn(&Dynamo) -> Result<T, Error>,
    ) -> ([Result<T, Told>; 2], [Vec<Value>; 2]) {
        let before = self.count();
        let between = std::cell::Cell::new(before);
        let told = self
            .scene
            .both(async |db| {
                between.set(self.count());
                act(db).await
            })
            .await;
        let mut direct = self.sent(before);
        let mapped = direct.split_off(between.get() - before);
        (told, [direct, mapped])
    }
}

type Left = (Vec<Whole>, Vec<Managed>, Vec<Dated>, usize);

fn left(leftovers: &Leftovers<DefaultAccess>) -> Result<Left, Error> {
    Ok((
        leftovers.puts()?,
        leftovers.puts()?,
        leftovers.puts()?,
        leftovers.deletes::<Whole>().len(),
    ))
}

#[tokio::test(start_paused = true)]
async fn w17_both_ways_send_the_same_batch() {
    let scene = Scene::new().await;
    let compared = Compared {
        scene: &scene,
        operation: "BatchWriteItem",
    };
    let route = scene.paused.aws.operation("BatchWriteItem");
    let mut runner = random::runner();
    let (mut most, mut read) = (0, 0);
    for _ in 0..50 {
        let writes = writes(&mut runner, 30);
        scene.paused.aws.clear_script();
        route.always(leaving());
        let (told, [direct, mapped]) = compared
            .both(async |db| {
                let written = batch(db, &writes).max_retries(2).await?;
                Ok(written.into_leftovers())
            })
            .await;
        assert_eq!(direct, mapped, "{writes:?}");
        most = most.max(direct.len());
        let [one, other] = told.map(Result::unwrap);
        let told =
            [&one, &other].map(|leftovers| left(leftovers).map_err(|error| error.to_string()));
        read += usize::from(told[0].is_ok());
        assert_eq!(told[0], told[1]);
        // What one kept, the other may send.
        scene.answers("BatchWriteItem", b"{}");
        let before = compared.count();
        for (leftovers, db) in [(one, &scene.mapped), (other, &scene.direct)] {
            let again = leftovers.send_again(db).await.unwrap();
            assert!(again.is_complete());
        }
        let again = compared.sent(before);
        let (one, other) = again.split_at(again.len() / 2);
        assert_eq!(one, other);
        // What leaves for the SDK has everything.
        let before = compared.count();
        for db in [&scene.direct, &scene.mapped] {
            for request in batch(db, &writes).into_sdk().await.unwrap() {
                request.send().await.unwrap();
            }
        }
        let left_for_sdk = compared.sent(before);
        let (one, other) = left_for_sdk.split_at(left_for_sdk.len() / 2);
        assert_eq!(one, other);
        assert_eq!(one[0], direct[0]);
    }
    assert!(most > 4, "some batch takes several requests");
    // An attribute by the name of a field may be none that the field can be.
    assert!(read > 12, "{read}");
}

/// What is given to a transaction, which borrows what it changes.
#[derive(Debug, Clone)]
struct Transaction {
    puts: Vec<Write>,
    saved: Vec<Managed>,
    text: String,
}

impl Transaction {
    fn of(runner: &mut TestRunner) -> Self {
        let text = prop_oneof![any::<String>(), Just("{\"Put\":{\"Item\":{}".to_owned())];
        let (mut puts, mut saved) = (Vec::new(), Vec::new());
        for (index, mut write) in writes(runner, 8).into_iter().enumerate() {
            // Each about an item of its own.
            match &mut write {
                Write::Whole(id, _) | Write::Gone(id) => id.push_str(&index.to_string()),
                Write::Managed(item) => item.id.push_str(&index.to_string()),
                Write::Dated(item) => item.id.push_str(&index.to_string()),
            }
            match write {
                Write::Managed(item) if index % 2 == 0 => saved.push(item),
                other => puts.push(other),
            }
        }
        Self {
            puts,
            saved,
            text: text.new_tree(runner).unwrap().current(),
        }
    }

    fn build<'a>(
        &self,
        db: &Dynamo,
        in_hand: &'a mut [Managed],
    ) -> TransactWrite<'a, DefaultAccess> {
        let text = || self.text.clone();
        let mut transaction = db
            .transact_write_as::<DefaultAccess>()
            .idempotency_token("once")
            .check::<Counted>(CountedKey::new("checked"), |c| c.id.ne(text()));
        for (index, item) in in_hand.iter_mut().enumerate() {
            transaction = match index % 3 {
                0 => transaction.save_when(item, |m| m.id.ne(text())),
                1 => transaction.create(item),
                _ => transaction.save(item),
            };
        }
        for write in &self.puts {
            transaction = match write {
                Write::Whole(id, rest) => {
                    transaction.put_when(&whole(id, rest), |w| w.id.ne(text()))
                }
                Write::Managed(item) => transaction.put(item),
                Write::Dated(item) => transaction.put(item),
                Write::Gone(id) => transaction
                    .delete_by_key_when::<Whole>(WholeKey::new(id.clone()), |w| w.id.ne(text())),
            };
        }
        transaction.update_by_key::<Typed>(TypedKey::new("updated", 1_u32), |t| {
            t.set(|t| t.text, text()).when(|t| t.text.ne(text()))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn w17_both_ways_send_the_same_transaction() {
    let scene = Scene::new().await;
    let compared = Compared {
        scene: &scene,
        operation: "TransactWriteItems",
    };
    let mut runner = random::runner();
    let mut puts = 0;
    for _ in 0..100 {
        let transaction = Transaction::of(&mut runner);
        let (told, [direct, mapped]) = compared
            .both(async |db| {
                let mut in_hand = transaction.saved.clone();
                transaction.build(db, &mut in_hand).await?;
                Ok(in_hand)
            })
            .await;
        let stored = Scene::same(told).unwrap();
        assert_eq!(stored.len(), transaction.saved.len());
        assert_eq!(direct, mapped, "{transaction:?}");
        let actions = direct[0]["TransactItems"].as_array().unwrap();
        let is_put = |action: &&Value| action["Put"]["Item"]["id"].is_object();
        puts += actions.iter().filter(is_put).count();
        let before = compared.count();
        let mut in_hand = transaction.saved.clone();
        let left = transaction.build(&scene.direct, &mut in_hand).into_sdk();
        left.await.unwrap().send().await.unwrap();
        assert_eq!(compared.sent(before), direct);
    }
    assert!(puts > 200, "{puts} puts");
}

#[tokio::test(start_paused = true)]
async fn w17_batches_and_transactions_refuse_the_same_in_the_same_words() {
    let scene = Scene::new().await;
    let counted = |rev| Counted {
        id: "a".into(),
        rev,
    };
    let large = |bytes: usize| Whole {
        id: "a".into(),
        rest: [("x".into(), AttributeValue::S("x".repeat(bytes)))].into(),
    };
    let wrong = |number: &str| Whole {
        id: "a".into(),
        rest: [("x".into(), AttributeValue::N(number.into()))].into(),
    };
    let told = scene.both(async |db| db.batch_write().put(&counted(u32::MAX)).await.map(drop));
    let full = Scene::same(told.await).unwrap_err();
    assert!(full.sentences[0].starts_with("`Counted`: attribute `rev`: "));
    let told = scene.both(async |db| db.transact_write().put(&counted(u32::MAX)).await);
    assert_eq!(Scene::same(told.await), Err(full));
    for (item, sentence) in [
        (
            large(400 * 1024),
            "`Whole`: an item has at most 409600 bytes, but this one has 409604",
        ),
        (wrong("x"), "`Whole`: attribute `x`: "),
    ] {
        let told = scene.both(async |db| db.batch_write().put(&item).await.map(drop));
        let refused = Scene::same(told.await).unwrap_err();
        assert!(refused.sentences[0].starts_with(sentence), "{refused:?}");
        let told = scene.both(async |db| db.transact_write().put(&item).await);
        assert_eq!(Scene::same(told.await), Err(refused));
    }
    assert_eq!(scene.paused.aws.dynamodb().count(), 0);
    // As large as can be, and larger in JSON: that DynamoDB counts, and not this.
    let largest = Whole {
        id: "a".into(),
        rest: [(
            "x".into(),
            AttributeValue::S("\u{1}".repeat(400 * 1024 - 4)),
        )]
        .into(),
    };
    let told = scene.both(async |db| db.batch_write().put(&largest).await.map(drop));
    Scene::same(told.await).unwrap();
    let told = scene.both(async |db| db.transact_write().put(&largest).await);
    Scene::same(told.await).unwrap();
}

/// More than can be read: what is kept in the SDK's form is written into the bytes all the same.
#[tokio::test(start_paused = true)]
async fn w17_both_ways_send_what_is_nested_too_deep() {
    let scene = Scene::new().await;
    let mut deep = AttributeValue::Bool(true);
    for _ in 0..70 {
        deep = AttributeValue::L(vec![deep]);
    }
    let item = Whole {
        id: "a".into(),
        rest: [("x".into(), deep)].into(),
    };
    let batch = Compared {
        scene: &scene,
        operation: "BatchWriteItem",
    };
    let (told, [direct, mapped]) = batch
        .both(async |db| db.batch_write().put(&item).await.map(drop))
        .await;
    Scene::same(told).unwrap();
    assert_eq!(direct.len(), 1);
    assert_eq!(direct, mapped);
    let transaction = Compared {
        scene: &scene,
        operation: "TransactWriteItems",
    };
    let token = |db: &Dynamo| db.transact_write().idempotency_token("once");
    let (told, [direct, mapped]) = transaction
        .both(async |db| token(db).put(&item).await)
        .await;
    Scene::same(told).unwrap();
    assert_eq!(direct.len(), 1);
    assert_eq!(direct, mapped);
}

/// Tables that are named by their ARN decide by the account where a request is sent.
#[tokio::test(start_paused = true)]
async fn w17_both_ways_send_to_the_endpoint_of_the_account() {
    let scene = Scene::new().await;
    let region = scene.paused.region();
    let arn = format!("arn:aws:dynamodb:{region}:123456789012:table/things");
    for direct in [true, false] {
        let named = scene.paused.builder().table_name::<Whole>(arn.clone());
        let db = named.direct_json(direct).build().await.unwrap();
        let item = whole("a", &HashMap::new());
        assert!(db.batch_write().put(&item).await.unwrap().is_complete());
        db.transact_write().put(&item).await.unwrap();
    }
    let hosts = scene.paused.aws.dynamodb().hosts();
    let host = format!("123456789012.ddb.{region}.amazonaws.com");
    assert_eq!(hosts, vec![host; 4]);
}

/// By this, an item is known to be small enough without being counted.
#[test]
fn w17_no_item_is_larger_than_its_json() {
    let items = vec(random::item(), 1..4);
    random::runner()
        .run(&items, |items| {
            for json in items {
                let Ok(item) = from_json_item::<HashMap<String, AttributeValue>>(json.as_bytes())
                else {
                    continue;
                };
                let (Ok(size), Ok(json)) = (item_size(&item), to_json_item(&item)) else {
                    continue;
                };
                prop_assert!(size <= json.len(), "{} of {}", size, json.len());
            }
            Ok::<(), TestCaseError>(())
        })
        .unwrap();
}
