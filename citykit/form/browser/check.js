/* The check of one file, as `citykit check` gives it: diagnostics in the order of their places, each
   { line, column, end, severity, code, message, hint }. */
CityKit.check = (function () {
  "use strict";

  /* What the hub knows, ready to be asked; `data` is what citykit/form/data.py gives. */
  function Hub(data) {
    let assets, paths;
    const known = {};
    this.data = data;
    this.web = new RegExp("^(?:" + data.url + ")$");
    this.sayer = new CityKit.said.Sayer(data.messages, data.meant);
    this.forms = new CityKit.forms.Forms(data.lists, this.sayer, data.url, data.team);
    const all = (files) => new Set(Object.keys(files).flatMap((folder) => {
      const names = files[folder];
      return (Array.isArray(names) ? names : Object.keys(names)).map((name) => "content/" + folder + "/" + name);
    }));
    this.assets = () => (assets = assets || all(data.assets));
    this.paths = () => (paths = paths || all(data.files));
    /* The ids of a kind, each with its name. */
    this.known = (kind) => {
      if (!known[kind]) {
        known[kind] = Object.create(null);
        const made = {};
        data.kinds[kind].folders.forEach((folder) => Object.entries(data.files[folder] || {}).forEach(([name, title]) => {
          const parts = NAME.exec(name);
          if (parts && (!parts[2] || parts[2] === data.original)) { made[parts[1]] = title; }
        }));
        known[kind] = made;
      }
      return known[kind];
    };
  }

  const NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,3}))?\.(md|yml)$/;

  function dayAfter(day) {
    const date = new Date(day + "T00:00:00Z");
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  }

  function kindOf(hub, folder) {
    return Object.keys(hub.data.kinds).find((name) => hub.data.kinds[name].folders.indexOf(folder) >= 0);
  }

  /* Checks one file, given as a text or as bytes. `schemas` holds the declaration of each type of its kind ("" where there is but
     one); `today` is a day. Gives { entry, diagnostics }; without an entry where it cannot be read. */
  function check(hub, schemas, path, text, today) {
    const steps = path.split("/"), name = steps.pop(), folder = steps.join("/");
    const kind = kindOf(hub, folder.replace(/^content\//, "")), parts = NAME.exec(name), sayer = hub.sayer;
    if (!parts) { return { diagnostics: [ready(badName(name, sayer))] }; }
    const unusable = unusableName(name, hub);
    if (unusable) { return { diagnostics: [ready(unusable)] }; }
    let entry;
    try {
      const plain = typeof text === "string" ? text : CityKit.reading.decode(text);
      entry = CityKit.reading.read(plain, path, hub.data.limits);
    } catch (refused) {
      if (!(refused instanceof CityKit.reading.Refused)) { throw refused; }
      return { diagnostics: [ready(Object.assign({ at: refused.at }, sayer.said(refused.fault, refused.values)))] };
    }
    const job = { hub: hub, sayer: sayer, kind: kind, id: parts[1], entry: entry, folder: folder, tomorrow: dayAfter(today) };
    const taken = other(hub, kind, parts[1], path);
    const found = taken ? [Object.assign({ at: CityKit.reading.at(1, 1, 1) }, sayer.said("duplicate-id", { id: parts[1], path: taken }))] : judged(job, schemas);
    return { entry: entry, diagnostics: found.map(ready).sort(order) };
  }

  /* Another file of the hub that has this id. */
  function other(hub, kind, id, path) {
    return hub.data.kinds[kind].folders.flatMap((folder) => Object.keys(hub.data.files[folder] || {}).filter((name) => {
      const parts = NAME.exec(name);
      return parts && parts[1] === id && (!parts[2] || parts[2] === hub.data.original);
    }).map((name) => "content/" + folder + "/" + name)).find((found) => found !== path);
  }

  function judged(job, schemas) {
    const typed = type(job, schemas);
    if (typed) { return [typed]; }
    const wrong = CityKit.model.diagnostics(job.entry, job.schema, job.hub.forms, job.sayer);
    const whole = wrong.length || job.kind !== "event" ? wrong : CityKit.rules.wholeEvent(job);
    return whole.length ? whole.concat(unread(job, whole)) : CityKit.rules.check(job).concat(CityKit.text.check(job));
  }

  /* What can be said of an entry although some of its fields are wrong (citykit/unread.py). */
  function unread(job, found) {
    const { entry, schema } = job, fields = entry.fields;
    const names = Object.keys(fields), line = (name) => CityKit.reading.keyPlace(entry, [name]).line;
    const last = (at) => names.filter((name) => line(name) <= at).sort((one, other) => line(other) - line(one))[0];
    const wrong = new Set(found.map((one) => last(one.at.line)));
    const sound = Object.fromEntries(names.filter((name) => !wrong.has(name)).map((name) => [name, fields[name]]));
    const texts = CityKit.text.check(job, true).filter((one) => !(one.code === "unknown-source" && wrong.has("sources")));
    return CityKit.rules.unknowns(job, CityKit.model.mentions(schema, sound).filter((mention) => direct(schema, mention))).concat(texts);
  }

  /* Whether a field of the top level itself names ids. */
  function direct(schema, mention) {
    const part = schema.properties[mention.path[0]], items = part.items || (part.additionalProperties || {}).items || {};
    return Boolean(part["x-refers"] || items["x-refers"]);
  }

  /* Chooses the declaration; where the type is wrong, says so. */
  function type(job, schemas) {
    const kind = job.hub.data.kinds[job.kind], { entry, sayer } = job;
    job.schema = schemas[""];
    if (!kind.types) { return null; }
    const given = entry.fields.type, known = Object.keys(kind.types), at = (words) => Object.assign({ at: CityKit.reading.place(entry, ["type"]), path: ["type"] }, words);
    if (given === undefined || given === null) { return CityKit.model.missing(entry, "type", { description: kind.about }, sayer, known); }
    if (typeof given !== "string") { return at(sayer.said("expected-text", { name: "type" })); }
    if (!CityKit.model.has(kind.types, given)) { return at(sayer.meant(sayer.said("unknown-type", { given: given, known: CityKit.said.listing(known) }), given, known)); }
    const folder = "content/" + kind.types[given];
    if (job.folder !== folder) { return at(sayer.said("wrong-folder", { given: given, folder: folder })); }
    job.schema = schemas[given];
    return null;
  }

  /* A name that not every computer can have. */
  function unusableName(name, hub) {
    const { limits } = hub.data, device = limits.device.replace(/^\(\?i\)/, "");
    const words = new RegExp("^(?:" + device + ")$", "i").test(name) ? hub.sayer.said("bad-file-name/device", { name: name })
      : name.length > limits.name ? hub.sayer.said("bad-file-name/long", { count: name.length, limit: limits.name }) : null;
    return words && Object.assign({ at: CityKit.reading.at(1, 1, 1) }, words);
  }

  function badName(name, sayer) {
    const low = name.toLowerCase(), dot = low.lastIndexOf("."), end = low.slice(dot + 1);
    const better = NAME.test(low) ? low : (low.slice(0, dot).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "flood-park") + "." + end;
    return Object.assign({ at: CityKit.reading.at(1, 1, 1) }, sayer.said("bad-file-name", { name: name, better: better }));
  }

  function ready(found) {
    return { line: found.at.line, column: found.at.column, end: found.at.end, severity: found.severity || "error",
      path: found.path, code: found.code, message: found.message, hint: found.hint };
  }

  function order(one, other) {
    return one.line - other.line || one.column - other.column || one.end - other.end ||
      CityKit.said.byPoint(one.code, other.code) || CityKit.said.byPoint(one.message, other.message);
  }

  return { Hub: Hub, check: check };
})();
