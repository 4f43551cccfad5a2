/* In which order readers see what lunr finds. lunr saturates each field alone, so that a word in title
   and body counts as two witnesses; here the fields' counts are added with weights and saturate once:
   BM25F (Robertson, Zaragoza and Taylor, 2004). Of a question in everyday words, those that the first
   hits share are its subject: the words are weighed once more by them (the query's own part of RM3,
   Abdul-Jaleel and others, 2004). Only short texts' lengths are left out: they differ little. */
CityKit.ranking = (function () {
  "use strict";

  var WEIGHTS = { title: 3, summary: 2, terms: 3, headings: 1.5, body: 1 };
  var K1 = 2, B = 0.75;
  var FEEDBACK = 6, MIX = 0.5;
  /* How much of its score a document keeps that has none of the weight of the words it lacks. */
  var SOME = 0.7;
  var HALF_LIFE = 365;

  /* The part of a word in each document's score: a word is one term or several that may stand for it,
     each with how well it does, and in which fields it counts. */
  function parts(engine, word) {
    var width = engine.fields.length, body = width - 1, often = new Map();
    var weights = engine.fields.map(function (name) { return word.fields.indexOf(name) < 0 ? 0 : WEIGHTS[name]; });
    word.terms.forEach(function (one) {
      var docs = one.posting.docs, counts = one.posting.counts;
      for (var p = 0; p < docs.length; p++) {
        var doc = docs[p], sum = 0;
        for (var field = 0; field < body; field++) { sum += weights[field] * counts[p * width + field]; }
        sum += weights[body] * counts[p * width + body] / (1 - B + B * engine.lengths[engine.levels[doc]]);
        if (sum) { often.set(doc, (often.get(doc) || 0) + sum * one.weight); }
      }
    });
    var rarity = Math.log(1 + Math.abs((engine.size - often.size + 0.5) / (often.size + 0.5)));
    often.forEach(function (tf, doc) { often.set(doc, (K1 + 1) * tf / (K1 + tf)); });
    return { docs: often, weight: rarity * word.boost };
  }

  function total(list, weights) {
    var scores = new Map();
    list.forEach(function (of, n) {
      of.docs.forEach(function (part, doc) { scores.set(doc, (scores.get(doc) || 0) + weights[n] * part); });
    });
    return scores;
  }

  /* Words that the first hits share weigh more. */
  function reweighed(list, weights, allowed) {
    if (list.length < 2) { return weights; }
    var first = Array.from(total(list, weights)).filter(function (one) { return allowed(one[0]); })
      .sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, FEEDBACK);
    var shares = list.map(function (of) {
      return first.reduce(function (sum, one) { return sum + one[1] * (of.docs.get(one[0]) || 0); }, 0);
    });
    var most = Math.max.apply(null, shares) || 1;
    return weights.map(function (weight, n) { return weight * (1 - MIX + MIX * shares[n] / most); });
  }

  /* Order the documents that lunr found ([{doc, score}]) for the words asked. `age` gives the days since
     a document that ages was published, else 0. Gives document numbers, the best first. */
  function rank(engine, words, found, age) {
    var among = new Set(found.map(function (hit) { return hit.doc; }));
    var list = words.map(function (word) { return parts(engine, word); });
    var plain = list.map(function (of) { return of.weight; });
    var weights = reweighed(list, plain, among.has.bind(among));
    var asked = plain.reduce(function (sum, weight) { return sum + weight; }, 0) || 1;
    var met = new Map();
    list.forEach(function (of, n) {
      of.docs.forEach(function (_, doc) { met.set(doc, (met.get(doc) || 0) + plain[n]); });
    });
    var scores = total(list, weights);
    return found.map(function (hit) {
      var share = (met.get(hit.doc) || 0) / asked;
      var fresh = Math.pow(0.5, age(hit.doc) / HALF_LIFE);
      return { doc: hit.doc, score: (scores.get(hit.doc) || 0) * (SOME + (1 - SOME) * share) * fresh, lunr: hit.score };
    }).sort(function (a, b) { return b.score - a.score || b.lunr - a.lunr || a.doc - b.doc; })
      .map(function (hit) { return hit.doc; });
  }

  return { rank: rank };
})();
