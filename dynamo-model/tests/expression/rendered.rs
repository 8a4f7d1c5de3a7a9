//! What a request would carry, with its placeholders put back so that a test can be read.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::expression::{
    Condition, ExpressionError, HasFields, Placeholders, Projection, RawPath, Selection, Updates,
};

/// The condition that a closure over the fields of `M` makes.
pub fn of<M: HasFields>(condition: impl FnOnce(M::Fields) -> Condition<M>) -> Condition<M> {
    condition(RawPath::root().into())
}

pub fn condition<M: HasFields>(condition: impl FnOnce(M::Fields) -> Condition<M>) -> String {
    try_condition(of(condition))
        .expect("a condition")
        .expect("not all items")
}

pub fn try_condition<M>(condition: Condition<M>) -> Result<Option<String>, ExpressionError> {
    let mut placeholders = Placeholders::new("Order");
    let text = condition.render("condition", &mut placeholders)?;
    Ok(text.map(|text| put_back(&text, &placeholders)))
}

pub fn update<M: HasFields>(updates: Updates<M>) -> String {
    try_update(updates).expect("an update").expect("changes")
}

pub fn try_update<M: HasFields>(updates: Updates<M>) -> Result<Option<String>, ExpressionError> {
    let mut placeholders = Placeholders::new("Order");
    let text = updates.render(&mut placeholders)?;
    Ok(text.map(|text| put_back(&text, &placeholders)))
}

pub fn selection<M: HasFields, P: Projection<M, Form>, Form>(
    projection: impl FnOnce(M::Fields) -> P,
) -> Selection<M, P::Output> {
    Selection::of(&projection(RawPath::root().into()))
}

pub fn projection<M, O>(selection: &Selection<M, O>) -> String {
    let mut placeholders = Placeholders::new("Order");
    let text = selection.render(&mut placeholders).expect("a projection");
    put_back(&text, &placeholders)
}

/// Names in back-ticks, values as they would be written in Rust.
pub fn put_back(text: &str, placeholders: &Placeholders) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', ':']) {
        let (before, after) = rest.split_at(at);
        let digits = after[1..].bytes().take_while(u8::is_ascii_digit).count();
        let (placeholder, behind) = after.split_at(1 + digits);
        let index: usize = placeholder[1..].parse().expect("a placeholder's number");
        out.push_str(before);
        if placeholder.starts_with('#') {
            out = out + "`" + &placeholders.names()[index] + "`";
        } else {
            out.push_str(&spell(&placeholders.values()[index].clone().into()));
        }
        rest = behind;
    }
    out + rest
}

pub fn spell(value: &AttributeValue) -> String {
    let all = |items: Vec<String>| items.join(", ");
    match value {
        AttributeValue::S(text) => format!("{text:?}"),
        AttributeValue::N(number) => number.clone(),
        AttributeValue::Bool(value) => value.to_string(),
        AttributeValue::Null(_) => "null".to_owned(),
        AttributeValue::B(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes.as_ref())),
        AttributeValue::Ss(items) => format!("SS{items:?}"),
        AttributeValue::Ns(items) => format!("NS[{}]", all(items.clone())),
        AttributeValue::Bs(items) => {
            let items = items
                .iter()
                .map(|item| spell(&AttributeValue::B(item.clone())));
            format!("BS[{}]", all(items.collect()))
        }
        AttributeValue::L(items) => format!("[{}]", all(items.iter().map(spell).collect())),
        AttributeValue::M(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.into_iter();
            let members = members.map(|(name, value)| format!("{name}: {}", spell(value)));
            format!("{{{}}}", all(members.collect()))
        }
        other => panic!("no such value is written: {other:?}"),
    }
}
