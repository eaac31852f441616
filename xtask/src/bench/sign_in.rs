//! A sign-in storm beside the home page (P9): sign-ins a second against Argon2id alone, and the home page's p99 against a quiet server.
//!
//! One member reads the home page at a steady pace all along, while in turn nothing else happens, this program hashes where the server runs,
//! and a crowd signs in with right passwords. The server has the first core, reader and crowd have the others. The crowd comes from 512 networks over the proxy that this program plays, so that neither
//! the pace of a network nor the tries of a name are what is measured: a sign-in that is slowed down or refused ends the bench.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use argon2::{Argon2, Params};

use super::cores::{self, Side};
use super::demo::{self, Account};
use super::http::{Client, lost};
use super::ratio::{self, Aim, Comparison};
use super::{Series, Server, report};
use crate::outcome::{Outcome, Stop};
use crate::place::Place;
use crate::run::{human, now};

/// The insurer whose demo data is measured.
const INSURER: &str = "demo";
/// The page read all along, and the one that signing in leads to.
const HOME: &str = "/";
/// The home page is asked for so often.
const PACE: Duration = Duration::from_millis(50);
/// The home page is read so long before measuring begins.
const WARM_UP: Duration = Duration::from_secs(2);
/// How long each phase of a round lasts.
const PHASE: Duration = Duration::from_secs(10);
/// Devices of the crowd: while one is hashed for, others wait, as in a storm.
const DEVICES: usize = 8;
/// Devices that one member signs in on at once: the server lets four tries of a name pass without a wait.
const PER_MEMBER: usize = 4;
/// The crowd's networks, of 256 addresses each: 198.18.0.0/15, which RFC 2544 sets apart for benches.
const NETWORKS: u32 = 512;
/// What the bare loop hashes: as long as the demo password and a salt of the server's.
const HASHED: (&[u8], &[u8]) = (b"Brise-Lames-1907", b"0123456789abcdef");

/// What happened in a phase.
struct Phase {
    /// Tasks done a second.
    rate: f64,
    /// How long the home page took each time, in milliseconds.
    home: Vec<f64>,
}

/// Measures and reports.
///
/// # Errors
/// When the server does not start, or a sign-in or the home page is not answered as it should be.
pub fn run(place: &Place, rounds: usize) -> Outcome {
    cores::take(Side::Server)?;
    let server = Server::start(place, INSURER)?;
    cores::take(Side::Load)?;
    let mut members = demo::accounts(place, INSURER)?;
    members.retain(|member| !member.second_step);
    let (first, crowd) = members.split_first().ok_or_else(|| Stop::new("the demonstration has no members"))?;
    let devices = DEVICES.min(PER_MEMBER * crowd.len());
    println!("{rounds} rounds of 3 phases of {}, {devices} devices of {} members.", human(PHASE), crowd.len());

    let mut reader = Client::connect(&server.address).map_err(lost)?;
    first.sign_in(&mut reader, HOME)?;
    read_home(&mut reader, now() + WARM_UP)?;
    let visits = AtomicU32::new(0);
    let mut measured = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let idle = phase(&mut reader, Side::Load, Vec::<fn() -> Outcome>::new())?;
        let bare = phase(&mut reader, Side::Server, vec![hash])?;
        let storm = phase(&mut reader, Side::Load, storm(&server.address, crowd, devices, &visits)?)?;
        measured.push([idle, bare, storm]);
    }
    tell(place, &measured)
}

/// Reports each phase's reading times, and the two ratios.
fn tell(place: &Place, measured: &[[Phase; 3]]) -> Outcome {
    let names = ["home page, nothing else asked for", "home page, beside the bare loop", "home page, beside the storm"];
    let all = |at: usize| measured.iter().flat_map(|round| round[at].home.iter().copied()).collect();
    let series: Vec<_> = names.into_iter().enumerate().map(|(at, name)| Series::new(name, all(at))).collect();
    report(place, "sign-in", &series)?;
    let rates: Vec<_> = measured.iter().map(|[_, bare, storm]| (storm.rate, bare.rate)).collect();
    let waits: Vec<_> = measured.iter().map(|[idle, _, storm]| (p99(&storm.home), p99(&idle.home))).collect();
    let comparisons = [
        Comparison::new("sign-ins a second, bare Argon2id loop", &rates, Aim::AtLeast(0.95)),
        Comparison::new("home page, p99 in ms, storm and idle", &waits, Aim::AtMost(2.0)),
    ];
    ratio::report(place, "sign-in", &comparisons)
}

fn p99(times: &[f64]) -> f64 {
    Series::new("", times.to_vec()).percentile(99)
}

/// Has each task done over and over on a thread of its own, on the cores of that side, while the home page is read.
fn phase(reader: &mut Client, side: Side, tasks: Vec<impl FnMut() -> Outcome + Send>) -> Outcome<Phase> {
    let begun = now();
    let until = begun + PHASE;
    let (home, done) = thread::scope(|scope| {
        let busy: Vec<_> =
            tasks.into_iter().map(|task| scope.spawn(move || cores::take(side).and_then(|()| repeat(task, until)))).collect();
        let home = read_home(reader, until);
        let done = busy.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(Stop::new("a thread of the bench broke off"))));
        (home, done.sum::<Outcome<u32>>())
    });
    // Until the last one is done: what was begun before the end counts, and so does its time.
    Ok(Phase { rate: f64::from(done?) / begun.elapsed().as_secs_f64(), home: home? })
}

/// How often the task was done until that moment.
fn repeat(mut task: impl FnMut() -> Outcome, until: Instant) -> Outcome<u32> {
    let mut times = 0;
    while now() < until {
        task()?;
        times += 1;
    }
    Ok(times)
}

/// Reads the home page at its pace until that moment: how long each took, in milliseconds.
fn read_home(reader: &mut Client, until: Instant) -> Outcome<Vec<f64>> {
    let mut times = Vec::new();
    let mut due = now();
    while due < until {
        let early = due.saturating_duration_since(now());
        thread::sleep(early);
        // A page that the one before made late has waited, too, or a standstill would count only once.
        let asked = if early.is_zero() { due } else { now() };
        let answer = reader.get(HOME).map_err(lost)?;
        if answer.status != 200 {
            return Err(Stop::new(format!("{HOME} was answered with {}", answer.status)));
        }
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        due += PACE;
    }
    Ok(times)
}

/// Hashes one password with the server's parameters (the crate's defaults, as its `account::password` does) and nothing else.
fn hash() -> Outcome {
    let (password, salt) = HASHED;
    let mut hashed = [0; Params::DEFAULT_OUTPUT_LEN];
    Argon2::default().hash_password_into(password, salt, &mut hashed).map_err(Stop::because("a password cannot be hashed"))
}

/// The crowd's devices: each signs in, without a cookie, from another network each time.
fn storm(address: &str, members: &[Account], devices: usize, visits: &AtomicU32) -> Outcome<Vec<impl FnMut() -> Outcome + Send>> {
    let mut crowd = Vec::with_capacity(devices);
    for member in members.iter().cycle().take(devices) {
        let mut client = Client::connect(address).map_err(lost)?;
        crowd.push(move || {
            client.stand_for(visitor(visits.fetch_add(1, Ordering::Relaxed)));
            member.sign_in(&mut client, HOME)
        });
    }
    Ok(crowd)
}

/// Where the visitor of that visit comes from.
fn visitor(visit: u32) -> Ipv4Addr {
    let [_, _, high, low] = (visit % NETWORKS).to_be_bytes();
    Ipv4Addr::new(198, 18 + high, low, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn p9_visits_come_from_as_many_networks_as_are_set_apart_for_benches() {
        let networks: BTreeSet<_> = (0..2 * NETWORKS).map(|visit| visitor(visit).octets()).collect();
        assert_eq!(networks.len(), 512);
        assert!(networks.iter().all(|[a, b, _, _]| (*a, b / 2 * 2) == (198, 18)));
    }

    #[test]
    fn p9_the_bare_loop_hashes_with_the_servers_parameters() {
        let context = Argon2::default();
        let params = context.params();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19_456, 2, 1));
        assert_eq!(hash(), Ok(()));
    }

    #[test]
    fn p9_a_task_that_fails_ends_the_measure_instead_of_counting() {
        let mut left = 3;
        let task = || {
            left -= 1;
            if left > 0 { Ok(()) } else { Err(Stop::new("refused")) }
        };
        assert_eq!(repeat(task, now() + Duration::from_hours(1)), Err(Stop::new("refused")));
        assert_eq!(repeat(|| Ok(()), now()), Ok(0));
    }
}
