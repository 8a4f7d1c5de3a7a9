//! Pages and items as streams, and what queries and scans have in common: as many requests as it takes.

use std::{
    collections::VecDeque,
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{answer::Answered, cursor::Cursor, page::Page, reader::Reader, reading::Reading};
use crate::{DynamoItem, Error, partition::Place};

/// A query or a scan, not opened yet.
pub(super) trait Prepare<P: Place, O>: Send + 'static {
    /// How many items are wanted, if not all.
    fn wanted(&self) -> Option<usize>;

    /// Where it begins, if not at the beginning.
    fn begins(&self) -> Option<Cursor<P>>;

    /// Who sends what.
    fn prepare(self) -> impl Future<Output = Result<Prepared<P::Model, O>, Error>> + Send;
}

/// A query or a scan that can be read.
pub(super) struct Prepared<M, O> {
    pub(super) reader: Reader,
    pub(super) reading: Arc<Reading<M, O>>,
}

impl<M: DynamoItem, O: Send + 'static> Prepared<M, O> {
    pub(super) async fn next<P: Place<Model = M>>(&mut self) -> Result<Option<Page<O, P>>, Error> {
        let answer = self.reader.next(&self.reading).await?;
        Ok(answer.map(|answer: Answered<O>| Page {
            items: answer.items,
            next: answer.next.map(Cursor::new),
            scanned: answer.scanned,
            capacity: answer.capacity,
        }))
    }

    /// All items, or so many as were asked for.
    pub(super) async fn all<P: Place<Model = M>>(mut self) -> Result<Vec<O>, Error> {
        let mut items = Vec::new();
        while let Some(page) = self.next::<P>().await? {
            items.extend(page.items);
        }
        // A page of parts can't always be cut.
        items.truncate(self.reader.wanted().unwrap_or(usize::MAX));
        Ok(items)
    }

    /// How many items there are.
    pub(super) async fn count(mut self) -> Result<u64, Error> {
        // Nobody but the closure knows which items it keeps.
        let picks = self.reading.picks();
        self.reader.count(picks);
        let mut count = 0;
        while let Some(answer) = self.reader.next(&self.reading).await? {
            let picked = answer.items.len() as u64;
            count += if picks { picked } else { answer.count };
        }
        Ok(count)
    }
}

type Step<P, O> = (
    Option<Box<Prepared<<P as Place>::Model, O>>>,
    Result<Option<Page<O, P>>, Error>,
);

/// A stream of pages. Ends after the first error; its [cursor](Self::cursor) leads on.
///
/// A future of [`next`](Self::next) may be dropped: the request that it waited for goes on with the next one.
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// # async fn f(db: &Dynamo) -> Result<(), Error> {
/// let mut pages = Order::scan(db).pages();
/// while let Some(page) = pages.next().await {
///     match page {
///         Ok(page) => println!("{} orders", page.items.len()),
///         Err(error) if error.is_retryable() => {
///             // A little later, from the page on that failed.
///             let scan = Order::scan(db);
///             pages = match pages.cursor() {
///                 Some(cursor) => scan.after(cursor.clone()).pages(),
///                 None => scan.pages(),
///             };
///         }
///         Err(error) => return Err(error),
///     }
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P: Place, O> {
    state: State<P, O>,
    /// Of the last page that was given out: where it began, and where the next one does.
    began: Option<Cursor<P>>,
    cursor: Option<Cursor<P>>,
}

enum State<P: Place, O> {
    Reading(Pin<Box<dyn Future<Output = Step<P, O>> + Send>>),
    Between(Box<Prepared<P::Model, O>>),
    Ended,
}

impl<P: Place, O: Send + 'static> Pages<P, O> {
    pub(super) fn new(prepare: impl Prepare<P, O>) -> Self {
        Self {
            began: None,
            cursor: prepare.begins(),
            state: State::Reading(Box::pin(async move {
                match prepare.prepare().await {
                    Ok(prepared) => read(Box::new(prepared)).await,
                    Err(error) => (None, Err(error)),
                }
            })),
        }
    }

    pub(super) fn of(prepared: Prepared<P::Model, O>, cursor: Option<Cursor<P>>) -> Self {
        Self {
            began: None,
            cursor,
            state: State::Between(Box::new(prepared)),
        }
    }

    /// The next page, or none after the last.
    pub async fn next(&mut self) -> Option<Result<Page<O, P>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Where the next page begins: after those that were given out, whether or not one failed since. None if that is the
    /// beginning, and after the last page.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor<P>> {
        self.cursor.as_ref()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O, P>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Between(prepared) => {
                    self.state = State::Reading(Box::pin(read(prepared)));
                }
                State::Reading(mut reading) => match reading.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    }
                    Poll::Ready((prepared, Ok(Some(page)))) => {
                        self.state = prepared.map_or(State::Ended, State::Between);
                        self.began = std::mem::replace(&mut self.cursor, page.next.clone());
                        return Poll::Ready(Some(Ok(page)));
                    }
                    Poll::Ready((_, Ok(None))) => return Poll::Ready(None),
                    Poll::Ready((_, Err(error))) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

async fn read<P: Place, O: Send + 'static>(mut prepared: Box<Prepared<P::Model, O>>) -> Step<P, O> {
    let page = prepared.next::<P>().await;
    (Some(prepared), page)
}

impl<P: Place, O: Send + 'static> Stream for Pages<P, O> {
    type Item = Result<Page<O, P>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<P: Place, O> fmt::Debug for Pages<P, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages(..)")
    }
}

/// A stream of items, which holds one page at a time. Ends after the first error; its [cursor](Self::cursor) leads on.
///
/// A future of [`next`](Self::next) may be dropped: the request that it waited for goes on with the next one.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P: Place, O> {
    pages: Pages<P, O>,
    page: VecDeque<O>,
    /// How many may still come.
    left: usize,
}

impl<P: Place, O: Send + 'static> Items<P, O> {
    pub(super) fn new(pages: Pages<P, O>, wanted: Option<usize>) -> Self {
        Self {
            pages,
            left: wanted.unwrap_or(usize::MAX),
            page: VecDeque::new(),
        }
    }

    /// The next item, or none after the last.
    pub async fn next(&mut self) -> Option<Result<O, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Where to begin so that no item is missed: at the page from which the next item comes. Who begins there reads those
    /// items of that page again which were given out, and no others. None if that is the beginning, and after the last
    /// item.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor<P>> {
        if self.page.is_empty() {
            self.pages.cursor()
        } else {
            self.pages.began.as_ref()
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O, Error>>> {
        loop {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = self.page.pop_front() {
                self.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => self.page = page.items.into(),
            }
        }
    }
}

impl<P: Place, O: Unpin + Send + 'static> Stream for Items<P, O> {
    type Item = Result<O, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<P: Place, O> fmt::Debug for Items<P, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(..)")
    }
}

/// Gives a builder that can be prepared the methods that send one request, or as many as it takes.
macro_rules! many {
    (impl[$($generics:tt)*] $builder:ty, $place:ty, $output:ty, |$this:ident| $parts:expr) => {
        impl<$($generics)*> $builder {
            /// Reads all items, page by page, into memory.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error).
            pub async fn all(self) -> Result<Vec<$output>, $crate::Error> {
                let $this = self;
                let prepared = $crate::operation::read::stream::Prepare::<$place, $output>::prepare($parts);
                prepared.await?.all::<$place>().await
            }

            /// Reads the first item, if there is one.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error).
            pub async fn first(self) -> Result<Option<$output>, $crate::Error> {
                Ok(self.limit(1).all().await?.into_iter().next())
            }

            /// Counts the items, which are read and paid for all the same, but not sent.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error).
            pub async fn count(self) -> Result<u64, $crate::Error> {
                let $this = self;
                let prepared = $crate::operation::read::stream::Prepare::<$place, $output>::prepare($parts);
                prepared.await?.count().await
            }

            /// The items as a stream, which holds one page at a time.
            pub fn items(self) -> $crate::operation::Items<$place, $output> {
                let $this = self;
                let parts = $parts;
                let wanted = $crate::operation::read::stream::Prepare::<$place, $output>::wanted(&parts);
                $crate::operation::Items::new($crate::operation::Pages::new(parts), wanted)
            }

            /// The pages as a stream.
            pub fn pages(self) -> $crate::operation::Pages<$place, $output> {
                let $this = self;
                $crate::operation::Pages::new($parts)
            }
        }

        impl<$($generics)*> IntoFuture for $builder {
            type Output = Result<$crate::operation::Page<$output, $place>, $crate::Error>;
            type IntoFuture =
                $crate::operation::Answer<'static, $crate::operation::Page<$output, $place>>;

            fn into_future(self) -> Self::IntoFuture {
                let $this = self;
                let parts = $parts;
                Box::pin(async move {
                    let prepared = $crate::operation::read::stream::Prepare::<$place, $output>::prepare(parts);
                    let page = prepared.await?.next::<$place>().await?;
                    Ok(page.unwrap_or_default())
                })
            }
        }
    };
}
pub(super) use many;
