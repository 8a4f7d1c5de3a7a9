//! What wraps a value without changing what it becomes: references, boxes, and `Option`.

use std::sync::Arc;

use super::{
    Attribute, AttributeType, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind,
};

impl<T: Attribute + ?Sized> Attribute for &T {
    type Kind = T::Kind;
}

impl<T: ToAttribute + ?Sized> ToAttribute for &T {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        (**self).to_attribute(sink)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

macro_rules! pointers {
    ($($pointer:ident: $kind:ty),*) => {$(
        impl<T: ToAttribute> ToAttribute for $pointer<T> {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                (**self).to_attribute(sink)
            }

            fn is_absent(&self) -> bool {
                (**self).is_absent()
            }
        }

        impl<T> Attribute for $pointer<T> {
            type Kind = $kind;
        }

        impl<'a, T: FromAttribute<'a>> FromAttribute<'a> for $pointer<T> {
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                T::from_attribute(source).map(Self::new)
            }

            fn absent() -> Option<Self> {
                T::absent().map(Self::new)
            }
        }
    )*};
}

// Not the kind of `T`, which may be the very type that holds the pointer.
pointers!(Box: kind::Boxed<T>, Arc: kind::Boxed<T>);

/// `None` is an absent field, and NULL in a list or as the value of a map.
impl<T: Attribute> Attribute for Option<T>
where
    T::Kind: kind::Present,
{
    type Kind = T::Kind;
}

impl<T: ToAttribute> ToAttribute for Option<T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        match self {
            Some(value) => value.to_attribute(sink),
            None => sink.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<'a, T: FromAttribute<'a>> FromAttribute<'a> for Option<T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        if source.attribute_type() == AttributeType::Null {
            return Ok(None);
        }
        T::from_attribute(source).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}
