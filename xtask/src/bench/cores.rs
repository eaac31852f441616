//! Who has which cores: the server the first, the load the others, so that neither takes the other's time (performance.md).

use std::fs;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::outcome::{Outcome, Stop};

/// Whose cores they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is measured.
    Server,
    /// What asks it.
    Load,
}

/// Keeps this thread, and what it starts from now on, to the cores of that side; where there is one core only, it is shared.
///
/// # Errors
/// Elsewhere than on Linux, and where there is no `taskset` (util-linux): what is measured would be another thing.
pub fn take(side: Side) -> Outcome {
    // As it was before the first of them was taken.
    static ALL: OnceLock<Vec<usize>> = OnceLock::new();
    let missing = || Stop::because("this bench chooses cores, as Linux lets one do with /proc and `taskset`");
    let state = fs::read_to_string("/proc/thread-self/status").map_err(missing())?;
    let thread = fs::read_link("/proc/thread-self").map_err(missing())?;
    let wanted = of(side, ALL.get_or_init(|| allowed(&state))).iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let mut command = Command::new("taskset");
    command.args(["-p", "-c", &wanted]).arg(thread.file_name().unwrap_or_default()).stdout(Stdio::null());
    let status = command.status().map_err(missing())?;
    if status.success() { Ok(()) } else { Err(Stop::new(format!("`taskset` refused the cores {wanted}"))) }
}

/// `Cpus_allowed_list: 0-2,5`, in a thread's state.
fn allowed(state: &str) -> Vec<usize> {
    let cores = state.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap_or_default();
    let range = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        Some(first.parse().ok()?..=last.parse().ok()?)
    };
    cores.trim().split(',').filter_map(range).flatten().collect()
}

/// The cores of that side.
fn of(side: Side, all: &[usize]) -> &[usize] {
    match (side, all) {
        (Side::Server, [first, _, ..]) => std::slice::from_ref(first),
        (Side::Load, [_, others @ ..]) if !others.is_empty() => others,
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, allowed, of};

    #[test]
    fn p9_the_server_has_the_first_core_and_the_load_the_others_and_one_core_is_shared() {
        assert_eq!([of(Side::Server, &[2, 3, 5]), of(Side::Load, &[2, 3, 5])], [&[2][..], &[3, 5]]);
        assert_eq!([of(Side::Server, &[0]), of(Side::Load, &[0])], [&[0][..]; 2]);
    }

    #[test]
    fn p9_the_cores_are_those_that_the_system_allows() {
        assert_eq!(allowed("Name:\txtask\nCpus_allowed:\t27\nCpus_allowed_list:\t0-2,5\n"), [0, 1, 2, 5]);
        assert_eq!(allowed("Cpus_allowed_list:\t1\n"), [1]);
        assert!(allowed("Name:\txtask\n").is_empty());
    }
}
