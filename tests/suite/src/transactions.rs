//! W16: several items, all or none.

use dynamo_model::{Dynamo, operation::TransactUpdate, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "bookings"))]
struct Booking {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u32,
    seat: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "flights"))]
struct Flight {
    #[dynamo(partition_key)]
    number: String,
    free: u32,
    closed: bool,
}

/// The seat map of a flight, in one table with [`Seat`].
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "cabins"))]
#[dynamo(key(pk = "FLIGHT#{flight}", sk = "MAP"))]
struct SeatMap {
    flight: String,
    rows: u32,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "cabins"))]
#[dynamo(key(pk = "FLIGHT#{flight}", sk = "SEAT#{row:010}"))]
struct Seat {
    flight: String,
    row: u32,
    passenger: Option<String>,
}

fn booking(id: &str) -> Booking {
    Booking {
        id: id.into(),
        rev: 0,
        seat: "12A".into(),
    }
}

fn flight(number: &str, free: u32) -> Flight {
    Flight {
        number: number.into(),
        free,
        closed: false,
    }
}

fn take_a_seat(flight: TransactUpdate<Flight>) -> TransactUpdate<Flight> {
    flight
        .set_expr(|f| f.free, |f| f.free - 1)
        .when(|f| f.free.gt(0))
}

/// All actions happen, items in hand move on, and reads of one moment see it.
pub async fn w16_all_actions_happen_or_none(db: &Dynamo) {
    table::create::<Booking>(db).await;
    table::create::<Flight>(db).await;
    Flight::put_all(db, &[flight("LX1", 1), flight("LX2", 9)])
        .await
        .expect("an answer")
        .complete()
        .expect("all written");

    let mut first = booking("a");
    let mut gone = booking("gone");
    gone.create(db).await.expect("a new item");
    db.transact_write()
        .update_by_key(FlightKey::new("LX1"), take_a_seat)
        .create(&mut first)
        .delete(&gone)
        .check::<Flight>(FlightKey::new("LX2"), |f| f.closed.eq(false))
        .await
        .expect("a transaction");
    assert_eq!(first.rev, 1);

    let (stored, deleted, lx1) = db
        .transact_get()
        .get::<Booking>(BookingKey::new("a"))
        .get::<Booking>(BookingKey::new("gone"))
        .get::<Flight>(FlightKey::new("LX1"))
        .await
        .expect("an answer");
    assert_eq!(stored.as_ref(), Some(&first));
    assert_eq!(deleted, None);
    assert_eq!(lx1, Some(flight("LX1", 0)));

    let mut second = booking("b");
    let mut stale = booking("a");
    let error = db
        .transact_write()
        .update_by_key(FlightKey::new("LX1"), take_a_seat)
        .create(&mut second)
        .save(&mut stale)
        .await
        .expect_err("no seat is free");
    assert!(error.is_condition_failed(), "{error}");
    let [seat, create, save] = error.reasons() else {
        panic!("{} reasons for three actions", error.reasons().len());
    };
    assert!(seat.is_condition_failed());
    let current: Option<Flight> = seat.current().expect("a flight");
    assert_eq!(current, Some(flight("LX1", 0)));
    assert_eq!((create.code(), create.model()), (None, "Booking"));
    let current: Option<Booking> = save.current().expect("a booking");
    assert_eq!(current.as_ref(), Some(&first));
    assert_eq!((second.rev, stale.rev), (0, 0), "as they were");
    let nothing = Booking::get(db, BookingKey::new("b"))
        .consistent()
        .await
        .expect("an answer");
    assert_eq!(nothing, None);
}

/// Versions are counted and checked as by single writes.
pub async fn w16_versions_are_checked_and_move_on(db: &Dynamo) {
    table::create::<Booking>(db).await;
    let mut bookings = vec![booking("a"), booking("b"), booking("c")];
    let mut transaction = db.transact_write_as();
    for booking in &mut bookings {
        transaction = transaction.create(booking);
    }
    transaction.await.expect("a transaction");

    let [a, b, c] = &mut bookings[..] else {
        panic!("three bookings");
    };
    let before = a.clone();
    a.seat = "1A".into();
    db.transact_write()
        .save(a)
        .update(b, |b| b.set(|b| b.seat, "1B"))
        .put(c)
        .await
        .expect("a transaction");
    let stored = Booking::transact_get_all(db, ["c", "b", "a", "b"].map(BookingKey::new))
        .await
        .expect("an answer");
    let revs: Vec<_> = stored.iter().flatten().map(|booking| booking.rev).collect();
    assert_eq!(revs, [2, 2, 2, 2]);
    assert_eq!(
        (a.rev, b.rev, c.rev),
        (2, 1, 1),
        "only a saved item is told"
    );

    for error in [
        db.transact_write()
            .update(b, |b| b.remove(|b| b.seat))
            .await,
        db.transact_write().delete(&before).await,
        db.transact_write().save(&mut before.clone()).await,
    ] {
        let error = error.expect_err("a stale version");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(
            error
                .current::<Booking>()
                .expect("a booking")
                .map(|b| b.rev),
            Some(2)
        );
    }
}

/// Kinds of items in one table, whose keys are put together from fields that an update writes, too.
pub async fn w16_kinds_of_one_table_go_together(db: &Dynamo) {
    table::create::<SeatMap>(db).await;
    let mut map = SeatMap {
        flight: "LX1".into(),
        rows: 30,
    };
    db.transact_write()
        .create(&mut map)
        .update_by_key::<Seat>(SeatKey::new("LX1", 12_u32), |s| {
            s.set(|s| s.passenger, "Ada")
        })
        .await
        .expect("a transaction");
    let seat = Seat {
        flight: "LX1".into(),
        row: 12,
        passenger: Some("Ada".into()),
    };
    let (maps, seats) = db
        .batch_get()
        .items::<SeatMap>([&map])
        .items::<Seat>([SeatKey::new("LX1", 13_u32), (&seat).into()])
        .consistent()
        .await
        .expect("an answer");
    assert_eq!(
        (maps, seats),
        (vec![Some(map)], vec![None, Some(seat.clone())])
    );

    let error = db
        .transact_write()
        .update_by_key::<Seat>(SeatKey::new("LX1", 13_u32), |s| {
            s.set(|s| s.passenger, "Ben").if_exists()
        })
        .await
        .expect_err("it is not there");
    assert!(error.is_condition_failed(), "{error}");

    let left = Seat::delete_all(db, [seat.key()]).await.expect("an answer");
    left.complete().expect("deleted");
    let read = Seat::transact_get_all(db, [seat.key()]).await;
    assert_eq!(read.expect("an answer"), [None]);
}
