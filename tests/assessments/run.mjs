// Runs the player's pure parts as a browser would load them: node run.mjs FOLDER SET CALLS.json
// prints the result of each call. A call is [part, function, …arguments]; the argument "SET" is the
// question set of that page.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder, name, callsFile] = process.argv.slice(2);
globalThis.window = globalThis;
globalThis.document = {};
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
run(path.join(folder, "assessments", "player.js"));
let set;
CityKit.player.begin = (value) => { set = value; };
run(path.join(folder, "assessments", `${name}.js`));
const calls = JSON.parse(fs.readFileSync(callsFile, "utf8"));
console.log(JSON.stringify(calls.map(([part, method, ...values]) =>
  CityKit[part][method](...values.map((value) => (value === "SET" ? set : value))))));
