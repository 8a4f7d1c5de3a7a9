//! The cases on the database inside the process, with items from the bytes and with items through the SDK's maps.

use aws_types::SdkConfig;
use dynamo_model::{Dynamo, access::Access, embedded::EmbeddedDatabase};
use model_suite::Difference;

const DIFFERENCES: &[Difference] = &[(
    "update_by_key_answers_no_old_item_of_a_new_one",
    "the answer to ALL_OLD holds the key of an item that was not there",
)];

mod direct {
    use std::future::{Ready, ready};

    use super::{DIFFERENCES, Dynamo};

    fn database() -> Ready<Dynamo> {
        ready(Dynamo::embedded().expect("a database"))
    }

    model_suite::tests!(database, DIFFERENCES);
}

mod mapped {
    use super::{Access, DIFFERENCES, Dynamo, EmbeddedDatabase, SdkConfig};

    async fn database() -> Dynamo {
        let database = EmbeddedDatabase::memory().expect("a database");
        let config = SdkConfig::builder().http_client(database.http_client());
        // Nobody is there to assume a role of.
        let access = Access::keys("embedded", "embedded").region("eu-west-1");
        let builder = Dynamo::builder()
            .sdk_config(&config.build())
            .override_access(access)
            .direct_json(false);
        builder.build().await.expect("a handle")
    }

    model_suite::tests!(database, DIFFERENCES);
}
