//! The answer to an operation on one item, which it may return.

use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::{Answer, Returned, capacity, of_sdk};
use crate::attribute::{ConvertError, JsonReader};

/// Reads the answer to the operation `Of`: `read` makes an `R` of the item.
pub(crate) struct ReadOne<Of, R, F> {
    read: F,
    of: PhantomData<fn() -> (Of, R)>,
}

impl<Of, R, F> ReadOne<Of, R, F>
where
    F: Fn(Option<Returned<'_, '_>>) -> Result<R, ConvertError>,
{
    pub(crate) fn new(read: F) -> Self {
        Self {
            read,
            of: PhantomData,
        }
    }

    fn read_json(
        &self,
        json: &mut JsonReader<'_>,
        name_of_item: &str,
    ) -> Result<(R, Option<ConsumedCapacity>), ConvertError> {
        let (mut item, mut units) = (None, None);
        json.object(|json, name| match name {
            "ConsumedCapacity" => {
                let read = capacity(json)?;
                json.once(&mut units, read)
            }
            _ if name == name_of_item => {
                let read = (self.read)(Some(Returned::Json(json)))?;
                json.once(&mut item, read)
            }
            _ => json.skip_value(),
        })?;
        let item = item.map_or_else(|| (self.read)(None), Ok)?;
        Ok((item, units))
    }
}

macro_rules! operations {
    ($($of:ident: $module:ident $operation:ident $output:ident $member:ident $name:literal;)*) => {$(
        #[doc = concat!("`", stringify!($operation), "`.")]
        pub(crate) enum $of {}

        impl<R, F> Answer for ReadOne<$of, R, F>
        where
            R: Send + 'static,
            F: Fn(Option<Returned<'_, '_>>) -> Result<R, ConvertError> + Send + Sync + 'static,
        {
            of_sdk!($module, $operation, $output);

            type Read = (R, Option<ConsumedCapacity>);

            fn of_json(&self, json: &mut JsonReader<'_>) -> Result<Self::Read, ConvertError> {
                self.read_json(json, $name)
            }

            fn of_output(&self, output: Self::Output) -> Result<Self::Read, ConvertError> {
                let item = (self.read)(output.$member.map(Returned::Map))?;
                Ok((item, output.consumed_capacity))
            }
        }
    )*};
}

operations! {
    OfGet: get_item GetItem GetItemOutput item "Item";
    OfPut: put_item PutItem PutItemOutput attributes "Attributes";
    OfUpdate: update_item UpdateItem UpdateItemOutput attributes "Attributes";
    OfDelete: delete_item DeleteItem DeleteItemOutput attributes "Attributes";
}
