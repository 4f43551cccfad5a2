// Checks files as the form does: node judge.mjs SCRIPT.js JOBS.json, where the jobs hold `rules`, and
// for each file { hub, schemas (by kind), kind, path, bytes, today }. Prints a list of diagnostics each.
import fs from "node:fs";
import vm from "node:vm";

const [script, jobsFile] = process.argv.slice(2);
globalThis.window = globalThis;
vm.runInThisContext(fs.readFileSync(script, "utf8"), { filename: script });
const { rules, schemas, jobs } = JSON.parse(fs.readFileSync(jobsFile, "utf8"));
console.log(JSON.stringify(jobs.map((job) => {
  const hub = new CityKit.check.Hub({ ...rules, ...job.hub });
  return CityKit.check.check(hub, schemas[job.kind], job.path, new Uint8Array(Buffer.from(job.bytes, "base64")), job.today).diagnostics;
})));
