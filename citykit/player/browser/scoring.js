/* What answers add up to. Pure functions of a set and the answers to it, by question id; an answer
   without a level is unanswered. */
CityKit.scoring = (function () {
  "use strict";

  function level(answers, question) {
    var answer = Object.prototype.hasOwnProperty.call(answers, question.id) ? answers[question.id] : null;
    return answer && Number.isInteger(answer.level) ? answer.level : null;
  }

  function lowest(set) { return set.levels[0].value; }
  function top(set) { return set.levels[set.levels.length - 1].value; }

  /* How many of some questions were asked and answered; the points and the most there can be, where
     the tool adds up (a blank counts 0); the mean of what was answered, null without any. */
  function summary(set, answers, questions) {
    var asked = questions || set.questions;
    var levels = asked.map(function (question) { return level(answers, question); })
      .filter(function (value) { return value !== null; });
    var sum = levels.reduce(function (total, value) { return total + value; }, 0);
    return {
      asked: asked.length, answered: levels.length, sum: sum, maximum: top(set) * asked.length,
      mean: levels.length ? sum / levels.length : null,
    };
  }

  /* The summary of each Essential, or of each Hyogo priority, with its questions. */
  function groups(set, answers, by) {
    var key = by === "priority" ? "priority" : "group";
    return (by === "priority" ? set.priorities : set.groups).map(function (group) {
      var questions = set.questions.filter(function (question) { return question[key] === group.id; });
      return Object.assign({ group: group, questions: questions }, summary(set, answers, questions));
    });
  }

  /* How far out a group stands on the radar, from 0 to 1: its share of the points, or its mean on
     the scale where the tool adds nothing up. */
  function share(set, found) {
    if (set.summing === "sum") { return found.maximum ? found.sum / found.maximum : 0; }
    return found.mean === null ? 0 : found.mean / top(set);
  }

  /* Whether a level is a strength (in the top quarter of the scale), a gap (in its lower half), or
     lies between. LG-SAT's report template asks for the gaps of levels 1 to 3 of 5. */
  function standing(set, value) {
    var place = (value - lowest(set)) / (top(set) - lowest(set));
    return place >= 0.75 ? "strength" : place <= 0.5 ? "gap" : "between";
  }

  function of(set, answers, wanted) {
    return set.questions.filter(function (question) {
      var value = level(answers, question);
      return value !== null && standing(set, value) === wanted;
    });
  }

  /* Every answered question that is below the top, the widest gap first, in order within. */
  function gaps(set, answers) {
    return set.questions
      .map(function (question) { return { question: question, level: level(answers, question) }; })
      .filter(function (one) { return one.level !== null && one.level < top(set); })
      .map(function (one) { return Object.assign(one, { gap: top(set) - one.level }); })
      .sort(function (a, b) { return b.gap - a.gap; });
  }

  /* Two cycles, question by question; `change` is null unless both are answered. */
  function compare(set, before, after) {
    return set.questions.map(function (question) {
      var from = level(before, question), to = level(after, question);
      return {
        question: question, before: from, after: to,
        change: from === null || to === null ? null : to - from,
      };
    });
  }

  /* What the groups in a room voted; the median of an even number is the mean of the middle two. */
  function spread(votes) {
    var levels = Object.keys(votes || {}).map(function (group) { return votes[group]; })
      .filter(Number.isInteger).sort(function (a, b) { return a - b; });
    if (!levels.length) { return { voices: 0, lowest: null, highest: null, median: null, range: null }; }
    var half = levels.length / 2;
    var median = levels.length % 2 ? levels[Math.floor(half)] : (levels[half - 1] + levels[half]) / 2;
    return {
      voices: levels.length, lowest: levels[0], highest: levels[levels.length - 1], median: median,
      range: levels[levels.length - 1] - levels[0],
    };
  }

  function words(text) {
    var found = String(text || "").trim();
    return found ? found.split(/\s+/).length : 0;
  }

  /* The questions of the other set that gaps lead to, each with these gaps; first what the lowest
     answer leads to, of those what most gaps lead to. */
  function crosswalk(set, answers) {
    var found = [];
    gaps(set, answers).forEach(function (one) {
      if (standing(set, one.level) !== "gap") { return; }
      one.question.leadsTo.forEach(function (id) {
        var row = found.find(function (row) { return row.id === id; });
        if (!row) { found.push(row = { id: id, because: [] }); }
        row.because.push({ question: one.question, level: one.level });
      });
    });
    return found.sort(function (a, b) {
      return a.because[0].level - b.because[0].level || b.because.length - a.because.length;
    });
  }

  return {
    level: level, lowest: lowest, top: top, summary: summary, groups: groups, share: share,
    standing: standing, of: of, gaps: gaps, compare: compare, spread: spread, words: words,
    crosswalk: crosswalk,
  };
})();
