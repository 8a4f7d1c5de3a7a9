//! Updates: every change, and which go together.

use dynamo_model::expression::Updates;

use crate::{
    models::{Line, Order},
    rendered::{try_update, update},
};

fn changes() -> Updates<Order> {
    Updates::new()
}

#[test]
fn changes_stand_in_their_clauses() {
    let all = changes()
        .add(|o| o.total, 5)
        .set(|o| o.status, "open")
        .remove(|o| o.memo)
        .discard(|o| o.tags, ["old"])
        .insert(|o| o.sizes, [3, 1, 3])
        .set(|o| o.lines.at(0).qty, 3)
        .remove(|o| o.lines.at(4));
    assert_eq!(
        update(all),
        r#"SET `status` = "open", `lines`[0].`qty` = 3 REMOVE `memo`, `lines`[4] ADD `total` 5, `sizes` NS[3, 1] DELETE `tags` SS["old"]"#
    );
    assert_eq!(update(changes().remove(|o| o.memo)), "REMOVE `memo`");
    assert_eq!(try_update(changes()).expect("nothing"), None);
}

#[test]
fn literals_become_the_attributes_type() {
    let all = changes()
        .set(|o| o.total, 1)
        .set(|o| o.count, 2)
        .set(|o| o.balance, -3)
        .set(|o| o.level, 4)
        .set(|o| o.weight, 5)
        .set(|o| o.paid, false)
        .set(|o| o.blob, b"x")
        .set(|o| o.notes, vec![None, Some("n".to_owned())])
        .set(|o| o.main.sku, "z")
        .set(|o| o.main.next, Box::new(Line::of("n", 1)))
        .set(|o| o.attrs.key("k"), 6)
        .set(|o| o.price, 7)
        .set(|o| o.day, "2024-01-02");
    assert_eq!(
        update(all),
        r#"SET `total` = 1, `count` = 2, `balance` = -3, `level` = 4, `weight` = 5, `paid` = false, `blob` = b"x", `notes` = [null, "n"], `main`.`sku` = "z", `main`.`next` = {qty: 1, sku: "n"}, `attrs`.`k` = 6, `price` = "EUR 7", `day` = "2024-01-02""#
    );
}

#[test]
fn w13_what_items_leave_out_is_removed() {
    let empty = changes()
        .set(|o| o.tags, std::collections::BTreeSet::new())
        .set(|o| o.memo, None)
        .set(|o| o.rebate, None)
        .set(|o| o.total, 1);
    assert_eq!(
        update(empty),
        "SET `total` = 1 REMOVE `tags`, `memo`, `rebate`"
    );
    // In a list or map, where nothing is left out, it is NULL.
    let null = changes()
        .set(|o| o.notes.at(1), None)
        .set(|o| o.attrs.key("k"), None);
    assert_eq!(update(null), "SET `notes`[1] = null, `attrs`.`k` = null");
    // An attribute that may stay away is not written.
    let nothing = changes().set_if_absent(|o| o.memo, None);
    assert_eq!(try_update(nothing).expect("nothing"), None);
    let error = try_update(changes().add(|o| o.count, None)).expect_err("absent");
    assert!(error.is_value());
    assert_eq!(error.attribute().as_deref(), Some("count"));
}

#[test]
fn computed_values() {
    let all = changes()
        .set_expr(|o| o.total, |o| o.total + 5)
        .set_expr(|o| o.balance, |o| o.balance - o.total)
        .set_expr(|o| o.count, |o| o.count.or(0) + 1)
        .set_expr(|o| o.status, |o| o.memo)
        .set_expr(|o| o.level, |o| o.count.or(9) - o.total.or(8))
        .set_expr(|o| o.memo, |o| o.status.or("none"))
        .set_expr(|o| o.main, |o| o.lines.at(0));
    assert_eq!(
        update(all),
        "SET `total` = `total` + 5, `balance` = `balance` - `total`, `count` = if_not_exists(`count`, 0) + 1, \
         `status` = `memo`, `level` = if_not_exists(`count`, 9) - if_not_exists(`total`, 8), \
         `memo` = if_not_exists(`status`, \"none\"), `main` = `lines`[0]"
    );
    let once = changes().set_if_absent(|o| o.status, "new");
    assert_eq!(
        update(once),
        r#"SET `status` = if_not_exists(`status`, "new")"#
    );
}

#[test]
fn lists_grow_at_both_ends() {
    let all = changes().append(|o| o.lines, [Line::of("a", 1)]).prepend(
        |o| o.notes,
        ["x"]
            .map(|text| Some(text.to_owned()))
            .into_iter()
            .chain([None]),
    );
    assert_eq!(
        update(all),
        r#"SET `lines` = list_append(if_not_exists(`lines`, []), [{qty: 1, sku: "a"}]), `notes` = list_append(["x", null], if_not_exists(`notes`, []))"#
    );
    let text = changes().append(|o| o.notes, ["a", "b"].map(String::from));
    assert_eq!(
        update(text),
        r#"SET `notes` = list_append(if_not_exists(`notes`, []), ["a", "b"])"#
    );
}

#[test]
fn nothing_to_add_changes_nothing() {
    let nothing = changes()
        .append(|o| o.lines, Vec::<Line>::new())
        .insert(|o| o.tags, Vec::<String>::new())
        .discard(|o| o.sizes, Vec::<u32>::new());
    assert_eq!(try_update(nothing).expect("nothing"), None);
}

#[test]
fn sets_hold_an_element_once() {
    let all = changes()
        .insert(|o| o.tags, ["b", "a", "b"])
        .insert(|o| o.keys, [vec![97_u8], vec![97]]);
    assert_eq!(update(all), r#"ADD `tags` SS["b", "a"], `keys` BS[b"a"]"#);
}

#[test]
fn a_place_is_changed_once() {
    let twice = changes().set(|o| o.total, 1).add(|o| o.total, 1);
    let error = try_update(twice).expect_err("twice");
    assert!(error.is_overlap());
    assert_eq!(
        error.to_string(),
        "`Order`: attribute `total` is changed twice by the same update; change it once"
    );
    for inside in [
        changes()
            .set(|o| o.main, Line::of("a", 1))
            .set(|o| o.main.qty, 1),
        changes()
            .set(|o| o.main.qty, 1)
            .set(|o| o.status, "x")
            .remove(|o| o.main),
    ] {
        let error = try_update(inside).expect_err("one in the other");
        assert!(error.is_overlap());
        assert_eq!(
            error
                .to_string()
                .replace("`main.qty` and `main`", "`main` and `main.qty`"),
            "`Order`: attributes `main` and `main.qty` are changed by the same update, but one is a part of the \
             other; change only one of them"
        );
    }
    let element = changes()
        .set(|o| o.lines.at(1).qty, 1)
        .set(|o| o.lines.at(1).qty, 2);
    assert_eq!(
        try_update(element).expect_err("twice").to_string(),
        "`Order`: attribute `lines[1].qty` is changed twice by the same update; change it once"
    );
    // A key of a map is a member like a field.
    let mapped = changes()
        .set(|o| o.rest.key("total"), "x")
        .set(|o| o.total, 1);
    assert!(try_update(mapped).expect_err("twice").is_overlap());
    let apart = changes()
        .set(|o| o.lines.at(1).qty, 1)
        .set(|o| o.lines.at(1).sku, "x")
        .set(|o| o.lines.at(10), Line::of("a", 1));
    assert!(try_update(apart).is_ok());
    let element = changes()
        .append(|o| o.lines, [Line::of("a", 1)])
        .set(|o| o.lines.at(0).qty, 1);
    assert!(
        try_update(element)
            .expect_err("one in the other")
            .is_overlap()
    );
}

#[test]
fn w2_the_first_error_of_a_value_is_told() {
    let wrong = changes()
        .set(|o| o.weight, f64::NAN)
        .set(|o| o.attrs.key("k"), 1)
        .add(|o| o.weight, f64::INFINITY);
    let error = try_update(wrong).expect_err("NaN");
    assert_eq!(
        error.to_string(),
        "`Order`: the value for attribute `weight` cannot be stored"
    );
    let text = format!("{:?}", changes().set(|o| o.status, "unspoken"));
    assert_eq!(text, r#"Updates(["status"])"#);
}

#[test]
fn the_rest_of_an_item_is_no_attribute() {
    let error = try_update(changes().remove(|o| o.rest)).expect_err("no attribute");
    assert_eq!(
        error.to_string(),
        "`Order`: an expression needs an attribute, but got the collection of all others; name one by `.key(..)`"
    );
    assert_eq!(
        update(changes().set(|o| o.rest.key("k"), "x")),
        r#"SET `k` = "x""#
    );
}
