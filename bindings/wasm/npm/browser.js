// The package in browsers and their workers: ready when it is imported.
import init from "./inquit.js";

await init();
export { attribute, Attributions, Attributor } from "./inquit.js";
