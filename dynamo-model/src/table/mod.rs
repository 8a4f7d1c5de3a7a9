//! What a table is: its name and the options used when it is created or compared; and what is done with tables as a whole.
//! No other operation ever does any of this.
#![cfg_attr(
    feature = "client",
    doc = "",
    doc = "| to | call | DynamoDB |",
    doc = "|---|---|---|",
    doc = "| create a table | [`Model::create_table(&db)`](crate::DynamoModel::create_table) | `CreateTable`, `DescribeTable`; `UpdateTimeToLive`, `UpdateContinuousBackups` if the model asks for it |",
    doc = "| have a table, whether it is there or not | [`Model::ensure_table(&db)`](crate::DynamoModel::ensure_table) | the same, and `UpdateTable` per missing index |",
    doc = "| compare a table with its model | [`Model::verify_table(&db)`](crate::DynamoModel::verify_table) | `DescribeTable`, and what else the model speaks of |",
    doc = "| delete a table | [`Model::delete_table(&db)`](crate::DynamoModel::delete_table) | `DeleteTable`, `DescribeTable` |",
    doc = "| leave it to others | [`Model::schema(&db)`](crate::DynamoModel::schema) | nothing is sent: CloudFormation, Terraform, an IAM policy |"
)]

#[cfg(feature = "client")]
mod compare;
#[cfg(feature = "client")]
mod control;
#[cfg(feature = "client")]
mod create;
#[cfg(feature = "client")]
mod delete;
#[cfg(feature = "client")]
mod drift;
#[cfg(feature = "client")]
mod ensure;
#[cfg(feature = "client")]
mod error;
#[cfg(feature = "client")]
mod export;
#[cfg(feature = "client")]
mod iam;
#[cfg(feature = "client")]
mod index;
#[cfg(feature = "client")]
pub(crate) mod name;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod schema;
mod spec;
#[cfg(feature = "client")]
mod verify;
#[cfg(feature = "client")]
mod wait;

#[cfg(feature = "client")]
pub use self::{
    create::CreateTable,
    delete::DeleteTable,
    drift::{Aspect, Drift},
    ensure::EnsureTable,
    error::{MismatchError, TimeoutError},
    iam::{IamPolicy, Operation},
    schema::TableSchema,
    verify::VerifyTable,
};
pub use spec::TableSpec;
