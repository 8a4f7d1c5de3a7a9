//! The model test-suite: what a model promises of any DynamoDB. A case is a function of a handle, so that the same cases
//! run on the embedded database and on an emulator. A case makes the tables that it needs.

pub mod queries;
pub mod table;
pub mod versions;

/// Makes a test of each case: `model_suite::tests!(handle)`, where `handle` is an async function that gives a fresh
/// database.
#[macro_export]
macro_rules! tests {
    ($handle:path) => {
        $crate::tests! { $handle =>
            queries: a_partition_is_read_in_the_order_of_its_sort_key, filters_projections_and_limits_go_together,
                a_page_goes_on_where_it_ended, indexes_are_read_as_what_they_hold,
                a_scan_in_segments_goes_on_after_a_restart;
            versions: w11_create_save_stale_update_delete;
        }
    };
    ($handle:path => $($module:ident: $($case:ident),+ $(,)?;)*) => {$($(
        #[tokio::test]
        async fn $case() {
            $crate::$module::$case(&$handle().await).await;
        }
    )+)*};
}
