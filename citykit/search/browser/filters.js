/* The filters of a finder: a group for each facet, whose values are loaded when it is opened, and the
   chosen values as chips. */
CityKit.filters = (function () {
  "use strict";

  var draw = CityKit.draw, el = draw.el;
  var MANY = 12;           /* values that are shown before somebody asks for all */

  /* `facets` are [{id, label}]; `allowed(facet, value)` says whether a value may be offered;
     `choose(facet, value, chosen)` is called when somebody changes one. */
  function Filters(home, reader, words, facets, allowed, choose) {
    var self = this;
    this.reader = reader;
    this.words = words;
    this.allowed = allowed;
    this.choose = choose;
    this.state = {};
    this.groups = facets.map(function (facet) {
      var tally = el("b", { class: "ck-facet__chosen" });
      var list = el("ul", { class: "ck-facet__values" });
      var all = draw.button("ck-facet__all", [], function () {
        group.whole = true;
        self.fill(group);
      });
      all.hidden = true;
      var fold = el("details", { class: "ck-facet" }, [el("summary", null, [facet.label, " ", tally]), list, all]);
      var group = { id: facet.id, label: facet.label, fold: fold, tally: tally, list: list, all: all, rows: new Map(), whole: false };
      fold.addEventListener("toggle", function () { self.fill(group); });
      home.append(fold);
      return group;
    });
  }

  /* Show what was found and chosen: `chosen` maps facets to value ids. Promises when it is done. */
  Filters.prototype.update = function (found, chosen) {
    var self = this;
    this.found = found;
    this.state = chosen;
    return Promise.all(this.groups.map(function (group) {
      var count = (chosen[group.id] || []).length;
      group.tally.textContent = count ? self.words.number(count) : "";
      return self.fill(group);
    }));
  };

  Filters.prototype.offered = function (group) {
    var self = this;
    return this.reader.values(group.id, this.found).then(function (values) {
      return values.filter(function (value) { return self.allowed(group.id, value.id); });
    });
  };

  Filters.prototype.fill = function (group) {
    var self = this, found = this.found;
    if (!group.fold.open || !found) { return Promise.resolve(); }
    return this.offered(group).then(function (values) {
      if (found !== self.found) { return; }
      var chosen = self.state[group.id] || [];
      var ordered = self.ordered(group, values.filter(function (value) { return value.count || chosen.indexOf(value.id) >= 0; }));
      var shown = group.whole ? ordered : self.first(ordered, chosen);
      var rows = shown.map(function (value) { return self.row(group, value, chosen.indexOf(value.id) >= 0); });
      /* Rows that stay where they are keep the focus. */
      if (rows.length !== group.list.children.length || rows.some(function (row, n) { return row !== group.list.children[n]; })) {
        var focused = document.activeElement, kept = group.list.contains(focused);
        group.list.replaceChildren.apply(group.list, rows.length ? rows : [el("li", null, self.words.say("no-values"))]);
        if (kept) { focused.focus(); }
      }
      group.all.hidden = shown.length === ordered.length;
      group.all.replaceChildren.apply(group.all, self.words.say("all-values", {}, ordered.length));
    });
  };

  /* By name; years begin with the last. */
  Filters.prototype.ordered = function (group, values) {
    var compare = this.words.order, sign = group.id === "year" ? -1 : 1;
    return values.slice().sort(function (a, b) { return sign * compare(a.name, b.name); });
  };

  /* Of many values those with the most hits and the chosen ones, still in their order. */
  Filters.prototype.first = function (values, chosen) {
    if (values.length <= MANY) { return values; }
    var most = new Set(values.slice().sort(function (a, b) { return b.count - a.count; }).slice(0, MANY));
    return values.filter(function (value) { return most.has(value) || chosen.indexOf(value.id) >= 0; });
  };

  Filters.prototype.row = function (group, value, chosen) {
    var self = this, row = group.rows.get(value.id);
    if (!row) {
      var box = el("input", { type: "checkbox" }), count = el("span", { class: "ck-count" });
      row = el("li", null, el("label", null, [box, el("span", null, value.name), " ", count]));
      row.box = box;
      row.count = count;
      box.addEventListener("change", function () { self.choose(group.id, value.id, box.checked); });
      group.rows.set(value.id, row);
    }
    row.box.checked = chosen;
    row.count.textContent = this.words.number(value.count);
    return row;
  };

  /* The chosen values with their names: [{facet, label, id, name}]. */
  Filters.prototype.chosen = function () {
    var self = this, state = this.state;
    return Promise.all(this.groups.map(function (group) {
      var ids = state[group.id] || [];
      return ids.length ? self.reader.values(group.id, self.found).then(function (values) {
        return ids.map(function (id) {
          var value = values.find(function (one) { return one.id === id; });
          return { facet: group.id, label: group.label, id: id, name: value ? value.name : id };
        });
      }) : [];
    })).then(function (lists) { return [].concat.apply([], lists); });
  };

  return { Filters: Filters };
})();
