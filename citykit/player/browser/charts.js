/* Charts by hand, as SVG. Each says in its label what it shows and stands beside a table with the
   same figures; series differ by stroke and mark, never by colour alone. */
CityKit.charts = (function () {
  "use strict";

  var svg = CityKit.elements.svg;
  var SIZE = 360, MIDDLE = SIZE / 2, RADIUS = 130;

  /* `axes` are short names; each of `series` has a name and, for each axis, a value from 0 to 1. */
  function radar(label, axes, series) {
    if (axes.length < 3) { return null; }
    function at(axis, value) {
      var angle = 2 * Math.PI * axis / axes.length - Math.PI / 2;
      return [MIDDLE + RADIUS * value * Math.cos(angle), MIDDLE + RADIUS * value * Math.sin(angle)]
        .map(function (number) { return Math.round(number * 10) / 10; });
    }
    function ring(value) { return axes.map(function (name, axis) { return at(axis, value).join(","); }).join(" "); }
    return svg("svg", { class: "ck-radar", viewBox: "0 0 " + SIZE + " " + SIZE, role: "img", "aria-label": label },
      [0.25, 0.5, 0.75, 1].map(function (value) { return svg("polygon", { class: "ck-radar__ring", points: ring(value) }); }),
      axes.map(function (name, axis) {
        var end = at(axis, 1), place = at(axis, 1.17);
        return [
          svg("line", { class: "ck-radar__axis", x1: MIDDLE, y1: MIDDLE, x2: end[0], y2: end[1] }),
          svg("text", { x: place[0], y: place[1], "text-anchor": "middle", "dominant-baseline": "central" }, name),
        ];
      }),
      series.map(function (one, number) {
        return svg("g", { class: "ck-radar__series ck-radar__series--" + number },
          svg("polygon", { points: one.values.map(function (value, axis) { return at(axis, value).join(","); }).join(" ") }),
          one.values.map(function (value, axis) { return mark(number, at(axis, value)); }));
      }));
  }

  /* The first series has round marks, the second square ones. */
  function mark(number, place) {
    return number === 0
      ? svg("circle", { cx: place[0], cy: place[1], r: 4 })
      : svg("rect", { x: place[0] - 4, y: place[1] - 4, width: 8, height: 8 });
  }

  /* One answer: a box for each step of the scale, filled up to the level. The table's cells beside it
     say the same in words. */
  function bar(level, lowest, top) {
    var steps = top - Math.max(lowest, 1) + 1, boxes = [];
    for (var step = 0; step < steps; step++) {
      var filled = level !== null && step < level - Math.max(lowest, 1) + 1;
      boxes.push(svg("rect", { class: filled ? "ck-bar-on" : "ck-bar-off", x: step * 18 + 1, y: 1, width: 15, height: 10, rx: 2 }));
    }
    return svg("svg", { class: "ck-answer-bar", viewBox: "0 0 " + (steps * 18) + " 12", width: steps * 18, height: 12, "aria-hidden": "true" }, boxes);
  }

  /* A group's share of the most there can be, from 0 to 1. */
  function share(value) {
    return svg("svg", { class: "ck-answer-bar", viewBox: "0 0 102 12", width: 102, height: 12, "aria-hidden": "true" },
      svg("rect", { class: "ck-bar-off", x: 1, y: 1, width: 100, height: 10, rx: 2 }),
      svg("rect", { class: "ck-bar-on", x: 1, y: 1, width: Math.round(100 * value), height: 10, rx: 2 }));
  }

  /* Votes on the scale: a dot for each voice above its level. */
  function dots(label, levels, votes) {
    var most = Math.max(1, Math.max.apply(null, levels.map(function (level) { return count(votes, level); })));
    var height = most * 18 + 26, step = 60;
    return svg("svg", { class: "ck-dots", viewBox: "0 0 " + (levels.length * step) + " " + height, role: "img", "aria-label": label },
      svg("line", { class: "ck-radar__axis", x1: 4, x2: levels.length * step - 4, y1: height - 22, y2: height - 22 }),
      levels.map(function (level, place) {
        var x = place * step + step / 2, marks = [];
        for (var voice = 0; voice < count(votes, level); voice++) {
          marks.push(svg("circle", { class: "ck-bar-on", cx: x, cy: height - 33 - voice * 18, r: 7 }));
        }
        return [marks, svg("text", { x: x, y: height - 6, "text-anchor": "middle" }, String(level))];
      }));
  }

  function count(votes, level) { return votes.filter(function (vote) { return vote === level; }).length; }

  return { radar: radar, bar: bar, share: share, dots: dots };
})();
