//! Each error answers to its own question only, and names its attribute if it has one.

use dynamo_model::{
    attribute::AttributeType,
    expression::{ExpressionError, Path, RawPath, Updates, all, any},
};

use crate::{
    models::Order,
    rendered::{of, try_condition, try_update},
};

const NONE: [bool; 4] = [false; 4];
const VALUE: [bool; 4] = [true, false, false, false];
const OVERLAP: [bool; 4] = [false, true, false, false];
const LIMIT: [bool; 4] = [false, false, false, true];

fn kind(error: &ExpressionError) -> [bool; 4] {
    [
        error.is_value(),
        error.is_overlap(),
        error.is_index_key(),
        error.is_limit(),
    ]
}

#[test]
fn an_error_is_of_one_kind_and_names_its_attribute() {
    let deep = || -> Path<Order, u32> {
        let path = (0..33).fold(RawPath::root().member::<RawPath>("n"), |path, _| {
            path.member("n")
        });
        path.into()
    };
    let deepest = vec!["n"; 34].join(".");
    let long = || {
        (0..400).fold(Updates::<Order>::new(), |updates, index| {
            updates.set(|o| o.rest.key(format!("attribute {index}")), "x")
        })
    };
    let condition = |condition| try_condition(condition).expect_err("a condition");
    let update = |updates| try_update(updates).expect_err("an update");
    for (error, expected, attribute) in [
        (
            condition(of::<Order>(|o| o.weight.eq(f64::NAN))),
            VALUE,
            Some("weight"),
        ),
        (
            condition(of::<Order>(|o| o.memo.eq(None))),
            VALUE,
            Some("memo"),
        ),
        (
            update(Updates::<Order>::new().add(|o| o.count, None)),
            VALUE,
            Some("count"),
        ),
        (
            update(
                Updates::<Order>::new()
                    .set(|o| o.main.qty, 1)
                    .remove(|o| o.main.qty),
            ),
            OVERLAP,
            Some("main.qty"),
        ),
        (
            condition(of::<Order>(|o| o.total.is_in(0..101))),
            LIMIT,
            Some("total"),
        ),
        (condition(deep().exists()), LIMIT, Some(&*deepest)),
        (
            condition(all((0..151).map(|n| of::<Order>(|o| o.total.ne(n))))),
            LIMIT,
            None,
        ),
        (update(long()), LIMIT, None),
        (
            condition(of::<Order>(|o| o.memo.is_type(AttributeType::Unknown))),
            NONE,
            Some("memo"),
        ),
        (condition(any::<Order>([])), NONE, None),
        (
            update(Updates::<Order>::new().remove(|o| o.rest)),
            NONE,
            None,
        ),
    ] {
        assert_eq!(kind(&error), expected, "{error}");
        assert_eq!(error.attribute().as_deref(), attribute, "{error}");
        assert_eq!(error.model(), Some("Order"), "{error}");
        assert_eq!(format!("{error:?}"), format!("ExpressionError({error})"));
    }
}
