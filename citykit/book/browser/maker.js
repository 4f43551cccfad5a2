/* A reader's own book. What is in it stands in the page's address (#title=…&items=resources/a,cities/b),
   so that it can be sent to somebody; each text comes as a script (citykit/book/pieces.py). */
CityKit.maker = (function () {
  "use strict";

  var AT_ONCE = 4;     /* texts loaded at the same time */
  var HUB = "citykit-hub:";
  var root = document.currentScript.src.replace(/book\/[^\/]*$/, "");
  var known = new Map(), texts = new Map(), words, home, book, received = null;

  function el(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    made.append.apply(made, [].concat(children === undefined ? [] : children));
    return made;
  }

  function say(key, values) {
    return words[key].replace(/\{(\w+)\}/g, function (whole, name) { return values[name]; });
  }

  function most() { return Number(home.dataset.most); }

  function part(name) { return home.querySelector(".ck-maker__" + name); }

  /* What the address asks for: names that the index knows, each once, and how many others there were. */
  function asked() {
    var said = new URLSearchParams(location.hash.slice(1));
    var names = Array.from(new Set((said.get("items") || "").split(",").filter(Boolean)));
    var found = names.filter(function (name) { return known.has(name); });
    return { title: (said.get("title") || "").slice(0, 200), items: found.slice(0, most()),
      unknown: names.length - found.length, over: Math.max(0, found.length - most()) };
  }

  function remember() {
    var said = new URLSearchParams();
    if (book.title) { said.set("title", book.title); }
    said.set("items", book.items.join(","));
    history.replaceState(null, "", "#" + String(said).replace(/%2F/g, "/").replace(/%2C/g, ","));
  }

  function load(name) {
    var row = known.get(name);
    if (texts.has(row.piece)) { return Promise.resolve(); }
    return new Promise(function (resolve, reject) {
      var tag = document.createElement("script");
      tag.onload = function () {
        /* The load event follows before any other script runs: what was handed over last is its own. */
        var got = received;
        received = null;
        tag.remove();
        if (!got || got.name !== name) { reject(new Error(row.piece)); return; }
        texts.set(row.piece, got.html);
        resolve();
      };
      tag.onerror = function () { tag.remove(); reject(new Error(row.piece)); };
      tag.src = root + "book/pieces/" + row.piece + ".js";
      document.head.append(tag);
    });
  }

  /* A text as nodes: its links lead to where they are found in this book, or to the hub's page. */
  function nodes(name) {
    var row = known.get(name), frame = document.createElement("template");
    frame.innerHTML = texts.get(row.piece);    /* made and sanitized by the hub itself */
    frame.content.querySelectorAll("[href^='" + HUB + "'], [src^='" + HUB + "']").forEach(function (one) {
      var which = one.hasAttribute("src") ? "src" : "href";
      var address = one.getAttribute(which).slice(HUB.length), cut = address.split("#");
      var target = cut[0].replace(/\.html$/, "");
      if (which === "href" && book.items.indexOf(target) >= 0) {
        one.setAttribute(which, "#" + id(target) + (cut[1] ? "--" + cut[1] : ""));
      } else if (known.has(target)) {
        one.setAttribute(which, root + known.get(target).page + (cut[1] ? "#" + cut[1] : ""));
      } else { one.setAttribute(which, root + address); }
    });
    var article = el("article", { class: "ckb-item", id: id(name) }, frame.content);
    foreign(article, row);
    return article;
  }

  /* Marks an element that holds a text in another language than the page's, perhaps the other way round. */
  function foreign(element, row) {
    if (row.lang) {
      element.lang = row.lang;
      element.dir = "auto";
    }
    return element;
  }

  function id(name) { return name.replace("/", "--"); }

  function show() {
    var total = book.items.length, done = 0, failed = 0, waiting = book.items.slice(), turn = book.turn = {};
    part("empty").hidden = total > 0;
    part("tools").hidden = part("book").hidden = !total;
    list();
    if (!total) { part("status").textContent = ""; return; }
    function next() {
      var name = waiting.shift();
      if (!name) { return Promise.resolve(); }
      return load(name).catch(function () { failed += 1; }).then(function () {
        done += 1;
        if (book.turn === turn) { part("status").textContent = say("loading", { done: done, all: total }); }
        return next();
      });
    }
    var lines = [];
    for (var n = 0; n < AT_ONCE; n += 1) { lines.push(next()); }
    Promise.all(lines).then(function () { if (book.turn === turn) { compose(failed); } });
  }

  function compose(failed) {
    var ready = book.items.filter(function (name) { return texts.has(known.get(name).piece); });
    var lang = document.documentElement.lang;
    var day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date());
    part("heading").textContent = book.title || words.untitled;
    part("day").textContent = say("made-on", { day: day });
    part("contents").replaceChildren.apply(part("contents"), ready.map(function (name) {
      var row = known.get(name);
      return el("li", null, foreign(el("a", { href: "#" + id(name) }, row.title), row));
    }));
    part("texts").replaceChildren.apply(part("texts"), ready.map(nodes));
    var told = [say("ready", { count: ready.length })];
    if (failed) { told.push(words.broken); }
    if (book.unknown) { told.push(say("unknown", { count: book.unknown })); }
    if (book.over) { told.push(say("over", { count: most() })); }
    part("status").textContent = told.join(" ");
  }

  /* The list of what is in the book, with ways to move and remove each. */
  function list() {
    part("items").replaceChildren.apply(part("items"), book.items.map(function (name, place) {
      var row = known.get(name), last = book.items.length - 1;
      function button(act, sign, off, move) {
        var made = el("button", { type: "button", class: "ck-maker__" + act, "aria-label": say(act, { title: row.title }) }, sign);
        made.disabled = off;
        made.addEventListener("click", function () { move(); change(act, place); });
        return made;
      }
      function swap(other) { return function () { book.items[place] = book.items[other]; book.items[other] = name; }; }
      var title = el("span", { class: "ck-maker__title" }, [foreign(el("bdi", null, row.title), row), " ", el("small", { class: "ck-quiet" }, row.label)]);
      return el("li", null, [title,
        button("up", "↑", place === 0, swap(place - 1)), button("down", "↓", place === last, swap(place + 1)),
        button("remove", "×", false, function () { book.items.splice(place, 1); })]);
    }));
  }

  /* The focus stays with what was moved, or goes to what came into the place of what was removed. */
  function change(act, place) {
    var to = act === "up" ? place - 1 : act === "down" ? place + 1 : Math.min(place, book.items.length - 1);
    remember();
    show();
    var line = part("items").children[to];
    if (!line) { home.querySelector("a").focus(); return; }
    var wanted = line.querySelector(".ck-maker__" + act);
    (wanted.disabled ? line.querySelector("button:not(:disabled)") : wanted).focus();
  }

  function recall() {
    book = asked();
    part("name").value = book.title;
    show();
  }

  function start() {
    part("name").addEventListener("input", function (event) {
      book.title = event.target.value;
      part("heading").textContent = book.title || words.untitled;
      remember();
    });
    part("form").addEventListener("submit", function (event) { event.preventDefault(); });
    part("print").addEventListener("click", function () { window.print(); });
    window.addEventListener("hashchange", function () {
      if (/[#&]items=/.test(location.hash)) { recall(); }
    });
    part("frame").hidden = false;
    recall();
  }

  /* Called with its words; then `begin` by the index and `take` by each piece. */
  function maker(said) { words = said; }

  maker.begin = function (rows) {
    home = document.querySelector(".ck-maker");
    rows.forEach(function (row) {
      known.set(row[0], { title: row[1], label: row[2], lang: row[3], piece: row[4], page: row[5] });
    });
    start();
  };

  maker.take = function (name, html) { received = { name: name, html: html }; };

  return maker;
})();
