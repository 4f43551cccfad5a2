/* How the editor at /admin/ reads and writes files. Left to itself it writes every field anew, in its
   own order and quotes; here the file as it was rides along, and only the fields that differ from it
   are put into it, as the form does. */
CityKit.admin = (function () {
  "use strict";

  // Where the file itself rides along among the fields; names of fields have no such sign.
  const WHOLE = "_file", BODY = "body";
  const LIMITS = { control: "[^\\s\\S]", file: Infinity, front: Infinity, depth: 99, items: Infinity };

  const read = (text) => CityKit.reading.read(text, "x.md", LIMITS);

  /* A value as a file has it: texts, lists and groups, without what is empty. A number that `before`
     wrote in its own way, such as 14.60, stays so. */
  function plain(value, before) {
    const old = before || {};
    if (Array.isArray(value)) { return value.map((item, place) => plain(item, old[place])).filter((item) => item !== undefined); }
    if (value === null || value === undefined || value === "") { return undefined; }
    if (typeof value === "number" && typeof before === "string" && before.trim() && Number(before) === value) { return before; }
    if (typeof value !== "object") { return String(value); }
    const made = {};
    Object.keys(value).forEach((name) => { const inner = plain(value[name], old[name]); if (inner !== undefined && String(inner).length) { made[name] = inner; } });
    return Object.keys(made).length ? made : undefined;
  }

  const ordered = (value) => JSON.stringify(value, (name, inner) => (CityKit.model.isGroup(inner)
    ? Object.fromEntries(Object.keys(inner).sort().map((key) => [key, inner[key]])) : inner));
  const isNothing = (value) => value === undefined || (Array.isArray(value) && !value.length);
  const same = (one, other) => (isNothing(one) && isNothing(other)) || ordered(one) === ordered(other);

  function fromFile(text) {
    try {
      const entry = read(text);
      return Object.assign({}, entry.fields, { [BODY]: entry.body, [WHOLE]: entry.text });
    } catch (refused) {
      throw new Error("This file cannot be read: open it in the form, which says why.");
    }
  }

  /* The file with what has changed; `names` are the fields that the editor knows, in their order. */
  function toFile(names, data) {
    let entry;
    if (data[WHOLE]) {
      entry = read(data[WHOLE]);
      names.forEach((name) => {
        const now = plain(data[name], entry.fields[name]);
        if (!same(now, plain(entry.fields[name]))) { entry = read(CityKit.writing.put(entry, names, name, now)); }
      });
    } else {
      const fields = {};
      names.forEach((name) => { const now = plain(data[name]); if (!isNothing(now)) { fields[name] = now; } });
      entry = read(CityKit.writing.begin(fields, "", false));
    }
    // The editor takes line breaks off the ends of texts.
    const text = String(data[BODY] || "");
    return text.trim() === entry.body.trim() ? entry.text : CityKit.writing.body(entry, text.replace(/\s*$/, "\n"));
  }

  /* The editor asks its maker's host for a newer version. The policy stops that all the same; not to ask
     keeps the console for real faults. */
  function withoutNews() {
    const fetch = window.fetch;
    window.fetch = (address, options) => String(address && address.url || address).startsWith("https://unpkg.com") ?
      Promise.reject(new TypeError("The hub brings its own version.")) : fetch(address, options);
  }

  function begin(settings) {
    settings.collections.forEach((collection) => {
      const names = collection.fields.map((field) => field.name).filter((name) => name !== BODY && name !== WHOLE);
      CMS.registerCustomFormat(collection.format, collection.extension, { fromFile: fromFile, toFile: (data) => toFile(names, data) });
    });
    withoutNews();
    CMS.init({ config: settings });
  }

  return { begin: begin, fromFile: fromFile, toFile: toFile };
})();
