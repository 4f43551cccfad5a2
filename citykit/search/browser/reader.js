/* What a reader typed, and what is shown for it. Words go to lunr as terms, never as its query
   language, unless a word is written in that language and parses: `title:flood`, `+flood`, `flood^2`,
   `flood~1`, `flo*`. */
CityKit.reader = (function () {
  "use strict";

  var E = CityKit.engine, A = CityKit.analysis;
  var SHORTEST = 4;        /* words shorter than this are not forgiven a typo */
  var COMPLETIONS = 8;
  var CHECKED = 40;        /* candidates whose texts are read for a phrase at a time */
  var FIRST = 10;
  var WINDOW = 36;         /* words of an excerpt */
  var DAY = 86400000;

  function Reader(engine) {
    this.engine = engine;
    var news = engine.directory.news, days = new E.Digits(news[1]);
    this.news = new Map(E.ungap(news[0]).map(function (doc) { return [doc, days.next() - 1]; }));
  }

  /* The parts of what was typed: phrases in quotes, and what else stands between spaces. */
  function split(text) {
    var parts = [], found, pattern = /(-?)"([^"]*)"?|(\S+)/g;
    while ((found = pattern.exec(text))) {
      if (found[3] === undefined) {
        parts.push({ phrase: found[2], not: found[1] === "-" });
      } else { parts.push({ word: found[3] }); }
    }
    return parts;
  }

  /* A word in lunr's own language, as its clause; null where it is a plain word. */
  function clauseOf(engine, text) {
    if (!/[:^~+*]|^-./.test(text)) { return null; }
    try {
      var query = new lunr.Query(engine.fields);
      new lunr.QueryParser(text, query).parse();
      return query.clauses.length === 1 && query.clauses[0].term ? query.clauses[0] : null;
    } catch (error) {
      return null;
    }
  }

  /* The distance of two words is one: a letter more, less, other, or two exchanged. */
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) { return false; }
    var start = 0;
    while (start < a.length && a[start] === b[start]) { start++; }
    var restA = a.slice(start), restB = b.slice(start);
    return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) ||
      (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
  }

  /* The words between two, of those that stand in two documents or more: [{word, often}]. */
  Reader.prototype.wordsBetween = function (from, to) {
    var engine = this.engine, wanted = [];
    var first = Math.max(0, E.rangeOf(engine.wordFirsts, from)), last = E.rangeOf(engine.wordFirsts, to);
    for (var number = first; number <= last; number++) { wanted.push("w" + number); }
    return Promise.all(wanted.map(function (name) {
      return engine.piece(name, function (values) {
        return E.unfront(values[0]).map(function (word, n) {
          return { word: word, often: E.digit(values[1], n) };
        });
      });
    })).then(function (lists) {
      return [].concat.apply([], lists).filter(function (one) { return one.word >= from && one.word <= to; });
    });
  };

  /* The usual words that begin like this, the most frequent first. */
  Reader.prototype.completions = function (start) {
    return this.wordsBetween(start, start + "\uffff").then(function (words) {
      return words.sort(function (a, b) { return b.often - a.often || a.word.length - b.word.length; })
        .slice(0, COMPLETIONS);
    });
  };

  /* The terms that a word may become that somebody is typing, the most frequent first: from the
     shards, which the search wants anyway, unless the beginning is too short or the word's end is no
     part of a term. */
  Reader.prototype.begun = function (start) {
    var self = this, engine = this.engine;
    return (engine.spread(start) > 2 ? Promise.resolve([]) : engine.beginning(start)).then(function (terms) {
      return engine.postings(terms);
    }).then(function (postings) {
      var found = Array.from(postings.values()).sort(function (a, b) { return b.docs.length - a.docs.length; });
      if (found.length) { return found.slice(0, COMPLETIONS).map(function (posting) { return posting.term; }); }
      return self.completions(start).then(function (words) {
        return Array.from(new Set(words.map(function (one) { return engine.term(one.word); }).filter(Boolean)));
      });
    });
  };

  /* Words one typo away, the most frequent first: those that begin alike, before the rest is loaded.
     Of each term one word is listed, so that terms are held against each other, too. */
  Reader.prototype.alike = function (word) {
    var self = this, term = this.engine.term(word), starts = [word.slice(0, 3), word[0], ""];
    function direct(one) { return near(word, one.word); }
    function byTerm(one) { return near(term, self.engine.term(one.word)); }
    function next(n) {
      if (n === starts.length) { return Promise.resolve([]); }
      return self.wordsBetween(starts[n], starts[n] + "\uffff").then(function (words) {
        var found = words.filter(direct);
        if (!found.length && starts[n] && term.length >= SHORTEST) { found = words.filter(byTerm); }
        return found.length ? found.sort(function (a, b) { return b.often - a.often; }) : next(n + 1);
      });
    }
    return next(0);
  };

  /* Read what was typed: groups of terms, each for one word asked. */
  Reader.prototype.understand = function (text, typing, exact) {
    var self = this, engine = this.engine, all = engine.fields;
    var groups = [], phrases = [];
    split(text).forEach(function (part) {
      if (part.phrase !== undefined) {
        var words = A.words(part.phrase);
        if (words.length) { phrases.push({ words: words, not: part.not }); }
        if (!part.not) {
          words.forEach(function (word) { groups.push({ word: word, fields: all, boost: 1, required: true, exact: true }); });
        } else if (words.length === 1) { groups.push({ word: words[0], fields: all, boost: 1, not: true, exact: true }); }
        return;
      }
      var clause = clauseOf(engine, part.word), P = lunr.Query.presence;
      if (clause && (!clause.usePipeline || "editDistance" in clause)) {
        var asked = A.fold(clause.term).replace(/[^\p{L}\p{N}*]/gu, "");
        if (/[^*]/.test(asked)) {
          groups.push({ clause: clause, word: asked, fields: clause.fields, boost: clause.boost,
            required: clause.presence === P.REQUIRED, not: clause.presence === P.PROHIBITED, exact: true });
        }
        return;
      }
      A.words(clause ? clause.term : part.word).forEach(function (word) {
        groups.push({ word: word, fields: clause ? clause.fields : all, boost: clause ? clause.boost : 1,
          required: Boolean(clause) && clause.presence === P.REQUIRED,
          not: Boolean(clause) && clause.presence === P.PROHIBITED, exact: exact });
      });
    });
    var last = groups[groups.length - 1];
    if (typing && last && !last.clause && !last.not && !last.required && /[\p{L}\p{N}]$/u.test(text)) {
      last.open = true;
    }
    return Promise.all(groups.map(function (group) { return self.resolve(group); })).then(function () {
      return { groups: once(groups.filter(function (group) { return group.terms; })), phrases: phrases, common: groups.filter(function (group) { return !group.terms; }) };
    });
  };

  /* Each word once, however often it was typed. */
  function once(groups) {
    var seen = new Set();
    return groups.filter(function (group) {
      var key = [group.terms.map(function (one) { return one.term; }), group.fields, group.not, group.required].join("|");
      return !seen.has(key) && seen.add(key);
    });
  }

  /* Find the terms that stand for a word: its own, and what it begins or was meant to be. A stop word
     gets none. */
  Reader.prototype.resolve = function (group) {
    var self = this, engine = this.engine, term = group.clause ? "" : engine.term(group.word);
    if (group.clause) {
      return engine.expand(group.clause, group.word).then(function (terms) { return self.give(group, terms, 1); });
    }
    if (!term && !group.open) { return Promise.resolve(); }
    return this.give(group, term ? [term] : [], 1).then(function () {
      if (group.open && group.word.length > 1) {
        return self.begun(group.word).then(function (terms) {
          return self.give(group, terms.filter(function (one) { return one !== term; }), 0.5);
        });
      }
    }).then(function () {
      if (group.terms.length || group.exact || group.not || group.word.length < SHORTEST) { return; }
      return self.alike(group.word).then(function (words) {
        if (!words.length) { return; }
        group.instead = words[0].word;
        group.others = words.slice(1, 4).map(function (one) { return one.word; });
        return self.give(group, [engine.term(group.instead)], 1);
      });
    });
  };

  Reader.prototype.give = function (group, terms, weight) {
    group.terms = group.terms || [];
    return this.engine.postings(terms).then(function (postings) {
      postings.forEach(function (posting) { group.terms.push({ term: posting.term, posting: posting, weight: weight }); });
    });
  };

  /* Search. `filters` maps facets to value ids, `sort` is relevance, newest or oldest; `typing` takes the
     last word as a beginning, `exact` forgives nothing. */
  Reader.prototype.search = function (asked) {
    var self = this, engine = this.engine;
    var text = asked.text.trim();
    return this.understand(asked.text, asked.typing, asked.exact).then(function (read) {
      var found = {
        text: text, read: read, filters: asked.filters || {}, phrases: read.phrases.length,
        forgiven: read.groups.filter(function (g) { return g.instead; }).map(function (g) { return { word: g.word, instead: g.instead }; }),
        meant: null, nearest: [], terms: new Set(), docs: [], rest: [], total: 0
      };
      read.groups.forEach(function (group) {
        if (!group.not) { group.terms.forEach(function (one) { found.terms.add(one.term); }); }
      });
      found.marks = function (shown) { return marks(engine, shown, found.terms); };
      return (text ? self.matching(read) : Promise.resolve(everything(engine.size)))
        .then(function (docs) { found.all = docs; return self.filtered(docs, found.filters, null); })
        .then(function (docs) { return self.sorted(docs, asked.sort, text); })
        .then(function (docs) { return self.verified(found, docs); })
        .then(function () { return self.advise(found); });
    });
  };

  function everything(size) {
    var docs = [];
    for (var doc = 0; doc < size; doc++) { docs.push(doc); }
    return docs;
  }

  /* The documents for the words, the best first. */
  Reader.prototype.matching = function (read) {
    var self = this, engine = this.engine, P = lunr.Query.presence, query = new lunr.Query(engine.fields);
    /* A required word of several terms is met by any of them: lunr would want all. */
    var missing = read.groups.some(function (group) { return group.required && !group.terms.length; });
    read.groups.forEach(function (group) {
      var presence = group.not ? P.PROHIBITED : group.required && group.terms.length === 1 ? P.REQUIRED : P.OPTIONAL;
      group.terms.forEach(function (one) {
        query.clause({ term: one.term, usePipeline: false, presence: presence, fields: group.fields, boost: group.boost * one.weight });
      });
    });
    if (missing || !query.clauses.length) { return Promise.resolve([]); }
    return engine.hits(query).then(function (hits) {
      read.groups.forEach(function (group) {
        if (!group.required || group.terms.length < 2) { return; }
        var any = new Set();
        group.terms.forEach(function (one) { one.posting.docs.forEach(any.add, any); });
        hits.docs = hits.docs.filter(function (doc) { return any.has(doc); });
      });
      var today = Date.now() / DAY, R = CityKit.ranking;
      var asked = read.groups.filter(function (group) { return !group.not && group.terms.length; });
      var ranked = R.rank(engine, asked, hits, function (doc) {
        return self.news.has(doc) ? Math.max(0, today - self.news.get(doc)) : 0;
      });
      if (asked.length <= R.SHORT) { return ranked.docs; }
      return Promise.all(Array.from(ranked.docs.slice(0, FIRST)).map(function (doc) { return self.shown(doc); }))
        .then(function (shown) { return R.lend(ranked, shown.map(function (one) { return one.near; })); });
    }).then(function (docs) { return Array.from(docs); });
  };

  /* The values of a facet: [{id, name, docs}]. */
  Reader.prototype.facet = function (id) {
    var facet = this.engine.directory.facets.find(function (one) { return one[0] === id; });
    if (!facet) { return Promise.resolve([]); }
    return this.engine.piece("f-" + id, function (values) {
      return values[0].map(function (value) { return { id: value[0], name: value[1], docs: new Set(E.ungap(value[2])) }; });
    });
  };

  Reader.prototype.facets = function () {
    return this.engine.directory.facets.map(function (facet) { return { id: facet[0], label: facet[1] }; });
  };

  /* The documents that pass the filters: any of the values chosen in a facet, in every facet but one. */
  Reader.prototype.filtered = function (docs, filters, but) {
    var self = this;
    var names = Object.keys(filters).filter(function (name) { return name !== but && filters[name].length; });
    return Promise.all(names.map(function (name) {
      return self.facet(name).then(function (values) {
        var chosen = values.filter(function (value) { return filters[name].indexOf(value.id) >= 0; });
        return function (doc) { return chosen.some(function (value) { return value.docs.has(doc); }); };
      });
    })).then(function (tests) {
      return docs.filter(function (doc) { return tests.every(function (test) { return test(doc); }); });
    });
  };

  /* How many hits each value of a facet would leave: [{id, name, count, chosen}]. */
  Reader.prototype.values = function (id, found) {
    var chosen = found.filters[id] || [];
    return Promise.all([this.facet(id), this.filtered(found.all, found.filters, id)]).then(function (both) {
      return both[0].map(function (value) {
        var count = both[1].reduce(function (sum, doc) { return sum + (value.docs.has(doc) ? 1 : 0); }, 0);
        return { id: value.id, name: value.name, count: count, chosen: chosen.indexOf(value.id) >= 0 };
      });
    });
  };

  /* By day, where asked; without words to go by, the newest first, and what has no day by its title. */
  Reader.prototype.sorted = function (docs, sort, text) {
    if (text && sort !== "newest" && sort !== "oldest") { return Promise.resolve(docs); }
    var sign = sort === "oldest" ? 1 : -1;
    return Promise.all([this.numbers("days"), text ? null : this.numbers("titles")]).then(function (both) {
      var days = both[0], place = both[1] || new Map(docs.map(function (doc, n) { return [doc, n]; }));
      function at(doc) { return both[1] ? place[doc] : place.get(doc); }
      return docs.slice().sort(function (a, b) {
        return (days[b] > 0) - (days[a] > 0) || sign * (days[a] - days[b]) || at(a) - at(b);
      });
    });
  };

  /* A number for each document, from a piece. */
  Reader.prototype.numbers = function (name) {
    var size = this.engine.size;
    return this.engine.piece(name, function (values) {
      var digits = new E.Digits(values[0]), found = new Int32Array(size);
      for (var doc = 0; doc < size; doc++) { found[doc] = digits.next(); }
      return found;
    });
  };

  /* Without phrases all documents; with phrases those of the next candidates that hold them. */
  Reader.prototype.verified = function (found, docs) {
    found.rest = docs;
    if (!found.phrases) {
      found.docs = docs;
      found.rest = [];
      found.total = docs.length;
      return found;
    }
    return this.further(found);
  };

  /* Look for the phrases in further candidates. `found.rest` is empty when all were looked at. */
  Reader.prototype.further = function (found) {
    var self = this, next = found.rest.slice(0, CHECKED);
    return Promise.all(next.map(function (doc) {
      return self.shown(doc).then(function (shown) {
        return self.sections(shown).then(function (sections) {
          var whole = " " + [shown.title, shown.summary, shown.names.join(" | ")].concat(sections.map(function (s) { return s[1] + " | " + s[2]; }))
            .map(function (text) { return A.words(text).join(" "); }).join(" | ") + " ";
          return found.read.phrases.every(function (phrase) {
            return (whole.indexOf(" " + phrase.words.join(" ") + " ") >= 0) !== phrase.not;
          });
        });
      });
    })).then(function (good) {
      found.docs = found.docs.concat(next.filter(function (_, n) { return good[n]; }));
      found.rest = found.rest.slice(next.length);
      found.total = found.docs.length;
      return found;
    });
  };

  /* With few hits: what may have been meant, or the nearest words. */
  Reader.prototype.advise = function (found) {
    var self = this;
    var rare = found.read.groups.filter(function (g) {
      return !g.clause && !g.not && !g.open && !g.instead && g.word.length >= SHORTEST &&
        g.terms.reduce(function (sum, one) { return sum + one.posting.docs.length; }, 0) <= 2;
    });
    if (found.total > 3 || !rare.length) {
      found.nearest = [].concat.apply([], found.read.groups.map(function (g) { return g.others || []; }));
      return found;
    }
    return Promise.all(rare.map(function (group) {
      return self.alike(group.word).then(function (words) {
        found.nearest = found.nearest.concat(words.slice(0, 3).map(function (one) { return one.word; }));
        if (words.length && words[0].often >= 6) { group.meant = words[0].word; }
      });
    })).then(function () {
      if (rare.some(function (g) { return g.meant; })) {
        found.meant = found.read.groups.reduce(function (text, g) {
          return g.meant ? text.replace(new RegExp(g.word, "i"), g.meant) : text;
        }, found.text);
      }
      return found;
    });
  };

  /* What is shown of a document. */
  Reader.prototype.shown = function (doc) {
    var engine = this.engine, size = engine.directory.size;
    return engine.piece("d" + Math.floor(doc / size), function (values) { return values; }).then(function (values) {
      var row = values[1][doc % size];
      return { doc: doc, path: row[0], title: row[1], summary: row[2], label: values[0][row[3]],
        names: row[4].map(function (n) { return values[0][n]; }), day: row[5], text: row[6], near: row[7] };
    });
  };

  /* The sections of a page: [[id, heading, text]]. */
  Reader.prototype.sections = function (shown) {
    return shown.text ? this.engine.piece("t" + shown.doc, function (values) { return values[0]; }) : Promise.resolve([]);
  };

  /* A text cut into pieces that match and pieces that do not. */
  function marks(engine, text, terms) {
    var pieces = [], end = 0, found, pattern = /[\p{L}\p{N}\p{M}]+/gu;
    while ((found = pattern.exec(text))) {
      var hit = A.words(found[0]).some(function (word) { return terms.has(engine.term(word)); });
      if (hit) {
        if (found.index > end) { pieces.push({ text: text.slice(end, found.index), hit: false }); }
        end = found.index + found[0].length;
        pieces.push({ text: found[0], hit: true });
      }
    }
    if (end < text.length) { pieces.push({ text: text.slice(end), hit: false }); }
    return pieces;
  }

  Reader.prototype.excerpt = function (text, found) { return found.marks(text); };

  /* The stretch of a text that holds most of the terms, the rarer the better, and what it is worth. */
  Reader.prototype.window = function (text, found) {
    var engine = this.engine, spans = [], token, pattern = /\S+/g;
    while ((token = pattern.exec(text))) {
      var term = A.words(token[0]).map(engine.term).find(function (t) { return found.terms.has(t); });
      spans.push({ from: token.index, to: token.index + token[0].length, term: term });
    }
    var best = { worth: 0, from: 0 };
    for (var n = 0; n < spans.length; n++) {
      if (!spans[n].term) { continue; }
      var seen = new Set(), many = 0;
      for (var m = n; m < Math.min(n + WINDOW - 8, spans.length); m++) {
        if (spans[m].term) { seen.add(spans[m].term); many++; }
      }
      var worth = 10 * seen.size + Math.min(many, 9);
      if (worth > best.worth) { best = { worth: worth, from: Math.max(0, n - 6) }; }
    }
    var cut = spans.slice(best.from, best.from + WINDOW);
    if (!cut.length) { return { worth: 0, pieces: [] }; }
    var first = cut[0].from, last = cut[cut.length - 1].to;
    var shown = (first > 0 ? "… " : "") + text.slice(first, last) + (last < text.length ? " …" : "");
    return { worth: best.worth, pieces: found.marks(shown) };
  };

  /* Where in a page the words stand: the best stretch, and up to three of its sections. */
  Reader.prototype.passages = function (shown, found) {
    var self = this;
    return this.sections(shown).then(function (sections) {
      var judged = sections.map(function (section, n) {
        var heading = found.marks(section[1]), window = self.window(section[2], found);
        var named = heading.filter(function (piece) { return piece.hit; }).length;
        return { id: section[0], heading: heading, excerpt: window.pieces, worth: window.worth + 15 * named, text: window.worth, place: n };
      });
      var best = judged.reduce(function (a, b) { return b.text > a.text ? b : a; }, { text: 0, excerpt: [] });
      return {
        excerpt: best.text ? best.excerpt : [],
        sections: judged.filter(function (one) { return one.id && one.worth > 0; })
          .sort(function (a, b) { return b.worth - a.worth || a.place - b.place; }).slice(0, 3)
          .map(function (one) { return { id: one.id, heading: one.heading, excerpt: one.text ? one.excerpt : [] }; })
      };
    });
  };

  return { Reader: Reader, near: near };
})();
