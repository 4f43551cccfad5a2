/* Checks of one entry as a whole: the counterpart of citykit/rules/. What only the whole hub can tell
   is left to the command line. Each gives diagnostics for an entry whose fields are right. */
CityKit.rules = (function () {
  "use strict";

  const listing = (words, most) => CityKit.said.listing(words, most);
  const at = (entry, path, words, extra) => Object.assign({ at: CityKit.reading.place(entry, path), path: path }, words, extra);
  const atKey = (entry, path, words) => Object.assign({ at: CityKit.reading.keyPlace(entry, path), path: path }, words);
  const list = (value) => (Array.isArray(value) ? value : []);

  function references(job) {
    const { entry, sayer } = job, seen = new Set(), named = CityKit.model.mentions(job.schema, entry.fields);
    const found = unknowns(job, named);
    named.forEach((mention) => {
      const last = mention.path[mention.path.length - 1];
      const key = JSON.stringify([mention.kind, mention.id, mention.path.slice(0, -1)]);
      if (typeof last === "number" && seen.has(key)) { found.push(at(entry, mention.path, sayer.said("repeated-item", { given: mention.id }))); }
      seen.add(key);
    });
    return found;
  }

  /* Those ids that nothing in the hub has. */
  function unknowns(job, named) {
    const { entry, hub, sayer } = job;
    return named.filter((mention) => !CityKit.model.has(hub.known(mention.kind), mention.id))
      .map((mention) => at(entry, mention.path, unknown(mention, hub, sayer), { code: "unknown-" + mention.kind }));
  }

  /* The title comes first, the sources last. */
  function order(job) {
    const { entry, sayer } = job, names = [...entry.keys.keys()].map((key) => JSON.parse(key)).filter((path) => path.length === 1).map((path) => path[0]);
    const told = (name, where) => [Object.assign(atKey(entry, [name], sayer.said("field-order", { name: name, where: where })), { severity: "warning" })];
    if (names[0] !== "title") { return told("title", "first"); }
    return names.indexOf("sources") >= 0 && names[names.length - 1] !== "sources" ? told("sources", "last") : [];
  }

  function unknown(mention, hub, sayer) {
    const known = Object.keys(hub.known(mention.kind)), kind = hub.data.kinds[mention.kind];
    const values = { noun: kind.noun, given: mention.id, known: listing(known), folder: kind.where };
    if (mention.kind === "essential") {
      return sayer.said("unknown-essential/" + (/^\d+$/.test(mention.id) ? "number" : "version"), values);
    }
    const fault = !known.length ? "unknown/none" : known.length <= 12 ? "unknown/few" : "unknown";
    return sayer.meant(sayer.said(fault, values), mention.id, known);
  }

  function citations(job) {
    const { entry, sayer } = job, fields = entry.fields, found = [], known = new Set();
    list(fields.sources).forEach((source, place) => {
      if (known.has(source.id)) { found.push(at(entry, ["sources", place, "id"], sayer.said("duplicate-source", { id: source.id }))); }
      known.add(source.id);
    });
    const one = (id, path) => {
      if (id === undefined || id === null || known.has(id)) { return; }
      const words = sayer.said(known.size ? "unknown-source" : "unknown-source/none", { id: id, known: listing(known) });
      found.push(at(entry, path, sayer.meant(words, id, known)));
    };
    ["results", "commitments", "roles"].forEach((name) => {
      list(fields[name]).forEach((claim, place) => one(claim.source, [name, place, "source"]));
    });
    ["cost", "population"].forEach((name) => { if (fields[name]) { one(fields[name].source, [name, "source"]); } });
    return found;
  }

  function dates(job) {
    const { entry, sayer, tomorrow, kind } = job, fields = entry.fields, found = [];
    ["published", "reviewed"].forEach((name) => {
      if (fields[name] > tomorrow) { found.push(at(entry, [name], sayer.said("date-in-future", { day: fields[name], name: name }))); }
    });
    if (fields["review-by"] <= fields.reviewed) {
      found.push(at(entry, ["review-by"], sayer.said("review-before-reviewed", { by: fields["review-by"], day: fields.reviewed })));
    }
    if (kind === "event") { found.push(...event(job)); }
    const backwards = (path) => found.push(at(entry, path, sayer.said("end-before-start")));
    const period = fields.period, term = kind === "champion" && fields.term;
    if (period && period.end && +period.end < +period.start) { backwards(["period", "end"]); }
    if (term && term.to && +term.to < +term.from) { backwards(["term", "to"]); }
    if (kind === "city") {
      list(fields.roles).forEach((role, place) => {
        // A year may be compared with a month only by the year.
        const exact = Math.min((role.since || "").length, (role.until || "").length);
        if (exact && role.until.slice(0, exact) < role.since.slice(0, exact)) { backwards(["roles", place, "until"]); }
      });
    }
    return found;
  }

  function event(job) {
    const { entry, sayer, tomorrow } = job, fields = entry.fields, found = [];
    if (fields.status === "held" && fields.start.slice(0, 10) > tomorrow) { found.push(at(entry, ["status"], sayer.said("date-in-future/held"))); }
    const deadline = fields.registration && fields.registration.deadline;
    if (deadline && deadline > (fields.end || fields.start).slice(0, 10)) {
      found.push(at(entry, ["registration", "deadline"], sayer.said("deadline-after-event")));
    }
    return found;
  }

  /* What the model of an event says of the whole of it, once each of its fields is right. */
  function wholeEvent(job) {
    const { entry, sayer } = job, fields = entry.fields, start = fields.start, end = fields.end || start;
    const timed = (text) => text.indexOf("T") > 0;
    const cut = timed(start) && timed(end) ? 16 : 10;
    if (end.slice(0, cut) < start.slice(0, cut)) { return [at(entry, ["end"], sayer.said("end-before-start/event"))]; }
    if (timed(start) && !fields["time-zone"]) { return [at(entry, ["start"], sayer.said("missing-field/time-zone"))]; }
    const online = /^(true|yes|on|1|t|y)$/i.test(fields.online || "");
    if (!fields.place && !online) { return [at(entry, ["type"], sayer.said("missing-field/place"))]; }
    return [];
  }

  function placeholders(job) {
    const { entry, hub, sayer } = job, word = hub.data.placeholder;
    return entry.text.split("\n").flatMap((line, number) => {
      const start = line.indexOf(word);
      return start < 0 ? [] : [Object.assign({ at: CityKit.reading.at(number + 1, start + 1, line.length + 1) },
        sayer.said("unwritten-text", { placeholder: word }), { severity: "warning" })];
    });
  }

  /* What a city found, held against the question set it was found with. */
  function results(job) {
    const { entry, hub, sayer, tomorrow } = job, found = [];
    list(entry.fields.results).forEach((result, place) => {
      const path = ["results", place];
      if (result.date > tomorrow) { found.push(at(entry, [...path, "date"], sayer.said("date-in-future/result", { day: result.date }))); }
      const set = hub.data.sets[result.assessment];
      if (set) { found.push(...withSet(job, result, set, path)); }
    });
    return found;
  }

  function withSet(job, result, set, path) {
    const { entry, sayer } = job, found = [], name = result.assessment;
    const levels = Object.entries(result.levels || {}), points = Object.entries(result.points || {});
    if (Boolean(levels.length) === Boolean(points.length) || (points.length && !set.sums)) {
      found.push(at(entry, [...path, "assessment"], sayer.said(set.sums ? "points-or-levels" : "points-or-levels/no-sum", { set: name })));
    }
    const scale = set.levels.map(String), top = Math.max(...set.levels);
    levels.forEach(([id, level]) => {
      if (!CityKit.model.has(set.questions, id)) {
        found.push(atKey(entry, [...path, "levels", id], sayer.meant(sayer.said("unknown-question", { set: name, given: id }), id, Object.keys(set.questions))));
      } else if (scale.indexOf(String(Number(level))) < 0) {
        found.push(at(entry, [...path, "levels", id], sayer.said("unknown-level", { given: Number(level), known: listing(scale, 11) })));
      }
    });
    const essentials = Object.values(set.questions);
    points.forEach(([id, sum]) => {
      const most = top * essentials.filter((one) => one === id).length;
      if (!most) {
        const known = new Set(essentials);
        const words = sayer.said("unknown-essential/result", { set: name, given: id, known: listing(known) });
        found.push(atKey(entry, [...path, "points", id], sayer.meant(words, id, known)));
      } else if (Number(sum) > most) {
        found.push(at(entry, [...path, "points", id], sayer.said("too-many-points", { given: id, points: Number(sum), limit: most })));
      }
    });
    return found;
  }

  function assessments(job) {
    const { entry, hub, sayer, id: own } = job, fields = entry.fields, found = [];
    const elsewhere = new Set(Object.keys(hub.data.sets).filter((set) => set !== own).flatMap((set) => Object.keys(hub.data.sets[set].questions)));
    ["questions", "sheet", "scenarios"].forEach((name) => {
      const seen = new Set();
      list(fields[name]).forEach((part, place) => {
        if (seen.has(part.id)) { found.push(at(entry, [name, place, "id"], sayer.said("duplicate-item", { id: part.id, name: name }))); }
        seen.add(part.id);
      });
    });
    const scale = fields.levels.map((level) => String(Number(level.value))), version = fields["essentials-version"];
    fields.questions.forEach((question, place) => {
      list(question.anchors).forEach((anchor, number) => {
        const level = String(Number(anchor.level));
        if (scale.indexOf(level) < 0) {
          found.push(at(entry, ["questions", place, "anchors", number, "level"], sayer.said("unknown-level", { given: level, known: listing(scale, 11) })));
        }
      });
      list(question["leads-to"]).forEach((id, number) => {
        if (!elsewhere.has(id)) {
          found.push(at(entry, ["questions", place, "leads-to", number], sayer.meant(sayer.said("unknown-question/elsewhere", { given: id }), id, elsewhere)));
        }
      });
      const essential = question.essential;
      if (essential.startsWith("20") && !essential.startsWith(version + "-")) {
        found.push(at(entry, ["questions", place, "essential"], sayer.said("other-version", { version: version, given: essential })));
      }
    });
    return found;
  }

  function essentials(job) {
    const { entry, sayer, id } = job, fields = entry.fields, found = [];
    const expected = fields.version + "-" + Number(fields.number);
    if (id !== expected) { found.push(at(entry, ["number"], sayer.said("wrong-number", { expected: expected, id: id }))); }
    list(fields.closest).forEach((other, place) => {
      if (other.startsWith(fields.version + "-")) { found.push(at(entry, ["closest", place], sayer.said("same-version", { given: other }))); }
    });
    return found;
  }

  function broader(job) {
    const { entry, hub, sayer, kind, id } = job, given = entry.fields.broader, known = hub.known(kind);
    if (!hub.data.kinds[kind].term || !given || CityKit.model.has(known, given)) { return []; }
    const words = sayer.said("unknown/wider", { given: given, folder: hub.data.kinds[kind].where });
    return [at(entry, ["broader"], sayer.meant(words, given, Object.keys(known).filter((one) => one !== id)), { code: "unknown-" + kind })];
  }

  /* Within a numbered list each number is given once. */
  function numbers(job) {
    const { entry, hub, sayer, kind, id } = job, fields = entry.fields, name = fields.chapter ? "chapter" : "number";
    const list = hub.data.numbers[[kind, fields.version || "", fields.book || ""].join(" ")] || {}, number = Number(fields[name]);
    if (!fields[name] || kind === "essential" || !list[number] || list[number] === id) { return []; }
    return [at(entry, [name], sayer.said("number-taken", { number: number, other: list[number], name: name }))];
  }

  function regions(job) {
    const { entry, hub, sayer, id } = job, owners = hub.data.regions;
    return list(entry.fields.countries).flatMap((code, place) => (!owners[code] || owners[code] === id ? []
      : [at(entry, ["countries", place], sayer.said("repeated-item/region", { given: code, region: owners[code] }))]));
  }

  /* The way to wider terms leads to the widest, not back. */
  function circle(job) {
    const { entry, hub, sayer, kind, id } = job, wider = Object.assign({}, hub.data.wider[kind], { [id]: entry.fields.broader });
    const way = [id];
    while (wider[way[way.length - 1]] && way.indexOf(wider[way[way.length - 1]]) < 0) { way.push(wider[way[way.length - 1]]); }
    if (!entry.fields.broader || wider[way[way.length - 1]] !== id) { return []; }
    return [at(entry, ["broader"], sayer.said("broader-circle", { way: [...way, id].join(" → ") }))];
  }

  function check(job) {
    const found = [references, citations, order, numbers, broader, circle, dates, placeholders].flatMap((rule) => rule(job));
    const own = { city: results, assessment: assessments, essential: essentials, region: regions }[job.kind];
    return found.concat(own ? own(job) : []);
  }

  return { check: check, unknowns: unknowns, wholeEvent: wholeEvent };
})();
