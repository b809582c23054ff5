//! How often something may be done, by address or by account.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most addresses or accounts that are remembered. Where there are more, all are forgotten:
/// memory is bounded before fairness is.
const MOST_KEYS: usize = 100_000;

/// So many at once, and one more after each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many at once.
    pub burst: u32,
    /// After what time there is one more.
    pub every: Duration,
}

/// Counts by address or by account, in memory. Times are counted from the limiter's beginning.
#[derive(Debug)]
pub(crate) struct Limiter<K> {
    limit: Limit,
    /// When all that one of them took is given back.
    free_at: Mutex<HashMap<K, Duration>>,
}

impl<K: Eq + Hash> Limiter<K> {
    pub(crate) fn new(limit: Limit) -> Self {
        Self { limit, free_at: Mutex::default() }
    }

    /// Counts one, or returns how long to wait for it.
    pub(crate) fn take(&self, key: K, now: Duration) -> Result<(), Duration> {
        let mut all = self.all();
        if all.len() >= MOST_KEYS {
            all.retain(|_, free_at| *free_at > now);
            if all.len() >= MOST_KEYS {
                all.clear();
            }
        }
        let free_at = all.entry(key).or_insert(now);
        let next = (*free_at).max(now).saturating_add(self.limit.every);
        let latest = now.saturating_add(self.limit.every.saturating_mul(self.limit.burst));
        if next > latest {
            return Err(next.saturating_sub(latest));
        }
        *free_at = next;
        Ok(())
    }

    /// Gives back one that was counted.
    pub(crate) fn give_back(&self, key: &K) {
        if let Some(free_at) = self.all().get_mut(key) {
            *free_at = free_at.saturating_sub(self.limit.every);
        }
    }

    /// No one panics while it holds the lock.
    fn all(&self) -> MutexGuard<'_, HashMap<K, Duration>> {
        self.free_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the address that is counted: of IPv6 the network, for one machine has all of it.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(it) => match it.to_ipv4_mapped() {
            Some(mapped) => IpAddr::V4(mapped),
            None => IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() >> 64 << 64)),
        },
        IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn so_many_at_once_and_one_more_after_each_period() {
        let limiter = Limiter::new(Limit { burst: 3, every: SECOND });
        let (one, other) = ("192.0.2.1", "192.0.2.2");
        for _ in 0..3 {
            assert_eq!(limiter.take(one, SECOND), Ok(()));
        }
        assert_eq!(limiter.take(one, SECOND), Err(SECOND));
        assert_eq!(limiter.take(other, SECOND), Ok(()));
        assert_eq!(limiter.take(one, SECOND * 2), Ok(()));
        assert!(limiter.take(one, SECOND * 2).is_err());
        limiter.give_back(&one);
        assert_eq!(limiter.take(one, SECOND * 2), Ok(()));
    }

    #[test]
    fn one_network_of_ipv6_is_one_address() {
        let limiter = Limiter::new(Limit { burst: 1, every: SECOND });
        let take = |address: &str| limiter.take(network(address.parse().unwrap()), SECOND);
        assert!(take("2001:db8::1").is_ok());
        assert!(take("2001:db8::ffff:2").is_err());
        assert!(take("2001:db8:0:1::1").is_ok());
        assert!(take("192.0.2.1").is_ok());
        assert!(take("::ffff:192.0.2.1").is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = Limiter::new(Limit { burst: 1, every: SECOND });
        for address in 0..u32::try_from(MOST_KEYS).unwrap() + 5 {
            assert!(limiter.take(address, SECOND).is_ok());
        }
        assert!(limiter.all().len() <= MOST_KEYS);
    }
}
