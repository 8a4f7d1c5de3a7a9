//! A model of PynamoDB's documentation and the same in Rust, on the same table: attributes keep their names and forms.
//! Run it with `cargo run --example port_from_pynamodb`.
//!
//! ```python
//! class Thread(Model):
//!     class Meta:
//!         table_name = "Thread"
//!         region = "us-west-1"
//!     forum_name = UnicodeAttribute(hash_key=True)
//!     subject = UnicodeAttribute(range_key=True)
//!     views = NumberAttribute(default=0)
//!     tags = UnicodeSetAttribute(null=True)
//!     last_post = UTCDateTimeAttribute(null=True)
//!     version = VersionAttribute()
//! ```

use std::{collections::BTreeSet, error::Error, time::SystemTime};

use dynamo_model::{Dynamo, prelude::*};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "Thread", region = "us-west-1"))]
struct Thread {
    #[dynamo(partition_key)]
    forum_name: String,
    #[dynamo(sort_key)]
    subject: String,
    #[dynamo(default)]
    views: u64,
    tags: BTreeSet<String>,
    #[dynamo(format = "pynamodb")]
    last_post: Option<SystemTime>,
    #[dynamo(version)]
    version: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let db = Dynamo::embedded()?;
    // Thread.create_table(wait=True)
    Thread::create_table(&db).await?;

    // thread = Thread("forum", "subject", tags={"a"}); thread.save()
    let mut thread = Thread {
        forum_name: "forum".to_owned(),
        subject: "subject".to_owned(),
        views: 0,
        tags: BTreeSet::from(["a".to_owned()]),
        last_post: Some(SystemTime::UNIX_EPOCH),
        version: 0,
    };
    thread.save(&db).await?;

    // thread.update(actions=[Thread.views.add(1), Thread.tags.add({"b"})], condition=Thread.views < 10)
    thread
        .update(&db)
        .add(|t| t.views, 1)
        .insert(|t| t.tags, ["b".to_owned()])
        .when(|t| t.views.lt(10))
        .await?;

    // Thread.get("forum", "subject")
    let found = Thread::get(&db, ThreadKey::new("forum", "subject")).await?;
    println!("{found:#?}");

    // for thread in Thread.query("forum", Thread.subject.startswith("s")): ...
    let mut threads = Thread::query(&db, ThreadPartition::new("forum"))
        .sort(|s| s.begins_with("s"))
        .items();
    while let Some(thread) = threads.next().await {
        let thread = thread?;
        println!("{} has {} views", thread.subject, thread.views);
    }

    // thread.delete()
    thread.delete(&db).await?;
    Ok(())
}
