//! How access behaves where it hurts: cold starts, refusals, refreshes. Each scenario asks the same of the SDK alone
//! and of this library, on one loopback server that counts what STS is asked.

#![allow(missing_docs, reason = "a program")]

mod contestants;
mod scenario;

use behaviour::Server;
use contestants::{Contestant, Failure};

/// Runs scenarios in order, and prints what each says of both sides.
macro_rules! compare {
    ($server:expr, $($scenario:ident),+ $(,)?) => {$(
        println!("{}", scenario::$scenario::WHAT);
        for contestant in Contestant::BOTH {
            $server.clear_script();
            let seen = scenario::$scenario::run(&$server, contestant).await?;
            println!("    {:14}{seen}", contestant.to_string());
        }
    )+};
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let server = Server::start();
    compare!(
        server,
        shared_role,
        many_roles,
        refusal,
        refresh,
        outage,
        rejection,
    );
    Ok(())
}
