//! A lake as tables and views of SQL, asked by DataFusion within limits.

use super::output::values::{self, Cell};
use super::saved::{self, Saved};
use super::{functions, mistake};
use crate::lake;
use columnar::Shape;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SQLOptions, SessionConfig, SessionContext};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};
use futures::StreamExt;
use message::Failure;
use signal_hook::consts::SIGINT;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use tokio::runtime::{Handle, Runtime};
use url::Url;

/// Operators may be nested in each other as deep as there are operators, and the engine follows
/// them down its stack: so many it can follow.
const MOST_OPERATORS: usize = 1000;

/// The stack of a thread of the engine, in bytes of addresses.
const STACK: usize = 128 << 20;

/// How often it is looked whether a question is to stop.
const LOOK: Duration = Duration::from_millis(100);

/// What a question may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Memory, in MiB; what needs more is kept on disk.
    pub(crate) memory: usize,
    /// The longest time.
    pub(crate) time: Option<Duration>,
}

/// A lake that can be asked.
pub(crate) struct Session {
    context: SessionContext,
    handle: Handle,
    /// It is taken when the session ends.
    runtime: Option<Runtime>,
    limits: Limits,
    /// Whether the question is to stop.
    is_stopped: Arc<AtomicBool>,
}

impl Session {
    /// Opens a lake.
    pub(crate) fn open(folder: &Path, limits: Limits) -> std::result::Result<Self, Failure> {
        let files = lake::files(folder)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .thread_stack_size(STACK)
            .enable_time()
            .build();
        let runtime = runtime.map_err(|error| Failure::at(folder, &error))?;
        let context = runtime.block_on(context(files, limits));
        let context = context.map_err(|error| mistake::explain(&error, "", limits.memory))?;
        let handle = runtime.handle().clone();
        Ok(Self { context, handle, runtime: Some(runtime), limits, is_stopped: Arc::default() })
    }

    /// Has Ctrl-C end the question and not the program, from now on.
    pub(crate) fn stop_on_interrupt(&self) {
        // Where the system has no such signal, there is nothing to stop.
        let _ = signal_hook::flag::register(SIGINT, Arc::clone(&self.is_stopped));
    }

    /// Asks a statement: opens an answer with the columns, and has it take the rows in parts.
    ///
    /// The rows come from another thread, because not every step of a query looks at the clock.
    pub(crate) fn ask<T>(
        &self,
        sql: &str,
        open: impl FnOnce(&SchemaRef) -> std::result::Result<T, Failure>,
        mut take: impl FnMut(&mut T, &RecordBatch) -> std::result::Result<(), Failure>,
    ) -> std::result::Result<T, Failure> {
        if operators(sql) > MOST_OPERATORS {
            return Err(mistake::too_deep(MOST_OPERATORS));
        }
        let explain = |error: DataFusionError| mistake::explain(&error, sql, self.limits.memory);
        let since = Instant::now();
        let (give, given) = sync_channel(1);
        let asked = self.handle.spawn(rows(self.context.clone(), sql.to_owned(), give));
        self.is_stopped.store(false, Ordering::Relaxed);
        let next = || {
            loop {
                if self.is_stopped.load(Ordering::Relaxed) {
                    asked.abort();
                    return Err(mistake::stopped());
                }
                let left = self.limits.time.map(|time| time.saturating_sub(since.elapsed()));
                match given.recv_timeout(left.unwrap_or(LOOK).min(LOOK)) {
                    Ok(part) => return part.map(Some).map_err(explain),
                    Err(RecvTimeoutError::Disconnected) => return Ok(None),
                    Err(RecvTimeoutError::Timeout) if left.is_some_and(|left| left <= LOOK) => {
                        asked.abort();
                        return Err(mistake::too_long(since.elapsed()));
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
        };
        // The first part has the columns and no rows.
        let head = next()?.ok_or_else(mistake::ended)?;
        let mut answer = open(&head.schema())?;
        while let Some(batch) = next()? {
            take(&mut answer, &batch)?;
        }
        match self.handle.block_on(asked) {
            Ok(()) => Ok(answer),
            Err(_) => Err(mistake::ended()),
        }
    }

    /// Asks a statement of the program's own, and hands over the rows, each a list of texts; what
    /// is not known is an empty text.
    pub(crate) fn each_row(
        &self,
        sql: &str,
        mut take: impl FnMut(&[String]),
    ) -> std::result::Result<(), Failure> {
        self.ask(
            sql,
            |_| Ok(()),
            |(), batch| {
                let rows = values::rows(batch)?;
                rows.into_iter().for_each(|row| {
                    take(&row.into_iter().map(Cell::text).collect::<Vec<_>>());
                });
                Ok(())
            },
        )
    }

    /// Returns the tables and views, each with its columns.
    pub(crate) fn tables(&self) -> Vec<(String, SchemaRef)> {
        let names = columnar::shapes().map(|shape| shape.name).into_iter();
        let names = names.chain(saved::views().map(|view| view.name));
        let schema = |name: &'static str| {
            let provider = self.handle.block_on(self.context.table_provider(name)).ok()?;
            Some((name.to_owned(), provider.schema()))
        };
        names.filter_map(schema).collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // A question that was stopped may go on for long: it has a moment to remove its files.
            runtime.shutdown_timeout(Duration::from_secs(1));
        }
    }
}

/// Gives the columns of an answer, as a part without rows, and then its rows; or why there are
/// none. Stops once the receiver is gone.
async fn rows(context: SessionContext, sql: String, give: SyncSender<Result<RecordBatch>>) {
    let asked = async {
        let mut rows =
            context.sql_with_options(&sql, only_questions()).await?.execute_stream().await?;
        let mut is_wanted = give.send(Ok(RecordBatch::new_empty(rows.schema()))).is_ok();
        while is_wanted && let Some(batch) = rows.next().await {
            is_wanted = give.send(Ok(batch?)).is_ok();
        }
        Ok(())
    };
    if let Err(error) = asked.await {
        // A receiver that is gone needs no error.
        let _ = give.send(Err(error));
    }
}

/// Returns the number of operators and keywords of a statement: what is neither a name nor a value.
fn operators(sql: &str) -> usize {
    // What is no SQL at all is told by the parser.
    let tokens = Tokenizer::new(&GenericDialect {}, sql).tokenize().unwrap_or_default();
    let is_operator = |token: &&Token| match token {
        Token::Word(word) => word.keyword != Keyword::NoKeyword,
        Token::Number(..) | Token::SingleQuotedString(_) | Token::Whitespace(_) => false,
        Token::Comma | Token::Period | Token::LParen | Token::RParen | Token::SemiColon => false,
        _ => true,
    };
    tokens.iter().filter(is_operator).count()
}

/// Nothing but reading: no files are written, and no others are read.
fn only_questions() -> SQLOptions {
    SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false)
}

async fn context(
    mut files: BTreeMap<String, Vec<PathBuf>>,
    limits: Limits,
) -> Result<SessionContext> {
    let mut config = SessionConfig::new();
    config.options_mut().sql_parser.collect_spans = true;
    let pool = FairSpillPool::new(limits.memory << 20);
    let runtime = RuntimeEnvBuilder::new().with_memory_pool(Arc::new(pool)).build_arc()?;
    let context = SessionContext::new_with_config_rt(config, runtime);
    for function in functions::all() {
        context.register_udf(function);
    }
    for shape in columnar::shapes() {
        let shape = shape.in_lake();
        let files = files.remove(shape.name).unwrap_or_default();
        context.register_table(shape.name, table(&shape, files, &context)?)?;
    }
    for Saved { name, sql, .. } in saved::views() {
        context.sql(&format!("CREATE VIEW {name} AS {sql}")).await?;
    }
    Ok(context)
}

/// Returns the files of a table as one, without opening any. What their footers say of rows is kept
/// from one question to the next.
fn table(
    shape: &Shape,
    files: Vec<PathBuf>,
    context: &SessionContext,
) -> Result<Arc<dyn TableProvider>> {
    let schema = viewed(&columnar::schema(shape));
    if files.is_empty() {
        return Ok(Arc::new(EmptyTable::new(schema)));
    }
    let paths: Vec<ListingTableUrl> = files.iter().map(|file| url(file)).collect::<Result<_>>()?;
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension("");
    let config = ListingTableConfig::new_with_multi_paths(paths)
        .with_listing_options(options)
        .with_schema(schema);
    let footers = context.runtime_env().cache_manager.get_file_statistic_cache();
    Ok(Arc::new(ListingTable::try_new(config)?.with_cache(footers)))
}

/// Texts are read as views into what was decompressed, which copies less.
fn viewed(schema: &SchemaRef) -> SchemaRef {
    let field = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 => field.as_ref().clone().with_data_type(DataType::Utf8View),
        _ => field.as_ref().clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

/// Returns the address of a file, whatever characters its path has.
fn url(file: &Path) -> Result<ListingTableUrl> {
    let path = std::path::absolute(file)?;
    let wrong = || DataFusionError::Configuration(format!("{}", path.display()));
    let url = Url::from_file_path(&path).map_err(|()| wrong())?;
    ListingTableUrl::parse(url)
}
