//! The model test-suite: what a model promises of any DynamoDB. A case is a function of a handle, so that the same cases
//! run on the embedded database and on an emulator. A case makes the tables that it needs.
#![allow(
    clippy::missing_panics_doc,
    reason = "a case panics where a promise is not kept"
)]

mod attribute;
mod order;
mod table;

pub mod batches;
pub mod conditions;
pub mod delete;
pub mod enums;
pub mod get;
pub mod golden;
pub mod index_keys;
pub mod keys;
pub mod kinds;
pub mod life;
pub mod names;
pub mod queries;
pub mod tables;
pub mod templates;
pub mod timestamps;
pub mod transactions;
pub mod ttl;
pub mod unknown;
pub mod updates;
pub mod versions;

/// A case that a database is known to fail, and what it does otherwise than DynamoDB.
pub type Difference = (&'static str, &'static str);

/// Runs a case on a database that passes it, unless it is known to differ: then it has to fail, so that what is known
/// stays true.
pub async fn run<F>(name: &str, differences: &[Difference], case: F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let difference = differences.iter().find(|(differing, _)| *differing == name);
    let Some((_, reason)) = difference else {
        return case.await;
    };
    let outcome = tokio::spawn(case).await;
    assert!(
        outcome.is_err(),
        "the database does not differ any more: {reason}"
    );
}

/// Makes a test of each case: `model_suite::tests!(handle, differences)`, where `handle` is an async function that
/// gives a fresh database, and `differences` a list of each [`Difference`] of it.
#[macro_export]
macro_rules! tests {
    ($handle:path, $differences:expr) => {
        $crate::tests! { $handle, $differences =>
            batches:
                w15_many_items_are_put_read_and_deleted,
                w15_several_models_go_together;
            conditions:
                conditions_that_are_met,
                conditions_that_are_not_met,
                conditions_of_every_write;
            delete:
                delete_answers_the_old_item,
                delete_of_a_missing_item_is_no_error,
                delete_under_a_condition;
            enums:
                w12_enums_are_stored_as_declared,
                w12_other_names_are_read_or_told;
            get:
                get_an_item_by_its_key,
                get_of_a_missing_item_is_none,
                get_projects_to_paths,
                get_projects_to_what_is_missing,
                get_projects_as_a_struct,
                get_and_the_others_tell_their_capacity;
            golden:
                golden_document;
            index_keys:
                keys_of_indexes_are_put_together_from_fields,
                an_update_writes_the_keys_of_indexes_anew,
                a_key_of_an_index_is_not_mixed_from_two_updates,
                a_version_guards_the_keys_of_indexes,
                an_update_by_key_writes_the_keys_of_indexes;
            keys:
                keys_of_text,
                keys_of_numbers,
                keys_of_bytes,
                keys_of_identifiers_and_times,
                keys_of_names_and_decimals;
            kinds:
                w12_every_write_tells_the_kind,
                w12_an_alias_of_a_kind_is_read,
                w12_another_kind_is_a_typed_error,
                w12_one_query_reads_all_kinds,
                w12_one_scan_reads_all_kinds,
                w12_items_of_all_kinds_are_read_by_their_keys,
                w12_an_unknown_kind_is_told_or_kept,
                w12_a_query_of_one_kind_reads_no_other,
                w12_a_query_of_an_index_reads_one_kind,
                w12_a_scan_of_one_kind_reads_no_other,
                w12_without_a_tag_the_keys_tell_the_kinds;
            life:
                e6_a_full_life;
            names:
                w14_any_name_makes_a_round_trip,
                w14_any_name_stands_in_expressions;
            queries:
                a_partition_is_read_in_the_order_of_its_sort_key,
                filters_projections_and_limits_go_together,
                a_page_goes_on_where_it_ended,
                indexes_are_read_as_what_they_hold,
                a_scan_in_segments_goes_on_after_a_restart;
            tables:
                m4_create_verify_ensure_delete,
                m4_ensure_creates_what_is_missing,
                m4_ensure_adds_indexes_to_a_table_in_use,
                m7_another_models_table_drifts;
            templates:
                keys_are_put_together_from_fields,
                an_update_that_creates_an_item_writes_the_parts_of_its_key,
                an_ambiguous_key_is_refused_before_anything_is_sent,
                partitions_of_keys_that_are_put_together_are_read;
            timestamps:
                timestamps_of_create_and_save,
                timestamps_of_a_first_save,
                timestamps_of_an_update,
                timestamps_of_an_update_by_key,
                timestamps_in_seconds;
            transactions:
                w16_all_actions_happen_or_none,
                w16_versions_are_checked_and_move_on,
                w16_kinds_of_one_table_go_together;
            ttl:
                w9_a_time_to_live_is_in_whole_seconds,
                w9_none_is_no_time_to_live,
                w9_a_number_counts_seconds;
            unknown:
                unknown_attributes_survive_a_save,
                unknown_attributes_are_dropped_or_denied;
            updates:
                update_sets,
                w13_an_empty_set_or_none_removes_the_attribute,
                update_sets_what_is_absent,
                update_computes,
                update_adds,
                update_removes,
                update_extends_lists,
                update_changes_sets,
                update_of_an_item_in_hand_creates_none,
                update_without_changes_reads_the_item,
                update_under_a_condition,
                update_keeps_what_is_stored_nowhere,
                update_by_key_creates_what_is_missing,
                update_by_key_answers_no_old_item_of_a_new_one,
                update_refuses_what_overlaps;
            versions:
                w11_create_save_stale_update_delete,
                w11_an_item_that_is_gone_stays_gone,
                w11_version_0_is_an_item_that_was_never_stored,
                w11_an_item_without_a_version_gets_its_first,
                w11_an_update_by_key_counts_the_version,
                w11_a_version_is_not_counted_past_its_type;
        }
    };
    ($handle:path, $differences:expr => $($module:ident: $($case:ident),+ $(,)?;)*) => {
        $($(
            #[tokio::test]
            async fn $case() {
                let db = $handle().await;
                let case = async move { $crate::$module::$case(&db).await };
                $crate::run(stringify!($case), $differences, case).await;
            }
        )+)*

        #[test]
        fn e7_each_difference_is_of_a_case() {
            let cases = [$($(stringify!($case)),+),*];
            let differences: &[$crate::Difference] = $differences;
            for (differing, _) in differences {
                assert!(cases.contains(differing), "{differing}");
            }
        }
    };
}
