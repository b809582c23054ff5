//! What is counted, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The upper bounds of the buckets of durations, in microseconds and as they are printed.
const BUCKETS: [(u64, &str); 8] = [
    (1_000, "0.001"),
    (5_000, "0.005"),
    (25_000, "0.025"),
    (100_000, "0.1"),
    (500_000, "0.5"),
    (2_500_000, "2.5"),
    (10_000_000, "10"),
    (60_000_000, "60"),
];

/// A number as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    /// Its name, which begins with `yusuan_`.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// The number.
    pub value: u64,
}

/// Something that has numbers to show, such as a pool.
pub trait Gauges: Send + Sync {
    /// Returns its numbers as they are now.
    fn gauges(&self) -> Vec<Gauge>;
}

/// What is counted while the office is served.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Request, Durations>>,
    watched: Mutex<Vec<Arc<dyn Gauges>>>,
}

/// A kind of request: its method, its route as it is declared, the status of its answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) route: String,
    pub(crate) status: u16,
}

#[derive(Debug, Default)]
struct Durations {
    count: u64,
    micros: u64,
    /// How many were at most as long as each bucket.
    within: [u64; BUCKETS.len()],
}

impl Metrics {
    /// Shows the numbers of something from now on.
    pub fn watch(&self, watched: Arc<dyn Gauges>) {
        locked(&self.watched).push(watched);
    }

    pub(crate) fn count(&self, request: Request, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let mut requests = locked(&self.requests);
        let durations = requests.entry(request).or_default();
        durations.count = durations.count.saturating_add(1);
        durations.micros = durations.micros.saturating_add(micros);
        for (within, (bound, _)) in durations.within.iter_mut().zip(BUCKETS) {
            *within = within.saturating_add(u64::from(micros <= bound));
        }
    }
}

/// The text that Prometheus reads.
impl fmt::Display for Metrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAME: &str = "yusuan_http_request_duration_seconds";
        writeln!(out, "# HELP {NAME} How long requests took, by route and status.")?;
        writeln!(out, "# TYPE {NAME} histogram")?;
        for (request, durations) in locked(&self.requests).iter() {
            let mut labels = String::new();
            let Request { method, route, status } = request;
            write!(labels, "method=\"{method}\",route=\"{route}\",status=\"{status}\"")?;
            for (within, (_, bound)) in durations.within.iter().zip(BUCKETS) {
                writeln!(out, "{NAME}_bucket{{{labels},le=\"{bound}\"}} {within}")?;
            }
            let Durations { count, micros, .. } = durations;
            writeln!(out, "{NAME}_bucket{{{labels},le=\"+Inf\"}} {count}")?;
            let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
            writeln!(out, "{NAME}_sum{{{labels}}} {seconds}.{rest:06}")?;
            writeln!(out, "{NAME}_count{{{labels}}} {count}")?;
        }
        for watched in locked(&self.watched).iter() {
            for Gauge { name, help, value } in watched.gauges() {
                writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}")?;
            }
        }
        Ok(())
    }
}

impl Debug for Metrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Metrics").finish_non_exhaustive()
    }
}

/// No one panics while it holds a lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pool;

    impl Gauges for Pool {
        fn gauges(&self) -> Vec<Gauge> {
            vec![Gauge { name: "yusuan_pool_waiting", help: "Files that wait.", value: 3 }]
        }
    }

    #[test]
    fn what_is_counted_reads_as_prometheus_expects_it() {
        let metrics = Metrics::default();
        let request =
            Request { method: "GET", route: "/api/packages/{year}".to_owned(), status: 200 };
        metrics.count(request.clone(), Duration::from_millis(3));
        metrics.count(request, Duration::from_secs(70));
        metrics.watch(Arc::new(Pool));
        let text = metrics.to_string();
        let labels = "method=\"GET\",route=\"/api/packages/{year}\",status=\"200\"";
        let name = "yusuan_http_request_duration_seconds";
        for line in [
            format!("{name}_bucket{{{labels},le=\"0.001\"}} 0"),
            format!("{name}_bucket{{{labels},le=\"0.005\"}} 1"),
            format!("{name}_bucket{{{labels},le=\"60\"}} 1"),
            format!("{name}_bucket{{{labels},le=\"+Inf\"}} 2"),
            format!("{name}_sum{{{labels}}} 70.003000"),
            format!("{name}_count{{{labels}}} 2"),
            "yusuan_pool_waiting 3".to_owned(),
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
    }
}
