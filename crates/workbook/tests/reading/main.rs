//! What is read from workbooks and folders of files: sound ones, wrong ones and damaged ones.

mod common;
mod derived;
mod examples;
mod problems;
mod robust;
mod slips;
