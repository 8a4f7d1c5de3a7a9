//! The promise of a warm path that costs nothing, as far as it does not depend on the machine.

#[path = "../contestants.rs"]
mod contestants;
#[path = "../signing.rs"]
mod signing;

use behaviour::FakeAws;
use contestants::{Contestant, Failure, Session};
use signing::Signing;

async fn warm(contestant: Contestant) -> Result<Signing, Failure> {
    let config = FakeAws::new().sdk_config();
    let role = contestant.role("warm");
    let model = contestant.model(config, &role, Session::default()).await?;
    Signing::of(&model.client().await?).await
}

#[test]
fn a8_warm_credentials_cost_fewer_allocations_than_those_of_the_sdks_cache() {
    // One thread: allocations are counted by thread.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let [sdk, ours] = Contestant::BOTH.map(|contestant| {
        let signing = runtime.block_on(warm(contestant)).unwrap();
        allocation_counter::measure(|| runtime.block_on(signing.resolve())).count_total
    });
    // The one is the SDK's: to hand out an identity is to copy the map of its properties.
    assert_eq!(ours, 1);
    assert!(ours < sdk, "{ours} against {sdk}");
}
