//! The example of a web service, asked over a socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::json;

/// Ends the service with the test.
struct Service(Child);

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn post(address: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        format!("POST /quotations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).unwrap();
    // A body that is too large is refused before it is read.
    let _ = stream.write_all(body.as_bytes());
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    let response = String::from_utf8(response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

#[test]
fn a_web_service_answers_in_the_offsets_of_its_readers() {
    let program = assert_cmd::cargo::cargo_bin!("inquit").with_file_name("examples").join("web_service");
    let mut service = Service(Command::new(program).stdout(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(service.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").and_then(|url| url.strip_suffix("/quotations")).unwrap();

    let (status, body) = post(address, "🦀 “No,” said Orne.");
    assert_eq!(status, 200);
    let body = json(&body);
    assert_eq!((&body["offsets"], &body["speakers"][0]["name"]), (&"utf-16".into(), &"Orne".into()), "{body}");
    assert_eq!((&body["quotes"][0]["start"], &body["quotes"][0]["end"]), (&3.into(), &8.into()), "{body}");
    assert_eq!(json(&post(address, "").1)["quotes"], serde_json::json!([]));
    let (status, _) = post(address, &"x".repeat(3 << 20));
    assert_eq!(status, 413);
}
