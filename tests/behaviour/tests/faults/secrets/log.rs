//! Everything that the library logs through `tracing`, at every level.

use std::{
    fmt::{self, Write},
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record as Values},
};

/// One event or span: what it says, and where it is written.
#[derive(Debug, Clone)]
pub struct Record {
    /// `file.rs:12`.
    pub place: String,
    pub text: String,
}

/// A subscriber that keeps what comes from the library's own targets.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<Record>>>);

impl Log {
    pub fn records(&self) -> Vec<Record> {
        self.0.lock().unwrap().clone()
    }

    fn keep(&self, metadata: &Metadata<'_>, fields: Fields) {
        let file = metadata
            .file()
            .and_then(|file| file.rsplit(['/', '\\']).next());
        let line = metadata.line();
        self.0.lock().unwrap().push(Record {
            place: format!("{}:{}", file.unwrap_or_default(), line.unwrap_or_default()),
            text: fields.0,
        });
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("dynamo_model")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        self.keep(span.metadata(), fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Values<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        self.0.lock().unwrap().push(Record {
            place: "a span".to_owned(),
            text: fields.0,
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.keep(event.metadata(), fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Fields as text; every kind of value comes here in the end.
#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}
