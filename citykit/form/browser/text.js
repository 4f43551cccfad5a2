/* The text of an entry: its headings, links and citations, and what is wrong with them; the
   counterpart of citykit/markdown.py and citykit/links.py. Raw HTML stays text. */
CityKit.text = (function () {
  "use strict";

  const md = markdownit({ html: true, linkify: true });
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // Every address reaches the check, which refuses the unsafe ones.
  md.validateLink = () => true;
  md.normalizeLink = (url) => md.utils.lib.mdurl.encode(url);
  md.normalizeLinkText = (url) => url;
  // `[^id]` cites; a line `[^id]: …` is a note and no address of a link.
  const OWN = /^ {0,3}\[\^([^\]\s]+)\]:/gm, CITE = /\[\^([^\]\s]+)\]/y;
  md.inline.ruler.before("link", "cite", (state, silent) => {
    CITE.lastIndex = state.pos;
    const found = CITE.exec(state.src);
    if (!found) { return false; }
    if (!silent) { Object.assign(state.push("cite", "", 0), { content: found[1] }); }
    state.pos += found[0].length;
    return true;
  });
  const reference = md.block.ruler.__rules__.find((rule) => rule.name === "reference").fn;
  md.block.ruler.at("reference", (state, line, end, silent) => {
    const begin = state.bMarks[line] + state.tShift[line];
    return state.src.slice(begin, begin + 2) === "[^" ? false : reference(state, line, end, silent);
  });

  const RESERVED = /^(__|ck-|source-|fn)/;

  /* Parts of a text: tokens, headings with ids, links with their lines, citations. */
  function parse(body, citable) {
    const tokens = md.parse(body, {}), headings = [], links = [], cites = [], taken = new Set(), counted = {};
    let line = 0;
    tokens.forEach((token, place) => {
      // The cells of a table do not know their line; their row does.
      if (token.map) { line = token.map[0]; }
      if (token.type === "heading_open") { headings.push(heading(tokens[place + 1], token, taken, counted, headings.length)); }
      if (token.type === "inline") { inline(token, line, links, cites); }
    });
    return { tokens: tokens, headings: headings, links: links, cites: cites, taken: taken, own: new Set([...body.matchAll(OWN)].map((found) => found[1])) };
  }

  function heading(content, token, taken, counted, number) {
    const text = plain(content.children);
    const base = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "").replace(/ /g, "-");
    let id = base;
    if (counted[" " + base] !== undefined) { id = base + "-" + counted[" " + base]; }
    counted[" " + base] = (counted[" " + base] || 0) + 1;
    id = id || "section";
    if (taken.has(id) || RESERVED.test(id)) { id = "section-" + id.replace(/^_+/, "") + "-" + (number + 1); }
    taken.add(id);
    token.attrSet("id", id);
    return { level: Number(token.tag.slice(1)), id: id, text: text.trim(), line: token.map[0] };
  }

  function plain(tokens) {
    return tokens.map((token) => (token.children ? plain(token.children) : token.type === "softbreak" ? " " : token.type === "cite" ? "" : token.content)).join("");
  }

  function inline(token, first, links, cites) {
    let line = first;
    const walk = (children) => children.forEach((child) => {
      if (child.type === "softbreak" || child.type === "hardbreak") { line += 1; }
      if (child.type === "link_open" || child.type === "image") {
        const picture = child.type === "image", written = !child.markup;
        const before = links.filter((link) => link.line === line && link.written).length;
        links.push({ token: child, address: child.attrGet(picture ? "src" : "href"), picture: picture, line: line, written: written, before: before });
      }
      if (child.type === "cite") { cites.push(child.content); }
      if (child.type !== "image" && child.children) { walk(child.children); }
      if (child.type === "image" || child.type === "text") { line += (child.content.match(/\n/g) || []).length; }
    });
    walk(token.children);
  }

  /* A character written as `&#x202e;` or the like that must not be in a text. */
  function invisible(job, at) {
    const { entry, hub, sayer } = job, control = new RegExp(hub.data.limits.control, "u");
    const spot = [...entry.body.matchAll(/&#?\w+;/g)].find((found) => control.test(md.utils.unescapeAll(found[0])));
    if (!spot) { return []; }
    const place = CityKit.syntax.place(entry.body, spot.index), sign = control.exec(md.utils.unescapeAll(spot[0]))[0];
    return [Object.assign({ at: at(place.line, place.column + 1, place.column + 1 + spot[0].length) }, sayer.said("control-character", { number: CityKit.reading.hexOf(sign) }))];
  }

  /* What is wrong with the text; `part` where the fields are not all right. */
  function check(job, part) {
    const { entry, sayer } = job, listed = Array.isArray(entry.fields.sources) ? entry.fields.sources : [];
    const sources = listed.filter((source) => CityKit.model.isGroup(source) && typeof source.id === "string").map((source) => source.id);
    const parts = parse(entry.body), rows = entry.body.split("\n"), found = [];
    const at = (line, column, end) => CityKit.reading.at(entry.bodyLine + line, column, end);
    const hidden = invisible(job, at);
    if (hidden.length) { return hidden; }
    if (!part && !entry.body.trim() && !job.hub.data.kinds[job.kind].bare) {
      found.push(Object.assign({ at: CityKit.reading.at(entry.bodyLine, 1, 1) }, sayer.said("no-text")));
    }
    parts.links.forEach((link) => {
      const within = link.address.startsWith("#") && (link.address.startsWith("#source-")
        ? sources.indexOf(link.address.slice(8)) >= 0
        : link.address.startsWith("#fn") || parts.taken.has(decoded(link.address.slice(1))));
      const words = within ? null : resolve(link.address, link.picture, job);
      if (words) { found.push(Object.assign({ at: at(link.line, ...columns(rows[link.line] || "", link)) }, words)); }
      link.token.meta = { wrong: Boolean(words) };
    });
    new Set(parts.cites).forEach((id) => {
      if (sources.indexOf(id) >= 0 || parts.own.has(id)) { return; }
      const place = CityKit.syntax.place(entry.body, Math.max(entry.body.indexOf("[^" + id + "]"), 0));
      const words = sayer.said(sources.length ? "unknown-source/in-text" : "unknown-source/in-text-none", { id: id, known: listing(sources) });
      found.push(Object.assign({ at: at(place.line, place.column + 1, place.column + id.length + 4) }, sayer.meant(words, id, sources)));
    });
    const first = parts.headings.find((one) => one.level === 1);
    if (first) { found.push(Object.assign({ at: at(first.line, 1, rows[first.line].length + 1) }, sayer.said("title-in-text", { heading: first.text }))); }
    return found;
  }

  const listing = (words) => CityKit.said.listing(words);

  const WRITTEN = /!?\[(?!\^)(?:[^[\]]|\[[^\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?/g;

  /* Where a link stands in its line: the one with as many others before it. */
  function columns(row, link) {
    const count = (length) => [...row.slice(0, length)].length + 1;
    const found = link.written ? [...row.matchAll(WRITTEN)][link.before] : null;
    const start = found ? found.index : Math.max(row.indexOf(link.address), 0);
    return [count(start), count(start + (found ? found[0] : link.address).length)];
  }

  function decoded(text) { try { return decodeURIComponent(text); } catch (error) { return text; } }

  /* What is wrong with an address, or null. */
  function resolve(address, picture, job) {
    const { sayer, hub, folder } = job, colon = address.indexOf(":"), scheme = address.slice(0, Math.max(colon, 0));
    if (colon >= 0 && !/[/#]/.test(scheme)) { return outside(address, scheme.toLowerCase(), picture, job); }
    if (address.startsWith("/")) { return sayer.said("bad-link/slash", { given: address }); }
    if (address.startsWith("#")) { return sayer.said("dead-link/heading", { given: address }); }
    const target = decoded(address).split("#")[0], path = beside(folder, target);
    if (hub.assets().has(path)) {
      return picture && !/\.(png|jpe?g|webp|gif)$/.test(path) ? sayer.said("bad-link/no-picture", { given: target }) : null;
    }
    if (!picture && hub.paths().has(path)) { return null; }
    return missing(address, path, [...(picture ? hub.assets() : hub.paths())], picture ? "picture" : "file", job);
  }

  function outside(address, scheme, picture, job) {
    const { sayer, hub } = job;
    if (picture) { return sayer.said("outside-picture", { given: address }); }
    if (scheme === "http" || scheme === "https") { return hub.web.test(address) ? null : sayer.said("bad-address/in-text", { given: address }); }
    return scheme === "mailto" ? null : sayer.said("bad-link/scheme", { scheme: scheme });
  }

  const stem = (path) => path.split("/").pop().replace(/(.)\.[^.]*$/, "$1");

  function missing(address, path, known, what, job) {
    const { sayer, folder } = job, meant = CityKit.said.nearest(stem(path), new Set(known.map(stem)));
    const same = known.filter((other) => stem(other) === meant);
    if (meant === null || !same.length) { return sayer.said("dead-link", { what: what, given: address, folder: folder }); }
    const close = relative(folder, CityKit.said.closest(path, same, 0));
    return sayer.said("dead-link/meant", { what: what, given: address, meant: close, folder: folder });
  }

  /* The path that a way from a folder leads to. */
  function beside(folder, target) {
    const steps = folder.split("/");
    target.split("/").forEach((step) => {
      if (step === ".." && steps.length) { steps.pop(); } else if (step && step !== ".") { steps.push(step); }
    });
    return steps.join("/");
  }

  function relative(folder, target) {
    const ours = folder.split("/"), theirs = target.split("/");
    while (ours.length && theirs.length && ours[0] === theirs[0]) { ours.shift(); theirs.shift(); }
    return [...ours.map(() => ".."), ...theirs].join("/");
  }

  return { parse: parse, check: check };
})();
