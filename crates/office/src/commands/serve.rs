//! `yusuan-office serve`: the office, for browsers and programs.

use crate::check::Engine;
use crate::clock::now;
use crate::demo;
use crate::log::{self, Form};
use crate::papers::Writers;
use crate::place::Place;
use crate::sign_on::SignOn;
use clap::value_parser;
use message::{Failure, Lang, Message};
use server::{App, Limit, Options, Pool, Tools, Web, first_administrator, router};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use store::{Blobs, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests that have begun may take when the program is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

/// The logins of the demonstration.
const LOGINS: &str = "preparer head reviewer budget publisher auditor administrator";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    sign_on: SignOn,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8350")]
    listen: SocketAddr,
    /// Serves an invented county to try the office out, on this machine alone
    #[arg(long, conflicts_with_all = ["data", "database", "blobs"])]
    demo: bool,
    /// People reach the office by https, through a proxy
    #[arg(long)]
    https: bool,
    /// A proxy whose word on who calls is believed
    #[arg(long, value_name = "IP")]
    trusted_proxy: Vec<IpAddr>,
    /// An address that may read /metrics, besides this machine
    #[arg(long, value_name = "IP")]
    metrics_reader: Vec<IpAddr>,
    /// Everybody sees what the checks found in published documents
    #[arg(long)]
    public_findings: bool,
    /// How many requests a second an address may make over time
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = value_parser!(u32).range(1..=1_000_000))]
    rate: u32,
    /// The form of the log
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Text)]
    log: Form,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    log::begin(args.log);
    let mut stopped = asked_to_stop()?;
    if args.demo && !args.listen.ip().is_loopback() {
        return Err(demo::not_here());
    }
    let provider = args.sign_on.provider()?;
    // Dropped, and removed, at the end.
    let folder = args.demo.then(tempfile::tempdir).transpose()?;
    let place = folder.as_ref().map_or_else(|| args.place.clone(), |it| Place::of(it.path()));
    let (store, files) = place.open().await?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let (address, why) = (args.listen, Message::of_io(&error));
        Failure::new(
            format!("不能在 {address} 上监听：{}。", why.zh),
            format!("It cannot listen on {address}: {}.", why.en),
        )
        .hint("用 --listen 换一个地址或端口。", "Name another address or port with --listen.")
    })?;
    let address = listener.local_addr()?;
    let app = App { provider, ..app(store.clone(), files, args.options()).await? };
    if args.demo {
        tokio::select! {
            filled = demo::fill(&app.store, &app.files, Arc::new(Engine::default()), now()) => filled?,
            _ = stopped.wait_for(|is_asked| *is_asked) => return Ok(crate::OK),
        }
    }
    say_where(&store, address, args.demo, lang).await?;
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let mut begun = stopped.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // Without a sender there is no asking any more.
        if begun.wait_for(|is_asked| *is_asked).await.is_err() {
            std::future::pending::<()>().await;
        }
        tracing::info!("stopping");
    });
    serve(server.into_future(), stopped).await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(crate::OK)
}

impl Args {
    fn options(&self) -> Options {
        let every = Duration::from_secs(1).checked_div(self.rate).unwrap_or_default();
        let usual = Options::default();
        let burst = usual.requests.burst.max(self.rate);
        Options {
            trusted_proxies: self.trusted_proxy.clone(),
            is_https: self.https,
            requests: Limit { burst, every },
            metrics_readers: self.metrics_reader.clone(),
            shows_findings: self.public_findings,
            ..usual
        }
    }
}

/// Returns the office with its pool, in which the documents wait that were not checked.
async fn app(store: Store, files: Blobs, options: Options) -> Result<App, Failure> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let check = Arc::new(Engine::default());
    let tools = Tools { check, store: store.clone(), files: files.clone(), now: Arc::new(now) };
    let pool = Pool::new(workers, tools);
    let waiting = pool.resume().await?;
    let head = store.head().await?;
    tracing::info!(%head, waiting, workers, version = env!("CARGO_PKG_VERSION"), "ready");
    let web = Web::new(options);
    web.metrics().watch(Arc::new(pool.clone()));
    let papers = Arc::new(Writers::default());
    Ok(App { store, files, now: Arc::new(now), pool, papers, provider: None, web })
}

/// Says where the office is, and how it gets its first administrator.
async fn say_where(
    store: &Store,
    address: SocketAddr,
    is_demo: bool,
    lang: Lang,
) -> Result<(), Failure> {
    tracing::info!(%address, "serving");
    let told = Message::new(
        format!("办公系统已启动：http://{address}/office （按 Ctrl-C 停止）"),
        format!("The office is at http://{address}/office (Ctrl-C stops it)"),
    );
    println!("{}", told.get(lang));
    if is_demo {
        let told = Message::new(
            format!("演示数据，退出即删除。登录名：{LOGINS}；密码：{}", demo::PASSWORD),
            format!(
                "An invented county, removed at the end. Logins: {LOGINS}; password: {}",
                demo::PASSWORD
            ),
        );
        println!("{}", told.get(lang));
    }
    if let Some(path) = first_administrator(store, now()).await? {
        let told = Message::new(
            format!("还没有管理员。请打开下面的链接设立（只能使用一次）：\nhttp://{address}{path}"),
            format!(
                "There is no administrator yet. Open this link to become the first; it works once:\nhttp://{address}{path}"
            ),
        );
        println!("{}", told.get(lang));
    }
    Ok(())
}

/// Serves until it was asked to stop and the last requests are answered, or took too long.
async fn serve(
    server: impl Future<Output = std::io::Result<()>>,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let late = async {
        if stopped.wait_for(|is_asked| *is_asked).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        served = server => Ok(served?),
        () = late => {
            tracing::warn!("some requests were not answered in time");
            Ok(())
        }
    }
}

/// Returns what becomes true when the system asks the program to stop.
fn asked_to_stop() -> Result<watch::Receiver<bool>, Failure> {
    let (asked, stopped) = watch::channel(false);
    let stop = stop()?;
    tokio::spawn(async move {
        stop.await;
        asked.send_replace(true);
        // The receivers see it for as long as the sender is there.
        std::future::pending::<()>().await;
    });
    Ok(stopped)
}

/// Returns a future that ends when the system asks the program to stop.
#[cfg(unix)]
fn stop() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Returns a future that ends when the system asks the program to stop.
#[cfg(not(unix))]
fn stop() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        // Without the signal the program runs until it is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
