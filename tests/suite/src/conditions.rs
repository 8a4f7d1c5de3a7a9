//! Every comparison, against data that is stored.

use dynamo_model::{
    Dynamo,
    attribute::AttributeType,
    expression::{Condition, HasFields, all, any},
    prelude::*,
};

use crate::order::{Address, Line, Order};

type Fields = <Order as HasFields>::Fields;

/// A condition and what it says.
type Case = (&'static str, fn(Fields) -> Condition<Order>);

/// Whether the stored item meets the condition. If not, the error has the item.
async fn meets(db: &Dynamo, (text, condition): Case) -> bool {
    let key = Order::sample().key();
    match Order::update_by_key(db, key).when(condition).await {
        Ok(()) => true,
        Err(error) if error.is_condition_failed() => {
            let current = error.current::<Order>().expect("an item");
            assert_eq!(current, Some(Order::sample()), "{text}");
            false
        }
        Err(error) => panic!("{text}: {error}: {:?}", std::error::Error::source(&error)),
    }
}

macro_rules! cases {
    ($($condition:expr;)*) => {
        [$((stringify!($condition), $condition)),*]
    };
}

const MET: &[Case] = &cases! {
    |o| o.status.eq("open");
    |o| o.status.ne("closed");
    |o| o.memo.ne("x");
    |o| o.paid.eq(false);
    |o| o.seal.eq(b"wax");
    |o| o.weight.eq(1.5);
    |o| o.tags.eq(std::collections::BTreeSet::from(["big", "new"].map(String::from)));
    |o| o.notes.eq(["first", "second"]);
    |o| o.address.eq(Address { city: "Ulm".into(), floor: None });
    |o| o.address.city.eq("Ulm");
    |o| o.lines.at(1).eq(Line { sku: "b".into(), qty: 2 });
    |o| o.attrs.key("y").eq(2);
    |o| o.total.lt(101);
    |o| o.total.le(100);
    |o| o.total.gt(-100);
    |o| o.total.gt(20);
    |o| o.total.ge(100);
    |o| o.total.between(100, 100);
    |o| o.status.lt("p") & o.status.gt("oaaa");
    |o| o.seal.between(b"w", b"x");
    |o| o.total.gt(o.number);
    |o| o.lines.at(2).qty.between(o.lines.at(0).qty, o.number);
    |o| o.status.is_in(["paid", "open"]);
    |o| o.number.is_in(1..=100);
    |o| o.weight.exists();
    |o| o.memo.not_exists();
    |o| o.lines.at(3).not_exists();
    |o| o.address.floor.not_exists() & o.address.city.exists();
    |o| o.total.is_type(AttributeType::N) & o.tags.is_type(AttributeType::Ss);
    |o| o.sizes.is_type(AttributeType::Ns) & o.lines.is_type(AttributeType::L);
    |o| o.address.is_type(AttributeType::M) & o.seal.is_type(AttributeType::B);
    |o| o.paid.is_type(AttributeType::Bool) & o.id.is_type(AttributeType::S);
    |o| o.status.begins_with("op");
    |o| o.seal.begins_with(b"wa");
    |o| o.status.contains("pe");
    |o| o.tags.contains("big");
    |o| o.sizes.contains(3);
    |o| o.notes.contains("second");
    |o| o.status.size().eq(4);
    |o| o.seal.size().lt(4);
    |o| o.tags.size().le(2);
    |o| o.lines.size().gt(2);
    |o| o.attrs.size().ge(2);
    |o| o.address.size().ne(3);
    |o| o.notes.size().between(1, 2);
    |o| o.number.gt(o.lines.size());
    |o| !(o.paid.eq(true) | o.total.lt(0));
    |o| (o.paid.eq(true) | o.total.eq(100)) & o.status.eq("open");
    |o| all((1..=3).map(|size| o.sizes.contains(size)));
    |o| any(["x", "big"].map(|tag| o.tags.contains(tag)));
};

const NOT_MET: &[Case] = &cases! {
    |o| o.status.eq("Open");
    |o| o.status.ne("open");
    |o| o.memo.eq("x");
    |o| o.memo.lt("x");
    |o| o.weight.eq(1.500_1);
    |o| o.notes.eq(["second", "first"]);
    |o| o.address.eq(Address { city: "Ulm".into(), floor: Some(1) });
    |o| o.lines.at(1).qty.eq(3);
    |o| o.lines.at(9).qty.eq(0);
    |o| o.attrs.key("z").eq(2);
    |o| o.total.lt(100);
    |o| o.total.le(99);
    |o| o.total.gt(100);
    |o| o.total.ge(101);
    |o| o.total.between(101, 1000);
    |o| o.total.lt(o.number);
    |o| o.status.is_in(["paid", "closed"]);
    |o| o.memo.exists();
    |o| o.weight.not_exists();
    |o| o.total.is_type(AttributeType::S);
    |o| o.memo.is_type(AttributeType::S);
    |o| o.status.begins_with("pen");
    |o| o.status.contains("x");
    |o| o.tags.contains("bi");
    |o| o.sizes.contains(4);
    |o| o.notes.contains("sec");
    |o| o.status.size().eq(5);
    |o| o.lines.size().lt(3);
    |o| o.memo.size().ge(0);
    |o| !o.status.eq("open");
    |o| o.paid.eq(true) & o.status.eq("open");
    |o| o.paid.eq(true) | o.status.eq("paid");
};

/// Those that the stored item meets.
pub async fn conditions_that_are_met(db: &Dynamo) {
    Order::stored(db).await;
    for case in MET {
        assert!(meets(db, *case).await, "{}", case.0);
    }
}

/// Those that it does not meet, told with the item as it is.
pub async fn conditions_that_are_not_met(db: &Dynamo) {
    Order::stored(db).await;
    for case in NOT_MET {
        assert!(!meets(db, *case).await, "{}", case.0);
    }
}

/// Every operation that writes has them.
pub async fn conditions_of_every_write(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let sample = Order::sample();
    order.status = "paid".into();
    let outcomes = [
        order.save(db).when(|o| o.paid.eq(true)).await,
        order.create(db).when(|o| o.paid.eq(false)).await,
        order.update(db).when(|o| o.paid.eq(true)).await,
        order.delete(db).when(|o| o.paid.eq(true)).await,
        Order::update_by_key(db, &sample)
            .when(|o| o.paid.eq(true))
            .await,
        Order::delete_by_key(db, &sample)
            .when(|o| o.paid.eq(true))
            .await,
    ];
    for (number, outcome) in outcomes.into_iter().enumerate() {
        let error = outcome.expect_err("not met");
        assert!(error.is_condition_failed(), "{number}: {error}");
        let current = error.current::<Order>().expect("an item");
        assert_eq!(current.as_ref(), Some(&sample), "{number}");
    }
    let old = order.save(db).when(|o| o.paid.eq(false)).returning_old();
    assert_eq!(old.await.expect("stored"), Some(sample));
    assert_eq!(Order::read(db).await, Some(order));
}
