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
    var width = engine.fields.length, title = engine.fields.indexOf("title");
    var found = new Float64Array(engine.size), titled = new Uint8Array(engine.size), often = 0;
    var norms = engine.fields.map(function (name, field) {
      var weight = word.fields.indexOf(name) < 0 ? 0 : WEIGHTS[name];
      return engine.norms[field].map(function (norm) { return weight / (1 - B + B * norm); });
    });
    word.terms.forEach(function (one) {
      var docs = one.posting.docs, counts = one.posting.counts;
      for (var p = 0; p < docs.length; p++) {
        var doc = docs[p], tf = 0;
        for (var field = 0; field < width; field++) {
          var count = counts[p * width + field];
          if (count) { tf += count * norms[field][engine.levels[field][doc]]; }
        }
        if (!tf) { continue; }
        if (!found[doc]) { often++; }
        found[doc] = Math.max(found[doc], one.weight * (K1 + 1) * tf / (K1 + tf));
        if (counts[p * width + title]) { titled[doc] = 1; }
      }
    });
    var rarity = Math.log(1 + Math.abs((engine.size - often + 0.5) / (often + 0.5)));
    return { part: found, titled: titled, weight: rarity * word.boost, common: often > COMMON * engine.size };
  }

  function sum(numbers) { return numbers.reduce(function (a, b) { return a + b; }, 0); }

  function total(list, weights, doc) {
    var score = 0;
    for (var n = 0; n < list.length; n++) { score += weights[n] * list[n].part[doc]; }
    return score;
  }

  /* The documents of the best scores, without sorting the others. */
  function best(docs, scores, many) {
    var first = [];
    docs.forEach(function (doc) {
      var place = first.length;
      if (place === many && scores[doc] <= scores[first[many - 1]]) { return; }
      while (place && scores[first[place - 1]] < scores[doc]) { place--; }
      first.splice(place, 0, doc);
      first.length = Math.min(first.length, many);
    });
    return first;
  }

  /* Words that the first hits share weigh more. */
  function reweighed(list, weights, docs) {
    if (list.length < 2) { return weights; }
    var scores = new Float64Array(list[0].part.length);
    docs.forEach(function (doc) { scores[doc] = total(list, weights, doc); });
    var first = best(docs, scores, FEEDBACK);
    var shares = list.map(function (of) {
      return sum(first.map(function (doc) { return scores[doc] * of.part[doc]; }));
    });
    var most = Math.max.apply(null, shares) || 1;
    return weights.map(function (weight, n) { return weight * (1 - MIX + MIX * shares[n] / most); });
  }

  /* Order what lunr found (`engine.hits`) for the words asked, each {terms, fields, boost}. `age` gives
     the days since a document that ages was published, else 0. Gives {docs, scores}, the best first. */
  function rank(engine, words, found, age) {
    var list = words.map(function (word) { return parts(engine, word); });
    var weights = reweighed(list, list.map(function (of) { return of.weight; }), found.docs);
    var asked = sum(weights) || 1, short = words.length <= SHORT;
    var scores = new Float64Array(engine.size), lacking = new Uint8Array(engine.size);
    var title = engine.fields.indexOf("title"), average = engine.directory.averages[title];

    found.docs.forEach(function (doc) {
      var score = 0, covered = 0, named = 0, many = 0;
      for (var n = 0; n < list.length; n++) {
        var part = list[n].part[doc];
        if (part) {
          score += weights[n] * part;
          covered += weights[n];
        } else if (short && !list[n].common) { lacking[doc] = 1; }
        if (list[n].titled[doc]) { named += weights[n]; many++; }
      }
      if (short) { score *= covered / asked; }
      /* How far query and title are one: the share of the query that stands in the title, times the
         share of the title that the query is. */
      if (many) {
        var length = engine.ratios[title][engine.levels[title][doc]] * average;
        score *= 1 + NEAR * named / asked * Math.min(1, many / length);
      }
      var days = age(doc);
      scores[doc] = days ? score * (1 - FADES + FADES * Math.pow(0.5, days / HALF_LIFE)) : score;
    });
    var docs = found.docs.slice().sort(function (a, b) {
      return lacking[a] - lacking[b] || scores[b] - scores[a] || found.scores[b] - found.scores[a] || a - b;
    });
    return { docs: docs, scores: scores };
  }

  /* What is alike answers alike: in the answer to a long question, the first hits and their neighbours
     lend each other some of their scores (score regularization: Diaz, 2005). `near` gives, for each of
     the first hits, the documents most like it. Gives the documents in their new order. */
  function lend(ranked, near) {
    var scores = ranked.scores, lent = scores.map(function (score) { return score * (1 - LENT); });
    near.forEach(function (others, n) {
      others.forEach(function (other) {
        if (!scores[other]) { return; }
        var share = LENT / 2 / others.length, doc = ranked.docs[n];
        lent[doc] += share * scores[other];
        lent[other] += share * scores[doc];
      });
    });
    return ranked.docs.slice().sort(function (a, b) { return lent[b] - lent[a] || a - b; });
  }

  return { rank: rank, lend: lend, SHORT: SHORT };
})();
