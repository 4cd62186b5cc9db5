//! A web service: a text goes in, its quotations come out as JSON, with offsets as JavaScript counts them.
//!
//! ```text
//! cargo run --release --example web_service -- 127.0.0.1:8080
//! curl --data '"No," said Orne.' http://127.0.0.1:8080/quotations
//! ```

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use inquit::{Attributor, Offsets, Speaker};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

/// Maximum size, in bytes, of a text: a long novel. A larger one is answered with status 413.
const LIMIT: usize = 2 << 20;

#[derive(Serialize)]
struct Quotation {
    /// UTF-16 code units: `text.slice(start, end)` in JavaScript.
    start: usize,
    end: usize,
    speaker: Option<String>,
    slug: Option<String>,
    confidence: f64,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("http://{}/quotations", listener.local_addr()?);
    let service = Router::new()
        .route("/quotations", post(quotations))
        .layer(DefaultBodyLimit::max(LIMIT))
        .with_state(Attributor::new());
    axum::serve(listener, service).await
}

/// Attribution computes and never waits, so it runs beside the threads that serve connections.
async fn quotations(State(attributor): State<Attributor>, text: String) -> Result<Json<Vec<Quotation>>, StatusCode> {
    let answer = spawn_blocking(move || answer(&attributor, &text)).await;
    answer.map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

fn answer(attributor: &Attributor, text: &str) -> Vec<Quotation> {
    let offsets = Offsets::new(text);
    let found = attributor.attribute(text);
    let quotations = found.speech().map(|quote| {
        let span = offsets.utf16(quote.span());
        let of_speaker = |property: fn(&Speaker) -> &String| quote.speaker().map(property).cloned();
        let (speaker, slug) = (of_speaker(|speaker| &speaker.name), of_speaker(|speaker| &speaker.slug));
        Quotation { start: span.start, end: span.end, speaker, slug, confidence: quote.confidence().value() }
    });
    quotations.collect()
}
