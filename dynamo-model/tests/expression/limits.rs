//! What DynamoDB would refuse for its size is refused before it is sent.

use dynamo_model::expression::{Condition, Path, Placeholders, RawPath, Updates, all};

use crate::{
    models::Order,
    rendered::{of, try_condition, try_update},
};

fn total(number: u64) -> Condition<Order> {
    of::<Order>(|o| o.total.ne(number))
}

#[test]
fn a_choice_of_101_is_refused() {
    let choice = |count: u64| try_condition(of::<Order>(|o| o.total.is_in(0..count)));
    assert!(choice(100).is_ok());
    let error = choice(101).expect_err("too many");
    assert!(error.is_limit());
    assert_eq!(
        error.to_string(),
        "`Order`: `is_in` on attribute `total` has 101 values, but DynamoDB allows 100; join several by `|`"
    );
}

#[test]
fn more_than_300_operators_are_refused() {
    // With N comparisons there are N - 1 times AND.
    assert!(try_condition(all((0..150).map(total))).is_ok());
    assert!(try_condition(!all((0..150).map(total))).is_ok(), "300");
    assert!(
        try_condition(all((0..150).map(total)) & !total(1))
            .expect_err("302")
            .is_limit()
    );
    let error = try_condition(all((0..151).map(total))).expect_err("301");
    assert!(error.is_limit());
    assert_eq!(
        error.to_string(),
        "`Order`: the condition expression has 301 operators, but DynamoDB allows 300; compare fewer attributes, or \
         choose by `is_in`"
    );
}

#[test]
fn more_than_4096_bytes_are_refused() {
    let updates = |set: usize, removed: usize| {
        let name = |index| format!("attribute {index}");
        let updates = (0..set).fold(Updates::<Order>::new(), |updates, index| {
            updates.set(|o| o.rest.key(name(index)), "x")
        });
        (set..set + removed).fold(updates, |updates, index| {
            updates.remove(|o| o.rest.key(name(index)))
        })
    };
    let len = |updates: Updates<Order>| {
        let text = updates.render(&mut Placeholders::new("Order")).ok()?;
        Some(text.expect("an expression").len())
    };
    let longest =
        (329..332).flat_map(|set| (0..10).filter_map(move |removed| len(updates(set, removed))));
    assert_eq!(longest.max(), Some(4096));
    let error = try_update(updates(400, 0)).expect_err("too long");
    assert!(error.is_limit());
    assert_eq!(
        error.to_string(),
        "`Order`: the update expression has 4982 bytes, but DynamoDB allows 4096; names and values do not count, only \
         how many there are"
    );
}

#[test]
fn paths_of_more_than_32_levels_are_refused() {
    let deep = |levels: usize| {
        let mut path = RawPath::root().member::<RawPath>("next");
        for _ in 0..levels {
            path = path.member("next");
        }
        try_condition(Path::<Order, u32>::from(path).exists())
    };
    assert!(deep(32).is_ok());
    let error = deep(33).expect_err("too deep");
    assert!(error.is_limit());
    assert!(
        error
            .to_string()
            .ends_with("lies deeper than the 32 levels that DynamoDB allows")
    );
}
