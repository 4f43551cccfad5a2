/* Words of a text and their terms: the same as citykit/search/analysis.py, which says why. */
CityKit.analysis = (function () {
  "use strict";

  var WORD = /[\p{L}\p{N}]+/gu;
  var LONGEST = 40;
  var ARABIC = { "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "" };

  function fold(text) {
    if (/[^\x00-\x7f]/.test(text)) {
      text = text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[أإآىةـ]/g, function (sign) { return ARABIC[sign]; });
    }
    return text.toLowerCase()
      .replace(/['’]s(?![\p{L}\p{N}_])/gu, "")
      .replace(/([\p{L}\p{N}_])['’]/gu, "$1");
  }

  function words(text) {
    return fold(text).match(WORD) || [];
  }

  /* lunr runs its functions on tokens of its own. */
  function porter(word) {
    return lunr.stemmer(new lunr.Token(word)).toString();
  }

  function snowball(name) {
    var stemmer = name === "spanish" ? new SpanishStemmer() : new ArabicStemmer();
    return function (word) {
      return fold(stemmer.stemWord(name === "spanish" ? word.replace(/([cs])ion$/, "$1ión") : word));
    };
  }

  /* The term of a folded word, or "" for a stop word. */
  function terms(stemmer, stop) {
    var stem = stemmer === "porter" ? porter : stemmer ? snowball(stemmer) : String;
    var known = new Map();
    var stopped = new Set(stop ? stop.split(" ") : []);
    return function (word) {
      var found = known.get(word);
      if (found === undefined) {
        var common = stopped.has(word) || (stemmer === "porter" && !lunr.stopWordFilter(new lunr.Token(word)));
        found = common ? "" : stem(Array.from(word).slice(0, LONGEST).join(""));
        known.set(word, found);
      }
      return found;
    };
  }

  return { fold: fold, words: words, terms: terms };
})();
