//! How much memory the process takes.

use std::fs;

/// In KiB, where the system tells it: Linux does (`proc_pid_status(5)`).
pub fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}
