// Searches as a reader does, and tells what is shown and which pieces were loaded for it:
// node ask.mjs FOLDER LANG QUERIES.json [cold|warm] [COUNT]. Queries are texts, or what
// Reader.search takes. Cold begins anew for each query.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder, lang, queriesFile, mode = "warm", count = "10"] = process.argv.slice(2);
globalThis.window = globalThis;
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
let called;
globalThis.citykit = (...values) => { called = values; };
run(path.join(folder, "search", `${lang}.js`));
const directory = called[0];
let loaded = [];
const load = async (name) => {
  loaded.push(name);
  run(path.join(folder, "search", lang, directory.folder, `${name}.js`));
  return called;
};
const begin = () => new CityKit.reader.Reader(new CityKit.engine.Engine(directory, load));

let reader = begin();
const answers = [];
for (const asked of JSON.parse(fs.readFileSync(queriesFile, "utf8"))) {
  if (mode === "cold") { reader = begin(); }
  loaded = [];
  const before = performance.now();
  const found = await reader.search(typeof asked === "string" ? { text: asked } : asked);
  const searched = performance.now();
  const shown = await Promise.all(found.docs.slice(0, Number(count)).map((doc) => reader.shown(doc)));
  answers.push({
    paths: shown.map((one) => one.path), docs: found.docs.slice(0, Number(count)), total: found.total,
    forgiven: found.forgiven, meant: found.meant, nearest: found.nearest,
    loaded: loaded.slice(), milliseconds: searched - before,
  });
}
console.log(JSON.stringify(answers));
