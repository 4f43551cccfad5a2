/* A finder: a box, filters and what was found, on the search page and above lists. The page holds its
   frame (citykit/pages/finder.html.j2); what was asked stands in the page's address. */
CityKit.finder = (function () {
  "use strict";

  var draw = CityKit.draw, el = draw.el;
  var FIRST = 10;          /* results at first, and how many more each time */
  var SHORTEST = 2;        /* letters before results come while somebody types */
  /* Milliseconds without a new letter: before a search where letters come faster than that, before
     passages are loaded, before the number of results is announced. */
  var TYPING = 80, PAUSE = 500, SAYING = 900;
  var SORTS = ["relevance", "newest", "oldest"];

  /* `home` is the frame. Its data-types are the only types it lists, its data-facets the only filters
     it offers; empty means all. */
  function Finder(home, reader, words) {
    var self = this;
    this.home = home;
    this.reader = reader;
    this.words = words;
    this.types = listed(home.dataset.types);
    this.turn = 0;
    this.seen = new Set();
    var only = listed(home.dataset.facets);
    this.facets = reader.facets().filter(function (facet) { return !only.length || only.indexOf(facet.id) >= 0; });
    this.filters = new CityKit.filters.Filters(this.part("facets"), reader, words, this.facets,
      function (facet, value) { return facet !== "type" || !self.types.length || self.types.indexOf(value) >= 0; },
      function (facet, value, chosen) { self.choose(facet, value, chosen); });
    this.eye = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { self.seen[entry.isIntersecting ? "add" : "delete"](entry.target); });
      self.look();
    });
    this.look = draw.later(PAUSE, function () { self.passages(); });
    this.announce = draw.later(SAYING, function () { self.part("status").textContent = self.said || ""; });
    this.listen();
    var early = this.part("query").value;
    this.recall();
    if (early && !this.state.text) {
      this.part("query").value = early;
      this.ask({ text: early }, false, true);
    }
  }

  function listed(text) { return text ? text.split(" ") : []; }

  Finder.prototype.part = function (name) { return this.home.querySelector(".ck-finder__" + name); };

  Finder.prototype.listen = function () {
    var self = this, box = this.part("query");
    var typed = draw.soon(TYPING, function () {
      var letters = box.value.trim().length;
      if (letters && letters < SHORTEST) { return; }
      var step = !self.writing;
      self.writing = true;
      self.ask({ text: box.value, exact: false }, step, true);
    });
    box.addEventListener("input", typed);
    this.part("form").addEventListener("submit", function (event) {
      event.preventDefault();
      self.change({ text: box.value, exact: false });
    });
    this.part("sort").addEventListener("change", function (event) { self.change({ sort: event.target.value }); });
    this.part("more").addEventListener("click", function () { self.more(); });
    this.part("book").addEventListener("click", function (event) {
      event.preventDefault();
      self.book(event.currentTarget.href);
    });
    this.part("panel").addEventListener("toggle", function () { self.open(); });
    this.home.addEventListener("keydown", function (event) { self.key(event); });
    /* Links within the page are steps too, but ask for nothing new. */
    window.addEventListener("popstate", function () { if (location.search !== self.address) { self.recall(); } });
  };

  /* Arrows lead from the box through the results and back; Escape leads back to the box, and clears it. */
  Finder.prototype.key = function (event) {
    var box = this.part("query"), links = Array.from(this.part("hits").querySelectorAll("a"));
    var place = links.indexOf(document.activeElement), inBox = document.activeElement === box;
    if (event.key === "Escape" && (inBox || place >= 0)) {
      event.preventDefault();
      if (inBox && box.value) { this.change({ text: "", exact: false }); }
      box.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (inBox || place >= 0)) {
      var next = place + (event.key === "ArrowDown" ? 1 : -1);
      if (next >= links.length || next < -1) { return; }
      event.preventDefault();
      (next < 0 ? box : links[next]).focus();
    }
  };

  /* What the address asks for. */
  Finder.prototype.recall = function () {
    var asked = new URLSearchParams(location.search), chosen = {};
    this.facets.forEach(function (facet) {
      var ids = asked.getAll(facet.id);
      if (ids.length) { chosen[facet.id] = ids; }
    });
    this.state = {
      text: asked.get("q") || "", filters: chosen, exact: asked.has("exact"),
      sort: SORTS.indexOf(asked.get("sort")) > 0 ? asked.get("sort") : SORTS[0]
    };
    this.address = location.search;
    this.part("query").value = this.state.text;
    this.writing = false;
    this.run(false, (history.state || {}).shown);
  };

  /* Keep what is asked in the address; a step is one that the back button undoes. */
  Finder.prototype.remember = function (step) {
    var state = this.state, asked = new URLSearchParams();
    if (state.text.trim()) { asked.set("q", state.text.trim()); }
    Object.keys(state.filters).forEach(function (facet) {
      state.filters[facet].forEach(function (id) { asked.append(facet, id); });
    });
    if (state.sort !== SORTS[0]) { asked.set("sort", state.sort); }
    if (state.exact) { asked.set("exact", "1"); }
    var address = String(asked) ? "?" + asked : location.pathname;
    if (new URL(address, location.href).search === location.search) { return; }
    history[step ? "pushState" : "replaceState"](null, "", address);
    this.address = location.search;
  };

  Finder.prototype.ask = function (change, step, typing) {
    Object.assign(this.state, change);
    this.remember(step);
    return this.run(typing);
  };

  /* A change that is a step of its own. */
  Finder.prototype.change = function (change) {
    this.writing = false;
    var asked = this.ask(change, true, false);
    if (this.part("query").value.trim() !== this.state.text.trim()) { this.part("query").value = this.state.text; }
    return asked;
  };

  Finder.prototype.choose = function (facet, value, chosen) {
    var filters = without(this.state.filters, facet, value);
    if (chosen) { filters[facet] = (filters[facet] || []).concat(value); }
    return this.change({ filters: filters });
  };

  function without(filters, facet, value) {
    var left = Object.assign({}, filters);
    left[facet] = (left[facet] || []).filter(function (id) { return id !== value; });
    if (!left[facet].length) { delete left[facet]; }
    return left;
  }

  /* What the reader is asked; a list's own types stand where none was chosen. */
  Finder.prototype.question = function (filters, typing) {
    var state = this.state, asked = Object.assign({}, filters);
    if (this.types.length) {
      var types = this.types;
      asked.type = (asked.type || []).filter(function (id) { return types.indexOf(id) >= 0; });
      if (!asked.type.length) { asked.type = types; }
    }
    return { text: state.text, filters: asked, sort: state.sort, typing: typing, exact: state.exact };
  };

  Finder.prototype.idle = function () {
    return !this.state.text.trim() && !Object.keys(this.state.filters).length;
  };

  /* Search and show; `shown` is how many results were shown before, on the way back. */
  Finder.prototype.run = function (typing, shown) {
    var self = this, turn = ++this.turn, idle = this.idle();
    if (idle) { this.rest(); }
    this.home.setAttribute("aria-busy", String(!idle));
    if (idle && !this.part("panel").open) { return Promise.resolve(); }
    return this.reader.search(this.question(this.state.filters, Boolean(typing))).then(function (found) {
      if (turn !== self.turn) { return; }
      self.found = found;
      if (!idle) { self.limit = Math.max(FIRST, shown || 0); }
      return Promise.all([idle ? null : self.list(turn), self.filters.update(found, self.state.filters)]);
    }).catch(function (error) { self.broken(error); }).then(function () {
      if (turn === self.turn) { self.home.setAttribute("aria-busy", "false"); }
    });
  };

  /* Nothing is asked: the page is as it was. */
  Finder.prototype.rest = function () {
    this.home.classList.remove("ck-finder--on");
    this.part("found").hidden = true;
    this.part("hits").replaceChildren();
    this.part("chosen").textContent = "";
    this.said = "";
    this.announce();
  };

  /* The panel was opened: its groups want numbers even when nothing is asked. */
  Finder.prototype.open = function () {
    if (this.part("panel").open && this.idle()) { this.run(false); }
  };

  /* Show the results from the beginning. */
  Finder.prototype.list = function (turn) {
    var self = this, found = this.found;
    return this.fetch(0, this.limit).then(function (best) {
      if (turn !== self.turn) { return; }
      if (!self.home.classList.contains("ck-finder--on")) {
        self.home.classList.add("ck-finder--on");
        /* Beside the results there is room for the filters on a wide screen only. */
        if (matchMedia("(min-width: 60em)").matches) { self.part("panel").open = true; }
      }
      self.part("found").hidden = false;
      self.eye.disconnect();
      self.seen.clear();
      var hits = self.part("hits");
      hits.replaceChildren.apply(hits, best.map(function (shown) { return self.hit(shown); }));
      self.count();
      self.order();
      return self.chips().then(function () { return turn === self.turn && self.hints(turn); });
    });
  };

  /* Without words to go by nothing matches best: the newest come first. */
  Finder.prototype.order = function () {
    var select = this.part("sort"), worded = this.state.text.trim();
    select.options[0].hidden = !worded;
    select.value = worded || this.state.sort !== SORTS[0] ? this.state.sort : SORTS[1];
  };

  /* Go to the page that makes a book (citykit/book/browser/maker.js) of what was found. */
  Finder.prototype.book = function (page) {
    var self = this, folder = document.documentElement.lang + "/";
    return this.fetch(0, Number(this.home.dataset.book)).then(function (found) {
      var names = found.map(function (shown) {
        return shown.path.slice(shown.path.indexOf(folder) ? 0 : folder.length).replace(/\.html$/, "");
      });
      location.href = page + "#title=" + encodeURIComponent(self.state.text.trim()) + "&items=" + names.join(",");
    }).catch(function (error) { self.broken(error); });
  };

  Finder.prototype.fetch = function (from, to) {
    var reader = this.reader;
    return Promise.all(this.found.docs.slice(from, to).map(function (doc) { return reader.shown(doc); }));
  };

  Finder.prototype.count = function () {
    var found = this.found, text = this.words.text("count", {}, found.total);
    if (found.rest && found.rest.length) { text = this.words.text("count-at-least", { count: this.words.number(found.total) }); }
    this.part("count").textContent = text;
    this.said = text;
    this.announce();
    this.part("more").hidden = found.docs.length <= this.limit && !(found.rest && found.rest.length);
  };

  /* Ten more; the focus goes to the first of them. */
  Finder.prototype.more = function () {
    var self = this, turn = this.turn, found = this.found, from = this.limit;
    var wanted = found.docs.length < from + FIRST && found.rest && found.rest.length ? this.reader.further(found) : Promise.resolve();
    wanted.then(function () { return self.fetch(from, from + FIRST); }).then(function (more) {
      if (turn !== self.turn) { return; }
      self.limit += FIRST;
      history.replaceState({ shown: self.limit }, "");
      var hits = more.map(function (shown) { return self.hit(shown); });
      var list = self.part("hits");
      list.append.apply(list, hits);
      self.count();
      if (hits.length) { hits[0].querySelector("a").focus(); }
    }).catch(function (error) { self.broken(error); });
  };

  /* One result. */
  Finder.prototype.hit = function (shown) {
    var found = this.found, root = CityKit.loader.root;
    var kind = shown.label ? [el("span", null, shown.label)] : [];
    if (shown.day) { kind.push(el("time", { datetime: shown.day }, this.words.day(shown.day))); }
    var parts = [el("h2", { class: "ck-hit__title" }, el("a", { href: root + shown.path }, draw.marked(found.marks(shown.title))))];
    if (kind.length) { parts.unshift(el("p", { class: "ck-hit__kind" }, kind)); }
    var excerpt = el("p", { class: "ck-hit__excerpt" }, draw.marked(this.reader.excerpt(shown.summary, found)));
    parts.push(excerpt);
    if (shown.names.length) {
      parts.push(el("ul", { class: "ck-hit__names" }, shown.names.map(function (name) {
        return el("li", null, draw.marked(found.marks(name)));
      })));
    }
    var made = el("li", { class: "ck-hit" }, parts);
    made.shown = shown;
    made.excerpt = excerpt;
    if (found.text && shown.text) { this.eye.observe(made); }
    return made;
  };

  /* Where in the pages the words stand: only for the results on the screen. */
  Finder.prototype.passages = function () {
    var self = this, found = this.found;
    this.seen.forEach(function (made) {
      self.seen.delete(made);
      self.eye.unobserve(made);
      self.reader.passages(made.shown, found).then(function (told) { self.deepen(made, told); })
        .catch(function (error) { self.broken(error); });
    });
  };

  Finder.prototype.deepen = function (made, told) {
    var page = CityKit.loader.root + made.shown.path, best = text(told.excerpt);
    /* The summary stays where a section says the same as the best stretch. */
    if (best && !told.sections.some(function (section) { return text(section.excerpt) === best; })) { made.excerpt.replaceChildren.apply(made.excerpt, draw.marked(told.excerpt)); }
    if (told.sections.length) {
      made.append(el("ul", { class: "ck-hit__sections" }, told.sections.map(function (section) {
        var link = el("a", { href: page + "#" + encodeURIComponent(section.id) }, draw.marked(section.heading));
        return el("li", null, [link, el("span", null, draw.marked(section.excerpt))]);
      })));
    }
  };

  function text(pieces) { return pieces.map(function (piece) { return piece.text; }).join(""); }

  /* The chosen filters, each with a way to take it back. */
  Finder.prototype.chips = function () {
    var self = this, words = this.words, home = this.part("chips");
    return this.filters.chosen().then(function (chosen) {
      var had = home.contains(document.activeElement);
      self.part("chosen").textContent = chosen.length ? words.number(chosen.length) : "";
      var made = chosen.map(function (one) {
        var chip = draw.button("ck-chip ck-chip--remove", [one.label + ": ", el("b", null, one.name)], function () {
          self.choose(one.facet, one.id, false);
        });
        chip.setAttribute("aria-label", words.text("remove", { name: one.label + ": " + one.name }));
        return chip;
      });
      if (made.length) { made.push(draw.button("ck-finder__clear", words.say("clear"), function () { self.change({ filters: {} }); })); }
      home.replaceChildren.apply(home, made);
      if (had) { (made[0] || self.part("query")).focus(); }
      self.chosen = chosen;
    });
  };

  /* What else might have been meant, and what to do when nothing was found. */
  Finder.prototype.hints = function (turn) {
    var self = this, words = this.words, found = this.found, lines = [];
    function query(text, exact) {
      return draw.button("ck-finder__word", text, function () {
        self.change({ text: text, exact: Boolean(exact) });
        self.part("query").focus();
      });
    }
    if (found.forgiven.length) {
      var instead = new Map(found.forgiven.map(function (one) { return [one.word, one.instead]; }));
      var used = found.text.replace(/[\p{L}\p{N}\p{M}]+/gu, function (word) { return instead.get(CityKit.analysis.fold(word)) || word; });
      lines.push(words.say("forgiven", { text: el("b", null, used) }).concat(" ", words.say("exactly", { text: query(found.text, true) })));
    }
    if (found.meant) { lines.push(words.say("meant", { text: query(found.meant) })); }
    var none = !found.total;
    this.part("none").hidden = !none;
    if (none && found.nearest.length) {
      var near = [];
      Array.from(new Set(found.nearest)).forEach(function (word, n) { near.push(n ? " · " : "", query(word)); });
      lines.push(words.say("nearest").concat(" ", near));
    }
    return (none ? this.wider() : Promise.resolve([])).then(function (wider) {
      if (turn !== self.turn) { return; }
      var home = self.part("hints");
      home.replaceChildren.apply(home, lines.concat(wider).map(function (line) { return el("p", null, line); }));
    });
  };

  /* Filters that hide results when nothing was found: what each would let in if it were taken back. */
  Finder.prototype.wider = function () {
    var self = this;
    return Promise.all(this.chosen.map(function (one) {
      return self.reader.search(self.question(without(self.state.filters, one.facet, one.id), false)).then(function (found) {
        if (!found.total) { return null; }
        var take = draw.button("ck-finder__word", self.words.say("without", { name: one.label + ": " + one.name }), function () {
          self.choose(one.facet, one.id, false);
        });
        return [take, " ", el("span", { class: "ck-count" }, self.words.say("count", {}, found.total))];
      });
    })).then(function (lines) { return lines.filter(Boolean); });
  };

  /* A piece is missing: the page is older or newer than the index, or the line is down. */
  Finder.prototype.broken = function (error) {
    console.warn(error);
    this.home.setAttribute("aria-busy", "false");
    this.part("broken").hidden = false;
  };

  return { Finder: Finder };
})();
