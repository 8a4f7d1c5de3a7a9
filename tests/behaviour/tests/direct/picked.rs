//! Items that are looked at while they stand in the response.

use std::borrow::Cow;

use behaviour::dynamodb;
use dynamo_model::{Dynamo, attribute::ConvertError, operation::Query, prelude::*};
use serde_json::{Value, json};

use crate::{
    models::{Typed, TypedPartition},
    scene::Scene,
};

#[derive(DynamoValue)]
struct Glance<'a> {
    at: u32,
    text: Cow<'a, str>,
}

fn answer(numbers: &[u32]) -> Value {
    let item = |at: &u32| {
        json!({
            "id": { "S": "a" },
            "at": { "N": at.to_string() },
            "text": { "S": format!("t{at}") },
            "more": { "L": [{ "S": "x" }] },
        })
    };
    json!({ "Items": numbers.iter().map(item).collect::<Vec<_>>(), "Count": numbers.len() })
}

fn query(db: &Dynamo) -> Query<TypedPartition> {
    Typed::query(db, TypedPartition::new("a"))
}

#[tokio::test(start_paused = true)]
async fn w17_what_is_looked_at_borrows_from_the_response() {
    let scene = Scene::new().await;
    let mut body = answer(&[1, 2]);
    body["Items"][1]["text"]["S"] = json!("two\n");
    scene.answers("Query", body.to_string().as_bytes());
    let borrowed = scene.both(async |db| {
        let borrowed = query(db).pick(|item| {
            let glance: Glance<'_> = item.read()?;
            let is_borrowed = matches!(glance.text, Cow::Borrowed(_));
            Ok(Some((glance.text.into_owned(), is_borrowed)))
        });
        borrowed.all().await
    });
    let [direct, mapped] = borrowed.await.map(Result::unwrap);
    let texts = |is_borrowed| [("t1".to_owned(), is_borrowed), ("two\n".to_owned(), false)];
    assert_eq!(direct, texts(true));
    assert_eq!(mapped, texts(false));
}

#[tokio::test(start_paused = true)]
async fn w17_items_are_kept_or_left_out() {
    let scene = Scene::new().await;
    scene.answers("Query", answer(&[1, 2, 3, 4]).to_string().as_bytes());
    scene.answers_too("Scan", answer(&[1, 2, 3, 4]).to_string().as_bytes());
    let even = |item: dynamo_model::operation::Lent<'_, '_>| {
        let glance: Glance<'_> = item.peek()?;
        match glance.at % 2 {
            0 => item.read::<Typed>().map(|item| Some(item.at)),
            _ => Ok(None),
        }
    };
    let kept = scene.both(async |db| query(db).pick(even).all().await);
    assert_eq!(Scene::same(kept.await), Ok(vec![2, 4]));
    let kept = scene.both(async |db| Typed::scan(db).pick(even).all().await);
    assert_eq!(Scene::same(kept.await), Ok(vec![2, 4]));
    let counted = scene.both(async |db| query(db).pick(even).limit(1).count().await);
    assert_eq!(Scene::same(counted.await), Ok(2));
    // One that is not looked at any further is passed over.
    let unread = scene.both(async |db| query(db).pick(|_| Ok(Some(()))).all().await);
    assert_eq!(Scene::same(unread.await).unwrap().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn w17_a_limit_counts_what_is_kept() {
    let scene = Scene::new().await;
    let large = |item: dynamo_model::operation::Lent<'_, '_>| {
        let glance: Glance<'_> = item.read()?;
        Ok((glance.at > 2).then_some(glance.at))
    };
    let route = scene.paused.aws.operation("Query");
    for db in [&scene.direct, &scene.mapped] {
        let mut first = answer(&[1, 2, 3]);
        first["LastEvaluatedKey"] = json!({ "id": { "S": "a" }, "at": { "N": "3" } });
        route.next(dynamodb::success(&first));
        route.next(dynamodb::success(&answer(&[4, 5, 6])));
        let mut pages = query(db).pick(large).limit(2).pages();
        assert_eq!(pages.next().await.unwrap().unwrap().items, [3]);
        let second = pages.next().await.unwrap().unwrap();
        assert_eq!(second.items, [4]);
        // A request that read only as many would bring fewer.
        assert_eq!(route.last().json().get("Limit"), None);
        let after = query(db).after(second.next.expect("there are more"));
        let after = after.into_sdk().await.unwrap();
        let start = after.get_exclusive_start_key().as_ref().unwrap();
        assert_eq!(start["at"].as_n().unwrap(), "4");
        assert!(pages.next().await.is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn w17_what_a_closure_refuses_or_ignores_is_the_same() {
    let scene = Scene::new().await;
    let body = r#"{"Items":[{"id":{"S":"a"},"at":{"N":"1"},"text":{"M":{"x":{"S":"y"}}}}]}"#;
    scene.answers("Query", body.as_bytes());
    let ignored = scene.both(async |db| {
        let kept = query(db).pick(|item| Ok(Some(item.read::<Glance<'_>>().is_ok())));
        kept.all().await
    });
    assert_eq!(Scene::same(ignored.await), Ok(vec![false]));
    let refused = scene.both(async |db| {
        let kept = query(db).pick(|_| Err::<Option<()>, _>(ConvertError::custom("is not wanted")));
        kept.all().await
    });
    let told = Scene::same(refused.await).unwrap_err();
    assert_eq!(told.sentences, ["`Typed`: is not wanted"]);
    // Nobody reads what is damaged.
    let body = r#"{"Items":[{"id":{"S":"a"},"at":{"N":"1"},"x":{"S":"y","N":"1"}}]}"#;
    scene.answers("Query", body.as_bytes());
    let damaged = scene.both(async |db| query(db).pick(|_| Ok(Some(()))).all().await);
    assert!(!Scene::same(damaged.await).unwrap_err().is_conversion);
}
