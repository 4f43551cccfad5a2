/* The player: keeps one assessment of a set in memory and on this device, and shows a view of it for
   each address (`#/ID/VIEW/PART`). Every view is built from plain values; nothing is sent anywhere. */
CityKit.player = (function () {
  "use strict";

  var el = CityKit.elements.el, scoring = CityKit.scoring, exchange = CityKit.exchange;
  var VIEWS = ["about", "question", "list", "workshop", "result"];
  var folder = document.currentScript ? document.currentScript.src.replace(/[^/]*$/, "") : "";

  function App(set, place) {
    this.set = set;
    this.t = CityKit.elements.wording(set.words, set.lang);
    this.store = new CityKit.store.Store(function () { return window.localStorage; });
    this.id = null;
    this.file = null;
    this.notice = el("div", { role: "alert", class: "ck-player__notice" });
    this.bar = el("div", { class: "ck-player__bar" });
    this.view = el("div", { class: "ck-player__view" });
    place.replaceChildren(this.notice, this.bar, this.view);
    place.hidden = false;
  }

  /* ---- What the views ask for ---- */

  App.prototype.href = function (view, part) {
    return "#/" + (this.id || "") + (view ? "/" + view : "") + (part ? "/" + part : "");
  };

  App.prototype.question = function (id) {
    return this.set.questions.find(function (question) { return question.id === id; }) || this.set.questions[0];
  };

  App.prototype.answer = function (question) { return this.file.answers[question.id] || {}; };

  /* The first question without an answer, or the first of all. */
  App.prototype.next = function () {
    var answers = this.file.answers;
    return (this.set.questions.find(function (question) { return scoring.level(answers, question) === null; }) || this.set.questions[0]).id;
  };

  App.prototype.pick = function (question, level) { this.note(question, "level", level); };

  /* Keep a part of an answer; what is empty is left out. */
  App.prototype.note = function (question, name, value) {
    var answer = this.file.answers[question.id] || {};
    var empty = value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);
    if (empty) { delete answer[name]; } else { answer[name] = value; }
    if (Object.keys(answer).length) { this.file.answers[question.id] = answer; } else { delete this.file.answers[question.id]; }
    this.keep();
  };

  /* Save at once: a tab may be killed after any key. */
  App.prototype.keep = function () {
    this.file.changed = exchange.now();
    var wrong = this.store.put(this.id, this.file);
    this.tell(wrong ? this.t("store." + wrong) : "", wrong && wrong !== "lost");
    this.progress(wrong);
  };

  /* A message that must be heard; with `rescue`, how to save what is on the screen. */
  App.prototype.tell = function (text, rescue) {
    if (text === this.told) { return; }
    this.told = text;
    var self = this;
    this.notice.replaceChildren(text ? el("div", { class: "ck-notice ck-notice--due" }, el("p", {}, text),
      rescue && this.file ? el("p", {}, el("button", { type: "button", class: "md-button", on: { click: function () { self.exportJson(); } } }, this.t("export-json"))) : null) : "");
  };

  /* ---- Files ---- */

  App.prototype.exportJson = function () { this.download(exchange.toJson(this.file), "json", "application/json"); };
  App.prototype.exportCsv = function () { this.download(exchange.toCsv(exchange.rows(this.set, this.file, this.t)), "csv", "text/csv;charset=utf-8"); };

  App.prototype.exportCity = function () { this.download(exchange.toCityLines(this.file), "yml", "text/plain;charset=utf-8"); };

  App.prototype.fileName = function (ending) {
    var name = this.file.name.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
    return this.set.id + "-" + (name || "assessment") + "." + ending;
  };

  App.prototype.download = function (content, ending, type) {
    var address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: type }));
    el("a", { href: address, download: this.fileName(ending) }).click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  };

  /* The library for spreadsheets is loaded when first asked for. */
  App.prototype.exportXlsx = function () {
    var self = this;
    function write() {
      var rows = exchange.rows(self.set, self.file, self.t).map(function (row, place) {
        return row.map(function (cell) {
          if (cell === null || cell === "") { return null; }
          return typeof cell === "number" ? { value: cell, type: Number } : { value: cell, type: String, fontWeight: place ? undefined : "bold", wrap: true };
        });
      });
      var columns = rows[0].map(function (cell, place) { return { width: [30, 10, 30, 50, 8, 20][place] || 30 }; });
      window.writeXlsxFile(rows, { columns: columns, stickyRowsCount: 1 }).toBlob()
        .then(function (blob) { self.download(blob, "xlsx"); })
        .catch(function () { self.tell(self.t("xlsx-failed")); });
    }
    if (window.writeXlsxFile) { write(); return; }
    document.head.append(el("script", { src: folder + "xlsx.js", on: { load: write, error: function () { self.tell(self.t("xlsx-failed")); } } }));
  };

  /* Take in a file that was chosen; what is kept already is never touched. */
  App.prototype.take = function (chosen) {
    var self = this;
    if (chosen.size > exchange.LARGEST) { this.refuse([{ code: "large", path: "", limit: exchange.LARGEST / 1024 / 1024 }], chosen.name); return; }
    chosen.text().then(function (text) {
      var found = exchange.parse(text, self.set);
      if (found.faults) { self.refuse(found.faults, chosen.name); return; }
      self.begin(found.file, "result");
    }, function () { self.refuse([{ code: "unreadable", path: "" }], chosen.name); });
  };

  App.prototype.refuse = function (faults, name) {
    var self = this, t = this.t;
    this.told = null;
    this.notice.replaceChildren(el("div", { class: "ck-notice ck-notice--due" },
      el("p", {}, t("import-refused", { name: name })),
      el("ul", {}, faults.map(function (fault) {
        var other = fault.code === "set" && self.set.others.find(function (one) { return one.id === fault.given; });
        return el("li", {}, t("fault." + fault.code, { path: fault.path, given: fault.given, limit: fault.limit }),
          other ? [" ", el("a", { href: other.href }, other.title)] : null);
      }))));
  };

  /* Open a new assessment and keep it. */
  App.prototype.begin = function (file, view) {
    this.id = this.store.newId();
    this.file = file;
    this.keep();
    this.go(this.href(view));
  };

  App.prototype.go = function (address) { window.location.hash = address; };

  /* ---- Views ---- */

  App.prototype.progress = function (wrong) {
    var found = scoring.summary(this.set, this.file.answers);
    if (!this.meter) { return; }
    this.meter.value = found.answered;
    this.counted.textContent = this.t("answered", { answered: found.answered, asked: found.asked });
    this.saved.textContent = this.t(wrong && wrong !== "lost" ? "not-saved" : "saved");
  };

  App.prototype.retitle = function () { this.title.textContent = this.file.name; };

  App.prototype.frame = function (view) {
    var self = this;
    document.body.classList.toggle("ck-playing", Boolean(this.file));
    if (!this.file) { this.meter = null; this.bar.replaceChildren(); return; }
    this.title = el("strong", {}, this.file.name);
    this.meter = el("progress", { max: this.set.questions.length, "aria-labelledby": "ck-counted" });
    this.counted = el("span", { id: "ck-counted" });
    this.saved = el("span", { class: "ck-quiet" });
    this.bar.replaceChildren(
      el("p", { class: "ck-player__title" }, el("a", { href: "#/" }, this.t("all")), " · ", this.title),
      el("p", { class: "ck-player__progress" }, this.meter, " ", this.counted, " · ", this.saved),
      el("nav", { class: "ck-player__views", "aria-label": this.t("views") }, el("ul", {}, VIEWS.map(function (name) {
        return el("li", {}, el("a", { href: self.href(name, name === "question" ? self.next() : ""), "aria-current": name === view ? "page" : null }, self.t("view." + name)));
      }))));
    this.progress(null);
  };

  App.prototype.show = function (focus) {
    var parts = window.location.hash.replace(/^#\/?/, "").split("/"), id = parts[0], view = parts[1], part = parts[2];
    this.tell("");
    if (id === "compare") { this.showCompare(view, part); }
    else if (!id) { this.close(); this.view.replaceChildren.apply(this.view, this.home().flat(3).filter(Boolean)); }
    else if (!this.open(id)) { return; }
    else {
      view = VIEWS.includes(view) ? view : "about";
      this.frame(view);
      this.fill(this.drawn(view, part));
    }
    var here = document.getElementById("ck-here");
    if (focus && here) { here.focus({ preventScroll: true }); this.notice.parentNode.scrollIntoView(); }
  };

  App.prototype.fill = function (content) {
    this.view.replaceChildren(el("div", {}, content));
  };

  App.prototype.drawn = function (view, part) {
    if (view === "about") { return CityKit.answering.about(this); }
    if (view === "question") { return CityKit.answering.one(this, part || this.next()); }
    if (view === "list") { return CityKit.answering.list(this, part); }
    if (view === "workshop") { return part ? CityKit.workshop.vote(this, part) : CityKit.workshop.room(this); }
    return CityKit.result.report(this);
  };

  /* Make an assessment the open one. What is open stays in memory, so that it outlives a full store. */
  App.prototype.open = function (id) {
    if (this.id === id && this.file) { return true; }
    var file = this.store.get(id);
    if (!file || file.set !== this.set.id) {
      this.close();
      this.fill(el("div", {}, el("h2", { tabindex: "-1", id: "ck-here" }, this.t("gone")), el("p", {}, this.t("gone-lead")), el("p", {}, el("a", { href: "#/" }, this.t("all")))));
      return false;
    }
    this.id = id;
    this.file = file;
    this.store.kept.add(id);
    return true;
  };

  App.prototype.close = function () { this.id = null; this.file = null; this.frame(""); };

  App.prototype.kept = function () {
    var self = this;
    return this.store.list().assessments.filter(function (one) { return one.file.set === self.set.id; });
  };

  App.prototype.home = function () {
    var self = this, t = this.t, listed = this.store.list();
    var kept = listed.assessments.filter(function (one) { return one.file.set === self.set.id; });
    var name = CityKit.answering.field("new-name", t("new-name"), "", function () {}, { limit: 200, required: true, hint: t("new-hint") });
    return [
      el("h2", { tabindex: "-1", id: "ck-here" }, t("home")),
      el("p", {}, t("privacy")),
      listed.forbidden ? el("p", { class: "ck-notice ck-notice--due" }, t("store.forbidden")) : null,
      listed.damaged.map(function (one) {
        return el("div", { class: "ck-notice ck-notice--due" }, el("p", {}, t("store.damaged")),
          el("p", {}, el("button", { type: "button", class: "md-button", on: { click: function () { self.file = { name: one.id }; self.download(one.text, "txt", "text/plain"); self.file = null; } } }, t("store.damaged-save"))));
      }),
      kept.length ? el("ul", { class: "ck-plain ck-kept-list" }, kept.map(function (one) { return self.card(one); })) : null,
      el("form", { class: "ck-new", on: { submit: function (event) {
        event.preventDefault();
        var typed = name.querySelector("input").value.trim();
        if (typed) { self.begin(exchange.blank(self.set, typed), "about"); }
      } } }, el("h3", {}, t("new")), name, el("button", { type: "submit", class: "md-button md-button--primary" }, t("start"))),
      el("div", { class: "ck-new" }, el("h3", {}, t("import")), el("div", { class: "ck-field" }, el("label", { for: "import-file" }, t("import-label")),
        el("input", { type: "file", id: "import-file", accept: ".json,application/json", on: { change: function (event) {
          if (event.target.files[0]) { self.take(event.target.files[0]); event.target.value = ""; }
        } } }))),
      kept.length > 1 ? this.comparing(kept) : null,
    ];
  };

  App.prototype.card = function (one) {
    var self = this, t = this.t, found = scoring.summary(this.set, one.file.answers), name = el("span", { class: "ck-unseen" }, " " + one.file.name);
    var about = [one.file.about.city, one.file.about.cycle || one.file.about.date].filter(Boolean).join(", ");
    function button(key, run) { return el("button", { type: "button", class: "ck-plain-button", on: { click: run } }, t(key), name.cloneNode(true)); }
    return el("li", { class: "ck-card" },
      el("h3", {}, el("a", { href: "#/" + one.id + "/question" }, one.file.name)),
      el("p", {}, about ? about + " · " : "", t("answered", { answered: found.answered, asked: found.asked })),
      el("p", { class: "ck-links" },
        el("a", { href: "#/" + one.id + "/result" }, t("view.result"), name.cloneNode(true)),
        button("export-json", function () { self.file = one.file; self.exportJson(); self.file = null; }),
        button("copy", function () {
          var copy = JSON.parse(JSON.stringify(one.file));
          copy.name = t("copy-of", { name: one.file.name }).slice(0, 200);
          copy.created = exchange.now();
          self.begin(copy, "about");
        }),
        button("delete", function () {
          if (!window.confirm(t("delete-sure", { name: one.file.name }))) { return; }
          self.store.remove(one.id);
          self.show(true);
        })));
  };

  App.prototype.comparing = function (kept) {
    var self = this, t = this.t;
    function choice(id, label, chosen) {
      return el("div", { class: "ck-field" }, el("label", { for: id }, label), el("select", { id: id }, kept.map(function (one, place) {
        return el("option", { value: one.id, selected: place === chosen }, one.file.name);
      })));
    }
    return el("form", { class: "ck-new", on: { submit: function (event) {
      event.preventDefault();
      self.go("#/compare/" + event.target.elements["compare-before"].value + "/" + event.target.elements["compare-after"].value);
    } } }, el("h3", {}, t("compare")), choice("compare-before", t("before"), 1), choice("compare-after", t("after"), 0),
      el("button", { type: "submit", class: "md-button" }, t("compare")));
  };

  App.prototype.showCompare = function (before, after) {
    var pair = [before, after].map(this.store.get, this.store), own = this.set.id;
    this.close();
    if (!pair.every(function (file) { return file && file.set === own; })) { this.open(""); return; }
    document.body.classList.add("ck-playing");
    this.fill([el("p", { class: "ck-no-print" }, el("a", { href: "#/" }, this.t("all"))),
      CityKit.result.compare(this, { file: pair[0] }, { file: pair[1] })]);
  };

  /* Called by a set's own script. */
  function begin(set) {
    var app = new App(set, document.getElementById("ck-player"));
    window.addEventListener("hashchange", function () { app.show(true); });
    window.addEventListener("storage", function (event) {
      var id = CityKit.store.changed(event);
      if (id && id === app.id && event.newValue === null) { app.tell(app.t("store.deleted"), true); }
      else if (id && id === app.id) {
        /* Each window keeps every change at once: taking the other's over loses nothing. */
        app.file = app.store.get(id) || app.file;
        app.show(false);
        app.tell(app.t("store.elsewhere"));
      } else if (id && !app.file) { app.show(false); }
    });
    app.show(false);
    return app;
  }

  return { begin: begin, App: App };
})();
