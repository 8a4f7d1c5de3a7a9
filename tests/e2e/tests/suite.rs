//! E7: the model test-suite on the emulator, each case in an account of its own, where an ordinary user signs.

use std::future::{Ready, ready};

use dynamo_model::Dynamo;
use e2e::MiniStack;
use model_suite::Difference;

const DIFFERENCES: &[Difference] = &[];

fn account() -> Ready<Dynamo> {
    let account = MiniStack::shared().new_account();
    let key = account.create_user("owner");
    account.allow_user("owner", &["dynamodb:*"], &["*"]);
    let config = MiniStack::shared().sdk_config(key.credentials()).build();
    ready(Dynamo::from_sdk_config(&config))
}

model_suite::tests!(account, DIFFERENCES);
