// Answers queries from the pieces and from the whole index with lunr.js itself, and tells where the
// two differ: node equal.mjs FOLDER LANG WHOLE.json QUERIES.json
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder, lang, wholeFile, queriesFile] = process.argv.slice(2);
globalThis.window = globalThis;
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
let called;
globalThis.citykit = (...values) => { called = values; };
run(path.join(folder, "search", `${lang}.js`));
const directory = called[0];
const load = async (name) => {
  run(path.join(folder, "search", lang, directory.folder, `${name}.js`));
  return called;
};
const engine = new CityKit.engine.Engine(directory, load);

const analyse = (token) => CityKit.analysis.words(token.toString()).map(engine.term).filter(Boolean)
  .map((term) => new lunr.Token(term));
lunr.Pipeline.registerFunction(analyse, lang);
const whole = lunr.Index.load(JSON.parse(fs.readFileSync(wholeFile, "utf8")));

const wrong = [];
let hits = 0;
for (const text of JSON.parse(fs.readFileSync(queriesFile, "utf8"))) {
  const query = new lunr.Query(whole.fields);
  new lunr.QueryParser(text, query).parse();
  const expected = whole.search(text).map((hit) => ({ doc: Number(hit.ref), score: hit.score }));
  const found = await engine.query(query);
  hits += expected.length;
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    wrong.push({ text, found: found.slice(0, 3), expected: expected.slice(0, 3) });
  }
}
console.log(JSON.stringify({ wrong, hits }));
