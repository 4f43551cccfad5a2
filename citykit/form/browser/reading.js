/* A file split and parsed with every value in its place: the counterpart of citykit/frontmatter.py and
   parse.py. Every plain text stays the text it is; nothing is guessed. */
CityKit.reading = (function () {
  "use strict";

  const FENCE = /^---+[ \t]*$/m, BOUNDARY = /^-{3,}\s*$/m, EMPTY = /^(|~|null|Null|NULL)$/;
  const OPTIONS = { schema: "failsafe", version: "1.1", merge: false, uniqueKeys: false, prettyErrors: false, logLevel: "error" };
  const PLAIN = /^tag:yaml\.org,2002:(bool|float|int|map|merge|null|seq|str|timestamp|value)$/;

  function Refused(at, fault, values) { this.at = at; this.fault = fault; this.values = values || {}; }

  function at(line, column, end) { return { line: line, column: column, end: end === undefined ? column + 1 : end }; }

  function hexOf(sign) { return sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"); }

  function lines(text) { return text.split("\n").length - 1; }

  /* Front matter, body, and the lines of the file on which each begins. */
  function split(text, path, limits) {
    const control = new RegExp(limits.control, "u").exec(text);
    if (control) {
      const place = CityKit.syntax.place(text, control.index);
      throw new Refused(at(place.line + 1, place.column + 1), "control-character", { number: hexOf(control[0]) });
    }
    if (/\.yml$/.test(path)) { return { front: text, body: "", frontLine: 1, bodyLine: lines(text) + 1 }; }
    const first = FENCE.exec(text);
    if (!first || first.index) { throw noFence(text); }
    const opening = BOUNDARY.exec(text), rest = text.slice(opening[0].length), closing = BOUNDARY.exec(rest);
    if (!closing) { throw new Refused(at(1, 1, 4), "unclosed-front-matter"); }
    const front = rest.slice(0, closing.index);
    if ([...front].length > limits.front) {
      const size = (length) => Math.floor(length / 1024);
      throw new Refused(at(1, 1, 4), "too-large/front-matter", { size: size([...front].length), limit: size(limits.front) });
    }
    let body = rest.slice(closing.index + closing[0].length);
    let bodyLine = lines(text.slice(0, text.length - body.length)) + 1;
    if (body.startsWith("\n")) { body = body.slice(1); bodyLine += 1; }
    return { front: front, body: body, frontLine: 1 + lines(opening[0]), bodyLine: bodyLine, offset: opening[0].length };
  }

  function noFence(text) {
    const later = FENCE.exec(text);
    if (text.startsWith("---")) { return new Refused(at(1, 1, 2), "no-front-matter/first-line"); }
    if (later && /^\n[\w-]+:/.test(text.slice(later.index + later[0].length))) {
      return new Refused(at(1, 1, 2), "no-front-matter/before", { line: lines(text.slice(0, later.index)) + 1 });
    }
    return new Refused(at(1, 1, 2), "no-front-matter");
  }

  /* The text of a file's bytes. Throws Refused at the first that are no UTF-8. */
  function decode(bytes) {
    const fine = (length) => {
      try { new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: length < bytes.length }); return true; }
      catch (error) { return false; }
    };
    if (fine(bytes.length)) { return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes); }
    let good = 0, bad = bytes.length;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (fine(middle)) { good = middle; } else { bad = middle; }
    }
    const place = CityKit.syntax.place(new TextDecoder("utf-8").decode(bytes.subarray(0, good), { stream: true }), Infinity);
    throw new Refused(at(place.line + 1, place.column + 1), "not-utf-8");
  }

  /* The parts of a file: fields, where they and their keys stand, and the body. Throws Refused. */
  function read(text, path, limits) {
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const size = new TextEncoder().encode(text).length;
    if (size > limits.file) {
      throw new Refused(at(1, 1, 1), "too-large/file", { size: Math.floor(size / 1024), limit: Math.floor(limits.file / 1024) });
    }
    const parts = split(plain, path, limits);
    const doc = parsed(parts, limits), top = doc.contents;
    if (!top || (YAML.isScalar(top) && !String(top.value === null ? "" : top.value).trim())) {
      throw new Refused(at(1, 1, 4), "empty-front-matter");
    }
    if (!YAML.isMap(top)) { throw new Refused(at(parts.frontLine, 1, 1), "bad-front-matter"); }
    const reader = new Reader(parts, doc, limits);
    return { fields: reader.value(top, []), values: reader.values, keys: reader.keys, text: plain, top: top,
      body: parts.body, bodyLine: parts.bodyLine, front: parts.front, offset: parts.offset || 0 };
  }

  function parsed(parts, limits) {
    let doc;
    const deep = (offset) => {
      const place = CityKit.syntax.place(parts.front, offset);
      return new Refused(at(parts.frontLine + place.line, place.column + 1), "too-deep", { limit: limits.depth });
    };
    try {
      doc = YAML.parseDocument(parts.front, OPTIONS);
    } catch (error) {
      // The parser goes down into brackets one call deeper each.
      if (!(error instanceof RangeError)) { throw error; }
      throw deep([...parts.front.matchAll(/[[{]/g)][limits.depth].index);
    }
    const level = (node, depth) => {
      if (!YAML.isMap(node) && !YAML.isSeq(node)) { return; }
      if (depth > limits.depth) { throw deep(node.range[0]); }
      node.items.forEach((item) => {
        if (YAML.isPair(item)) { level(item.key, depth + 1); level(item.value, depth + 1); } else { level(item, depth + 1); }
      });
    };
    level(doc.contents, 1);
    if (doc.errors.length) {
      const first = doc.errors.reduce((one, other) => (other.pos[0] < one.pos[0] ? other : one));
      const found = CityKit.syntax.fault(parts.front, first);
      throw new Refused(at(parts.frontLine + found.line, found.column + 1), found.fault, found.values);
    }
    return doc;
  }

  function Reader(parts, doc, limits) {
    this.limits = limits;
    this.parts = parts;
    this.doc = doc;
    this.values = new Map();
    this.keys = new Map();
  }

  /* Where a node stands; with what is written before it from `sign` on. */
  Reader.prototype.span = function (node, sign) {
    const front = this.parts.front, from = node.range[0];
    const start = CityKit.syntax.place(front, sign ? Math.max(front.lastIndexOf(sign, from), front.lastIndexOf("\n", from) + 1) : from);
    const end = CityKit.syntax.place(this.parts.front, node.range[1]);
    const column = start.column + 1, last = end.line === start.line ? end.column + 1 : column + 1;
    return at(this.parts.frontLine + start.line, column, Math.max(last, column + 1));
  };

  Reader.prototype.value = function (node, path) {
    if (node === null) { return null; }
    if (YAML.isAlias(node)) {
      const target = node.resolve(this.doc);
      if (!target) { throw new Refused(this.span(node), "bad-yaml/begins-with", { sign: "*" }); }
      throw new Refused(this.span(target, "&"), "yaml-alias");
    }
    this.values.set(key(path), this.span(node));
    if (node.tag && node.tag !== "!" && !PLAIN.test(node.tag)) {
      throw new Refused(this.span(node, node.tag.startsWith("tag:") ? "!!" : "!"), "yaml-tag", { tag: node.tag.replace("tag:yaml.org,2002:", "!!") });
    }
    if (YAML.isSeq(node) && node.items.length > this.limits.items) {
      const count = new Intl.NumberFormat("en").format(node.items.length);
      throw new Refused(this.span(node.items[this.limits.items]), "too-long/items", { count: count, limit: this.limits.items });
    }
    if (YAML.isSeq(node)) { return node.items.map((item, place) => this.value(item, path.concat(place))); }
    if (YAML.isMap(node)) { return this.group(node, path); }
    const text = node.value === null ? "" : String(node.value), control = node.type === "QUOTE_DOUBLE" && new RegExp(this.limits.control, "u").exec(text);
    if (control) { throw new Refused(this.span(node), "control-character", { number: hexOf(control[0]) }); }
    return node.type === "PLAIN" && EMPTY.test(text) ? null : text;
  };

  Reader.prototype.group = function (node, path) {
    const found = {};
    node.items.forEach((pair) => {
      if (!YAML.isScalar(pair.key)) { throw new Refused(this.span(pair.key), "bad-yaml/key"); }
      const name = String(pair.key.value === null ? "" : pair.key.value), here = path.concat(name);
      if (Object.prototype.hasOwnProperty.call(found, name)) {
        throw new Refused(this.span(pair.key), "duplicate-field", { name: name });
      }
      this.keys.set(key(here), this.span(pair.key));
      // Not by plain assignment: a field `__proto__` is a field like any other.
      Object.defineProperty(found, name, { value: this.value(pair.value, here), enumerable: true, writable: true, configurable: true });
    });
    return found;
  };

  function key(path) { return JSON.stringify(path); }

  function nearestPlace(places, path) {
    for (let length = path.length; length > 0; length -= 1) {
      const found = places.get(key(path.slice(0, length)));
      if (found) { return found; }
    }
    return at(1, 1, 4);
  }

  /* Where the value at a path stands, or its nearest parent; and the same of its key. */
  function place(entry, path) { return nearestPlace(entry.values, path); }
  function keyPlace(entry, path) { return nearestPlace(entry.keys, path); }

  return { read: read, hexOf: hexOf, decode: decode, split: split, place: place, keyPlace: keyPlace, at: at, Refused: Refused, has: (entry, path) => entry.values.has(key(path)) };
})();
