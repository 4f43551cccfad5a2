/* The check's words: the same texts, filled in the same way, and the same nearest word, as in
   citykit/messages.py and citykit/diagnostics.py. */
CityKit.said = (function () {
  "use strict";

  /* How much of two lists of signs is alike, from 0 to 1, as Python's difflib.SequenceMatcher tells
     it: twice the signs in common runs, found longest first, by the length of both. */
  function ratio(a, b) {
    const places = new Map();
    b.forEach((sign, place) => {
      if (!places.has(sign)) { places.set(sign, []); }
      places.get(sign).push(place);
    });
    if (b.length >= 200) {
      const popular = Math.floor(b.length / 100) + 1;
      places.forEach((at, sign) => { if (at.length > popular) { places.delete(sign); } });
    }
    let alike = 0;
    const left = [[0, a.length, 0, b.length]];
    while (left.length) {
      const [alo, ahi, blo, bhi] = left.pop();
      const [i, j, size] = longest(a, b, places, alo, ahi, blo, bhi);
      if (!size) { continue; }
      alike += size;
      left.push([alo, i, blo, j], [i + size, ahi, j + size, bhi]);
    }
    return a.length + b.length ? 2 * alike / (a.length + b.length) : 1;
  }

  function longest(a, b, places, alo, ahi, blo, bhi) {
    let besti = alo, bestj = blo, best = 0, runs = new Map();
    for (let i = alo; i < ahi; i += 1) {
      const now = new Map();
      for (const j of places.get(a[i]) || []) {
        if (j < blo) { continue; }
        if (j >= bhi) { break; }
        const size = (runs.get(j - 1) || 0) + 1;
        now.set(j, size);
        if (size > best) { besti = i - size + 1; bestj = j - size + 1; best = size; }
      }
      runs = now;
    }
    while (besti > alo && bestj > blo && a[besti - 1] === b[bestj - 1]) { besti -= 1; bestj -= 1; best += 1; }
    while (besti + best < ahi && bestj + best < bhi && a[besti + best] === b[bestj + best]) { best += 1; }
    return [besti, bestj, best];
  }

  /* The most alike of some words, or null where none reaches `cutoff`; of two alike the later one. */
  function closest(word, words, cutoff) {
    const signs = [...word];
    let found = null, most = cutoff;
    for (const other of words) {
      const alike = ratio([...other], signs);
      if (alike > most || (alike === most && (found === null || other > found))) {
        found = other;
        most = alike;
      }
    }
    return found;
  }

  function nearest(word, known) {
    const folded = new Map();
    for (const one of known) { folded.set(one.toLowerCase(), one); }
    const close = closest(word.toLowerCase(), folded.keys(), 0.7);
    return close === null ? null : folded.get(close);
  }

  function byPoint(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

  function listing(words, most) {
    const ordered = [...words].sort(byPoint), cut = most || 12;
    const shown = ordered.slice(0, cut).map((word) => "`" + word + "`").join(", ");
    return ordered.length <= cut ? shown : shown + " and " + (ordered.length - cut) + " more";
  }

  function filled(text, values) {
    return text.replace(/\{([a-z]+)\}/g, (whole, name) => {
      if (!(name in values)) { throw new Error("no value for " + whole); }
      return String(values[name]);
    });
  }

  /* Advice follows a message as a sentence of its own. */
  function sentence(advice) { return advice.slice(0, 1).toUpperCase() + advice.slice(1); }

  /* What to say of faults, by the texts of citykit/messages.py. */
  function Sayer(messages, before) {
    function said(fault, values) {
      const [message, hint] = messages[fault];
      return { code: fault.split("/")[0], message: filled(message, values || {}), hint: filled(hint, values || {}) };
    }
    /* With the nearest known word before the general advice. */
    function meant(words, word, known) {
      const close = nearest(word, known);
      if (close === null) { return words; }
      return Object.assign({}, words, { hint: filled(before, { close: close }) + " " + sentence(words.hint) });
    }
    return { said: said, meant: meant };
  }

  return { Sayer: Sayer, nearest: nearest, closest: closest, listing: listing, byPoint: byPoint, sentence: sentence };
})();
