//! One session tag in code, or with a value from the environment: told in the compiler's own words if it is wrong.

use dynamo_model_core::tags;

use super::error::Problem;

const OPTION: &str = "tags";

/// What is wrong with a tag: its key, and the value that may have come from an environment variable.
pub(super) fn problems(
    key: &str,
    value: &str,
    variable: Option<&'static str>,
) -> impl Iterator<Item = Problem> {
    let of_key = tags::check_key(key).err();
    let of_key = of_key.map(|wrong| Problem::of_part(OPTION, "a key in `tags`", None, wrong));
    let of_value = tags::check_value(value).err();
    let of_value =
        of_value.map(|wrong| Problem::of_part(OPTION, format_args!("`{key}`"), variable, wrong));
    of_key.into_iter().chain(of_value)
}
