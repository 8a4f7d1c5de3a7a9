//! W14: names that an expression can't spell out, and who shares a placeholder.

use dynamo_model::expression::{Condition, Placeholders, RawPath, Updates};

use crate::{
    models::{LONG, Odd, OddFields, Order, OrderFields},
    rendered::{condition, of, put_back, selection, update},
};

/// Met by the item whose attributes hold their numbers.
pub fn every_name() -> Condition<Odd> {
    of(|o: OddFields| {
        o.dotted.eq("1")
            & o.hashed.eq("2")
            & o.colon.eq("3")
            & o.size.eq("4")
            & o.long.eq("5")
            & o.bracket.at(0).eq(6)
    })
}

#[test]
fn w14_any_name_is_one_placeholder() {
    assert_eq!(LONG.len(), 255);
    let mut placeholders = Placeholders::new("Odd");
    let text = every_name()
        .render("condition", &mut placeholders)
        .expect("rendered")
        .expect("a condition");
    assert_eq!(
        text,
        "#0 = :0 AND #1 = :1 AND #2 = :2 AND #3 = :3 AND #4 = :4 AND #5[0] = :5"
    );
    assert_eq!(
        placeholders.names(),
        ["a.b", "#x", ":y", "SIZE", LONG, "a[0]"]
    );
    let put_back = put_back(&text, &placeholders);
    assert!(
        put_back.starts_with(r#"`a.b` = "1" AND `#x` = "2" AND `:y` = "3""#),
        "{put_back}"
    );
}

#[test]
fn w14_any_name_can_be_changed_and_read() {
    let changed = Updates::<Odd>::new()
        .set(|o| o.dotted, "x")
        .remove(|o| o.hashed)
        .add(|o| o.bracket.at(1), 2);
    assert_eq!(
        update(changed),
        r#"SET `a.b` = "x" REMOVE `#x` ADD `a[0]`[1] 2"#
    );
    let read = selection::<Odd, _, _>(|o| (o.dotted, o.colon, o.long));
    let mut placeholders = Placeholders::new("Odd");
    assert_eq!(
        read.render(&mut placeholders).expect("rendered"),
        "#0, #1, #2"
    );
    assert_eq!(placeholders.names(), ["a.b", ":y", LONG]);
    // Nor can a key say more than a name.
    assert_eq!(
        condition::<Order>(|o| o.attrs.key("a.b[0] = :0").exists()),
        "attribute_exists(`attrs`.`a.b[0] = :0`)"
    );
}

#[test]
fn equal_names_share_a_placeholder_through_all_expressions_of_a_request() {
    let mut placeholders = Placeholders::new("Order");
    let made = of::<Order>(|o| o.total.gt(1) & o.main.qty.gt(2) & o.total.lt(9));
    let condition = made
        .render("condition", &mut placeholders)
        .expect("rendered");
    let update = Updates::<Order>::new()
        .set(|o| o.total, 3)
        .set(|o| o.lines.at(0).qty, 4)
        .render(&mut placeholders)
        .expect("rendered");
    let read = selection::<Order, _, _>(|o| (o.total, o.status));
    let projection = read.render(&mut placeholders).expect("rendered");
    assert_eq!(
        condition.as_deref(),
        Some("#0 > :0 AND #1.#2 > :1 AND #0 < :2")
    );
    assert_eq!(update.as_deref(), Some("SET #0 = :3, #3[0].#2 = :4"));
    assert_eq!(projection, "#0, #4");
    let (names, values) = placeholders.into_tables();
    let names = names.expect("names");
    assert_eq!(names.len(), 5);
    assert_eq!(names["#2"], "qty");
    let values = values.expect("values");
    assert_eq!(values.len(), 5);
    assert_eq!(values[":3"].as_n().map(String::as_str), Ok("3"));
}

#[test]
fn a_request_without_expressions_has_no_tables() {
    assert_eq!(Placeholders::new("Order").into_tables(), (None, None));
}

#[test]
fn what_is_printed_for_a_debugger_names_places_and_no_values() {
    let fields: OrderFields = RawPath::root().into();
    let element: RawPath = RawPath::root().member::<RawPath>("lines").element(2);
    for (printed, expected) in [
        (format!("{element:?}"), "RawPath(lines[2])"),
        (format!("{:?}", fields.status), "Path(status)"),
        (format!("{:?}", fields.tags.size()), "Size(tags)"),
        (format!("{:?}", fields.count.or(77)), "Fallback(count, ..)"),
        (format!("{:?}", fields.total.eq(77)), "Condition(..)"),
        (format!("{:?}", Condition::<Order>::always()), "Condition"),
        (
            format!("{:?}", fields.weight.eq(f64::NAN)),
            "Condition(an error)",
        ),
        (
            format!("{:?}", Updates::<Order>::new().set(|o| o.total, 77)),
            r#"Updates(["total"])"#,
        ),
    ] {
        assert_eq!(printed, expected);
    }
    assert_eq!(format!("{:?}", fields.total + 77), "Computed(..)");
    let selected = format!("{:?}", selection::<Order, _, _>(|o| o.status));
    assert!(selected.starts_with("Selection(") && selected.contains("status"));
    let mut placeholders = Placeholders::new("Order");
    let condition = of::<Order>(|o| o.total.eq(77));
    condition
        .render("condition", &mut placeholders)
        .expect("rendered");
    assert_eq!(
        format!("{placeholders:?}"),
        r#"Placeholders { model: "Order", names: ["total"], values: [Value(..)] }"#
    );
}
