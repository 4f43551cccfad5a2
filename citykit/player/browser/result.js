/* The result: figures with their charts, strengths and gaps, the plan, and two cycles side by side. */
CityKit.result = (function () {
  "use strict";

  var el = CityKit.elements.el, table = CityKit.elements.table, scoring = CityKit.scoring, charts = CityKit.charts;
  var NONE = "–";

  function name(question) { return question.name ? question.code + " " + question.name : question.code || question.text; }
  function title(group) { return group.number + ". " + group.title; }
  function label(app, value) {
    if (value === null) { return app.t("unanswered"); }
    return value + " – " + app.set.levels.find(function (level) { return level.value === value; }).label;
  }
  function decimal(app, value) {
    return value === null ? NONE : new Intl.NumberFormat(app.set.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  }
  function signed(value) { return value === null ? NONE : value > 0 ? "+" + value : value < 0 ? "−" + -value : "0"; }
  function section(title) {
    return el("section", { class: "ck-report__part" }, el("h3", {}, title), Array.prototype.slice.call(arguments, 1));
  }

  function report(app) {
    var set = app.set, answers = app.file.answers;
    return el("div", { class: "ck-report" },
      head(app), total(app), downloads(app), groups(app, "essential"), set.priorities.length ? groups(app, "priority") : null,
      strengths(app), questions(app), crosswalk(app), plan(app), reading(app));
  }

  function head(app) {
    var about = app.file.about, facts = [
      ["about.city", about.city], ["about.date", about.date], ["about.cycle", about.cycle], ["about.lead", about.lead],
      ["about.participants", about.participants], ["people", app.file.people.join("; ")],
      ["groups", app.file.groups.map(function (group) { return group.name; }).filter(Boolean).join("; ")],
    ].filter(function (fact) { return fact[1]; });
    return [
      el("h2", { tabindex: "-1", id: "ck-here" }, app.t("result-of", { name: app.file.name })),
      el("p", { class: "ck-quiet" }, app.set.title, " · ", app.t("list-of", { version: app.set.version })),
      facts.length ? el("dl", { class: "ck-facts" }, facts.map(function (fact) {
        return el("div", { class: "ck-facts__row" }, el("dt", {}, app.t(fact[0])), el("dd", {}, fact[1]));
      })) : null,
      scenarios(app),
    ];
  }

  function scenarios(app) {
    var rows = app.file.scenarios.filter(function (row) { return Object.keys(row).some(function (id) { return row[id]; }); });
    if (!rows.length) { return null; }
    return table(app.t("scenarios"), app.set.scenarios.map(function (blank) { return blank.label; }), rows.map(function (row) {
      return app.set.scenarios.map(function (blank) { return row[blank.id] || NONE; });
    }));
  }

  function total(app) {
    var found = scoring.summary(app.set, app.file.answers), open = found.asked - found.answered;
    return el("div", { class: "ck-total" },
      app.set.summing === "sum" ? el("p", {}, el("strong", { class: "ck-total__sum" }, app.t("points", { sum: found.sum, maximum: found.maximum })), " ") : null,
      el("p", {}, app.t("answered", { answered: found.answered, asked: found.asked }), ". ",
        app.set.summing === "sum" ? (open ? app.t("blanks", { count: open }) : "") : app.t("no-average")),
      app.set.missing ? el("p", {}, app.t("set-missing", { count: app.set.missing })) : null);
  }

  /* A radar and its table, by Essential or by Hyogo priority. */
  function groups(app, by) {
    var set = app.set, found = scoring.groups(set, app.file.answers, by), sums = set.summing === "sum";
    var shown = found.map(function (one) { return scoring.share(set, one); });
    return section(app.t(by === "priority" ? "by.priority" : "by.essential"),
      sums ? null : el("p", { class: "ck-quiet" }, app.t("our-summary", { top: scoring.top(set) })),
      el("div", { class: "ck-chart" },
        charts.radar(app.t("radar"), found.map(function (one) { return String(one.group.number); }), [{ name: app.file.name, values: shown }]),
        table(app.t(by === "priority" ? "by.priority" : "by.essential"),
          [app.t(by === "priority" ? "priority" : "column.essential"), app.t("column.answered"), app.t(sums ? "column.points" : "column.mean")],
          found.map(function (one, place) {
            return [title(one.group), app.t("of", { part: one.answered, whole: one.asked }),
              [sums ? app.t("of", { part: one.sum, whole: one.maximum }) : decimal(app, one.mean), " ", charts.share(shown[place])]];
          }), [1, 2])));
  }

  function strengths(app) {
    var strong = scoring.of(app.set, app.file.answers, "strength"), weak = scoring.of(app.set, app.file.answers, "gap");
    function list(found, none) {
      return found.length ? el("ul", {}, found.map(function (question) {
        return el("li", {}, name(question), " ", el("span", { class: "ck-quiet" }, label(app, scoring.level(app.file.answers, question))));
      })) : el("p", {}, app.t(none));
    }
    return section(app.t("strengths-and-gaps"),
      el("div", { class: "ck-two" },
        el("div", {}, el("h4", {}, app.t("strengths")), list(strong, "strengths-none")),
        el("div", {}, el("h4", {}, app.t("gaps")), list(weak, "gaps-none"))));
  }

  function questions(app) {
    var set = app.set, answers = app.file.answers;
    var rows = scoring.groups(set, answers).map(function (one) {
      return [title(one.group)].concat(one.questions.map(function (question) { return row(app, question); }));
    });
    return section(app.t("by-question"),
      table(app.t("by-question"), [app.t("column.question"), app.t("column.level"), app.t("column.bar"), app.t("note.comment")], rows.flat(1), [], true),
      set.questions.some(function (question) { return question.open; }) ? el("p", { class: "ck-quiet" }, "* " + app.t("open")) : null);
  }

  function row(app, question) {
    var value = scoring.level(app.file.answers, question), answer = app.answer(question);
    var ticked = question.ticks.filter(function (box) { return (answer.ticks || []).includes(box.id); })
      .map(function (box) { return box.label; }).join(", ");
    return [[name(question), question.open ? " *" : ""], label(app, value), charts.bar(value, scoring.lowest(app.set), scoring.top(app.set)),
      [ticked ? el("p", {}, ticked) : null, answer.comment ? el("p", { class: "ck-kept" }, answer.comment) : null,
        answer.consensus ? el("p", { class: "ck-kept" }, app.t("note.consensus"), ": ", answer.consensus) : null]];
  }

  /* Where to begin in the newer tool. */
  function crosswalk(app) {
    var found = scoring.crosswalk(app.set, app.file.answers);
    if (!found.length) { return null; }
    return section(app.t("crosswalk"),
      el("p", { class: "ck-notice" }, app.t("crosswalk-ours"), " ", el("a", { href: app.set.crosswalk }, app.t("crosswalk-whole"))),
      table(app.t("crosswalk"), [app.t("crosswalk-to"), app.t("column.essential"), app.t("crosswalk-from")],
        found.map(function (row) {
          var target = app.set.targets[row.id];
          return [el("a", { href: target.href }, target.name), target.group, row.because.map(function (one) {
            return el("div", {}, name(one.question), " ", el("span", { class: "ck-quiet" }, label(app, one.level)));
          })];
        })));
  }

  /* What is to be done, the widest gap first; then what is unanswered. */
  function plan(app) {
    var set = app.set, answers = app.file.answers, found = scoring.gaps(set, answers);
    var open = set.questions.filter(function (question) { return scoring.level(answers, question) === null; });
    return section(app.t("plan"), el("p", {}, app.t("plan-lead")),
      found.length ? table(app.t("plan"), ["what", "gap", "actions", "responsible", "timescale", "evidence"].map(function (key) { return app.t("column." + key); }),
        found.map(function (one) {
          var answer = answers[one.question.id], pages = answer.links || [];
          return [
            el("a", { href: app.href("question", one.question.id) }, name(one.question)),
            app.t("gap", { level: one.level, top: scoring.top(set) }),
            el("span", { class: "ck-kept" }, answer.actions || NONE), answer.responsible || NONE, answer.timescale || NONE,
            [el("span", { class: "ck-kept" }, answer.verification || (pages.length ? "" : NONE)), links(pages)],
          ];
        })) : el("p", {}, app.t("plan-none")),
      open.length ? el("p", {}, app.t("plan-open", { count: open.length }), " ", open.map(function (question, place) {
        return [place ? ", " : "", el("a", { href: app.href("question", question.id) }, question.code || name(question))];
      })) : null);
  }

  /* For each Essential with a gap, what the hub has on it: those with the widest gap first. */
  function reading(app) {
    var found = scoring.gaps(app.set, app.file.answers).map(function (one) { return one.question.group; });
    var groups = Array.from(new Set(found)).filter(function (id) { return app.set.reading[id].length; });
    if (!groups.length) { return null; }
    return section(app.t("reading"), table(app.t("reading"), [app.t("column.essential"), app.t("reading")], groups.map(function (id) {
      var group = app.set.groups.find(function (one) { return one.id === id; });
      return [title(group), app.set.reading[id].map(function (work) {
        return el("div", {}, el("a", { href: work.href }, work.title), " ", el("span", { class: "ck-quiet" }, work.sort));
      })];
    })));
  }

  /* What somebody typed is a link only if it is an address of the web. */
  function links(list) {
    return list.map(function (address) {
      return el("div", { class: "ck-url" }, /^https?:\/\/[^\s]+$/i.test(address) ? el("a", { href: address, rel: "noopener nofollow" }, address) : address);
    });
  }

  function downloads(app) {
    function button(key, run) { return el("button", { type: "button", class: "md-button", on: { click: run } }, app.t(key)); }
    return el("div", { class: "ck-actions ck-no-print" },
      button("print", function () { window.print(); }), button("export-json", function () { app.exportJson(); }),
      button("export-csv", function () { app.exportCsv(); }), button("export-xlsx", function () { app.exportXlsx(); }),
      button("export-city", function () { app.exportCity(); }));
  }

  /* Two assessments of one set; the second is the later. */
  function compare(app, before, after) {
    var set = app.set, pair = [before.file, after.file];
    var found = pair.map(function (file) { return scoring.groups(set, file.answers); });
    var whole = pair.map(function (file) { return scoring.summary(set, file.answers); });
    var rows = scoring.compare(set, before.file.answers, after.file.answers), sums = set.summing === "sum";
    var told = function (one) { return sums ? one.sum : one.mean === null ? null : Math.round(one.mean * 10) / 10; };
    var counted = { up: 0, down: 0, same: 0 };
    rows.forEach(function (row) {
      if (row.change !== null) { counted[row.change > 0 ? "up" : row.change < 0 ? "down" : "same"]++; }
    });
    function difference(a, b) { return a === null || b === null ? null : Math.round((b - a) * 10) / 10; }
    return el("div", { class: "ck-report" },
      el("h2", { tabindex: "-1", id: "ck-here" }, app.t("compare-of", { before: before.file.name, after: after.file.name })),
      el("p", {}, sums ? app.t("compare-sums", { before: whole[0].sum, after: whole[1].sum, maximum: whole[0].maximum }) + " " : "",
        app.t("compare-told", counted)),
      el("p", { class: "ck-quiet" }, app.t("compare-answered", { before: whole[0].answered, after: whole[1].answered, asked: whole[0].asked })),
      sums ? null : el("p", { class: "ck-quiet" }, app.t("our-summary", { top: scoring.top(set) })),
      section(app.t("by.essential"), el("div", { class: "ck-chart" },
        el("div", {}, charts.radar(app.t("radar-two"), set.groups.map(function (group) { return String(group.number); }),
          found.map(function (groups, place) {
            return { name: pair[place].name, values: groups.map(function (one) { return scoring.share(set, one); }) };
          })),
          el("p", { class: "ck-quiet" }, app.t("radar-legend", { before: before.file.name, after: after.file.name }))),
        table(app.t("by.essential"), [app.t("column.essential"), app.t("before"), app.t("after"), app.t("change")],
          found[0].map(function (one, place) {
            var then = told(one), later = told(found[1][place]);
            return [title(one.group), then === null ? NONE : then, later === null ? NONE : later, signed(difference(then, later))];
          }), [1, 2, 3]))),
      section(app.t("by-question"), table(app.t("by-question"), [app.t("column.question"), app.t("before"), app.t("after"), app.t("change")],
        rows.map(function (row) {
          return [name(row.question), label(app, row.before), label(app, row.after), signed(row.change)];
        }), [3])),
      el("div", { class: "ck-actions ck-no-print" }, el("button", { type: "button", class: "md-button", on: { click: function () { window.print(); } } }, app.t("print"))));
  }

  return { report: report, compare: compare };
})();
