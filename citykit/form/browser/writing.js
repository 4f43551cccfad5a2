/* The text of a file, changed one field at a time: whatever is not touched stays as it is, to the
   byte. */
CityKit.writing = (function () {
  "use strict";

  const OPTIONS = { schema: "failsafe", lineWidth: 0, indentSeq: true };

  function isEmpty(value) {
    if (value === null || value === undefined || value === "") { return true; }
    if (Array.isArray(value)) { return !value.length; }
    return typeof value === "object" && !Object.keys(value).length;
  }

  /* A value without what is empty in it; a group's own order is kept. */
  function trimmed(value) {
    if (Array.isArray(value)) { return value.map(trimmed).filter((item) => !isEmpty(item)); }
    if (value === null || typeof value !== "object") { return value; }
    const made = {};
    Object.keys(value).forEach((name) => { const inner = trimmed(value[name]); if (!isEmpty(inner)) { made[name] = inner; } });
    return made;
  }

  function line(name, value) { return YAML.stringify({ [name]: value }, OPTIONS); }

  /* The text with one field of the top level set, put in its place among `names`, or taken out. */
  function put(entry, names, name, value) {
    const made = isEmpty(trimmed(value)) ? "" : line(name, trimmed(value));
    const pairs = entry.top.items, found = pairs.find((pair) => pair.key.value === name);
    const begin = (pair) => pair.key.range[0];
    if (found) { return splice(entry, begin(found), endOf(entry.front, found), made); }
    const later = names.slice(names.indexOf(name) + 1);
    const next = pairs.find((pair) => later.indexOf(pair.key.value) >= 0);
    const at = next ? begin(next) : endOf(entry.front, pairs[pairs.length - 1]);
    return splice(entry, at, at, made);
  }

  function endOf(front, pair) {
    let end = pair.value && pair.value.range ? Math.max(pair.value.range[1], pair.key.range[1]) : pair.key.range[1];
    if (front[end - 1] !== "\n") {
      const stop = front.indexOf("\n", end);
      end = stop < 0 ? front.length : stop + 1;
    }
    return end;
  }

  function splice(entry, from, to, made) {
    const start = entry.offset + from, end = entry.offset + to, before = entry.text.slice(0, start);
    return (made && before && !before.endsWith("\n") ? before + "\n" : before) + made + entry.text.slice(end);
  }

  /* The text with another body. */
  function body(entry, text) {
    return entry.text.slice(0, entry.text.length - entry.body.length) + text;
  }

  /* A new file with these fields. */
  function begin(fields, text, whole) {
    const front = Object.keys(fields).map((name) => line(name, fields[name])).join("");
    return whole ? front : "---\n" + front + "---\n\n" + text;
  }

  /* The id that a title gives: the name of its file, as `citykit new` makes it. */
  function idOf(title) {
    return title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/'/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  }

  return { put: put, body: body, begin: begin, idOf: idOf };
})();
