/* In which order readers see what lunr finds. lunr saturates each field alone, so that a word in title
   and body counts as two witnesses; here the fields' counts are added with weights and saturate once:
   BM25F (Robertson, Zaragoza and Taylor, 2004; k1 and b as in Robertson and Zaragoza, 2009). Of a
   question in everyday words, those that the first hits share are its subject: the words are weighed
   once more by them, the query's own part of relevance feedback (RM3: Abdul-Jaleel and others, 2004).
   Short queries want all their words: pages with all come first, but for words that every fifth page has.
   Words that stand together in a title are near each other, the nearer the less else it says; where in
   a text a word stands is not known.
   News fade, by at most FADES of their score; nothing else ages. */
CityKit.ranking = (function () {
  "use strict";

  var WEIGHTS = { title: 3, summary: 2, terms: 2, headings: 2, body: 1 };
  var K1 = 2, B = 0.75;
  var FEEDBACK = 6, MIX = 0.4;
  var SHORT = 4, COMMON = 0.2;
  var NEAR = 0.5;
  var LENT = 0.3;
  var FADES = 0.3, HALF_LIFE = 730;

  /* What a word adds to the score of each document: of the terms that may stand for it, the best. */
  function parts(engine, word) {
    var width = engine.fields.length, found = new Map();
    var titled = new Set(), title = engine.fields.indexOf("title");
    var weights = engine.fields.map(function (name) { return word.fields.indexOf(name) < 0 ? 0 : WEIGHTS[name]; });
    word.terms.forEach(function (one) {
      var docs = one.posting.docs, counts = one.posting.counts;
      for (var p = 0; p < docs.length; p++) {
        var doc = docs[p], tf = 0;
        for (var field = 0; field < width; field++) {
          var count = counts[p * width + field];
          if (count) { tf += weights[field] * count / (1 - B + B * engine.lengths[field][doc]); }
        }
        if (counts[p * width + title]) { titled.add(doc); }
        var part = one.weight * (K1 + 1) * tf / (K1 + tf);
        if (part > (found.get(doc) || 0)) { found.set(doc, part); }
      }
    });
    var rarity = Math.log(1 + Math.abs((engine.size - found.size + 0.5) / (found.size + 0.5)));
    return { docs: found, titled: titled, weight: rarity * word.boost, common: found.size > COMMON * engine.size };
  }

  function total(list, weights) {
    var scores = new Map();
    list.forEach(function (of, n) {
      of.docs.forEach(function (part, doc) { scores.set(doc, (scores.get(doc) || 0) + weights[n] * part); });
    });
    return scores;
  }

  function sum(numbers) { return numbers.reduce(function (a, b) { return a + b; }, 0); }

  /* Words that the first hits share weigh more. */
  function reweighed(list, weights, allowed) {
    if (list.length < 2) { return weights; }
    var first = Array.from(total(list, weights)).filter(function (one) { return allowed.has(one[0]); })
      .sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, FEEDBACK);
    var shares = list.map(function (of) {
      return sum(first.map(function (one) { return one[1] * (of.docs.get(one[0]) || 0); }));
    });
    var most = Math.max.apply(null, shares) || 1;
    return weights.map(function (weight, n) { return weight * (1 - MIX + MIX * shares[n] / most); });
  }

  /* Order the documents that lunr found ([{doc, score}]) for the words asked, each {terms, fields, boost}.
     `age` gives the days since a document that ages was published, else 0. Gives document numbers, the
     best first, [{doc, score}]. */
  function rank(engine, words, found, age) {
    var allowed = new Set(found.map(function (hit) { return hit.doc; }));
    var list = words.map(function (word) { return parts(engine, word); });
    var weights = reweighed(list, list.map(function (of) { return of.weight; }), allowed);
    var title = engine.fields.indexOf("title");
    var lengths = engine.lengths[title], average = engine.directory.averages[title];
    var scores = total(list, weights), asked = sum(weights) || 1, short = words.length <= SHORT;
    /* How far query and title are one: the share of the query that stands in the title, times the
       share of the title that the query is. */
    function named(doc) {
      var held = weights.filter(function (_, n) { return list[n].titled.has(doc); });
      return held.length ? sum(held) / asked * Math.min(1, held.length / lengths[doc] / average) : 0;
    }
    return found.map(function (hit) {
      var held = short ? list.map(function (of) { return of.docs.has(hit.doc); }) : [];
      var covered = short ? sum(weights.filter(function (_, n) { return held[n]; })) / asked : 1;
      var fresh = 1 - FADES + FADES * Math.pow(0.5, age(hit.doc) / HALF_LIFE);
      var near = 1 + NEAR * named(hit.doc);
      return {
        doc: hit.doc, score: (scores.get(hit.doc) || 0) * covered * fresh * near, lunr: hit.score,
        lacks: held.some(function (holds, n) { return !holds && !list[n].common; })
      };
    }).sort(function (a, b) { return a.lacks - b.lacks || b.score - a.score || b.lunr - a.lunr || a.doc - b.doc; });
  }

  /* What is alike answers alike: in the answer to a long question, the first hits and their neighbours
     lend each other some of their scores (score regularization: Diaz, 2005). `near` gives, for each of
     the first hits, the documents most like it. */
  function lend(hits, near) {
    var scores = new Map(hits.map(function (hit) { return [hit.doc, hit.score]; }));
    var lent = new Map(hits.map(function (hit) { return [hit.doc, hit.score * (1 - LENT)]; }));
    near.forEach(function (others, n) {
      others.forEach(function (other) {
        if (!scores.has(other)) { return; }
        var share = LENT / 2 / others.length;
        lent.set(hits[n].doc, lent.get(hits[n].doc) + share * scores.get(other));
        lent.set(other, lent.get(other) + share * hits[n].score);
      });
    });
    return hits.map(function (hit) { return { doc: hit.doc, score: lent.get(hit.doc) }; })
      .sort(function (a, b) { return b.score - a.score || a.doc - b.doc; });
  }

  return { rank: rank, lend: lend, SHORT: SHORT };
})();
