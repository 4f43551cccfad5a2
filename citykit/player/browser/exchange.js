/* Assessments as files: one JSON file that can be read again, and tables for spreadsheets.
   What is read is checked against the published schema, then against the question set. */
CityKit.exchange = (function () {
  "use strict";

  var LARGEST = 2 * 1024 * 1024;
  var MOST = 8;            /* faults told at once */
  var NOTES = ["comment", "verification", "actions", "responsible", "timescale"];
  var own = function (object, name) { return Object.prototype.hasOwnProperty.call(object, name); };

  function now() { return new Date().toISOString(); }

  /* An empty assessment of a set. */
  function blank(set, name) {
    return {
      format: "citykit-assessment", version: 1, set: set.id, name: name, created: now(), changed: now(),
      about: { city: "", date: now().slice(0, 10), cycle: "", lead: "", participants: "" },
      sheet: {}, scenarios: [], groups: [], people: [], answers: {},
    };
  }

  function toJson(file) { return JSON.stringify(file, null, 1) + "\n"; }

  /* ---- Reading ---- */

  /* Faults of a value against a schema: [{code, path, …}]. The keywords are those that our schema
     uses; a test compares the two. */
  function check(value, rule, root, path, faults) {
    if (faults.length >= MOST) { return; }
    if (rule.$ref) { rule = root.$defs[rule.$ref.replace("#/$defs/", "")]; }
    if (!isOf(value, rule.type)) {
      faults.push({ code: "type", path: path, wanted: rule.type });
      return;
    }
    if (own(rule, "const") && value !== rule.const) { faults.push({ code: "value", path: path, given: show(value) }); }
    if (typeof value === "string") {
      if (value.length > rule.maxLength) { faults.push({ code: "long", path: path, limit: rule.maxLength }); }
      if (value.length < rule.minLength) { faults.push({ code: "empty", path: path }); }
      if (rule.pattern && !new RegExp(rule.pattern, "u").test(value)) { faults.push({ code: "value", path: path, given: show(value) }); }
    } else if (typeof value === "number") {
      if (value < rule.minimum || value > rule.maximum) { faults.push({ code: "value", path: path, given: show(value) }); }
    } else if (Array.isArray(value)) {
      if (value.length > rule.maxItems) { faults.push({ code: "many", path: path, limit: rule.maxItems }); }
      value.slice(0, rule.maxItems).forEach(function (item, place) {
        check(item, rule.items, root, path + "[" + (place + 1) + "]", faults);
      });
    } else { checkFields(value, rule, root, path, faults); }
  }

  function checkFields(value, rule, root, path, faults) {
    var known = rule.properties || {}, names = Object.keys(value);
    if (names.length > rule.maxProperties) { faults.push({ code: "many", path: path, limit: rule.maxProperties }); return; }
    (rule.required || []).forEach(function (name) {
      if (!own(value, name)) { faults.push({ code: "missing", path: join(path, name) }); }
    });
    names.forEach(function (name) {
      if (own(known, name)) { check(value[name], known[name], root, join(path, name), faults); }
      else if (rule.additionalProperties) { check(value[name], rule.additionalProperties, root, join(path, name), faults); }
      else { faults.push({ code: "unknown", path: join(path, name) }); }
    });
  }

  function isOf(value, type) {
    if (type === "integer") { return Number.isInteger(value); }
    if (type === "array") { return Array.isArray(value); }
    if (type === "object") { return value !== null && typeof value === "object" && !Array.isArray(value); }
    return typeof value === type;
  }

  function join(path, name) { return path ? path + "." + show(name) : show(name); }
  function show(value) { var text = String(value); return text.length > 60 ? text.slice(0, 60) + "…" : text; }

  /* What the schema cannot know: which questions, levels, boxes, blanks and groups there are. */
  function checkSet(file, set) {
    var faults = [], questions = new Map(set.questions.map(function (question) { return [question.id, question]; }));
    var levels = set.levels.map(function (level) { return level.value; });
    var groups = file.groups.map(function (group) { return group.id; });
    var blanks = ids(set.sheet), scenarios = ids(set.scenarios);
    function unless(right, code, path, given) {
      if (!right) { faults.push({ code: code, path: path, given: show(given) }); }
    }
    unless(new Set(groups).size === groups.length, "twice", "groups", groups.join(", "));
    Object.keys(file.sheet).forEach(function (name) { unless(blanks.has(name), "unknown", join("sheet", name)); });
    file.scenarios.forEach(function (row, place) {
      Object.keys(row).forEach(function (name) {
        unless(scenarios.has(name), "unknown", join("scenarios[" + (place + 1) + "]", name));
      });
    });
    Object.keys(file.answers).forEach(function (id) {
      var question = questions.get(id), answer = file.answers[id], path = join("answers", id);
      if (!question) { faults.push({ code: "question", path: path, given: show(id) }); return; }
      var votes = Object.keys(answer.votes || {});
      unless(!own(answer, "level") || levels.includes(answer.level), "level", path + ".level", answer.level);
      (answer.ticks || []).forEach(function (tick) { unless(ids(question.ticks).has(tick), "value", path + ".ticks", tick); });
      votes.forEach(function (group) {
        unless(groups.includes(group), "group", path + ".votes", group);
        unless(levels.includes(answer.votes[group]), "level", path + ".votes." + group, answer.votes[group]);
      });
    });
    return faults.slice(0, MOST);
  }

  function ids(list) { return new Set(list.map(function (one) { return one.id; })); }

  /* Read a file's text: `{file}`, or `{faults}` that say why it cannot be used. */
  function parse(text, set) {
    if (text.length > LARGEST) { return { faults: [{ code: "large", path: "", limit: LARGEST / 1024 / 1024 }] }; }
    var value;
    try { value = JSON.parse(text.replace(/^\ufeff/, "")); } catch (error) {
      return { faults: [{ code: text.trim() ? "json" : "nothing", path: "" }] };
    }
    if (!isOf(value, "object") || value.format !== "citykit-assessment") { return { faults: [{ code: "format", path: "format" }] }; }
    if (value.version !== 1) { return { faults: [{ code: "version", path: "version", given: show(value.version) }] }; }
    if (value.set !== set.id) { return { faults: [{ code: "set", path: "set", given: show(value.set) }] }; }
    var faults = [];
    check(value, set.schema, set.schema, "", faults);
    if (faults.length) { return { faults: faults }; }
    var file = Object.assign(blank(set, value.name), value);
    file.about = Object.assign({ city: "", date: "", cycle: "", lead: "", participants: "" }, value.about);
    faults = checkSet(file, set);
    return faults.length ? { faults: faults } : { file: file };
  }

  /* ---- Tables ---- */

  /* Every question with its answer, as rows of texts and numbers; the first row is the head. */
  function rows(set, file, t) {
    var groups = new Map(set.groups.map(function (group) { return [group.id, group]; }));
    var head = ["essential", "code", "name", "question", "level", "label", "ticks"].concat(NOTES, ["links", "votes", "consensus"]);
    return [head.map(function (name) { return t("column." + name); })].concat(set.questions.map(function (question) {
      var answer = file.answers[question.id] || {}, group = groups.get(question.group);
      var level = set.levels.find(function (one) { return one.value === answer.level; });
      var votes = file.groups.filter(function (one) { return answer.votes && own(answer.votes, one.id); })
        .map(function (one) { return one.name + ": " + answer.votes[one.id]; });
      var ticks = question.ticks.filter(function (box) { return (answer.ticks || []).includes(box.id); })
        .map(function (box) { return box.label; });
      return [
        group.number + " " + group.title, question.code, question.name, question.text,
        level ? level.value : null, level ? level.label : "", ticks.join("; "),
      ].concat(NOTES.map(function (name) { return answer[name] || ""; }),
        [(answer.links || []).join(" "), votes.join("; "), answer.consensus || ""]);
    }));
  }

  /* RFC 4180, with a byte-order mark so that spreadsheets read it rightly; a text that a spreadsheet
     would take for a formula is made plain (https://owasp.org/www-community/attacks/CSV_Injection). */
  function toCsv(table) {
    return "\ufeff" + table.map(function (row) {
      return row.map(function (cell) {
        if (typeof cell === "number") { return String(cell); }
        var text = cell === null ? "" : String(cell);
        if (/^[=+\-@\t\r＝＋－＠]/.test(text)) { text = "'" + text; }
        return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(",");
    }).join("\r\n") + "\r\n";
  }

  /* The lines that a city adds to its page in `content/cities/`. Every text is a JSON string, which
     YAML reads as it is. */
  function toCityLines(file) {
    var text = JSON.stringify, about = file.about;
    var lines = ["results:", "  - assessment: " + file.set, "    date: " + (about.date || file.changed.slice(0, 10))];
    if (about.cycle) { lines.push("    cycle: " + text(about.cycle)); }
    lines.push("    lead: " + text(about.lead || about.city || file.name));
    var people = about.participants.split("\n").map(function (line) { return line.trim().slice(0, 300); }).filter(Boolean);
    if (people.length) { lines.push("    participants: " + text(people)); }
    lines.push("    levels:");
    Object.keys(file.answers).sort().forEach(function (id) {
      if (own(file.answers[id], "level")) { lines.push("      " + id + ": " + file.answers[id].level); }
    });
    return lines.concat("    source: our-result", "").join("\n");
  }

  return { toCityLines: toCityLines, blank: blank, now: now, toJson: toJson, parse: parse, rows: rows, toCsv: toCsv, NOTES: NOTES, LARGEST: LARGEST };
})();
