//! A web service: a text goes in, its quotations come out as JSON, with offsets as JavaScript counts them.
//!
//! ```text
//! cargo run --release -p inquit-cli --example web_service -- 127.0.0.1:8080
//! curl --data '"No," said Orne.' http://127.0.0.1:8080/quotations
//! ```

use axum::http::{header::CONTENT_TYPE, StatusCode};
use axum::{extract::DefaultBodyLimit, response::IntoResponse, routing::post, Router};
use inquit::{attribute_quotes, OffsetUnit};
use tokio::{net::TcpListener, task::spawn_blocking};

/// Maximum number of bytes of a text: a long novel. A larger one is answered with status 413.
const LIMIT: usize = 2 << 20;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind(std::env::args().nth(1).as_deref().unwrap_or("127.0.0.1:0")).await?;
    println!("http://{}/quotations", listener.local_addr()?);
    let service = Router::new().route("/quotations", post(quotations)).layer(DefaultBodyLimit::max(LIMIT));
    axum::serve(listener, service).await
}

/// Attribution computes and never waits, so it runs beside the threads that serve connections.
async fn quotations(text: String) -> Result<impl IntoResponse, StatusCode> {
    let answer = spawn_blocking(move || serde_json::to_string(&attribute_quotes(&text).in_unit(OffsetUnit::Utf16)));
    let json = answer.await.ok().and_then(Result::ok).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(([(CONTENT_TYPE, "application/json")], json))
}
