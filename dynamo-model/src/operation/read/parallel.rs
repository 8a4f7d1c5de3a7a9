//! A scan in several segments at the same time, in bounded memory: a page of each segment at the most.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    str::FromStr,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{
    cursor::{Cursor, CursorError},
    page::Page,
    reader::Pace,
    scan::Scan,
    stream::{Pages, Prepared},
};
use crate::{Error, partition::Place};

/// A scan that reads several segments at the same time. Made by [`Scan::parallel`].
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// # async fn f(db: &Dynamo) -> Result<(), Error> {
/// let mut pages = Order::scan(db).parallel(4).pages();
/// while let Some(page) = pages.next().await {
///     for order in page?.items {
///         // ...
///     }
///     // To go on from here after a restart: `.parallel(4).resume(checkpoint)`
///     let checkpoint: String = pages.checkpoint().to_string();
/// }
/// # Ok(()) }
/// ```
#[must_use = "an operation does nothing until its pages are read"]
pub struct ParallelScan<P: Place, O> {
    scan: Scan<P, O>,
    segments: Vec<Segment<P>>,
}

/// How far a segment has been read.
enum Segment<P> {
    New,
    /// Up to here.
    At(Cursor<P>),
    Ended,
}

impl<P: Place> Clone for Segment<P> {
    fn clone(&self) -> Self {
        match self {
            Self::New => Self::New,
            Self::At(cursor) => Self::At(cursor.clone()),
            Self::Ended => Self::Ended,
        }
    }
}

impl<P: Place, O: Send + 'static> ParallelScan<P, O> {
    pub(super) fn new(scan: Scan<P, O>, segments: u32) -> Self {
        Self {
            scan,
            segments: (0..segments.max(1)).map(|_| Segment::New).collect(),
        }
    }

    /// Goes on where an earlier scan was, in as many segments as that one had.
    pub fn resume(mut self, checkpoint: Checkpoint<P>) -> Self {
        self.segments = checkpoint.0;
        self
    }

    /// The pages of all segments, as they come.
    pub fn pages(self) -> ParallelPages<P, O> {
        let segments = self.segments.clone();
        ParallelPages {
            state: State::Opening(Box::pin(open(self.scan, self.segments))),
            segments,
            turn: 0,
        }
    }
}

async fn open<P: Place, O: Send + 'static>(
    scan: Scan<P, O>,
    segments: Vec<Segment<P>>,
) -> Result<Vec<Option<Pages<P, O>>>, Error> {
    let total = segments.len();
    let opened = scan.open().await?;
    let share = |pace: Pace| Pace {
        // Each segment has its share.
        capacity_per_second: pace
            .capacity_per_second
            .map(|units| units / f64::from(u32::try_from(total).unwrap_or(u32::MAX))),
        ..pace
    };
    let segments = segments.into_iter().enumerate();
    Ok(segments
        .map(|(index, segment)| {
            let cursor = match segment {
                Segment::New => None,
                Segment::At(cursor) => Some(cursor),
                Segment::Ended => return None,
            };
            let start = cursor.clone().map(Cursor::into_key);
            let prepared = Prepared {
                reader: opened.segment(index, total, start, share),
                reading: opened.reading(),
            };
            Some(Pages::of(prepared, cursor))
        })
        .collect())
}

/// The pages of a scan in several segments. Ends after the first error; its checkpoint leads on.
#[must_use = "a stream does nothing until it is polled"]
pub struct ParallelPages<P: Place, O> {
    state: State<P, O>,
    segments: Vec<Segment<P>>,
    /// The segment that is asked first, so that none is forgotten.
    turn: usize,
}

type Opening<P, O> = Pin<Box<dyn Future<Output = Result<Vec<Option<Pages<P, O>>>, Error>> + Send>>;

enum State<P: Place, O> {
    Opening(Opening<P, O>),
    Reading(Vec<Option<Pages<P, O>>>),
    Ended,
}

impl<P: Place, O: Send + 'static> ParallelPages<P, O> {
    /// The next page of any segment, or none after the last of all.
    pub async fn next(&mut self) -> Option<Result<Page<O, P>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// How far the scan has come with the pages that were given out. Keep it once they have been dealt with.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint<P> {
        Checkpoint(self.segments.clone())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O, P>, Error>>> {
        loop {
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Opening(opening) => match opening.as_mut().poll(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Ok(streams)) => self.state = State::Reading(streams),
                    Poll::Ready(Err(error)) => {
                        self.state = State::Ended;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Reading(streams) => {
                    let answer =
                        poll_segments(streams, &mut self.segments, &mut self.turn, context);
                    if matches!(answer, Poll::Ready(None | Some(Err(_)))) {
                        self.state = State::Ended;
                    }
                    return answer;
                }
            }
        }
    }
}

/// Asks each segment in turn, beginning after the one that answered last.
fn poll_segments<P: Place, O: Send + 'static>(
    streams: &mut [Option<Pages<P, O>>],
    segments: &mut [Segment<P>],
    turn: &mut usize,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Page<O, P>, Error>>> {
    let total = streams.len();
    let mut waiting = false;
    for offset in 0..total {
        let index = (*turn + offset) % total;
        let (Some(slot), Some(segment)) = (streams.get_mut(index), segments.get_mut(index)) else {
            continue;
        };
        let Some(stream) = slot else {
            continue;
        };
        match Pin::new(stream).poll_next(context) {
            Poll::Pending => waiting = true,
            Poll::Ready(None) => {
                *slot = None;
                *segment = Segment::Ended;
            }
            Poll::Ready(Some(Ok(page))) => {
                *turn = index + 1;
                *segment = match &page.next {
                    Some(cursor) => Segment::At(cursor.clone()),
                    None => Segment::Ended,
                };
                return Poll::Ready(Some(Ok(page)));
            }
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
        }
    }
    if waiting {
        Poll::Pending
    } else {
        Poll::Ready(None)
    }
}

impl<P: Place, O: Send + 'static> Stream for ParallelPages<P, O> {
    type Item = Result<Page<O, P>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<P: Place, O> fmt::Debug for ParallelScan<P, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelScan")
            .field("segments", &self.segments.len())
            .finish_non_exhaustive()
    }
}

impl<P: Place, O> fmt::Debug for ParallelPages<P, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelPages")
            .field("segments", &self.segments.len())
            .finish_non_exhaustive()
    }
}

/// How far a parallel scan has come. Prints as text that can be stored and parsed again.
pub struct Checkpoint<P>(Vec<Segment<P>>);

const NEW: &str = "new";
const ENDED: &str = "ended";

impl<P: Place> fmt::Display for Checkpoint<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            match segment {
                Segment::New => f.write_str(NEW)?,
                Segment::Ended => f.write_str(ENDED)?,
                Segment::At(cursor) => cursor.fmt(f)?,
            }
        }
        Ok(())
    }
}

impl<P: Place> FromStr for Checkpoint<P> {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let segments = text.split(',').map(|segment| match segment {
            NEW => Ok(Segment::New),
            ENDED => Ok(Segment::Ended),
            token => token.parse().map(Segment::At),
        });
        segments.collect::<Result<_, _>>().map(Self)
    }
}

impl<P> fmt::Debug for Checkpoint<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checkpoint")
            .field("segments", &self.0.len())
            .finish_non_exhaustive()
    }
}
