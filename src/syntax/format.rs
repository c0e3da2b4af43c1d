//! Layout of files.
