//! Items between the bytes of a response and values, with no map of the SDK's in between. Signing, retries, endpoints and
//! timeouts stay the SDK's: one call lets it read its response otherwise. An operation says once how its answer is read
//! from either; which of them it was, is decided here and nowhere else.

mod answer;
mod capacity;
mod deserializer;
mod kept;
mod one;
mod returned;
#[cfg(test)]
mod tests;
mod writing;

pub(crate) use answer::{Answer, of_sdk};
pub(crate) use capacity::capacity;
pub(crate) use deserializer::Direct;
pub use kept::Kept;
pub(crate) use one::{OfDelete, OfGet, OfPut, OfUpdate, ReadOne};
pub(crate) use returned::{ReadItem, Returned, Standing, nothing, perhaps, whole};

/// Sends a request and has its answer read, directly if that may be: the SDK's error, or what reading gives. What is
/// written directly, the request lacks.
macro_rules! exchange {
    ($direct:expr, $answer:expr, $request:ident $(, $writing:expr)?) => {{
        let answer = $crate::operation::direct::Direct::new($answer);
        let sent = if $direct {
            let request = $request.customize().interceptor(answer.interceptor());
            $(
                let request = match $writing {
                    Some(writing) => request.interceptor(writing),
                    None => request,
                };
            )?
            request.send().await
        } else {
            $request.send().await
        };
        sent.map(|output| answer.read(output))
    }};
}
pub(crate) use exchange;

/// Sends a request that lacks what is written directly, if anything is: what the SDK makes of it.
macro_rules! send_with {
    ($request:ident, $writing:expr) => {
        match $writing {
            Some(writing) => $request.customize().interceptor(writing).send().await,
            None => $request.send().await,
        }
    };
}
pub(crate) use send_with;
pub(crate) use writing::Writing;
