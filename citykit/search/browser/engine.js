/* The index in a browser: pieces are loaded as a query needs them, and read (citykit/search/pieces.py
   has the format). `query` gives what lunr.Index.prototype.query of lunr.js 2.3.9 gives on the whole
   index: the same documents in the same order with the same scores. */
CityKit.engine = (function () {
  "use strict";

  var LEVELS = 64;
  var VALUE = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("").forEach(function (sign, n) {
    VALUE[sign.charCodeAt(0)] = n;
  });

  /* Reads numbers, five bits a digit, the lowest first. */
  function Digits(text) {
    this.text = text;
    this.at = 0;
  }
  Digits.prototype.next = function () {
    var value = 0, scale = 1, digit;
    do {
      digit = VALUE[this.text.charCodeAt(this.at++)];
      value += (digit & 31) * scale;
      scale *= 32;
    } while (digit & 32);
    return value;
  };
  Digits.prototype.more = function () { return this.at < this.text.length; };

  /* Front-coded words: a capital letter for how much is shared with the word before, then the rest. */
  function unfront(text) {
    var words = [], last = "", begin = 0;
    while (begin < text.length) {
      var end = begin + 1;
      while (end < text.length && (text.charCodeAt(end) < 65 || text.charCodeAt(end) > 90)) { end++; }
      last = last.slice(0, text.charCodeAt(begin) - 65) + text.slice(begin + 1, end);
      words.push(last);
      begin = end;
    }
    return words;
  }

  /* The number that one digit of a text stands for. */
  function digit(text, place) { return VALUE[text.charCodeAt(place)]; }

  /* Rising numbers from the gaps between them. */
  function ungap(text) {
    var digits = new Digits(text), found = [], last = -1;
    while (digits.more()) {
      last += digits.next() + 1;
      found.push(last);
    }
    return found;
  }

  /* The place of the last word that is not after `word`. */
  function rangeOf(firsts, word) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= word) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  }

  /* `load` takes a piece's name and promises the values of its call. */
  function Engine(directory, load) {
    this.directory = directory;
    this.size = directory.documents;
    this.fields = directory.fields;
    this.load = load;
    this.term = CityKit.analysis.terms(directory.stemmer, directory.stop);
    this.firsts = unfront(directory.shards);
    this.wordFirsts = unfront(directory.words);
    this.read = new Map();
    this.levels = this.fields.map(function (_, field) { return levels(directory, field); });
    /* What a step of a field's length is of the average: in lunr, `fieldLength / averageLength`. */
    this.ratios = this.fields.map(function (_, field) {
      var steps = directory.steps[field], found = new Float64Array(LEVELS);
      return found.map(function (_, level) {
        return (steps ? Math.pow(2, level / steps[0]) - 1 : 1) / directory.averages[field];
      });
    });
    /* The same of the average of those documents that have the field at all. */
    this.norms = this.fields.map(function (_, field) {
      var ratios = this.ratios[field], sum = 0, many = 0;
      this.levels[field].forEach(function (level) {
        if (ratios[level]) { sum += ratios[level]; many++; }
      });
      return ratios.map(function (ratio) { return sum ? ratio * many / sum : ratio; });
    }, this);
  }

  /* The step of each document's length of a field. */
  function levels(directory, field) {
    var found = new Uint8Array(directory.documents), steps = directory.steps[field];
    if (!steps) { return found; }
    var body = field === directory.fields.length - 1, text = directory.levels[body ? 0 : 1];
    return found.map(function (_, doc) {
      var level = digit(text, doc);
      return body ? level : directory.fields[field] === "title" ? Math.floor(level / 6) : level % 6;
    });
  }

  /* A piece, made of its values once. */
  Engine.prototype.piece = function (name, make) {
    if (!this.read.has(name)) {
      this.read.set(name, this.load(name).then(make));
      this.read.get(name).catch(this.read.delete.bind(this.read, name));
    }
    return this.read.get(name);
  };

  Engine.prototype.shard = function (number) {
    var self = this;
    return this.piece("s" + number, function (values) { return self.unpack(values[0], values[1]); });
  };

  /* The postings of a shard by term: documents, counts by field in rows, and in how many fields of
     documents it stands. */
  Engine.prototype.unpack = function (fronted, text) {
    var digits = new Digits(text), width = this.fields.length, found = new Map();
    unfront(fronted).forEach(function (term) {
      var often = digits.next(), last = -1, standing = 0;
      var docs = new Int32Array(often), counts = new Uint16Array(often * width);
      for (var n = 0; n < often; n++) {
        var gap = digits.next();
        last += (gap >> 1) + 1;
        docs[n] = last;
        if (!(gap & 1)) {
          counts[n * width + width - 1] = 1;
          standing++;
          continue;
        }
        var sign = digits.next();
        if (!(sign & 1)) {
          counts[n * width + width - 1] = (sign >> 1) + 2;
          standing++;
          continue;
        }
        for (var field = 0; field < width; field++) {
          if (sign >> (width - field) & 1) {
            counts[n * width + field] = digits.next() + 1;
            standing++;
          }
        }
      }
      found.set(term, { term: term, docs: docs, counts: counts, standing: standing });
    });
    return found;
  };

  /* The postings of those of the terms that there are, by term. */
  Engine.prototype.postings = function (terms) {
    var self = this;
    return Promise.all(terms.map(function (term) {
      var number = rangeOf(self.firsts, term);
      return number < 0 ? undefined : self.shard(number).then(function (shard) { return shard.get(term); });
    })).then(function (found) {
      return new Map(found.filter(Boolean).map(function (posting) { return [posting.term, posting]; }));
    });
  };

  /* In how many shards the terms are that begin with `start`. */
  Engine.prototype.spread = function (start) {
    return rangeOf(this.firsts, start + "\uffff") - Math.max(0, rangeOf(this.firsts, start)) + 1;
  };

  /* Every term that begins with `start`, in order. */
  Engine.prototype.beginning = function (start) {
    var from = Math.max(0, rangeOf(this.firsts, start)), to = rangeOf(this.firsts, start + "\uffff");
    var wanted = [];
    for (var number = from; number <= to; number++) { wanted.push(this.shard(number)); }
    return Promise.all(wanted).then(function (shards) {
      return [].concat.apply([], shards.map(function (shard) { return Array.from(shard.keys()); }))
        .filter(function (term) { return term.indexOf(start) === 0; });
    });
  };

  /* The terms that a clause of lunr's means once its term is analysed. */
  Engine.prototype.expand = function (clause, term) {
    var fuzzy = "editDistance" in clause, start = term.split("*")[0];
    if (!fuzzy && start === term) { return Promise.resolve([term]); }
    var asked = { term: term };
    if (fuzzy) { asked.editDistance = clause.editDistance; }
    return (fuzzy || !start ? this.everyTerm() : this.beginning(start).then(lunr.TokenSet.fromArray))
      .then(function (set) { return set.intersect(lunr.TokenSet.fromClause(asked)).toArray(); });
  };

  /* Every term as lunr's token set: only fuzzy queries and leading wildcards want it. */
  Engine.prototype.everyTerm = function () {
    return this.piece("terms", function (values) { return lunr.TokenSet.fromArray(unfront(values[0])); });
  };

  /* lunr's own score of a term in a field, before the query comes in; lunr.py rounds it to three
     places (lunr/builder.py, _create_field_vectors). Few counts and lengths differ, and rounding is
     slow: what was reckoned is kept. */
  Engine.prototype.scorer = function (posting, field) {
    var d = this.directory, ratios = this.ratios[field], levels = this.levels[field], known = [];
    var x = (this.size - posting.standing + 0.5) / (posting.standing + 0.5);
    var idf = Math.log(1 + Math.abs(x));
    return function (doc, count) {
      var key = count * LEVELS + levels[doc];
      if (known[key] === undefined) {
        var found = idf * ((d.k1 + 1) * count) / (d.k1 * (1 - d.b + d.b * ratios[levels[doc]]) + count);
        known[key] = Number((found * d.boosts[field]).toFixed(3));
      }
      return known[key];
    };
  };

  /* Run a lunr.Query. Promises [{doc, score}], as lunr orders them. */
  Engine.prototype.query = function (query) {
    return this.hits(query).then(function (hits) {
      return Array.from(hits.docs).map(function (doc) { return { doc: doc, score: hits.scores[doc] }; })
        .sort(function (a, b) { return b.score - a.score; });
    });
  };

  /* What a lunr.Query finds, in the order in which lunr meets it, with lunr's score of each document:
     {docs: Int32Array, scores: Float64Array by document}. */
  Engine.prototype.hits = function (query) {
    var self = this, P = lunr.Query.presence;
    var asked = query.clauses.map(function (clause) {
      return clause.usePipeline ? CityKit.analysis.words(clause.term).map(self.term).filter(Boolean) : [clause.term];
    });
    return Promise.all(query.clauses.map(function (clause, n) {
      return Promise.all(asked[n].map(function (term) { return self.expand(clause, term); }));
    })).then(function (expanded) {
      var all = [].concat.apply([], [].concat.apply([], expanded));
      return self.postings(Array.from(new Set(all))).then(function (postings) {
        return score(self, query, expanded, postings, P);
      });
    });
  };

  function score(engine, query, expanded, postings, P) {
    var width = engine.fields.length, size = engine.size;
    var vectors = engine.fields.map(function () { return new Map(); });
    var order = [], met = new Int32Array(size), required = null, prohibited = new Uint8Array(size);
    /* In which order the fields of a document were met: lunr adds up their scores in this order. */
    var ways = [[]], next = [[]];
    function meet(doc, field) {
      var way = met[doc];
      if (way === 0) { order.push(doc); }
      var then = next[way][field];
      if (then === undefined) {
        if (ways[way].indexOf(field) >= 0) { then = way; } else {
          then = ways.length;
          ways.push(ways[way].concat(field));
          next.push([]);
        }
        next[way][field] = then;
      }
      met[doc] = then;
    }

    query.clauses.forEach(function (clause, n) {
      var matches = clause.presence === P.REQUIRED ? new Uint8Array(size) : null;
      var numbers = clause.fields.map(function (name) { return engine.fields.indexOf(name); });
      if (!expanded[n].length) { return; }
      expanded[n].every(function (terms) {
        var known = terms.map(postings.get.bind(postings)).filter(Boolean);
        if (!known.length && matches) { matches.fill(0); return false; }
        known.forEach(function (posting) {
          numbers.forEach(function (field) {
            var vector = vectors[field], seen = vector.has(posting.term);
            if (clause.presence !== P.PROHIBITED) {
              vector.set(posting.term, (vector.get(posting.term) || 0) + clause.boost);
              if (seen && !matches) { return; }
            }
            for (var p = 0; p < posting.docs.length; p++) {
              if (!posting.counts[p * width + field]) { continue; }
              var doc = posting.docs[p];
              if (clause.presence === P.PROHIBITED) { prohibited[doc] = 1; continue; }
              if (matches) { matches[doc] = 1; }
              if (!seen) { meet(doc, field); }
            }
          });
        });
        return true;
      });
      if (matches) {
        if (required) {
          for (var doc = 0; doc < size; doc++) { required[doc] &= matches[doc]; }
        } else { required = matches; }
      }
    });

    if (query.isNegated()) {
      for (var every = 0; every < size; every++) { order.push(every); }
    }

    /* The similarity of query and document in each field: lunr sums by term in the order of terms. */
    var sums = vectors.map(function (vector, field) {
      if (!vector.size) { return null; }
      var sum = new Float64Array(size), squares = 0;
      Array.from(vector.keys()).sort().forEach(function (term) {
        var boost = vector.get(term), posting = postings.get(term), value = engine.scorer(posting, field);
        squares += boost * boost;
        for (var p = 0; p < posting.docs.length; p++) {
          var count = posting.counts[p * width + field];
          if (count) { sum[posting.docs[p]] += boost * value(posting.docs[p], count); }
        }
      });
      return { sum: sum, magnitude: Math.sqrt(squares) };
    });

    var scores = new Float64Array(size);
    order = order.filter(function (doc) { return !prohibited[doc] && (!required || required[doc]); });
    order.forEach(function (doc) {
      var way = ways[met[doc]], total = 0;
      for (var n = 0; n < way.length; n++) {
        var of = sums[way[n]], value = of.sum[doc] / of.magnitude || 0;
        total = n ? total + value : value;
      }
      scores[doc] = total;
    });
    return { docs: Int32Array.from(order), scores: scores };
  }

  return { Engine: Engine, Digits: Digits, digit: digit, unfront: unfront, ungap: ungap, rangeOf: rangeOf };
})();
