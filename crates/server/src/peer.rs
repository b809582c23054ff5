//! From where a request comes.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address from which a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl Peer {
    /// Returns whether it is the machine itself.
    pub(crate) fn is_this_machine(self) -> bool {
        self.0.to_canonical().is_loopback()
    }
}

/// Returns the address of a request: that of its connection, or behind trusted proxies the last
/// one that is not theirs.
pub(crate) fn peer(parts: &Parts, trusted: &[IpAddr]) -> Peer {
    let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    // A request without a connection is a test's.
    let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let mut peer = connection.map_or(unknown, |ConnectInfo(address)| address.ip().to_canonical());
    let headers = parts.headers.get_all("x-forwarded-for").iter();
    let forwarded: Vec<&str> =
        headers.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(',')).collect();
    for address in forwarded.iter().rev() {
        if !trusted.contains(&peer) {
            break;
        }
        let Ok(before) = address.trim().parse::<IpAddr>() else { break };
        peer = before.to_canonical();
    }
    Peer(peer)
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        Ok(found.unwrap_or_else(|| peer(parts, &[])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let address: SocketAddr = "10.0.0.1:5".parse().unwrap();
        let request = Request::builder()
            .header("x-forwarded-for", "203.0.113.9, 198.51.100.7")
            .header("x-forwarded-for", "10.0.0.2")
            .extension(ConnectInfo(address));
        let parts = request.body(()).unwrap().into_parts().0;
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(peer(&parts, &[]).0, ip("10.0.0.1"));
        assert_eq!(peer(&parts, &[ip("10.0.0.1")]).0, ip("10.0.0.2"));
        // What stands before the first address that is not trusted may be forged.
        assert_eq!(peer(&parts, &[ip("10.0.0.1"), ip("10.0.0.2")]).0, ip("198.51.100.7"));
    }
}
