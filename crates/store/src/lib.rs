//! The store of the office: events, people and files on SQLite or PostgreSQL.
//!
//! Events are the truth. They are append-only: triggers refuse changes, and each event's hash
//! covers its bytes and the hash before, so [`Store::verify`] sees what was altered around the
//! triggers. A [`Head`] that is kept elsewhere also shows what was cut off at the end.
//! Everything else follows from the events, and [`Store::rebuild`] derives it again.
//!
//! [`Store::act`] is how anything happens: in one transaction it reads what the command needs,
//! asks [`workflow::decide`], appends the events and updates what is derived. When it returns,
//! the events are on the disk. Commands that wait for each other share a transaction.
//!
//! One set of SQL serves both databases through sqlx's `Any` driver; only the migrations are
//! written twice, and the same tests run on both.
#![forbid(unsafe_code)]

mod act;
mod backup;
mod blobs;
#[cfg(feature = "s3")]
mod bucket;
mod chain;
mod changes;
mod credentials;
mod database;
mod derived;
mod documents;
mod error;
mod events;
mod glance;
mod group;
mod identities;
mod import;
mod kept;
mod links;
mod logins;
mod people;
mod published;
mod rebuild;
mod records;
mod row;
mod rows;
mod search;
mod sessions;
mod stored;
mod turn;
mod verify;
mod words;

pub use backup::Restored;
pub use blobs::Blobs;
pub use chain::{Head, link};
pub use credentials::{
    LONGEST_PASSWORD, SHORTEST_PASSWORD, hash_of_token, hash_password, is_password, new_token,
};
pub use database::Store;
pub use documents::{DocumentRow, DocumentsAsked};
pub use error::Error;
pub use identities::Identity;
pub use import::{ImportedRow, import_bodies};
pub use links::{Founder, Link};
pub use logins::{Attempt, LoginOutcome, LoginRow};
pub use people::PersonRow;
pub use published::PublishedRow;
pub use records::{ReadPage, ReadRecord, Reading, RecordsAsked, RecordsPage};
pub use search::EventsAsked;
pub use sessions::{Session, TokenRow};
pub use stored::{Recorded, Stored};
pub use verify::Verified;
