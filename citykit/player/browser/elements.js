/* Elements from plain values. A text is always a text: nothing here reads HTML. */
CityKit.elements = (function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";

  /* Attributes by name; `on` holds listeners by event; null and false leave an attribute out. */
  function fill(element, attributes, children) {
    Object.keys(attributes || {}).forEach(function (name) {
      var value = attributes[name];
      if (name === "on") {
        Object.keys(value).forEach(function (event) { element.addEventListener(event, value[event]); });
      } else if (name === "value" || name === "checked") {
        element[name] = value;
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : String(value));
      }
    });
    children.flat(3).forEach(function (child) {
      if (child !== null && child !== undefined && child !== false) { element.append(child); }
    });
    return element;
  }

  function el(tag, attributes) {
    return fill(document.createElement(tag), attributes, Array.prototype.slice.call(arguments, 2));
  }

  function svg(tag, attributes) {
    return fill(document.createElementNS(SVG, tag), attributes, Array.prototype.slice.call(arguments, 2));
  }

  /* A text in which `this` stands for what is typed, in pieces. */
  function told(text) {
    return text.split(/`([^`]+)`/).map(function (part, place) { return place % 2 ? el("code", {}, part) : part; });
  }

  /* Words by key, with `{name}` filled in; with `count`, in the plural form of the language. */
  function wording(words, lang) {
    var rules = new Intl.PluralRules(lang), numbers = new Intl.NumberFormat(lang);
    return function (key, values) {
      values = values || {};
      var text = words[key];
      if ("count" in values) {
        text = words[key + "." + rules.select(values.count)] || words[key + ".other"] || text;
      }
      return String(text === undefined ? key : text).replace(/\{(\w+)\}/g, function (whole, name) {
        if (!(name in values)) { return whole; }
        return typeof values[name] === "number" ? numbers.format(values[name]) : String(values[name]);
      });
    };
  }

  /* A table; `head` names the columns, each row is a list of what its cells hold, the first a row's
     head; a text in place of a row is the head of a group of rows. `numbers` holds the places of
     columns with numbers. On a phone it becomes a list, where each cell says its column's name, but for
     `plain` ones. */
  function table(caption, head, rows, numbers, plain) {
    var aligned = function (place) { return (numbers || []).indexOf(place) >= 0 ? "ck-number-cell" : null; };
    return el("div", { class: "ck-table ck-table--lines" + (plain ? " ck-table--plain" : ""), tabindex: "0", role: "region", "aria-label": caption },
      el("table", { class: "ck-data" },
        el("caption", {}, caption),
        el("thead", {}, el("tr", {}, head.map(function (name, place) {
          return el("th", { scope: "col", class: aligned(place) }, name);
        }))),
        el("tbody", {}, rows.map(function (row) {
          if (typeof row === "string") { return el("tr", {}, el("th", { scope: "rowgroup", colspan: head.length }, row)); }
          return el("tr", {}, row.map(function (cell, place) {
            return place === 0 ? el("th", { scope: "row" }, cell) : el("td", { class: aligned(place), "data-label": plain ? null : head[place] }, cell);
          }));
        }))));
  }

  return { el: el, svg: svg, told: told, wording: wording, table: table };
})();
