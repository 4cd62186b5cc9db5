//! Makes JavaScript and types for the WebAssembly of a build: `inquit-wasm-pack FILE.wasm FOLDER`.

use std::fs;
use std::path::Path;

use anyhow::{bail, Context};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder] = &arguments[..] else { bail!("usage: inquit-wasm-pack FILE.wasm FOLDER") };
    let folder = Path::new(folder);
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut bindgen = Bindgen::new();
    // Modules that take the WebAssembly from the caller: one package for Node.js, browsers and workers.
    bindgen.web(true)?.input_path(input).out_name("inquit").typescript(true).omit_default_module_path(false);
    bindgen.generate(folder)
}
