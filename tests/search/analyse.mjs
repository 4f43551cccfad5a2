// The terms of words in the browser: node analyse.mjs FOLDER LANG WORDS.json, a list of texts.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder, lang, file] = process.argv.slice(2);
globalThis.window = globalThis;
const run = (name) => vm.runInThisContext(fs.readFileSync(name, "utf8"), { filename: name });
let directory;
globalThis.citykit = (values) => { directory = values; };
run(path.join(folder, "search", `${lang}.js`));
const term = CityKit.analysis.terms(directory.stemmer, directory.stop);
const told = JSON.parse(fs.readFileSync(file, "utf8"))
  .map((text) => CityKit.analysis.words(text).map((word) => [word, term(word)]));
console.log(JSON.stringify(told));
