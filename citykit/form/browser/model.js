/* Fields against the declaration of their kind (a JSON Schema made from the models, see
   citykit/schema.py): the counterpart of what pydantic, citykit/read.py and citykit/faults.py do. */
CityKit.model = (function () {
  "use strict";

  const has = (group, name) => Object.prototype.hasOwnProperty.call(group, name);
  const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const signs = (text) => [...text].length;
  // What Python's strip takes away from both ends of a text.
  const strip = (text) => text.trim();

  /* A part of a schema with its reference followed; what stands beside the reference is kept. */
  function follow(schema, part) {
    if (!part.$ref) { return part; }
    const { $ref, ...beside } = part;
    return Object.assign({}, schema.definitions[$ref.split("/").pop()], beside);
  }

  /* What the values are wrong with, as { path, fault, given, about }. */
  function faults(schema, fields, forms) {
    const found = [];
    const say = (path, fault, given, about) => found.push({ path: path, fault: fault, given: given, about: about || {} });

    function value(given, declared, path) {
      const part = follow(schema, declared);
      if (given === null && part["x-empty"]) { return; }
      if (part.type === "array") { list(given, part, path); return; }
      if (part.type === "object") { group(given, part, path); return; }
      if (given !== null && typeof given === "object") { say(path, "expected-text", given); return; }
      if (given === null) { say(path, "empty", given); return; }
      one(given, part, path);
    }

    function one(given, part, path) {
      if (part["x-is"]) {
        const wrong = forms[part["x-is"]](given);
        if (wrong) { say(path, "said", given, { words: wrong }); }
      } else if (part.type === "integer" || part.type === "number") {
        number(given, part, path);
      } else if (part.type === "boolean") {
        if (!/^(true|false|yes|no|on|off|1|0|t|f|y|n)$/i.test(given)) { say(path, "unknown-value/yes-or-no", given); }
      } else if (part.enum || has(part, "const")) {
        const known = part.enum || [part.const];
        if (known.indexOf(given) < 0) { say(path, "unknown-value", given, { known: known }); }
      } else {
        text(strip(given), given, part, path);
      }
    }

    function text(plain, given, part, path) {
      if (part.minLength && signs(plain) < part.minLength) { say(path, "missing-field/empty", given); }
      else if (part.maxLength && signs(plain) > part.maxLength) { say(path, "too-long", given, { limit: part.maxLength }); }
      else if (part.pattern && !new RegExp(part.pattern).test(plain)) { say(path, "bad-id", given); }
    }

    function number(given, part, path) {
      const whole = part.type === "integer";
      const form = whole ? /^\s*[+-]?\d+(_\d+)*(\.0*)?\s*$/ : /^\s*[+-]?(\d+(_\d+)*\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;
      if (!form.test(given)) { say(path, whole ? "bad-number/whole" : "bad-number", given); return; }
      const amount = Number(given.replace(/_/g, ""));
      if (!Number.isFinite(amount)) { say(path, whole ? "bad-number/whole" : "bad-number", given); return; }
      const limits = [
        ["maximum", "at most", (most) => amount > most], ["exclusiveMaximum", "less than", (most) => amount >= most],
        ["minimum", "at least", (least) => amount < least], ["exclusiveMinimum", "more than", (least) => amount <= least]
      ];
      const broken = limits.find((limit) => has(part, limit[0]) && limit[2](part[limit[0]]));
      if (broken) { say(path, "bad-number/range", given, { limits: broken[1] + " " + part[broken[0]] }); }
    }

    function list(given, part, path) {
      if (!Array.isArray(given)) { say(path, given === null ? "empty" : "expected-list", given); return; }
      if (part.maxItems && given.length > part.maxItems) { say(path, "too-long/list", given, { limit: part.maxItems }); return; }
      const before = found.length;
      given.forEach((item, place) => value(item, part.items, path.concat(place)));
      if (found.length === before && part.minItems && given.length < part.minItems) { say(path, "missing-field/empty", given); }
    }

    function group(given, part, path) {
      if (!isGroup(given)) { say(path, given === null ? "empty" : "expected-fields", given); return; }
      if (!part.properties) { mapping(given, part, path); return; }
      Object.keys(part.properties).forEach((name) => {
        if (has(given, name)) { value(given[name], part.properties[name], path.concat(name)); }
        else if ((part.required || []).indexOf(name) >= 0) { say(path.concat(name), "missing"); }
      });
      Object.keys(given).forEach((name) => {
        if (!has(part.properties, name)) { say(path.concat(name), "unknown-field", null, { known: Object.keys(part.properties) }); }
      });
    }

    function mapping(given, part, path) {
      const names = part.propertyNames || {}, values = part.additionalProperties;
      Object.keys(given).forEach((name) => {
        const here = path.concat(name);
        if (names.enum && names.enum.indexOf(name) < 0) { say(here, "unknown-value", name, { known: names.enum }); }
        else if (names.pattern || names.maxLength) { text(strip(name), name, names, here); }
        value(given[name], values, here);
      });
    }

    value(fields, Object.assign({ type: "object" }, schema), []);
    return found;
  }

  const dotted = (path) => path.map((step) => (typeof step === "number" ? step + 1 : step)).join(".");

  /* One diagnostic a fault, in the words of the check. */
  function diagnostics(entry, schema, forms, sayer) {
    const told = [], result = [];
    faults(schema, entry.fields, forms).forEach((fault) => {
      const within = told.some((other) => other.every((step, n) => step === fault.path[n]));
      if (within && told.length) { return; }
      told.push(fault.path);
      result.push(diagnose(entry, schema, fault, sayer));
    });
    return result;
  }

  function diagnose(entry, schema, fault, sayer) {
    const { path, given, about } = fault, name = String(path[path.length - 1]), reading = CityKit.reading;
    const at = (words) => Object.assign({ at: reading.place(entry, path), path: path }, words);
    const atKey = (words) => Object.assign({ at: reading.keyPlace(entry, path), path: path }, words);
    const values = { name: dotted(path), field: dotted(path).split(".").pop(), given: given };
    switch (fault.fault) {
      case "said": return at(about.words);
      case "missing":
        if (path.length === 1) { return missing(entry, name, schema.properties[name], sayer); }
        return Object.assign({ at: reading.place(entry, path.slice(0, -1)), path: path },
          sayer.said("missing-field/within", { name: name, group: dotted(path.slice(0, -1)) }));
      case "unknown-field":
        return atKey(sayer.meant(sayer.said("unknown-field", { name: name, known: CityKit.said.listing(about.known, 40) }), name, about.known));
      case "empty":
        if (typeof path[path.length - 1] === "number") {
          return at(sayer.said("missing-field/item", { number: path[path.length - 1] + 1, name: dotted(path.slice(0, -1)) }));
        }
        return atKey(sayer.said("missing-field/optional", { name: name }));
      case "unknown-value":
        return at(sayer.meant(sayer.said("unknown-value", Object.assign(values, { known: CityKit.said.listing(about.known, 20) })), given, about.known));
      case "too-long": {
        const count = signs(strip(String(given)));
        return at(sayer.said("too-long", Object.assign(values, { count: count, limit: about.limit, over: count - about.limit })));
      }
      case "too-long/list":
        return at(sayer.said("too-long/list", Object.assign(values, { count: given.length, limit: about.limit })));
      default: return at(sayer.said(fault.fault, Object.assign(values, about)));
    }
  }

  /* A field that an entry must have: what it is, and the words it may be. */
  function missing(entry, name, declared, sayer, among) {
    const words = among || declared.enum || (declared.const === undefined ? [] : [declared.const]);
    const values = {
      name: name, about: declared.description ? " (" + declared.description.replace(/\.+$/, "") + ")" : "",
      values: words.length ? ", one of " + CityKit.said.listing(words) : ""
    };
    const there = has(entry.fields, name);
    return Object.assign({ at: there ? CityKit.reading.keyPlace(entry, [name]) : CityKit.reading.at(1, 1, 4), path: [name] },
      sayer.said(there ? "missing-field/no-value" : "missing-field", values));
  }

  /* Every id that fields name, as { kind, id, path }, in the order of the declaration. */
  function mentions(schema, fields) {
    const found = [];
    function walk(value, declared, path) {
      const part = follow(schema, declared);
      if (value === null || value === undefined) { return; }
      if (part["x-refers"]) { found.push({ kind: part["x-refers"], id: value, path: path }); return; }
      if (part.type === "array") { value.forEach((item, place) => walk(item, part.items, path.concat(place))); return; }
      if (part.type !== "object") { return; }
      if (!part.properties) { Object.keys(value).forEach((name) => walk(value[name], part.additionalProperties, path.concat(name))); return; }
      Object.keys(part.properties).forEach((name) => walk(value[name], part.properties[name], path.concat(name)));
    }
    walk(fields, Object.assign({ type: "object" }, schema), []);
    return found;
  }

  return { diagnostics: diagnostics, missing: missing, mentions: mentions, follow: follow, isGroup: isGroup, has: has };
})();
