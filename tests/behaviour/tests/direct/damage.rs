//! Whatever comes instead of a response: both ways make the same of it.

use dynamo_model::{
    Dynamo, DynamoModel, Error,
    operation::{Cursor, Page, Query},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestCaseError};

use crate::{
    models::{
        Strict, StrictPartition, Typed, TypedKey, TypedPartition, Whole, WholeKey, WholePartition,
    },
    random::{page, perhaps_damaged, responses, runner},
    scene::{Scene, Told},
};

/// What a page tells, to be compared.
type Seen<T, P> = (Vec<T>, Option<Cursor<P>>, u64, Option<String>);

fn seen<T, P>(page: Page<T, P>) -> Seen<T, P> {
    // As text, because NaN is not equal to itself.
    let units = page.capacity.map(|capacity| format!("{capacity:?}"));
    (page.items, page.next, page.scanned, units)
}

/// Equal, or each an error that is no other than the other. Of several attributes that can't be read, maps tell any.
fn agree<T: PartialEq + std::fmt::Debug>(
    [direct, mapped]: [Result<T, Told>; 2],
) -> Result<bool, TestCaseError> {
    match (&direct, &mapped) {
        (Err(one), Err(other)) if one.is_conversion && other.is_conversion => {}
        _ => prop_assert_eq!(&direct, &mapped),
    }
    Ok(direct.is_ok())
}

#[tokio::test(start_paused = true)]
async fn w17_both_ways_read_the_same_of_whatever_is_answered() {
    let scene = Scene::new().await;
    let (mut read, mut all) = (0, 0);
    let mut runner = runner();
    let responses = perhaps_damaged(page());
    for _ in 0..600 {
        let body = responses.new_tree(&mut runner).unwrap().current();
        scene.answers("Query", &body);
        let outcome = compare(&scene).await;
        let body = String::from_utf8_lossy(&body);
        let is_read = outcome.unwrap_or_else(|error| panic!("{body}: {error}"));
        read += is_read;
        all += 4;
    }
    // Neither has nothing to refuse, nor nothing to read.
    assert!((all / 5..all * 4 / 5).contains(&read), "{read} of {all}");
}

/// Asks for everything in every way, and says how many of them could be read.
async fn compare(scene: &Scene) -> Result<usize, TestCaseError> {
    let whole = scene.both(async |db| Ok(seen(Whole::query(db, WholePartition::new("a")).await?)));
    let whole = agree(whole.await)?;
    let typed =
        |db: &Dynamo| -> Query<TypedPartition> { Typed::query(db, TypedPartition::new("a")) };
    let all = scene.both(async |db| Ok(seen(typed(db).with_capacity().await?)));
    let all = agree(all.await)?;
    let part = scene.both(async |db| {
        let part = typed(db).project(|t| (t.text, t.nested.text, t.list.at(1)));
        Ok(seen(part.limit(2).filter(|t| t.flag.eq(true)).await?))
    });
    let part = agree(part.await)?;
    let strict = scene.both(async |db| {
        let strict = Strict::query(db, StrictPartition::new("a")).limit(1);
        Ok(seen(strict.filter(|s| s.text.exists()).await?))
    });
    let strict = agree(strict.await)?;
    Ok([whole, all, part, strict]
        .into_iter()
        .filter(|read| *read)
        .count())
}

#[tokio::test(start_paused = true)]
async fn w17_both_ways_read_the_same_of_several_items_whatever_is_answered() {
    let scene = Scene::new().await;
    let (mut read, mut all) = (0, 0);
    let mut runner = runner();
    let items = perhaps_damaged(responses());
    for _ in 0..400 {
        let body = items.new_tree(&mut runner).unwrap().current();
        let is_read = compare_several(&scene, &body).await;
        let body = String::from_utf8_lossy(&body);
        read += is_read.unwrap_or_else(|error| panic!("{body}: {error}"));
        all += 3;
    }
    assert!((all / 5..all * 4 / 5).contains(&read), "{read} of {all}");
}

/// Takes the body for an answer to each operation that returns items.
async fn compare_several(scene: &Scene, body: &[u8]) -> Result<usize, TestCaseError> {
    let keys = || (0..3_u32).map(|at| TypedKey::new("a", at));
    scene.answers("BatchGetItem", body);
    let batch = scene.both(
        async |db| match Typed::batch_get(db, keys()).max_retries(0).await {
            Err(Error::Unread(unread)) => unread.read(),
            read => read,
        },
    );
    let batch = agree(batch.await)?;
    scene.answers("TransactGetItems", body);
    let together = scene.both(async |db| Typed::transact_get_all(db, keys()).await);
    let together = agree(together.await)?;
    scene.answers("GetItem", body);
    let one = scene.both(async |db| Whole::get(db, WholeKey::new("a")).await);
    let one = agree(one.await)?;
    Ok([batch, together, one]
        .into_iter()
        .filter(|read| *read)
        .count())
}

/// The SDK decodes bytes as they are written, without a look for escapes.
#[tokio::test(start_paused = true)]
async fn w17_both_ways_refuse_bytes_with_escapes() {
    let scene = Scene::new().await;
    for (bytes, is_read) in [("AA==", true), ("AA\\u003d\\u003d", false)] {
        let body = format!(r#"{{"Items":[{{"id":{{"S":"a"}},"x":{{"B":"{bytes}"}}}}]}}"#);
        scene.answers("Query", body.as_bytes());
        let whole =
            scene.both(async |db| Ok(Whole::query(db, WholePartition::new("a")).await?.items));
        assert_eq!(Scene::same(whole.await).is_ok(), is_read, "{bytes}");
    }
}

#[tokio::test(start_paused = true)]
async fn w17_both_ways_nest_as_deep() {
    let scene = Scene::new().await;
    for (open, close) in [
        ("{\"L\":[", "]}"),
        ("{\"M\":{\"x\":", "}}"),
        ("{\"X\":[", "]}"),
    ] {
        let mut read = Vec::new();
        for depth in 55..70 {
            let value = format!(
                "{}{{\"S\":\"x\"}}{}",
                open.repeat(depth),
                close.repeat(depth)
            );
            let body = format!("{{\"Items\":[{{\"id\":{{\"S\":\"a\"}},\"x\":{value}}}]}}");
            scene.answers("Query", body.as_bytes());
            let whole =
                scene.both(async |db| Ok(Whole::query(db, WholePartition::new("a")).await?.items));
            read.push(Scene::same(whole.await).is_ok());
        }
        let unknown = open.contains('X');
        assert!(unknown || (read[0] && !read[14]), "{open}: {read:?}");
    }
    // Far deeper than any stack.
    let body = format!("{{\"Items\":[{{\"x\":{}", "{\"L\":[".repeat(100_000));
    scene.answers("Query", body.as_bytes());
    let whole = scene.both(async |db| Ok(Whole::query(db, WholePartition::new("a")).await?.items));
    assert!(Scene::same(whole.await).is_err());
}
