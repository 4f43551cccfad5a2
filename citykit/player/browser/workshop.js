/* The workshop: several groups vote on each question, the room sees the spread and agrees. */
CityKit.workshop = (function () {
  "use strict";

  var el = CityKit.elements.el, scoring = CityKit.scoring;

  /* Who is in the room, and which groups vote. */
  function room(app) {
    var file = app.file, list = el("div", {});
    function draw() {
      list.replaceChildren.apply(list, file.groups.map(function (group, place) {
        var label = app.t("group", { number: place + 1 });
        var named = CityKit.answering.field("group-" + group.id, label, group.name, function (value) { group.name = value; app.keep(); });
        named.append(el("button", { type: "button", class: "ck-plain-button", on: { click: function () { remove(group); } } },
          app.t("remove"), el("span", { class: "ck-unseen" }, " " + label)));
        return named;
      }));
    }
    function remove(group) {
      if (!window.confirm(app.t("group-remove", { name: group.name || group.id }))) { return; }
      file.groups = file.groups.filter(function (one) { return one !== group; });
      Object.keys(file.answers).forEach(function (id) { if (file.answers[id].votes) { delete file.answers[id].votes[group.id]; } });
      app.keep();
      draw();
      add.focus();
    }
    var add = el("button", { type: "button", class: "md-button", on: { click: function () {
      var used = file.groups.map(function (group) { return Number(group.id.slice(1)); });
      if (file.groups.length >= 30) { return; }
      file.groups.push({ id: "g" + (Math.max.apply(null, [0].concat(used)) + 1), name: "" });
      app.keep();
      draw();
      list.lastChild.querySelector("input").focus();
    } } }, app.t("group-add"));
    draw();
    return [
      el("h2", { tabindex: "-1", id: "ck-here" }, app.t("view.workshop")),
      el("p", {}, app.t("workshop-lead")),
      el("section", {}, el("h3", {}, app.t("groups")), list, add),
      el("section", {}, el("h3", {}, app.t("people")),
        CityKit.answering.field("people", app.t("people-label"), file.people.join("\n"), function (value) {
          file.people = value.split("\n").map(function (line) { return line.trim().slice(0, 300); }).filter(Boolean).slice(0, 500);
          app.keep();
        }, { lines: 6, limit: 60000, hint: app.t("people-hint") })),
      el("p", {}, el("a", { class: "md-button md-button--primary", href: app.href("workshop", app.next()) }, app.t("to-votes"))),
    ];
  }

  function vote(app, id) {
    var question = app.question(id), answer = app.answer(question), place = app.set.questions.indexOf(question);
    var before = app.set.questions[place - 1], after = app.set.questions[place + 1];
    var seen = el("div", { role: "status", class: "ck-spread" });
    function draw() { seen.replaceChildren(spread(app, app.answer(question).votes || {})); }
    draw();
    return el("div", { class: "ck-projector" },
      CityKit.answering.heading(app, question, "h2"),
      el("dl", { class: "ck-anchors" }, app.set.levels.map(function (level) {
        return el("div", {}, el("dt", {}, level.value + " " + level.label), el("dd", {}, question.anchors[level.value] ||
          (Object.keys(question.anchors).length ? "" : level.meaning)));
      })),
      app.file.groups.length ? el("section", {}, el("h3", {}, app.t("votes")), app.file.groups.map(function (group, number) {
        return el("fieldset", { class: "ck-row" }, el("legend", {}, group.name || app.t("group", { number: number + 1 })),
          CityKit.answering.scale(app, question, "vote-" + group.id, answer.votes && answer.votes[group.id], function (value) {
            var votes = Object.assign({}, app.answer(question).votes);
            if (value === null) { delete votes[group.id]; } else { votes[group.id] = value; }
            app.note(question, "votes", votes);
            draw();
          }, true));
      }), seen) : el("p", {}, el("a", { href: app.href("workshop") }, app.t("no-groups"))),
      el("fieldset", {}, el("legend", {}, app.t("consensus")),
        CityKit.answering.scale(app, question, "level", scoring.level(app.file.answers, question), function (value) { app.pick(question, value); }, true),
        CityKit.answering.field("note-consensus", app.t("note.consensus"), answer.consensus, function (value) { app.note(question, "consensus", value); }, { lines: 2, limit: 8000 })),
      el("nav", { class: "ck-steps", "aria-label": app.t("steps") },
        before ? el("a", { class: "md-button", href: app.href("workshop", before.id), rel: "prev" }, app.t("previous")) : null,
        after ? el("a", { class: "md-button md-button--primary", href: app.href("workshop", after.id), rel: "next" }, app.t("next"))
          : el("a", { class: "md-button md-button--primary", href: app.href("result") }, app.t("to-result"))));
  }

  function spread(app, votes) {
    var found = scoring.spread(votes);
    if (!found.voices) { return el("p", {}, app.t("spread-none")); }
    var told = app.t("spread", { count: found.voices, lowest: found.lowest, highest: found.highest, median: found.median });
    var levels = app.set.levels.map(function (level) { return level.value; });
    return el("div", {}, el("p", {}, told, found.range > 1 ? [" ", el("strong", {}, app.t("spread-wide"))] : null),
      CityKit.charts.dots(told, levels, Object.keys(votes).map(function (group) { return votes[group]; })));
  }

  return { room: room, vote: vote };
})();
