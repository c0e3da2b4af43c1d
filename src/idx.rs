//! Typed indices and the vectors they index.
//!
//! Knows nothing of what is stored: `IndexVec<Fact>` is indexed by `Idx<Fact>` and by nothing else.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Position of a `T` in its [`IndexVec`].
pub struct Idx<T: ?Sized> {
    raw: u32,
    of: PhantomData<fn() -> Box<T>>,
}

impl<T> Idx<T> {
    /// Returns the index of the `raw`-th element.
    pub fn new(raw: usize) -> Self {
        // INVARIANT: a corpus has fewer than 2^32 elements of a kind; saturating keeps this total.
        Self { raw: u32::try_from(raw).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// Returns the position as a number.
    pub fn raw(self) -> usize {
        self.raw as usize
    }
}

impl<T> Clone for Idx<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Idx<T> {}
impl<T> PartialEq for Idx<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Idx<T> {}
impl<T> PartialOrd for Idx<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Idx<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> Hash for Idx<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Idx<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.raw)
    }
}

/// A vector that only an [`Idx`] of its key can index; the key is the element unless said otherwise.
pub struct IndexVec<T, K = T> {
    items: Vec<T>,
    key: PhantomData<fn() -> Box<K>>,
}

impl<T: Clone, K> Clone for IndexVec<T, K> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), key: PhantomData }
    }
}

impl<T: fmt::Debug, K> fmt::Debug for IndexVec<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<T, K> Default for IndexVec<T, K> {
    fn default() -> Self {
        Self { items: Vec::new(), key: PhantomData }
    }
}

impl<T, K> IndexVec<T, K> {
    /// Returns an empty vector.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `item` and returns its index.
    pub fn push(&mut self, item: T) -> Idx<K> {
        let idx = Idx::new(self.items.len());
        self.items.push(item);
        idx
    }

    /// Returns the number of elements.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Says whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Iterates over the elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Iterates over indices and elements in order.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (Idx<K>, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(raw, item)| (Idx::new(raw), item))
    }

    /// Iterates over all indices in order.
    pub fn indices(&self) -> impl DoubleEndedIterator<Item = Idx<K>> + ExactSizeIterator + use<T, K> {
        (0..self.items.len()).map(Idx::new)
    }

    /// Returns the element at `idx`, if there is one; for an index that another vector may have made.
    pub fn find(&self, idx: Idx<K>) -> Option<&T> {
        self.items.get(idx.raw())
    }
}

#[expect(clippy::indexing_slicing, reason = "an `Idx` is only made by the vector that it indexes")]
impl<T, K> Index<Idx<K>> for IndexVec<T, K> {
    type Output = T;
    fn index(&self, idx: Idx<K>) -> &T {
        &self.items[idx.raw()]
    }
}

#[expect(clippy::indexing_slicing, reason = "an `Idx` is only made by the vector that it indexes")]
impl<T, K> IndexMut<Idx<K>> for IndexVec<T, K> {
    fn index_mut(&mut self, idx: Idx<K>) -> &mut T {
        &mut self.items[idx.raw()]
    }
}

impl<T, K> FromIterator<T> for IndexVec<T, K> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Self { items: iter.into_iter().collect(), key: PhantomData }
    }
}

impl<'a, T, K> IntoIterator for &'a IndexVec<T, K> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
