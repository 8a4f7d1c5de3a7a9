//! How the answer to an operation is read.

use std::fmt;

use aws_smithy_types::config_bag::FrozenLayer;

use crate::attribute::{ConvertError, JsonReader};

/// Reads the answer to one call, from whichever of the two it comes in.
///
/// What can't be read from the bytes for any reason is left to the SDK, and then to `of_output`: so an error is the same
/// with and without the bytes, and `of_json` need only read what DynamoDB ordinarily answers.
pub(crate) trait Answer: Send + Sync + 'static {
    /// What the SDK makes of the response.
    type Output: fmt::Debug + Send + Sync + 'static;
    /// What this makes of it.
    type Read: Send + 'static;

    /// The operation as the SDK configures it.
    fn operation() -> Option<FrozenLayer>;

    /// Stands for an output whose response has been read from the bytes.
    fn no_output() -> Self::Output;

    /// Reads the body of a response.
    fn of_json(&self, json: &mut JsonReader<'_>) -> Result<Self::Read, ConvertError>;

    /// Reads what the SDK has made of it.
    fn of_output(&self, output: Self::Output) -> Result<Self::Read, ConvertError>;
}

/// The parts of an [`Answer`] that the SDK has under the name of the operation.
macro_rules! of_sdk {
    ($module:ident, $operation:ident, $output:ident) => {
        type Output = aws_sdk_dynamodb::operation::$module::$output;

        fn operation() -> Option<aws_smithy_types::config_bag::FrozenLayer> {
            use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
            aws_sdk_dynamodb::operation::$module::$operation::new().config()
        }

        fn no_output() -> Self::Output {
            aws_sdk_dynamodb::operation::$module::$output::builder().build()
        }
    };
}
pub(crate) use of_sdk;
