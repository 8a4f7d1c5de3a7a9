//! The least that IAM has to allow for what a program does with a model.
//! Source: service authorization reference, "Actions, resources, and condition keys for Amazon DynamoDB".

use std::{collections::BTreeSet, fmt};

use dynamo_model_core::{region, table_name};

use super::{TableSchema, export::json::Json};

/// What a program does with a model, as far as IAM tells it apart.
///
/// A transaction needs what its parts need: [`Get`](Self::Get), [`Put`](Self::Put), [`Update`](Self::Update),
/// [`Delete`](Self::Delete), and [`Check`](Self::Check) for a condition alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// `get`
    Get,
    /// `query`, of the table and of its indexes.
    Query,
    /// `scan`, of the table and of its indexes.
    Scan,
    /// `batch_get`
    BatchGet,
    /// `create` and `save`
    Put,
    /// `update` and `update_by_key`
    Update,
    /// `delete` and `delete_by_key`
    Delete,
    /// A condition on an item within a transaction.
    Check,
    /// `batch_write`
    BatchWrite,
    /// [`create_table`](crate::DynamoModel::create_table)
    CreateTable,
    /// [`ensure_table`](crate::DynamoModel::ensure_table)
    EnsureTable,
    /// [`verify_table`](crate::DynamoModel::verify_table)
    VerifyTable,
    /// [`delete_table`](crate::DynamoModel::delete_table)
    DeleteTable,
}

impl Operation {
    /// Everything that reads items.
    pub const READS: &'static [Self] = &[Self::Get, Self::Query, Self::Scan, Self::BatchGet];
    /// Everything that writes items. A failed condition shows the item, without a right to read it.
    pub const WRITES: &'static [Self] = &[
        Self::Put,
        Self::Update,
        Self::Delete,
        Self::Check,
        Self::BatchWrite,
    ];
    /// Everything about the table itself.
    pub const TABLE: &'static [Self] = &[
        Self::CreateTable,
        Self::EnsureTable,
        Self::VerifyTable,
        Self::DeleteTable,
    ];

    /// The actions on the table that a schema needs for it.
    fn actions(self, schema: &TableSchema) -> Vec<&'static str> {
        let (spec, expires) = (schema.spec, schema.ttl().is_some());
        let when = |needed: bool, action| needed.then_some(action);
        let recovers = spec.point_in_time_recovery == Some(true);
        let tagged = !spec.resource_tags.is_empty();
        match self {
            Self::Get => vec!["GetItem"],
            Self::Query => vec!["Query"],
            Self::Scan => vec!["Scan"],
            Self::BatchGet => vec!["BatchGetItem"],
            Self::Put => vec!["PutItem"],
            Self::Update => vec!["UpdateItem"],
            Self::Delete => vec!["DeleteItem"],
            Self::Check => vec!["ConditionCheckItem"],
            Self::BatchWrite => vec!["BatchWriteItem"],
            Self::CreateTable => [
                Some("CreateTable"),
                Some("DescribeTable"),
                when(expires, "UpdateTimeToLive"),
                when(recovers, "UpdateContinuousBackups"),
                when(tagged, "TagResource"),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Self::EnsureTable => {
                let mut actions = Self::CreateTable.actions(schema);
                actions.extend(when(expires, "DescribeTimeToLive"));
                actions.extend(when(recovers, "DescribeContinuousBackups"));
                let indexes = schema.indexes(crate::IndexScope::Global);
                actions.extend(when(indexes.count() > 0, "UpdateTable"));
                actions
            }
            Self::VerifyTable => [
                Some("DescribeTable"),
                when(expires, "DescribeTimeToLive"),
                when(
                    spec.point_in_time_recovery.is_some(),
                    "DescribeContinuousBackups",
                ),
                when(tagged, "ListTagsOfResource"),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Self::DeleteTable => vec!["DeleteTable", "DescribeTable"],
        }
    }
}

impl TableSchema {
    /// The policy that allows these operations on this table, and nothing else. It is for any region and account until
    /// [`IamPolicy::region`] and [`IamPolicy::account`] say which; a table that is named by its ARN says so itself.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, prelude::*, table::Operation};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # fn f(db: &Dynamo) -> Result<(), dynamo_model::access::AccessError> {
    /// let reader = Order::schema(db)?.iam_policy(Operation::READS);
    /// println!("{}", reader.region("eu-west-1").account("123456789012"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn iam_policy(&self, operations: &[Operation]) -> IamPolicy {
        let part = |of_arn: Option<&str>| of_arn.unwrap_or("*").to_owned();
        IamPolicy {
            schema: self.clone(),
            operations: operations.iter().copied().collect(),
            region: part(table_name::region_of_arn(&self.name)),
            account: part(table_name::account_of_arn(&self.name)),
        }
    }
}

/// A policy document for a role or a user; its `Display` is the JSON. Made by [`TableSchema::iam_policy`].
#[derive(Debug, Clone)]
pub struct IamPolicy {
    schema: TableSchema,
    operations: BTreeSet<Operation>,
    region: String,
    account: String,
}

impl IamPolicy {
    /// Only in this region, and in its partition.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Only in this account.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = account.into();
        self
    }

    fn table_arn(&self) -> String {
        let Self {
            region, account, ..
        } = self;
        let partition = match table_name::partition_of_arn(&self.schema.name) {
            Some(partition) => partition,
            None if region == "*" => "*",
            None => region::partition(region),
        };
        let name = self.schema.plain_name();
        format!("arn:{partition}:dynamodb:{region}:{account}:table/{name}")
    }

    fn statement(&self, of: &str, actions: &BTreeSet<&str>, resources: &[String]) -> Option<Json> {
        if actions.is_empty() || resources.is_empty() {
            return None;
        }
        let id = format!("{}{of}", self.schema.logical_id());
        let actions = actions.iter().map(|action| format!("dynamodb:{action}"));
        Some(Json::object([
            ("Sid", Some(id.into())),
            ("Effect", Some("Allow".into())),
            ("Action", Some(Json::list(actions))),
            ("Resource", Some(Json::list(resources.iter().cloned()))),
        ]))
    }
}

impl fmt::Display for IamPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table_arn();
        let operations = self.operations.iter();
        let on_table: BTreeSet<_> = operations
            .flat_map(|operation| operation.actions(&self.schema))
            .collect();
        // An index is a resource of its own, and the only actions on it are these.
        let on_indexes: BTreeSet<_> = on_table
            .intersection(&BTreeSet::from(["Query", "Scan"]))
            .copied()
            .collect();
        let indexes = self.schema.all_indexes().into_iter();
        let indexes: Vec<_> = indexes
            .map(|index| format!("{table}/index/{}", index.name))
            .collect();
        let statements = [
            self.statement("Table", &on_table, &[table]),
            self.statement("Indexes", &on_indexes, &indexes),
        ];
        Json::object([
            ("Version", Some("2012-10-17".into())),
            (
                "Statement",
                Some(Json::list(statements.into_iter().flatten())),
            ),
        ])
        .fmt(f)
    }
}
