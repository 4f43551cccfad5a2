/* What readers see is made of nodes and texts: nothing that a piece holds or a reader typed is ever
   read as HTML. */
CityKit.draw = (function () {
  "use strict";

  /* An element; a value of true sets an attribute without one, false or null leaves it out. */
  function el(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (value !== false && value !== null) { made.setAttribute(key, value === true ? "" : value); }
    });
    made.append.apply(made, [].concat(children === undefined ? [] : children));
    return made;
  }

  function button(style, children, act) {
    var made = el("button", { type: "button", class: style }, children);
    made.addEventListener("click", act);
    return made;
  }

  /* The reader's pieces of a text, those that match as <mark>. */
  function marked(pieces) {
    return pieces.map(function (piece) { return piece.hit ? el("mark", null, piece.text) : piece.text; });
  }

  /* A language's texts: gives a key's text as a list of nodes and texts, with values in their places;
     `count` chooses among plural forms. */
  function Words(lang, texts) {
    var locale = lang === "en" ? "en-GB" : lang;
    var plural = new Intl.PluralRules(locale), numbers = new Intl.NumberFormat(locale);
    var days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
    function say(key, values, count) {
      var text = texts[key];
      if (count !== undefined) {
        text = texts[key + "." + plural.select(count)] || texts[key + ".other"];
        values = Object.assign({ count: numbers.format(count) }, values);
      }
      return text.split(/\{(\w+)\}/).map(function (part, n) { return n % 2 ? values[part] : part; })
        .filter(function (part) { return part !== ""; });
    }
    return {
      say: say,
      text: function (key, values, count) { return say(key, values, count).join(""); },
      number: numbers.format,
      day: function (day) { return days.format(new Date(day)); },
      /* Numbers in names count as numbers: Essential 2 comes before Essential 10. */
      order: new Intl.Collator(locale, { numeric: true }).compare
    };
  }

  /* Does something once nobody has asked for it again for a while (milliseconds). */
  function later(wait, act) {
    var timer;
    return function () {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  }

  /* Does something at once; but when asked again and again, not before that rests for a while. */
  function soon(wait, act) {
    var last = -wait, timer;
    return function () {
      var now = performance.now(), rested = now - last >= wait;
      last = now;
      clearTimeout(timer);
      if (rested) { act(); } else { timer = setTimeout(act, wait); }
    };
  }

  return { el: el, button: button, marked: marked, Words: Words, later: later, soon: soon };
})();
