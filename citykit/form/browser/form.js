/* The page: one file is all its state. Fields, text, preview and what is wrong are views of it. */
CityKit.form = (function () {
  "use strict";

  const el = CityKit.elements.el, told = CityKit.elements.told;
  // Beyond this a forge refuses an address (8 kB is what most servers take).
  const ADDRESS = 7500;
  const given = {};

  function Page(root) {
    const { setting, schemas, words } = given;
    this.root = root;
    this.setting = setting;
    this.schemas = schemas;
    this.say = CityKit.elements.wording(words.texts, words.lang);
    this.hub = new CityKit.check.Hub(Object.assign({}, given.rules, given.hub));
    this.kind = this.hub.data.kinds[setting.kind];
    this.key = "citykit-form-" + setting.kind;
    this.touched = new Set();
    this.told = false;
    this.begin(this.kept());
    this.build();
    this.renew();
    window.addEventListener("hashchange", () => { const type = this.asked(); if (type && type !== this.type) { this.choose(type); } });
  }

  const today = () => { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); };

  Page.prototype.asked = function () {
    const type = decodeURIComponent(location.hash.replace(/^#type=/, ""));
    return this.kind.types && CityKit.model.has(this.kind.types, type) ? type : "";
  };

  /* What was begun on this device, unless another type is asked for. */
  Page.prototype.kept = function () {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && (!this.asked() || kept.type === this.asked()) ? kept : null;
    } catch (error) { return null; }
  };

  Page.prototype.begin = function (kept) {
    this.type = kept ? kept.type : this.asked() || (this.kind.types ? Object.keys(this.setting.begin)[0] : "");
    this.id = kept ? kept.id : "";
    this.text = kept ? kept.text : this.blank();
    this.restored = Boolean(kept);
  };

  Page.prototype.blank = function () {
    const { fields, text } = this.setting.begin[this.type], made = {};
    const later = (days) => { const date = new Date(today() + "T00:00:00Z"); date.setUTCDate(date.getUTCDate() + days); return date.toISOString().slice(0, 10); };
    Object.keys(this.schema().properties).forEach((name) => {
      if (name === "type" && this.type) { made.type = this.type; }
      else if (name === "title") { made.title = ""; }
      else if (CityKit.model.has(fields, name)) { made[name] = { published: today(), reviewed: today(), "review-by": later(this.setting.reviewedFor) }[name] || fields[name]; }
    });
    return CityKit.writing.begin(made, text, this.end() === "yml").replace(/^title: ""$/m, "title:");
  };

  Page.prototype.schema = function () { return this.schemas[this.type]; };
  Page.prototype.end = function () { return this.setting.end; };
  Page.prototype.folder = function () { return "content/" + (this.kind.types ? this.kind.types[this.type] : this.kind.folders[0]); };
  Page.prototype.path = function () { return this.folder() + "/" + (this.id || CityKit.writing.idOf(this.title()) || "new") + "." + this.end(); };
  Page.prototype.title = function () { return this.entry && typeof this.entry.fields.title === "string" ? this.entry.fields.title : ""; };

  Page.prototype.choose = function (type) {
    this.type = type;
    this.touched.clear();
    this.told = false;
    this.restored = false;
    this.id = "";
    this.set(this.blank());
    this.renew();
  };

  Page.prototype.button = function (word, act, main) {
    return el("button", { type: "button", class: "md-button" + (main ? " md-button--primary" : ""), on: { click: act } }, this.say(word));
  };

  Page.prototype.build = function () {
    const say = this.say;
    this.status = el("p", { role: "status", class: "ck-form__status" });
    this.summary = el("section", { class: "ck-form__summary", "aria-labelledby": "ck-todo", tabindex: "-1", id: "ck-summary" });
    this.place = el("div", { class: "ck-form__fields" });
    this.raw = el("textarea", { id: "ck-raw", rows: "16", spellcheck: "false", dir: "ltr", on: { input: () => { this.told = true; this.set(this.raw.value, "raw"); } } });
    this.fileBox = el("details", { class: "ck-form__file" }, el("summary", {}, say("file")),
      el("p", {}, say("file-lead")), el("label", { for: "ck-raw" }, say("file-label")), this.raw);
    this.picker = el("input", { type: "file", id: "ck-open", accept: ".md,.yml,text/markdown", on: { change: () => this.open() } });
    this.name = el("input", { type: "text", id: "ck-id", autocomplete: "off", dir: "ltr", "aria-describedby": "ck-id-help", on: { input: () => { this.id = this.name.value.trim(); this.judge(); this.tell(); } } });
    this.where = el("code", {});
    this.shown = el("div", { class: "ck-preview", tabindex: "0", role: "region", "aria-labelledby": "ck-preview" });
    const types = this.kind.types ? el("select", { id: "ck-type", on: { change: () => { location.hash = "type=" + this.types.value; } } },
      Object.keys(this.setting.begin).map((type) => el("option", { value: type }, this.setting.types[type]))) : null;
    this.types = types;
    this.root.replaceChildren(
      el("p", { class: "ck-notice" }, say("privacy")),
      types ? el("div", { class: "ck-form__field" }, el("label", { for: "ck-type" }, say("type")), types) : "",
      el("div", { class: "ck-form__field ck-form__open" }, el("label", { for: "ck-open" }, say("open")), this.picker, el("small", {}, say("open-lead"))),
      this.status, this.summary,
      el("div", { class: "ck-form__halves" },
        el("div", {}, this.place,
          el("div", { class: "ck-form__field" }, el("label", { for: "ck-id" }, say("id")), this.name, el("small", { id: "ck-id-help" }, say("id-help"), " ", this.where))),
        el("section", { class: "ck-form__seen", "aria-labelledby": "ck-preview" }, el("h2", { id: "ck-preview" }, say("preview")), this.shown)),
      this.fileBox, this.outcome());
    this.root.hidden = false;
  };

  Page.prototype.outcome = function () {
    const say = this.say;
    this.forge = el("p", { class: "ck-form__forge" });
    return el("section", { "aria-labelledby": "ck-outcome" }, el("h2", { id: "ck-outcome" }, say("outcome")),
      el("p", {}, say("outcome-lead")),
      el("p", { class: "ck-actions" }, this.button("download", () => this.download(), true), " ",
        this.button("copy", () => this.copy()), " ", this.button("anew", () => this.anew())),
      this.forge, el("p", { class: "ck-quiet" }, say("not-judged")));
  };

  /* Takes another text for the file; `from` is the view that it comes from and that stays as it is. */
  Page.prototype.set = function (text, from) {
    this.text = text;
    this.from = from;
    this.judge();
    if (from === "raw") { this.fill(); }
    this.tell();
    try { localStorage.setItem(this.key, JSON.stringify({ type: this.type, id: this.id, text: text })); }
    catch (error) { this.status.textContent = this.say("not-kept"); }
  };

  Page.prototype.judge = function () {
    let found = CityKit.check.check(this.hub, this.schemas, this.path(), this.text, today());
    // The file itself tells its type: another folder is another choice here, no fault.
    const type = found.entry && this.kind.types && found.entry.fields.type;
    if (type && type !== this.type && CityKit.model.has(this.kind.types, type)) {
      this.type = type;
      found = CityKit.check.check(this.hub, this.schemas, this.path(), this.text, today());
    }
    const before = this.entry && this.path();
    this.entry = found.entry;
    if (this.entry && before !== this.path()) { found = CityKit.check.check(this.hub, this.schemas, this.path(), this.text, today()); }
    this.diagnostics = found.diagnostics;
  };

  /* Everything anew: another file, another type. */
  Page.prototype.renew = function () {
    this.from = "";
    this.judge();
    this.fill();
    if (this.types) { this.types.value = this.type; }
    this.name.value = this.id;
    this.status.textContent = this.restored ? this.say("restored") : "";
    this.tell();
  };

  /* The fields, from what the file says; where it cannot be read, there are none. */
  Page.prototype.fill = function () {
    if (!this.entry) { this.fileBox.open = true; this.place.replaceChildren(el("p", { class: "ck-notice" }, this.say("unreadable"))); return; }
    const schema = this.schema(), fields = new CityKit.fields.Fields(schema, this.hub, this.say, (name, value) => {
      this.touched.add(name);
      this.set(CityKit.writing.put(this.entry, Object.keys(schema.properties), name, value), "fields");
    });
    const values = this.entry.fields, names = Object.keys(schema.properties).filter((name) => name !== "type" || !this.kind.types);
    const needed = names.filter((name) => (schema.required || []).indexOf(name) >= 0 || name === "sources");
    const rest = names.filter((name) => needed.indexOf(name) < 0);
    const draw = (name) => fields.top(name, values[name]);
    const more = el("details", { class: "ck-form__more" }, el("summary", {}, this.say("more", { count: rest.length })), rest.map(draw));
    more.open = rest.some((name) => values[name] !== undefined && name !== "licence");
    const text = this.end() === "yml" ? "" : this.body();
    this.place.replaceChildren(...needed.map(draw), more, text, fields.known);
  };

  Page.prototype.body = function () {
    const input = el("textarea", { id: "f-body", rows: "18", value: this.entry.body, dir: "auto", "aria-describedby": "f-body-help f-body-wrong" });
    input.addEventListener("input", () => { this.touched.add("body"); this.set(CityKit.writing.body(this.entry, input.value), "fields"); });
    return el("div", { class: "ck-form__field" }, el("label", { for: "f-body" }, this.say("text")), input,
      el("small", { id: "f-body-help", class: "ck-form__help" }, this.say("text-help")), el("div", { id: "f-body-wrong", class: "ck-form__wrong", lang: "en" }));
  };

  /* What is wrong, in a list that leads to each place, and beside the fields. */
  Page.prototype.tell = function () {
    const say = this.say, all = this.diagnostics.map((found) => Object.assign({}, found, { path: found.path || (this.entry && found.line >= this.entry.bodyLine ? ["body"] : null) }));
    const errors = all.filter((found) => found.severity === "error").length;
    const items = all.map((found) => el("li", {},
      el("a", { href: "#", on: { click: (event) => { event.preventDefault(); this.go(found); } } }, say("line", { number: String(found.line) })), " ",
      el("span", { lang: "en" }, el("code", {}, found.severity + "[" + found.code + "]"), " ", el("span", {}, told(found.message)), " ", el("em", {}, told(CityKit.said.sentence(found.hint))))));
    const open = this.told || !this.entry || (this.summary.querySelector("details") || {}).open;
    this.summary.replaceChildren(el("h2", { id: "ck-todo" }, all.length ? say("todo", { count: all.length }) : say("fine")),
      all.length ? el("details", { open: Boolean(open) }, el("summary", {}, say("todo-show")), el("ul", {}, items)) : el("p", {}, say("fine-lead")));
    this.summary.classList.toggle("ck-form__summary--fine", !errors || !this.told);
    const mine = this.told ? all : all.filter((found) => found.path && this.touched.has(found.path[0]));
    CityKit.fields.mark(this.place, mine);
    if (this.from !== "raw") { this.raw.value = this.text; }
    this.where.textContent = this.path();
    if (this.entry) { this.shown.replaceChildren(CityKit.preview.draw(this.entry, this.schema(), (title) => title)); }
    this.lead();
  };

  Page.prototype.go = function (found) {
    this.told = true;
    this.tell();
    const target = found.path && CityKit.fields.targetOf(this.root, found.path);
    if (target) {
      const closed = target.closest("details:not([open])");
      if (closed) { closed.open = true; }
      target.focus();
      return;
    }
    const before = this.text.split("\n").slice(0, found.line - 1).join("\n").length + (found.line > 1 ? 1 : 0);
    this.fileBox.open = true;
    this.raw.focus();
    this.raw.setSelectionRange(before + found.column - 1, before + Math.max(found.end - 1, found.column));
  };

  /* The way to the forge with the whole file in its address, where that is not too long. */
  Page.prototype.lead = function () {
    const found = /^(https?:\/\/.*)\/edit\/([^/]+)\/$/.exec(this.setting.edit), say = this.say;
    if (!found) { this.forge.replaceChildren(); return; }
    const name = found[1] + "/new/" + found[2] + "?filename=" + encodeURIComponent(this.path());
    const whole = name + "&value=" + encodeURIComponent(this.text), fits = whole.length <= ADDRESS;
    this.forge.replaceChildren(el("a", { class: "md-button", href: fits ? whole : name, target: "_blank", rel: "noopener" }, say("forge")), " ",
      el("small", {}, fits ? say("forge-lead") : say("forge-long", { size: Math.ceil(whole.length / 1024), limit: Math.floor(ADDRESS / 1024) })));
  };

  Page.prototype.download = function () {
    const link = el("a", { href: URL.createObjectURL(new Blob([this.text], { type: "text/plain;charset=utf-8" })), download: this.path().split("/").pop() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    this.ask("downloaded");
  };

  Page.prototype.ask = function (word) {
    this.told = true;
    this.tell();
    this.status.textContent = this.say(word, { path: this.path() });
  };

  Page.prototype.copy = function () {
    const done = () => this.ask("copied");
    const byHand = () => { this.fileBox.open = true; this.raw.focus(); this.raw.select(); if (document.execCommand("copy")) { done(); } };
    // Pages opened from a folder may not write to the clipboard themselves.
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(this.text).then(done, byHand); } else { byHand(); }
  };

  Page.prototype.anew = function () {
    if (!window.confirm(this.say("anew-sure"))) { return; }
    localStorage.removeItem(this.key);
    this.choose(this.type);
    localStorage.removeItem(this.key);
  };

  Page.prototype.open = function () {
    const file = this.picker.files[0];
    if (!file) { return; }
    file.arrayBuffer().then((buffer) => {
      const stem = file.name.replace(/\.(md|yml)$/, "");
      this.id = stem;
      this.told = true;
      this.restored = false;
      try {
        this.set(CityKit.reading.decode(new Uint8Array(buffer)).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
        this.renew();
        this.status.textContent = this.say("opened", { name: file.name });
      } catch (refused) {
        if (!(refused instanceof CityKit.reading.Refused)) { throw refused; }
        const words = this.hub.sayer.said(refused.fault, refused.values);
        this.status.replaceChildren(...told(words.message + " " + CityKit.said.sentence(words.hint)));
      }
    });
  };

  /* Each script of the page gives one part; the last one begins. */
  function take(part, value) {
    given[part] = value;
    if (["rules", "hub", "words", "schemas", "setting"].every((name) => name in given)) {
      CityKit.form.page = new Page(document.getElementById("ck-form"));
    }
  }

  return { take: take };
})();
