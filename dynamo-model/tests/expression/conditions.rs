//! Conditions: every comparison, on every kind of attribute, and how they are joined.

use std::error::Error;

use dynamo_model::{
    attribute::AttributeType,
    expression::{Condition, Conditions, IntoCondition, RawPath, all, any},
};

use crate::{
    models::{Line, Order, OrderFields},
    rendered::{condition, of, try_condition},
};

fn says(made: impl FnOnce(OrderFields) -> Condition<Order>, expected: &str) {
    assert_eq!(condition::<Order>(made), expected);
}

#[test]
fn comparisons_take_values_of_the_attributes_type() {
    says(|o| o.status.eq("open"), r#"`status` = "open""#);
    says(
        |o| o.status.eq(String::from("open")),
        r#"`status` = "open""#,
    );
    says(|o| o.memo.ne("x"), r#"`memo` <> "x""#);
    says(|o| o.total.lt(100), "`total` < 100");
    says(|o| o.count.le(7), "`count` <= 7");
    says(|o| o.balance.gt(-5), "`balance` > -5");
    says(|o| o.level.ge(255), "`level` >= 255");
    says(|o| o.weight.gt(1.5), "`weight` > 1.5");
    says(|o| o.weight.gt(100), "`weight` > 100");
    says(|o| o.paid.eq(true), "`paid` = true");
    says(|o| o.blob.lt(b"ab"), r#"`blob` < b"ab""#);
    says(|o| o.blob.eq([97_u8].as_slice()), r#"`blob` = b"a""#);
    says(|o| o.total.between(1, 9), "`total` BETWEEN 1 AND 9");
    says(
        |o| o.main.eq(Line::of("a", 1)),
        r#"`main` = {qty: 1, sku: "a"}"#,
    );
    // In the form that the field names.
    says(|o| o.price.eq(5_u64), r#"`price` = "EUR 5""#);
    says(|o| o.rebate.eq(5_u64), r#"`rebate` = "EUR 5""#);
    says(|o| o.rebate.eq(Some(5_u64)), r#"`rebate` = "EUR 5""#);
}

#[test]
fn comparisons_take_other_attributes_that_are_stored_alike() {
    says(|o| o.status.eq(o.memo), "`status` = `memo`");
    says(|o| o.total.gt(&o.balance), "`total` > `balance`");
    says(|o| o.level.lt(o.total), "`level` < `total`");
    says(
        |o| o.count.between(1, o.level),
        "`count` BETWEEN 1 AND `level`",
    );
    says(|o| o.main.eq(o.lines.at(0)), "`main` = `lines`[0]");
    says(
        |o| o.status.begins_with(o.memo),
        "begins_with(`status`, `memo`)",
    );
    says(|o| o.tags.contains(o.status), "contains(`tags`, `status`)");
    says(
        |o| o.total.lt(&o.balance) & o.balance.lt(9),
        "`total` < `balance` AND `balance` < 9",
    );
}

#[test]
fn questions_about_an_attribute() {
    says(|o| o.memo.exists(), "attribute_exists(`memo`)");
    says(|o| o.rev.eq(3), "`rev` = 3");
    says(|o| o.id.not_exists(), "attribute_not_exists(`id`)");
    says(
        |o| o.memo.is_type(AttributeType::Bool),
        r#"attribute_type(`memo`, "BOOL")"#,
    );
    says(|o| o.id.begins_with("a"), r#"begins_with(`id`, "a")"#);
    says(
        |o| o.blob.begins_with(b"\x61"),
        r#"begins_with(`blob`, b"a")"#,
    );
    says(
        |o| o.price.begins_with("EUR"),
        r#"begins_with(`price`, "EUR")"#,
    );
    says(|o| o.status.contains("pe"), r#"contains(`status`, "pe")"#);
    says(|o| o.sizes.contains(3), "contains(`sizes`, 3)");
    says(
        |o| o.lines.contains(Line::of("a", 1)),
        r#"contains(`lines`, {qty: 1, sku: "a"})"#,
    );
    says(|o| o.status.is_in(["a", "b"]), r#"`status` IN ("a", "b")"#);
    says(|o| o.total.is_in([1, 2]), "`total` IN (1, 2)");
    says(|o| o.tags.size().gt(2), "size(`tags`) > 2");
    says(
        |o| o.status.size().between(1, o.total),
        "size(`status`) BETWEEN 1 AND `total`",
    );
    says(|o| o.total.eq(o.main.size()), "`total` = size(`main`)");
    says(
        |o| o.lines.size().ne(o.notes.size()),
        "size(`lines`) <> size(`notes`)",
    );
}

#[test]
fn what_an_attribute_holds_has_a_path_of_its_own() {
    says(|o| o.main.qty.gt(1), "`main`.`qty` > 1");
    says(|o| o.lines.at(3).qty.gt(1), "`lines`[3].`qty` > 1");
    says(|o| o.attrs.key("k").eq(2), "`attrs`.`k` = 2");
    says(
        |o| o.main.next.open().next.open().qty.lt(5),
        "`main`.`next`.`next`.`qty` < 5",
    );
    says(
        |o| o.main.next.open().eq(Line::of("a", 1)),
        r#"`main`.`next` = {qty: 1, sku: "a"}"#,
    );
    says(|o| o.rest.key("k").eq("x"), r#"`k` = "x""#);
}

#[test]
fn parentheses_stand_only_where_they_are_needed() {
    let part = |path: &'static str| {
        RawPath::root()
            .member::<dynamo_model::expression::Path<Order, u32>>(path)
            .exists()
    };
    let told = |condition: Condition<Order>| {
        let text = try_condition(condition)
            .expect("rendered")
            .expect("not all");
        text.replace("attribute_exists(`", "").replace("`)", "")
    };
    assert_eq!(told(part("a") & part("b") & part("c")), "a AND b AND c");
    assert_eq!(told(part("a") & (part("b") & part("c"))), "a AND b AND c");
    assert_eq!(told(part("a") | part("b") & part("c")), "a OR b AND c");
    assert_eq!(told((part("a") | part("b")) & part("c")), "(a OR b) AND c");
    assert_eq!(told(part("a") & (part("b") | part("c"))), "a AND (b OR c)");
    assert_eq!(told(!part("a") & part("b")), "NOT a AND b");
    assert_eq!(told(!(part("a") & part("b"))), "NOT (a AND b)");
    assert_eq!(told(!!(part("a") | part("b"))), "a OR b");
    assert_eq!(told(!(!part("a") | part("b"))), "NOT (NOT a OR b)");
    assert_eq!(
        told(all([part("a"), part("b") | part("c")])),
        "a AND (b OR c)"
    );
    assert_eq!(
        told(any([part("a"), part("b") & part("c")])),
        "a OR b AND c"
    );
}

#[test]
fn nothing_to_meet_is_no_condition_and_nothing_to_choose_from_no_request() {
    let none = || all::<Order>([]);
    let never = || any::<Order>([]);
    assert_eq!(try_condition(none()).expect("rendered"), None);
    assert_eq!(try_condition(!never()).expect("rendered"), None);
    assert_eq!(
        try_condition(of::<Order>(|o| o.memo.exists()) | none()).expect("rendered"),
        None
    );
    says(
        |o| o.memo.exists() & none() | never(),
        "attribute_exists(`memo`)",
    );
    for never in [
        never(),
        of::<Order>(|o| o.memo.exists() & never()),
        of::<Order>(|o| o.total.is_in(Vec::<u64>::new())),
    ] {
        let error = try_condition(never).expect_err("never true");
        assert_eq!(
            error.to_string(),
            "`Order`: the condition is never true, because `any` or `is_in` was given nothing to choose from; leave \
             the request out"
        );
    }
}

#[test]
fn conditions_of_several_calls_must_all_be_met() {
    let conditions = Conditions::<Order>::new()
        .when(|o| o.total.gt(1) | o.paid.eq(true))
        .when(|o| o.status.eq("open"));
    let text = try_condition(IntoCondition::into_condition(conditions)).expect("rendered");
    assert_eq!(
        text.as_deref(),
        Some(r#"(`total` > 1 OR `paid` = true) AND `status` = "open""#)
    );
}

#[test]
fn w13_a_value_that_items_leave_out_is_nothing_to_compare_with() {
    let error = try_condition(of::<Order>(|o| o.memo.eq(None))).expect_err("absent");
    assert!(error.is_value());
    assert_eq!(error.attribute().as_deref(), Some("memo"));
    assert_eq!(
        error.to_string(),
        "`Order`: attribute `memo` needs a value here, but got one that items leave out, such as `None` or an empty \
         set; compare with `.exists()` or `.not_exists()`, and change with `.remove(..)`"
    );
    // In a list or map it is NULL.
    says(|o| o.notes.at(0).eq(None), "`notes`[0] = null");
    says(|o| o.attrs.key("k").ne(None), "`attrs`.`k` <> null");
}

#[test]
fn w2_the_first_error_of_a_value_is_told() {
    let wrong =
        of::<Order>(|o| o.weight.eq(f64::NAN) & o.weight.lt(f64::INFINITY) | o.memo.eq(None));
    let error = try_condition(wrong).expect_err("NaN");
    assert!(error.is_value());
    assert_eq!(error.model(), Some("Order"));
    assert_eq!(
        error.to_string(),
        "`Order`: the value for attribute `weight` cannot be stored"
    );
    let cause = error.source().expect("what is wrong with it");
    assert_eq!(cause.to_string(), "DynamoDB has no number for NaN");
}

#[test]
fn values_may_be_borrowed() {
    let text = String::from("x");
    let (number, numbers, texts) = (&5_u64, &[5, 6], &["a", "b"]);
    says(|o| o.status.eq(&text), r#"`status` = "x""#);
    says(|o| o.memo.eq(&text), r#"`memo` = "x""#);
    says(|o| o.status.eq(text.as_str()), r#"`status` = "x""#);
    says(|o| o.total.eq(number), "`total` = 5");
    says(|o| o.price.eq(number), r#"`price` = "EUR 5""#);
    says(|o| o.total.is_in(numbers), "`total` IN (5, 6)");
    says(|o| o.status.is_in(texts), r#"`status` IN ("a", "b")"#);
}

/// A request may be awaited on any thread.
#[test]
fn conditions_travel_between_threads() {
    fn travels<T: Send + Sync>(_: &T) {}
    let fields: OrderFields = RawPath::root().into();
    travels(&fields.lines.at(1).qty.gt(3));
    travels(&Conditions::<Order>::new());
    travels(&fields.main);
}
