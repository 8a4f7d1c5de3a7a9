//! The one operation that these tests perform, and how its signers are written down.

use aws_sdk_dynamodb::{Client, types::AttributeValue};
use behaviour::{REGION, Signer, sts};
use dynamo_model::{Dynamo, DynamoModel, access::AccessError};

/// Reads one item of a model's table, with the client that the model hands out.
pub async fn read<M: DynamoModel>(db: &Dynamo) -> Result<(), AccessError> {
    let client = M::client(db).await?;
    read_with::<M>(db, &client, "a").await
}

/// Reads the item of this key with a client in hand.
pub async fn read_with<M: DynamoModel>(
    db: &Dynamo,
    client: &Client,
    key: &str,
) -> Result<(), AccessError> {
    let sent = client
        .get_item()
        .table_name(M::table_name(db)?)
        .key("pk", AttributeValue::S(key.into()))
        .send()
        .await;
    match sent {
        Ok(_) => Ok(()),
        Err(error) => match AccessError::find_in(&error) {
            Some(access) => Err(access.clone()),
            None => panic!("not an error of access: {error:?}"),
        },
    }
}

/// Static keys sign for a service in the base configuration's region.
pub fn key(key_id: &str, service: &str) -> Signer {
    Signer {
        key_id: key_id.into(),
        region: REGION.into(),
        service: service.into(),
        token: None,
    }
}

/// The session issued as the `number`th signs for a service in the base configuration's region.
pub fn session(number: usize, service: &str) -> Signer {
    Signer {
        token: Some(sts::session_token(number)),
        ..key(&sts::session_key_id(number), service)
    }
}
