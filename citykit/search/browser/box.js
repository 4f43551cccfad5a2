/* The box in the header: the best results while somebody types, after the pattern 'editable combobox
   with list autocomplete' of the ARIA Authoring Practices Guide. Enter without a choice is the form's. */
CityKit.box = (function () {
  "use strict";

  var draw = CityKit.draw, el = draw.el;
  var BEST = 6, SHORTEST = 2, TYPING = 80, SAYING = 900;

  function Box(form, reader, words) {
    var self = this;
    this.form = form;
    this.input = form.querySelector("input");
    this.reader = reader;
    this.words = words;
    this.turn = 0;
    this.active = -1;
    this.list = el("ul", { id: "ck-best", role: "listbox", class: "ck-find__list", "aria-label": words.text("best"), hidden: true });
    this.status = el("p", { role: "status", class: "ck-unseen" });
    form.append(this.list, this.status);
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "ck-best", "aria-expanded": "false" })
      .forEach(function (one) { self.input.setAttribute(one[0], one[1]); });
    this.announce = draw.later(SAYING, function () { self.status.textContent = self.said || ""; });
    this.input.addEventListener("input", draw.soon(TYPING, function () { self.ask(); }));
    this.input.addEventListener("keydown", function (event) { self.key(event); });
    this.input.addEventListener("focus", function () { if (self.list.children.length) { self.show(true); } });
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) { self.show(false); } });
    /* The list must not take the focus from the box. */
    this.list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    this.list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) { self.go(option); }
    });
    if (document.activeElement === this.input) { this.ask(); }
  }

  Box.prototype.ask = function () {
    var self = this, turn = ++this.turn, text = this.input.value;
    if (text.trim().length < SHORTEST) {
      this.list.replaceChildren();
      this.show(false);
      return;
    }
    this.reader.search({ text: text, filters: {}, sort: "relevance", typing: true, exact: false }).then(function (found) {
      return Promise.all(found.docs.slice(0, BEST).map(function (doc) { return self.reader.shown(doc); })).then(function (best) {
        if (turn !== self.turn) { return; }
        var options = best.map(function (shown) {
          var option = el("li", { role: "option" }, [el("span", null, draw.marked(found.marks(shown.title))), el("small", null, shown.label)]);
          option.address = CityKit.loader.root + shown.path;
          return option;
        });
        options.push(el("li", { role: "option", class: "ck-find__all" }, self.words.say("all", { text: text.trim() })));
        options.forEach(function (option, n) { option.id = "ck-best-" + n; });
        self.list.replaceChildren.apply(self.list, options);
        self.said = self.words.text("count", {}, found.total);
        self.announce();
        self.choose(-1);
        self.show(document.activeElement === self.input);
      });
    }).catch(function (error) {
      console.warn(error);
      self.said = self.form.dataset.broken;
      self.announce();
    });
  };

  Box.prototype.show = function (open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) { this.choose(-1); }
  };

  Box.prototype.choose = function (place) {
    var options = Array.from(this.list.children);
    this.active = place;
    options.forEach(function (option, n) { option.setAttribute("aria-selected", String(n === place)); });
    if (place < 0) { this.input.removeAttribute("aria-activedescendant"); } else {
      this.input.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  };

  Box.prototype.go = function (option) {
    if (option.address) { location.href = option.address; } else { this.form.submit(); }
  };

  Box.prototype.key = function (event) {
    var count = this.list.children.length, open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) { return; }
      event.preventDefault();
      if (!open) { this.show(true); }
      /* One place of the round is the box itself. */
      var step = event.key === "ArrowDown" ? 1 : -1;
      this.choose((this.active + 1 + step + count + 1) % (count + 1) - 1);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.active]);
    } else if (event.key === "Escape" && (open || this.input.value)) {
      event.preventDefault();
      event.stopPropagation();
      if (open) { this.show(false); } else { this.input.value = ""; this.ask(); }
    }
  };

  return { Box: Box };
})();
