//! Which models one request may speak of: it has one signature, so all of them must be signed by the same access.
//! The proof is in the types of the builders that collect models; here is what they are written with.

use super::AwsAccess;

/// An access that may stand beside the access `A` in one request: `A` itself.
#[diagnostic::on_unimplemented(
    message = "a DynamoDB transaction is one signed request, and so is a batch, but `{Self}` and `{A}` are different \
               accesses",
    label = "this model belongs to `{Self}`, the ones before it to `{A}`",
    note = "give the models one `access = ...`, or send a request for each"
)]
pub trait SameAccess<A> {}

#[diagnostic::do_not_recommend]
impl<A: AwsAccess> SameAccess<A> for A {}

#[diagnostic::do_not_recommend]
impl<A: AwsAccess> SameAccess<NoModelYet> for A {}

/// The access of a batch or transaction that names no model yet: the first one decides it. A loop needs it beforehand:
/// `Dynamo::batch_write_as`, `Dynamo::transact_write_as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoModelYet {}
