//! Passwords and tokens. Only their hashes are stored.

use crate::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use sha2::{Digest, Sha256};

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 10;
/// The most bytes of a password, so that hashing one takes a bounded time.
pub const LONGEST_PASSWORD: usize = 256;

/// The hash of a password that is known to no person, with the parameters of [`hash_password`].
const OF_NO_PERSON: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGZvciBub2JvZHk\
                            $MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA";

/// Returns the argon2id hash of a password, with a random salt. It takes some 20 MiB and a tenth of
/// a second.
///
/// # Errors
/// Fails where the system has no random numbers.
pub fn hash_password(password: &str) -> Result<String, Error> {
    let hash: Result<PasswordHash, _> = argon2().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Random(error.to_string()))
}

/// Returns whether a password has this hash. Where there is no hash it takes as long, so that the
/// time does not tell which logins exist.
pub fn is_password(password: &str, stored: Option<&str>) -> bool {
    let parsed = PasswordHash::new(stored.unwrap_or(OF_NO_PERSON));
    let is_right =
        parsed.is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
    is_right && stored.is_some()
}

/// Returns a token that cannot be guessed: 32 random bytes in hexadecimal digits.
///
/// # Errors
/// Fails where the system has no random numbers.
pub fn new_token() -> Result<String, Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns what is stored of a token.
pub fn hash_of_token(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns argon2id with what its authors recommend where memory is short: 19 MiB, two passes.
fn argon2() -> Argon2<'static> {
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let hash = hash_password("correct horse").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, hash_password("correct horse").unwrap());
        assert!(is_password("correct horse", Some(&hash)));
        assert!(!is_password("correct horsf", Some(&hash)));
        assert!(!is_password("", Some("nonsense")));
        assert!(!is_password("", None));
    }

    /// Otherwise an unknown login would be answered in another time.
    #[test]
    fn no_person_has_a_hash_that_takes_as_long() {
        let of = |hash: &str| Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
        assert_eq!(of(OF_NO_PERSON), of(&hash_password("a").unwrap()));
    }

    #[test]
    fn tokens_differ() {
        let token = new_token().unwrap();
        assert_eq!((token.len(), hash_of_token(&token).len()), (64, 64));
        assert_ne!(token, new_token().unwrap());
    }
}
