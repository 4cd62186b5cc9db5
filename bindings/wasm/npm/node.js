// The package in Node.js: ready when it is imported.
import { readFileSync } from "node:fs";
import { initSync } from "./inquit.js";

initSync({ module: readFileSync(new URL("./inquit_bg.wasm", import.meta.url)) });
export { attribute, Attributions, Attributor } from "./inquit.js";
