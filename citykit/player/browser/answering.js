/* The form: what the city is, one question at a time, and all questions as a list. */
CityKit.answering = (function () {
  "use strict";

  var el = CityKit.elements.el, scoring = CityKit.scoring;
  var LIMITS = { comment: 8000, verification: 8000, actions: 8000, responsible: 300, timescale: 300 };
  var LONG = ["verification", "actions"];

  /* A text with its label. `keep` is called with every change. */
  function field(id, label, value, keep, options) {
    options = options || {};
    var input = el(options.lines ? "textarea" : "input", {
      id: id, rows: options.lines, type: options.lines ? null : options.type || "text", value: value || "",
      maxlength: options.limit || 300, required: options.required, "aria-describedby": options.hint ? id + "-hint" : null,
      on: { input: function (event) { keep(event.target.value, event.target); } },
    });
    return el("div", { class: "ck-field" }, el("label", { for: id }, label), input,
      options.hint ? el("small", { id: id + "-hint" }, options.hint) : null);
  }

  /* A choice of one level; `pick` is called with the level, or null when it is cleared. */
  function scale(app, question, name, value, pick, short) {
    var boxes = app.set.levels.map(function (level) {
      var id = name + "-" + level.value;
      var text = question.anchors[level.value] || (Object.keys(question.anchors).length ? "" : level.meaning);
      return el("div", { class: "ck-level" },
        el("input", { type: "radio", id: id, name: name, checked: value === level.value, on: { change: function () { pick(level.value); } } }),
        el("label", { for: id }, el("b", {}, level.value),
          el("span", { class: short ? "ck-level__name" : null }, el("strong", {}, level.label), short || !text ? null : [" ", text])));
    });
    var clear = el("button", { type: "button", class: "ck-plain-button", on: { click: function () {
      boxes.forEach(function (box) { box.querySelector("input").checked = false; });
      pick(null);
    } } }, app.t("clear"), short ? el("span", { class: "ck-unseen" }, " " + question.code) : null);
    return [el("div", { class: short ? "ck-scale ck-scale--short" : "ck-scale" }, boxes), clear];
  }

  /* The parts of a question that every view shows. */
  function heading(app, question, level) {
    var number = app.set.questions.indexOf(question) + 1;
    var group = app.set.groups.find(function (one) { return one.id === question.group; });
    return [
      el("p", { class: "ck-step" }, app.t("step", { number: number, count: app.set.questions.length }), " · ",
        app.t("essential", { version: app.set.version, number: String(group.number), title: group.title })),
      el(level, { tabindex: "-1", id: "ck-here" }, question.code, question.name ? " " + question.name : ""),
      el("p", { class: "ck-question" }, question.text),
      question.open ? el("p", { class: "ck-chip" }, app.t("open")) : null,
      question.indicator ? el("p", { class: "ck-quiet" }, app.t("indicator", { indicator: question.indicator })) : null,
    ];
  }

  function about(app) {
    var file = app.file;
    function of(name, options) {
      return field("about-" + name, app.t("about." + name), file.about[name], function (value) { file.about[name] = value; app.keep(); }, options);
    }
    return [
      el("h2", { tabindex: "-1", id: "ck-here" }, app.t("view.about")),
      el("p", {}, app.t("about.intro")),
      field("about-name", app.t("about.name"), file.name, function (value) {
        if (value.trim()) { file.name = value.trim(); app.keep(); app.retitle(); }
      }, { limit: 200, required: true }),
      el("div", { class: "ck-fields" }, of("city"), of("date", { type: "date" }), of("cycle", { hint: app.t("about.cycle-hint") }), of("lead")),
      of("participants", { lines: 3, limit: 8000 }),
      app.set.sheet.length ? sheet(app) : null,
      app.set.scenarios.length ? scenarios(app) : null,
      el("p", {}, el("a", { class: "md-button md-button--primary", href: app.href("question", app.next()) }, app.t("to-questions"))),
    ];
  }

  function sheet(app) {
    return el("section", {}, el("h3", {}, app.t("sheet")), el("div", { class: "ck-fields" }, app.set.sheet.map(function (blank) {
      return field("sheet-" + blank.id, blank.label + (blank.optional ? " (" + app.t("optional") + ")" : ""), app.file.sheet[blank.id],
        function (value) { app.file.sheet[blank.id] = value; app.keep(); });
    })));
  }

  /* A row for each hazard; a new empty one is added by a button. */
  function scenarios(app) {
    var list = el("div", {});
    function row(values, place) {
      return el("fieldset", { class: "ck-scenario" }, el("legend", {}, app.t("scenario", { number: place + 1 })),
        app.set.scenarios.map(function (blank, number) {
          return field("scenario-" + place + "-" + blank.id, blank.label, values[blank.id],
            function (value) { values[blank.id] = value; app.keep(); }, number ? { lines: 2, limit: 8000 } : {});
        }));
    }
    function add() {
      app.file.scenarios.push({});
      list.append(row(app.file.scenarios[app.file.scenarios.length - 1], app.file.scenarios.length - 1));
    }
    app.file.scenarios.forEach(function (values, place) { list.append(row(values, place)); });
    if (!app.file.scenarios.length) { add(); }
    return el("section", {}, el("h3", {}, app.t("scenarios")), el("p", {}, app.t("scenarios-lead")), list,
      el("button", { type: "button", class: "md-button", on: { click: function () {
        if (app.file.scenarios.length < 60) { add(); list.lastChild.querySelector("input").focus(); }
      } } }, app.t("scenario-add")));
  }

  function one(app, id) {
    var question = app.question(id), answer = app.answer(question), place = app.set.questions.indexOf(question);
    var before = app.set.questions[place - 1], after = app.set.questions[place + 1];
    return [
      heading(app, question, "h2"),
      el("fieldset", {}, el("legend", {}, app.t("level")),
        scale(app, question, "level", scoring.level(app.file.answers, question), function (value) { app.pick(question, value); })),
      ticks(app, question, answer),
      notes(app, question, answer),
      el("nav", { class: "ck-steps", "aria-label": app.t("steps") },
        before ? el("a", { class: "md-button", href: app.href("question", before.id), rel: "prev" }, app.t("previous")) : null,
        after ? el("a", { class: "md-button md-button--primary", href: app.href("question", after.id), rel: "next" }, app.t("next"))
          : el("a", { class: "md-button md-button--primary", href: app.href("result") }, app.t("to-result"))),
    ];
  }

  function ticks(app, question, answer) {
    if (!question.ticks.length) { return null; }
    return el("fieldset", { class: "ck-ticks" }, el("legend", {}, app.t("ticks")), question.ticks.map(function (box) {
      var id = "tick-" + box.id;
      return el("div", {}, el("input", { type: "checkbox", id: id, checked: (answer.ticks || []).includes(box.id), on: { change: function (event) {
        var others = (answer.ticks || []).filter(function (tick) { return tick !== box.id; });
        app.note(question, "ticks", event.target.checked ? others.concat(box.id) : others);
      } } }), el("label", { for: id }, box.label));
    }));
  }

  function notes(app, question, answer) {
    var filled = CityKit.exchange.NOTES.concat("links").filter(function (name) { return (answer[name] || []).length; }).length;
    var most = app.set.commentWords, told = el("small", { id: "note-comment-hint" });
    function count(text, input) {
      var words = scoring.words(text), over = words > most;
      told.textContent = app.t(over ? "words-over" : "words", { words: words, most: most });
      told.className = over ? "ck-over" : "";
      if (input) { input.setAttribute("aria-invalid", String(over)); }
    }
    count(answer.comment);
    var comment = field("note-comment", app.t("note.comment"), answer.comment, function (value, input) {
      app.note(question, "comment", value); count(value, input);
    }, { lines: 4, limit: LIMITS.comment });
    comment.querySelector("textarea").setAttribute("aria-describedby", "note-comment-hint");
    comment.append(told);
    var links = field("note-links", app.t("note.links"), (answer.links || []).join("\n"), function (value) {
      app.note(question, "links", value.split("\n").map(function (line) { return line.trim().slice(0, 300); }).filter(Boolean).slice(0, 40));
    }, { lines: 2, limit: 8000, hint: app.t("note.links-hint") });
    return el("details", { class: "ck-notes", open: filled > 0 }, el("summary", {}, app.t("notes"), filled ? " (" + filled + ")" : ""),
      comment, links, ["verification", "actions", "responsible", "timescale"].map(function (name) {
        return field("note-" + name, app.t("note." + name), answer[name], function (value) { app.note(question, name, value); },
          { lines: LONG.includes(name) ? 3 : null, limit: LIMITS[name] });
      }));
  }

  function list(app, by) {
    var found = scoring.groups(app.set, app.file.answers, by);
    return [
      el("h2", { tabindex: "-1", id: "ck-here" }, app.t("view.list")),
      app.set.priorities.length ? el("p", { class: "ck-switch" },
        el("a", { href: app.href("list", "essential"), "aria-current": by !== "priority" ? "true" : null }, app.t("by.essential")),
        el("a", { href: app.href("list", "priority"), "aria-current": by === "priority" ? "true" : null }, app.t("by.priority"))) : null,
      found.map(function (one) {
        var told = el("span", { class: "ck-count" });
        function count() {
          told.textContent = app.t("answered", { answered: scoring.summary(app.set, app.file.answers, one.questions).answered, asked: one.asked });
        }
        count();
        return el("section", {}, el("h3", {}, one.group.number + ". " + one.group.title + " ", told),
          one.questions.map(function (question) {
            return el("fieldset", { class: "ck-row" }, el("legend", {}, question.code + " " + question.name),
              el("p", {}, question.text, " ", question.open ? el("span", { class: "ck-chip" }, app.t("open")) : null),
              scale(app, question, "level-" + question.id, scoring.level(app.file.answers, question), function (value) { app.pick(question, value); count(); }, true),
              el("a", { href: app.href("question", question.id) }, app.t("details"), el("span", { class: "ck-unseen" }, " " + question.code)));
          }));
      }),
    ];
  }

  return { about: about, one: one, list: list, field: field, scale: scale, heading: heading };
})();
