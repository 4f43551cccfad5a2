/* Lists of boxes to tick. What was ticked is kept on this device, in one item of localStorage for each
   text and language: { "the line": true }, only where it differs from what the page says. */
CityKit.checklist = (function () {
  "use strict";

  var PREFIX = "citykit-ticks:";

  /* `part` is an element with data-item, the id of the text whose boxes are in it. */
  function Checklist(part, words) {
    var self = this;
    this.words = words;
    this.key = PREFIX + part.dataset.item + ":" + (part.lang || document.documentElement.lang);
    this.boxes = Array.from(part.querySelectorAll('li > label > input[type="checkbox"]'));
    this.told = [];
    Array.from(new Set(this.boxes.map(function (box) { return box.closest("ul, ol"); }))).forEach(function (list) {
      self.told.push(self.note(list));
    });
    this.boxes.forEach(function (box) {
      box.disabled = false;
      box.addEventListener("change", function () { self.keep(); });
    });
    window.addEventListener("storage", function (event) {
      if (event.key === self.key || event.key === null) { self.recall(); }
    });
    this.recall();
  }

  function line(box) { return box.parentNode.textContent.trim(); }

  /* The line under a list: how many are done, where this is kept, a way to clear it. */
  Checklist.prototype.note = function (list) {
    var self = this, note = document.createElement("p"), told = document.createElement("span");
    var clear = document.createElement("button");
    note.className = "ck-ticks";
    told.setAttribute("role", "status");
    clear.type = "button";
    clear.className = "ck-ticks__clear";
    clear.textContent = this.words.clear;
    clear.addEventListener("click", function () { self.clear(); });
    note.append(told, " ", clear);
    list.after(note);
    return {
      element: told, clear: clear,
      boxes: this.boxes.filter(function (box) { return box.closest("ul, ol") === list; })
    };
  };

  Checklist.prototype.read = function () {
    try {
      var held = JSON.parse(localStorage.getItem(this.key) || "{}");
      return held && typeof held === "object" ? held : {};
    } catch (error) { return {}; }
  };

  Checklist.prototype.recall = function () {
    var held = this.read();
    this.boxes.forEach(function (box) {
      var known = Object.prototype.hasOwnProperty.call(held, line(box));
      box.checked = known ? Boolean(held[line(box)]) : box.defaultChecked;
    });
    this.tell(true);
  };

  Checklist.prototype.keep = function () {
    var held = {}, kept = true;
    this.boxes.forEach(function (box) { if (box.checked !== box.defaultChecked) { held[line(box)] = box.checked; } });
    try {
      if (Object.keys(held).length) { localStorage.setItem(this.key, JSON.stringify(held)); } else { localStorage.removeItem(this.key); }
    } catch (error) { kept = false; }
    this.tell(kept);
  };

  Checklist.prototype.clear = function () {
    var kept = true;
    this.boxes.forEach(function (box) { box.checked = box.defaultChecked; });
    try { localStorage.removeItem(this.key); } catch (error) { kept = false; }
    this.tell(kept);
  };

  Checklist.prototype.tell = function (kept) {
    var words = this.words;
    this.told.forEach(function (list) {
      var done = list.boxes.filter(function (box) { return box.checked; }).length;
      list.element.textContent = words.done.replace("{done}", done).replace("{all}", list.boxes.length) +
        " " + (kept ? words.kept : words.lost);
      list.clear.hidden = !list.boxes.some(function (box) { return box.checked !== box.defaultChecked; });
    });
  };

  return function (words) {
    document.querySelectorAll("[data-item]").forEach(function (part) {
      if (part.querySelector('input[type="checkbox"]')) { new Checklist(part, words); }
    });
  };
})();
