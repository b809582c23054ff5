//! What has to be disclosed, and how (公开).
