//! What a function answers to Lambda: from which record on the stream is to be read again.
//! Lambda developer guide, "Configuring partial batch response with DynamoDB and Lambda".

use super::Record;
use crate::attribute::write_string;

/// The records that a Lambda function could not process: `{"batchItemFailures":[{"itemIdentifier":"..."}]}`. Empty is
/// complete success.
///
/// Lambda delivers the batch again from the record with the lowest sequence number on, also those that went well. So a
/// function may as well stop at the first failure. It heeds the answer only if the event source mapping has
/// `FunctionResponseTypes` of `ReportBatchItemFailures`; else the function has to fail as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchItemFailures {
    sequence_numbers: Vec<String>,
}

const FAILURES: &str = "batchItemFailures";
const IDENTIFIER: &str = "itemIdentifier";

impl BatchItemFailures {
    /// No failure yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record that could not be processed.
    pub fn add(&mut self, record: &Record<'_>) {
        self.sequence_numbers
            .push(record.sequence_number().to_owned());
    }

    /// Whether all went well.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sequence_numbers.is_empty()
    }

    /// The answer as JSON text.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = format!("{{\"{FAILURES}\":[").into_bytes();
        for (index, number) in self.sequence_numbers.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            json.extend_from_slice(format!("{comma}{{\"{IDENTIFIER}\":").as_bytes());
            write_string(&mut json, number);
            json.push(b'}');
        }
        json.extend_from_slice(b"]}");
        json
    }
}

#[cfg(any(feature = "serde", feature = "serde_json"))]
mod serde_form {
    use serde::{Serialize, Serializer, ser::SerializeStruct};

    use super::{BatchItemFailures, FAILURES, IDENTIFIER};

    struct Failure<'a>(&'a str);

    impl Serialize for Failure<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut failure = serializer.serialize_struct("BatchItemFailure", 1)?;
            failure.serialize_field(IDENTIFIER, self.0)?;
            failure.end()
        }
    }

    /// The same as [`BatchItemFailures::to_json`], for a runtime that writes answers with serde.
    impl Serialize for BatchItemFailures {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let failures: Vec<_> = self.sequence_numbers.iter().map(|n| Failure(n)).collect();
            let mut answer = serializer.serialize_struct("BatchItemFailures", 1)?;
            answer.serialize_field(FAILURES, &failures)?;
            answer.end()
        }
    }
}
