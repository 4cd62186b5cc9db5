//! A scheduler and executors of Ballista that know `attribute_quotes`.
//!
//! ```text
//! inquit-ballista scheduler --host 10.0.0.1
//! inquit-ballista executor --scheduler 10.0.0.1 --host 10.0.0.2 --work-dir /data/shuffle
//! ```
//!
//! A plan names the function and does not carry it, so that all processes of a cluster have to be built with it.
#![forbid(unsafe_code)]

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use ballista_core::extension::{ballista_scalar_functions, SessionConfigExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{start_executor_process, ExecutorProcessConfig};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use clap::{Args, Parser};
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionConfig;
use inquit_datafusion::AttributeQuotes;

/// Interval, in seconds, at which an executor says that it is alive.
const HEARTBEAT: u64 = 5;

/// Time, in seconds, after which a silent executor is lost: its tasks run again elsewhere. Ballista's default is 180. Four
/// heartbeats survive a busy network, and a job waits less for a machine that has died.
const TIMEOUT: u64 = 20;

/// Runs a scheduler or an executor of Ballista that knows `attribute_quotes`.
#[derive(Parser)]
#[command(version)]
enum Role {
    /// Plans queries and hands out their tasks.
    Scheduler(Scheduler),
    /// Runs tasks of a scheduler.
    Executor(Executor),
}

#[derive(Args)]
struct Scheduler {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    #[arg(long, default_value_t = 50050)]
    port: u16,
}

#[derive(Args)]
struct Executor {
    /// Address of the scheduler.
    #[arg(long, default_value = "127.0.0.1")]
    scheduler: String,
    #[arg(long, default_value_t = 50050)]
    scheduler_port: u16,
    /// Address to listen on, at which the other executors reach this one.
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Port for the data; the next one is for commands.
    #[arg(long, default_value_t = 50051)]
    port: u16,
    /// Number of tasks at a time [default: the number of cores].
    #[arg(long, default_value_t = 0)]
    cores: usize,
    /// Folder for intermediate results [default: a temporary one].
    #[arg(long)]
    work_dir: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    match Role::parse() {
        Role::Scheduler(scheduler) => run_scheduler(scheduler).await,
        Role::Executor(executor) => run_executor(executor).await,
    }
}

fn function() -> Arc<ScalarUDF> {
    Arc::new(AttributeQuotes::default().into())
}

async fn run_scheduler(Scheduler { host, port }: Scheduler) -> Result<(), Box<dyn Error>> {
    let address: SocketAddr = format!("{host}:{port}").parse()?;
    let config = SchedulerConfig {
        external_host: host.clone(),
        bind_host: host,
        bind_port: port,
        executor_timeout_seconds: TIMEOUT,
        expire_dead_executor_interval_seconds: HEARTBEAT,
        override_config_producer: Some(Arc::new(SessionConfig::new_with_ballista)),
        override_session_builder: Some(Arc::new(|config| {
            // Whatever the client asks for: with the static planner of Ballista 55, a job whose last stage runs again
            // has the rows of that stage twice.
            let mut state = default_session_builder(config.with_ballista_adaptive_query_planner(true))?;
            state.register_udf(function())?;
            Ok(state)
        })),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    Ok(start_server(cluster, address, Arc::new(config)).await?)
}

async fn run_executor(executor: Executor) -> Result<(), Box<dyn Error>> {
    let mut functions = BallistaFunctionRegistry::default();
    // The functions of lists, which the registry lacks, are among them.
    for function in ballista_scalar_functions().into_iter().chain([function()]) {
        functions.scalar_functions.insert(function.name().to_owned(), function);
    }
    let mut config = ExecutorProcessConfig {
        scheduler_host: executor.scheduler,
        scheduler_port: executor.scheduler_port,
        // An executor may start before its scheduler.
        scheduler_connect_timeout_seconds: 60,
        external_host: Some(executor.host.clone()),
        bind_host: executor.host,
        port: executor.port,
        grpc_port: executor.port + 1,
        vcores: executor.cores,
        work_dir: executor.work_dir,
        executor_heartbeat_interval_seconds: HEARTBEAT,
        override_function_registry: Some(Arc::new(functions)),
        ..ExecutorProcessConfig::default()
    };
    if config.vcores == 0 {
        config.vcores = std::thread::available_parallelism()?.get();
    }
    Ok(start_executor_process(Arc::new(config)).await?)
}
