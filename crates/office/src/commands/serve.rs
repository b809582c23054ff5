//! `yusuan-office serve`: the office, for browsers and programs.

use crate::check::Engine;
use crate::clock::now;
use crate::failure::Failure;
use crate::log::{self, Form};
use crate::place::Place;
use message::{Lang, Message};
use server::{App, Pool, Tools, router};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long requests that have begun may take when the program is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8350")]
    listen: SocketAddr,
    /// The form of the log
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Text)]
    log: Form,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    log::begin(args.log);
    let stop = stop()?;
    let (store, files) = args.place.open().await?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let (address, why) = (args.listen, Message::of_io(&error));
        Failure::new(
            format!("不能在 {address} 上监听：{}。", why.zh),
            format!("It cannot listen on {address}: {}.", why.en),
        )
        .hint("用 --listen 换一个地址或端口。", "Name another address or port with --listen.")
    })?;
    let address = listener.local_addr()?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let tools = Tools {
        check: Arc::new(Engine::default()),
        store: store.clone(),
        files: files.clone(),
        now: Arc::new(now),
    };
    let pool = Pool::new(workers, tools);
    let waiting = pool.resume().await?;
    let app = App { store: store.clone(), files, now: Arc::new(now), pool };
    let head = store.head().await?;
    tracing::info!(%address, %head, waiting, workers, version = env!("CARGO_PKG_VERSION"), "serving");
    let told = Message::new(
        format!("办公系统已启动：http://{address}/ （按 Ctrl-C 停止）"),
        format!("The office is at http://{address}/ (Ctrl-C stops it)"),
    );
    println!("{}", told.get(lang));
    let (asked, heard) = oneshot::channel();
    let server = axum::serve(listener, router(app)).with_graceful_shutdown(async {
        stop.await;
        tracing::info!("stopping");
        let _ = asked.send(());
    });
    serve(server.into_future(), heard).await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(crate::OK)
}

/// Serves until it was asked to stop and the last requests are answered, or took too long.
async fn serve(
    server: impl Future<Output = std::io::Result<()>>,
    asked: oneshot::Receiver<()>,
) -> Result<(), Failure> {
    let late = async {
        // An error means that the server ended by itself, which the other branch reports.
        if asked.await.is_ok() {
            tokio::time::sleep(LAST_REQUESTS).await;
        } else {
            std::future::pending().await
        }
    };
    tokio::select! {
        served = server => Ok(served?),
        () = late => {
            tracing::warn!("some requests were not answered in time");
            Ok(())
        }
    }
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
