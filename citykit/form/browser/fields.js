/* Fields to fill in, from the declaration of a kind. Every change gives the new value of one field of
   the top level; lists and groups are changed by buttons, so that keys alone serve. */
CityKit.fields = (function () {
  "use strict";

  const el = CityKit.elements.el, told = CityKit.elements.told, has = CityKit.model.has;
  const LONG = 300;

  /* `say` gives words, `hub` the lists, `change(name, value)` is called with each change. */
  function Fields(schema, hub, say, change) {
    this.schema = schema;
    this.hub = hub;
    this.say = say;
    this.change = change;
    this.lists = new Map();
    this.known = el("div", { hidden: true });
  }

  const idOf = (path) => "f-" + path.join("-");

  /* One field of the top level with its value, as an element. */
  Fields.prototype.top = function (name, value) {
    const holder = el("div", { class: "ck-form__field", "data-field": name });
    let now = value === undefined ? null : value;
    const draw = (focus) => {
      const parts = [this.part(this.schema.properties[name], now, [name], (next, shape, to) => {
        now = next;
        this.change(name, next);
        if (shape) { draw(to); }
      })];
      holder.replaceChildren(...parts.flat(3).filter(Boolean));
      const target = focus && document.getElementById(focus);
      if (target) { target.focus(); }
    };
    draw();
    return holder;
  };

  /* `set(value, shape, focus)`: `shape` where other fields than this are there afterwards. */
  Fields.prototype.part = function (declared, value, path, set) {
    const part = CityKit.model.follow(this.schema, declared);
    const refers = part.items && CityKit.model.follow(this.schema, part.items);
    if (part.type === "array" && (refers["x-refers"] || refers["x-is"])) { return this.chosen(part, refers, value, path, set); }
    if (part.type === "array") { return this.list(part, value, path, set); }
    if (part.type === "object" && part.properties) { return this.group(part, value, path, set); }
    if (part.type === "object") { return this.mapping(part, value, path, set); }
    return this.one(part, value, path, set);
  };

  Fields.prototype.label = function (part, path) {
    const own = this.need(path) ? [el("span", { class: "ck-form__need" }, this.say("needed"))] : [];
    const step = path[path.length - 1];
    return [typeof step === "number" ? this.say("item", { number: step + 1 }) : part.title || step, " ", ...own];
  };

  Fields.prototype.need = function (path) { return path.length === 1 && (this.schema.required || []).indexOf(path[0]) >= 0; };

  Fields.prototype.help = function (part, path) {
    const example = part.examples && part.examples.length ? " " + this.say("example", { text: part.examples[0] }) : "";
    const text = (part.description || "") + example;
    return [text.trim() ? el("small", { id: idOf(path) + "-help", class: "ck-form__help", lang: "en" }, told(text)) : null,
      el("div", { id: idOf(path) + "-wrong", class: "ck-form__wrong", lang: "en" })];
  };

  /* Names the help where there is some, so that it is read out with the field. */
  Fields.prototype.described = function (part, path) {
    const help = part.description || (part.examples || []).length;
    return (help ? idOf(path) + "-help " : "") + idOf(path) + "-wrong";
  };

  Fields.prototype.one = function (part, value, path, set) {
    const id = idOf(path), text = value === null || value === undefined ? "" : String(value);
    const given = { id: id, value: text, "aria-describedby": this.described(part, path), autocomplete: "off" };
    let input;
    if (part.enum || part.const !== undefined || part.type === "boolean") {
      const words = part.enum || (part.type === "boolean" ? ["true", "false"] : [part.const]);
      const odd = text && words.indexOf(text) < 0 ? [text] : [];
      input = el("select", given, ["", ...words, ...odd].map((word) => el("option", { value: word }, part.type === "boolean" && word ? this.say(word) : word || "—")));
      input.value = text;
    } else if ((part.maxLength || 0) > LONG || path[0] === "summary" || text.indexOf("\n") >= 0) {
      input = el("textarea", Object.assign(given, { rows: "3" }));
    } else {
      const list = part["x-refers"] ? this.list_of(part["x-refers"], true) : this.list_of(part["x-is"], false);
      input = el("input", Object.assign(given, { type: "text", list: list, inputmode: part.type === "integer" ? "numeric" : part.type === "number" ? "decimal" : null, dir: part["x-is"] || part["x-refers"] ? "ltr" : "auto" }));
    }
    const counter = path[0] === "summary" ? el("small", { class: "ck-form__count", "aria-live": "polite" }) : null;
    const count = () => { if (counter) { counter.textContent = this.say("left", { count: (part.maxLength || LONG) - [...input.value].length }); } };
    input.addEventListener("input", () => { count(); set(input.value); });
    count();
    return [el("label", { for: id }, this.label(part, path)), input, counter, this.help(part, path)];
  };

  /* The id of a list of known words for completion: ids of a kind, or codes. */
  Fields.prototype.list_of = function (name, ids) {
    if (!name || (!ids && !has(this.hub.data.lists, name))) { return null; }
    const id = "ck-known-" + name;
    if (!this.lists.has(name)) {
      const words = ids ? this.hub.known(name) : this.hub.data.lists[name];
      const pairs = Array.isArray(words) ? words.map((word) => [word, ""]) : Object.entries(words);
      this.lists.set(name, new Map(pairs));
      this.known.append(el("datalist", { id: id }, pairs.map(([word, title]) => el("option", { value: word, label: title || null }))));
    }
    return id;
  };

  /* Several known words: those chosen, each with a button to take it away, and a box to add one. */
  Fields.prototype.chosen = function (part, item, value, path, set) {
    const given = Array.isArray(value) ? value.map((one) => String(one)) : value ? [String(value)] : [];
    const name = item["x-refers"] || item["x-is"], list = this.list_of(name, Boolean(item["x-refers"]));
    const titles = this.lists.get(name) || new Map(), id = idOf(path);
    const input = el("input", { id: id, type: "text", list: list, autocomplete: "off", dir: "ltr", "aria-describedby": this.described(part, path) });
    const add = () => {
      const typed = input.value.trim(), byTitle = [...titles].find(([, title]) => title && title.toLowerCase() === typed.toLowerCase());
      const words = titles.has(typed) ? [typed] : byTitle ? [byTitle[0]] : typed.split(/[\s,]+/).filter(Boolean);
      if (words.length) { set([...given, ...words.filter((word) => given.indexOf(word) < 0)], true, id); }
    };
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
    // A word chosen from the list is meant; what is only typed waits for the button or the key.
    input.addEventListener("change", add);
    return [el("label", { for: id }, this.label(part, path)),
      given.length ? el("ul", { class: "ck-form__chosen" }, given.map((word, place) => el("li", { id: idOf(path.concat(place)) , tabindex: "-1" },
        el("span", {}, el("code", {}, word), titles.get(word) ? " " + titles.get(word) : ""),
        this.button("remove", { what: word }, () => set(given.filter((one, at) => at !== place), true, id)),
        el("div", { id: idOf(path.concat(place)) + "-wrong", class: "ck-form__wrong", lang: "en" })))) : null,
      el("div", { class: "ck-form__add" }, input, this.button("add", {}, add)), this.help(part, path)];
  };

  Fields.prototype.button = function (word, values, act) {
    const label = values.what === undefined ? null : this.say(word + "-what", values);
    return el("button", { type: "button", class: "ck-form__button", "aria-label": label, on: { click: act } }, this.say(word));
  };

  /* A list of texts or of groups. */
  Fields.prototype.list = function (part, value, path, set) {
    const items = Array.isArray(value) ? value : value ? [value] : [], item = CityKit.model.follow(this.schema, part.items);
    const blank = item.type === "object" ? {} : "", id = idOf(path);
    const kept = items.slice();
    const rows = items.map((one, place) => el("div", { class: "ck-form__item" },
      this.part(Object.assign({}, item, { description: item.type === "object" ? item.description : "" }), one, path.concat(place), (next, shape, to) => {
        kept[place] = next;
        set(kept.slice(), shape, to);
      }),
      this.button("remove", { what: this.say("item", { number: place + 1 }) }, () => set(items.filter((other, at) => at !== place), true, id + "-add"))));
    const first = idOf(path.concat(items.length)) + (item.type === "object" ? "-" + Object.keys(item.properties || { "": 0 })[0] : "");
    return el("fieldset", { id: id, tabindex: "-1" }, el("legend", {}, this.label(part, path)), this.help(part, path), rows,
      el("button", { type: "button", id: id + "-add", class: "ck-form__button", on: { click: () => set([...kept, blank], true, first) } }, this.say("add-item", { what: part.title || "" })));
  };

  Fields.prototype.group = function (part, value, path, set) {
    let now = CityKit.model.isGroup(value) ? value : {};
    return el("fieldset", { id: idOf(path), tabindex: "-1" }, el("legend", {}, this.label(part, path)), this.help(part, path),
      Object.keys(part.properties).map((name) => el("div", { class: "ck-form__inner" },
        this.part(part.properties[name], now[name], path.concat(name), (next, shape, to) => {
          now = Object.assign({}, now, { [name]: next });
          set(now, shape, to);
        }))));
  };

  /* A group whose names are free or of a list: partners by role, levels by question. */
  Fields.prototype.mapping = function (part, value, path, set) {
    const now = CityKit.model.isGroup(value) ? value : {}, names = (part.propertyNames || {}).enum;
    if (names) {
      return this.group(Object.assign({}, part, { properties: Object.fromEntries(names.map((name) => [name, Object.assign({ title: name }, part.additionalProperties)])) }), now, path, set);
    }
    const id = idOf(path), text = Object.keys(now).map((name) => name + ": " + now[name]).join("\n");
    const input = el("textarea", { id: id, rows: "4", value: text, dir: "ltr", spellcheck: "false", "aria-describedby": this.described(part, path) });
    input.addEventListener("input", () => set(Object.fromEntries(input.value.split("\n").filter((row) => row.trim()).map((row) => {
      const [name, ...rest] = row.split(":");
      return [name.trim(), rest.join(":").trim()];
    }))));
    return [el("label", { for: id }, this.label(part, path)), el("small", {}, this.say("pairs")), input, this.help(part, path)];
  };

  /* Shows beside each field what is wrong with it; gives the element to go to for a place. */
  function mark(root, diagnostics) {
    root.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    root.querySelectorAll(".ck-form__wrong").forEach((note) => note.replaceChildren());
    diagnostics.forEach((found) => {
      const target = targetOf(root, found.path);
      if (!target) { return; }
      const note = document.getElementById(target.id + "-wrong");
      if (target.matches("input, textarea, select")) { target.setAttribute("aria-invalid", "true"); }
      if (note) { note.append(el("p", {}, told(found.message + " " + CityKit.said.sentence(found.hint)))); }
    });
  }

  function targetOf(root, path) {
    for (let length = (path || []).length; length > 0; length -= 1) {
      const found = root.querySelector("#" + CSS.escape(idOf(path.slice(0, length))));
      if (found) { return found; }
    }
    return null;
  }

  return { Fields: Fields, mark: mark, targetOf: targetOf };
})();
