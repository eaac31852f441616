//! Devices as they are listed: what a browser calls itself, as people call it.
use super::api::DeviceLine;
use crate::words::{t, t_with};
use backend::{account::Device, clock::paris_text};

const BROWSERS: [(&str, &str); 5] =
    [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
const SYSTEMS: [(&str, &str); 6] =
    [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

/// A session as listed.
pub(crate) fn line(device: Device) -> DeviceLine {
    DeviceLine {
        name: named(&device.agent),
        when: t_with("account-device-when", &[("since", &paris_text(device.since)), ("last", &paris_text(device.last_seen))]),
        id: device.id,
        current: device.current,
    }
}

/// « Firefox sur Android », from a browser's `User-Agent`.
pub(super) fn named(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (first(&BROWSERS), first(&SYSTEMS)) {
        (Some(browser), Some(system)) => t_with("account-device-name", &[("browser", browser), ("system", system)]),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t("account-device-unknown"),
    }
}
