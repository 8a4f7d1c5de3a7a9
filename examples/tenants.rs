//! A session per tenant: the role of the model, narrowed to what one tenant may see.
//! Run it with `cargo run --example tenants`.

use std::error::Error;

use dynamo_model::{
    Dynamo,
    access::{Access, SessionScope},
    prelude::*,
};

#[derive(AwsAccess)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/documents",
    region = "eu-west-1",
))]
struct DocumentsAccount;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents", access = DocumentsAccount))]
struct Document {
    #[dynamo(partition_key)]
    tenant: String,
    #[dynamo(sort_key)]
    id: String,
    text: String,
}

/// The handle for one tenant's requests. Equal scopes share one session, so ask for it whenever you need it.
///
/// The role's policy compares `dynamodb:LeadingKeys` with `${aws:PrincipalTag/tenant}`: a request for another tenant's
/// partition is refused by AWS, whatever the code does.
fn tenant(db: &Dynamo, tenant: &str) -> Result<Dynamo, dynamo_model::Error> {
    let scope = SessionScope::new(format!("tenant-{tenant}")).tag("tenant", tenant);
    Ok(db.scoped::<DocumentsAccount>(scope)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let production = Dynamo::builder()
        .default_access(Access::new().region("eu-west-1"))
        .build()
        .await?;
    println!("{}", tenant(&production, "t-42")?.explain::<Document>()?);

    // A local database asks nobody who they are, but the code is the same.
    let db = Dynamo::embedded()?;
    Document::create_table(&db).await?;
    for name in ["t-1", "t-2"] {
        let mut document = Document {
            tenant: name.to_owned(),
            id: "readme".to_owned(),
            text: format!("of {name}"),
        };
        document.create(&db).await?;
    }
    let mine = Document::query(&db, DocumentPartition::new("t-2"))
        .all()
        .await?;
    println!("{mine:?}");
    Ok(())
}
