//! How fast one network may knock (trust.md 6.2): signing in, asking for links and opening accounts. What is slowed down is a network,
//! not a person: a household or an office shares it, so the burst is wide, and the page says how long to wait.
use super::refused_post;
use crate::Portal;
use app::{AppError, request::Network, routes};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::Response,
};
use governor::{Quota, RateLimiter, clock::DefaultClock, state::keyed::HashMapStateStore};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
};

/// Knocks at once.
const BURST: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Knocks a second after that.
const STEADY: NonZeroU32 = NonZeroU32::new(1).unwrap();
/// So many networks are remembered before those at rest are forgotten.
const REMEMBERED: usize = 10_000;

/// Remembers how often each network knocked.
#[derive(Debug)]
pub struct Pace(RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>);

impl Default for Pace {
    fn default() -> Self {
        Self(RateLimiter::hashmap(Quota::per_second(STEADY).allow_burst(BURST)))
    }
}

impl Pace {
    /// Counts a knock; whether it comes slowly enough.
    fn allows(&self, network: IpAddr) -> bool {
        if self.0.len() > REMEMBERED {
            self.0.retain_recent();
        }
        self.0.check_key(&network).is_ok()
    }
}

/// Turns away whoever knocks too fast, before a password is looked at; a door that has a pace of its own is told which network knocks.
pub(crate) async fn pace(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    if request.method() == Method::POST && routes::is_door(request.uri().path()) {
        let network = network(&request);
        if !portal.pace.allows(network) {
            return refused_post(request.headers(), &AppError::TooOften);
        }
        request.extensions_mut().insert(Network(network));
    }
    next.run(request).await
}

/// The network a request comes from: 256 addresses of IPv4, a customer's line of IPv6.
fn network(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let address = if peer.is_loopback() { forwarded(request.headers()).unwrap_or(peer) } else { peer };
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            IpAddr::V4(Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// The address that the proxy on this machine saw: the last one it wrote; those before are the visitor's own words.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{ConnectInfo, Pace, Request, SocketAddr, network};
    use axum::body::Body;

    fn of(peer: &str, forwarded: &[&str]) -> String {
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header("x-forwarded-for", *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        network(&request).to_string()
    }

    #[test]
    fn a_network_is_what_the_proxy_saw_and_nothing_the_visitor_says() {
        assert_eq!(of("203.0.113.9:5000", &[]), "203.0.113.0");
        assert_eq!(of("203.0.113.9:5000", &["198.51.100.7"]), "203.0.113.0", "no proxy of ours");
        assert_eq!(of("127.0.0.1:5000", &["198.51.100.7"]), "198.51.100.0");
        assert_eq!(of("127.0.0.1:5000", &["192.0.2.1, 198.51.100.7"]), "198.51.100.0", "the first is the visitor's own word");
        assert_eq!(of("[::1]:5000", &["192.0.2.1", "2001:db8:1:2:3::4"]), "2001:db8:1:2::");
        assert_eq!(of("[::ffff:203.0.113.9]:5000", &[]), "203.0.113.0");
        assert_eq!(of("127.0.0.1:5000", &["unknown"]), "127.0.0.0");
    }

    #[test]
    fn one_network_is_slowed_down_and_another_is_not() {
        let pace = Pace::default();
        let (one, other) = ("203.0.113.0".parse().unwrap(), "198.51.100.0".parse().unwrap());
        let allowed = (0..10_000).filter(|_| pace.allows(one)).count();
        assert!((60..70).contains(&allowed), "{allowed}");
        assert!(pace.allows(other));
    }
}
