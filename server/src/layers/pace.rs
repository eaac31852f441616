//! How fast one network may knock (trust.md 6.2): signing in, asking for links and opening accounts. What is slowed down is a network,
//! not a person: a household or an office shares it, so the burst is wide, and the page says how long to wait. What merely looking at the
//! page to sign in asks for has a wider pace of its own, so that whoever looks loses no try to sign in.
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
/// Looks at once: each leaves one row for ten minutes and no more.
const BURST_OF_LOOKS: NonZeroU32 = NonZeroU32::new(600).unwrap();
/// Looks a second after that.
const STEADY_LOOKS: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// So many networks are remembered before those at rest are forgotten.
const REMEMBERED: usize = 10_000;

type Limiter = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>;

/// Remembers how often each network knocked, and how often it looked.
#[derive(Debug)]
pub struct Pace {
    knocks: Limiter,
    looks: Limiter,
}

impl Default for Pace {
    fn default() -> Self {
        let limiter = |steady, burst| RateLimiter::hashmap(Quota::per_second(steady).allow_burst(burst));
        Self { knocks: limiter(STEADY, BURST), looks: limiter(STEADY_LOOKS, BURST_OF_LOOKS) }
    }
}

impl Pace {
    /// Counts what is posted to that path, where it is a door or what a look at one asks for; whether it comes slowly enough.
    fn allows(&self, path: &str, network: IpAddr) -> bool {
        let limiter = match path {
            routes::BEGIN_ENTRY => &self.looks,
            door if routes::is_door(door) => &self.knocks,
            _ => return true,
        };
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
        }
        limiter.check_key(&network).is_ok()
    }
}

/// Turns away whoever knocks too fast, before a password is looked at; a door that has a pace of its own is told which network knocks.
pub(crate) async fn pace(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    if request.method() == Method::POST {
        let network = network(&request);
        if !portal.pace.allows(request.uri().path(), network) {
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
    use super::{ConnectInfo, Pace, Request, SocketAddr, network, routes::BEGIN_ENTRY};
    use axum::body::Body;

    const DOOR: &str = "/api/sign_in";

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
        let allowed = (0..10_000).filter(|_| pace.allows(DOOR, one)).count();
        assert!((60..70).contains(&allowed), "{allowed}");
        assert!(pace.allows(DOOR, other));
    }

    #[test]
    fn y11_looking_at_the_page_to_sign_in_has_a_pace_of_its_own() {
        let (pace, network) = (Pace::default(), "203.0.113.0".parse().unwrap());
        let allowed = (0..10_000).filter(|_| pace.allows(BEGIN_ENTRY, network)).count();
        assert!((600..700).contains(&allowed), "{allowed}");
        assert!(pace.allows(DOOR, network), "whoever looked may knock");
    }
}
