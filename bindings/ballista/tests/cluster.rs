//! A job outlives an executor that dies while texts are read: its rows are those of a single process.
//!
//! A scheduler and two executors run as processes of their own on this machine. One of the executors is killed in the
//! middle of a job, and its folder is removed, as a machine that dies takes its disk with it.

use std::error::Error;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use ballista::prelude::SessionContextExt;
use datafusion::arrow::array::{Int64Array, RecordBatch, StringArray};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;

const ARTICLE: &str = include_str!("../../../examples/texts/harbour.txt");

/// Number of files. A file is a task, so that each executor has several and dies between its first and its last one.
const FILES: usize = 16;

/// Number of articles in a file.
const ARTICLES: usize = 40;

/// Number of lines of a table without rows.
const FRAME: usize = 4;

/// Time in which the processes of a cluster are expected to listen.
const START: Duration = Duration::from_secs(60);

/// Time between two looks at what an executor has written.
const LOOK: Duration = Duration::from_millis(20);

/// Time in which a job whose executor has died would end. The loss is noticed after 20 s at the latest, and tasks take
/// seconds.
const PATIENCE: Duration = Duration::from_secs(45);

/// Texts are attributed in the first stage, which reads the files.
const COUNTS: &str = "
    SELECT q['speaker'] AS speaker, count(*) AS quotations, count(DISTINCT id) AS articles, min(q['confidence']) AS lowest
    FROM (SELECT id, unnest(attribute_quotes(text)) AS q FROM articles)
    GROUP BY q['speaker']";

/// Texts are exchanged first, and attributed in the second stage.
const QUOTATIONS: &str = "
    SELECT id, unnest(attribute_quotes(text)) AS q
    FROM (SELECT text, min(id) AS id FROM articles GROUP BY text)";

#[tokio::test(flavor = "multi_thread")]
async fn a_job_outlives_an_executor_that_dies_in_the_first_stage() -> Result<(), Box<dyn Error>> {
    assert!(outlives(COUNTS, 1, Duration::MAX).await?);
    Ok(())
}

/// A known limit of Ballista 55. Results of the first stage, which the second one needs, are lost. The adaptive planner
/// makes them again, but does not resolve the stage that it has rolled back.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_stalls_when_an_executor_dies_in_the_second_stage() -> Result<(), Box<dyn Error>> {
    assert!(!outlives(QUOTATIONS, 2, PATIENCE).await?);
    Ok(())
}

/// Kills an executor as soon as it has results of a number of stages. Returns whether the job ends in a time after that,
/// and compares its rows if so.
async fn outlives(query: &'static str, stages: usize, patience: Duration) -> Result<bool, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let articles = folder.path().join("articles");
    write_articles(&articles).await?;
    let expected = rows(SessionContext::new(), &articles, query).await?;
    assert!(expected.len() > FRAME, "no rows");

    let cluster = Cluster::start(folder.path())?;
    let context = SessionContext::remote(&cluster.url).await?;
    let job = tokio::spawn(async move { rows(context, &articles, query).await });
    let [_, mut victim] = cluster.executors;
    while victim.stages() < stages {
        assert!(!job.is_finished(), "the job ended before the second executor had its results: {:?}", job.await);
        tokio::time::sleep(LOOK).await;
    }
    victim.process.kill();
    fs::remove_dir_all(&victim.folder)?;
    assert!(!job.is_finished(), "the job ended before the executor was killed");

    let Ok(found) = tokio::time::timeout(patience, job).await else { return Ok(false) };
    let found = found??;
    assert!(found == expected, "{} lines, {} in one process", found.len(), expected.len());
    Ok(true)
}

/// Writes articles, each of which differs from all others.
async fn write_articles(folder: &Path) -> datafusion::error::Result<()> {
    let context = SessionContext::new();
    for file in 0..FILES {
        let ids: Range<usize> = file * ARTICLES..(file + 1) * ARTICLES;
        let text = |id| format!("Issue {id}.\n\n{}", ARTICLE.replace("Jafari", ["Marley", "Holmer", "Kenton"][id % 3]));
        let texts: StringArray = ids.clone().map(|id| Some(text(id))).collect();
        let ids: Int64Array = ids.map(|id| Some(id as i64)).collect();
        let batch = RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)])?;
        let path = folder.join(format!("{file:02}.parquet"));
        context.read_batch(batch)?.write_parquet(&path.to_string_lossy(), Default::default(), None).await?;
    }
    Ok(())
}

/// The rows of a query as lines, in an order that depends on nothing but the rows.
async fn rows(context: SessionContext, articles: &Path, query: &str) -> datafusion::error::Result<Vec<String>> {
    inquit_datafusion::register(&context);
    // A folder ends in a slash.
    let articles = articles.join("");
    context.register_parquet("articles", &*articles.to_string_lossy(), Default::default()).await?;
    let batches = context.sql(query).await?.collect().await?;
    let mut lines: Vec<String> = pretty_format_batches(&batches)?.to_string().lines().map(str::to_owned).collect();
    lines.sort_unstable();
    Ok(lines)
}

struct Cluster {
    url: String,
    executors: [Executor; 2],
    _scheduler: Process,
}

impl Cluster {
    fn start(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let port = free_ports()?;
        let scheduler = Process::start(&["scheduler", "--port", &port.to_string()], port)?;
        let executor = |name| Executor::start(folder.join(name), port);
        Ok(Self {
            url: format!("df://127.0.0.1:{port}"),
            executors: [executor("first")?, executor("second")?],
            _scheduler: scheduler,
        })
    }
}

struct Executor {
    process: Process,
    folder: PathBuf,
}

impl Executor {
    fn start(folder: PathBuf, scheduler: u16) -> Result<Self, Box<dyn Error>> {
        fs::create_dir(&folder)?;
        let port = free_ports()?;
        let (scheduler, listens) = (scheduler.to_string(), port.to_string());
        let arguments = ["executor", "--scheduler-port", &scheduler, "--port", &listens, "--cores", "1", "--work-dir"];
        let process = Process::start(&[&arguments[..], &[&*folder.to_string_lossy()]].concat(), port)?;
        Ok(Self { process, folder })
    }

    /// Number of stages of which it has written a result: folders, each below that of the job, that have a file.
    fn stages(&self) -> usize {
        let folders = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        folders(&self.folder).flat_map(|job| folders(&job)).filter(|stage| has_file(stage)).count()
    }
}

fn has_file(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| match entry.metadata() {
        Ok(found) if found.is_dir() => has_file(&entry.path()),
        found => found.is_ok_and(|found| found.len() > 0),
    })
}

/// A process that ends with the test.
struct Process(Child);

impl Process {
    /// Starts a scheduler or an executor, and waits until it listens.
    fn start(arguments: &[&str], port: u16) -> Result<Self, Box<dyn Error>> {
        let process = Self(Command::new(env!("CARGO_BIN_EXE_inquit-ballista")).args(arguments).spawn()?);
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > START {
                return Err(format!("{} does not listen", arguments[0]).into());
            }
            thread::sleep(LOOK);
        }
        Ok(process)
    }

    /// Kills it without notice: the signal is SIGKILL on Unix.
    fn kill(&mut self) {
        // OK because a process that has ended needs no signal.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port that is free, as is the next one.
fn free_ports() -> std::io::Result<u16> {
    loop {
        let first = TcpListener::bind("127.0.0.1:0")?;
        let port = first.local_addr()?.port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return Ok(port);
        }
    }
}
