/* Small helps for readers; every page reads well without them. */
(function () {
  "use strict";

  /* A meaning shows on hover and focus. A finger has no hover: its first tap shows it, its second
     follows the link. Escape puts it away. */
  var shown = null;
  document.addEventListener("click", function (event) {
    var term = event.target.closest && event.target.closest(".ck-term");
    if (term && term !== shown && window.matchMedia("(hover: none)").matches) {
      event.preventDefault();
      term.focus();
    }
    shown = term;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    document.querySelectorAll(".ck-term:hover, .ck-term:focus").forEach(function (term) {
      term.classList.add("ck-term--dismissed");
      var again = function () { term.classList.remove("ck-term--dismissed"); };
      term.addEventListener("mouseleave", again, { once: true });
      term.addEventListener("blur", again, { once: true });
    });
  });

  /* A list that is narrowed to what holds the words typed. */
  document.querySelectorAll("[data-narrows]").forEach(function (box) {
    var rows = Array.from(document.getElementById(box.dataset.narrows).children);
    box.closest("[hidden]").hidden = false;
    box.addEventListener("input", function () {
      var wanted = box.value.toLowerCase().split(/\s+/);
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !wanted.every(function (word) { return text.indexOf(word) >= 0; });
      });
      var shown = rows.filter(function (row) { return !row.hidden; }).length;
      box.closest("p").querySelector("[role=status]").textContent = String(shown);
    });
  });

  /* What scrolls sideways must be within reach of a keyboard. */
  window.addEventListener("load", function () {
    document.querySelectorAll(".md-typeset__scrollwrap, .ck-table").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; }
    });
  });

  /* Material opens the menu with a label, which a keyboard cannot reach: put a button in its place. */
  var drawer = document.getElementById("__drawer");
  var label = document.querySelector('.md-header label[for="__drawer"]');
  if (drawer && label) {
    var opener = document.createElement("button");
    opener.type = "button";
    opener.className = label.className + " ck-opener";
    opener.append.apply(opener, Array.from(label.childNodes));
    label.replaceWith(opener);
    var tell = function () { opener.setAttribute("aria-expanded", String(drawer.checked)); };
    tell();
    drawer.addEventListener("change", tell);
    opener.addEventListener("click", function () { drawer.click(); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.checked) { drawer.click(); opener.focus(); }
    });
  }

  /* The search: its script is loaded when somebody reaches for it. */
  var box = document.querySelector(".ck-find"), finder = document.querySelector(".ck-finder");
  var narrow = window.matchMedia("(max-width: 59.984375em)");

  function load() {
    if (!box || !box.dataset.script) { return; }
    var tag = document.createElement("script");
    tag.src = box.dataset.script;
    tag.onerror = broken;
    document.head.appendChild(tag);
    box.dataset.script = "";
    if (finder) { finder.setAttribute("aria-busy", "true"); }
  }

  /* The script is missing; of pieces that it loads it tells itself. */
  function broken() {
    if (!finder) { return; }
    finder.setAttribute("aria-busy", "false");
    finder.querySelector(".ck-finder__broken").hidden = false;
  }

  if (box) {
    var input = box.querySelector("input"), button = box.querySelector("button");
    box.addEventListener("focusin", load);
    /* On a phone the button opens the box first. */
    button.addEventListener("click", function (event) {
      if (narrow.matches && !box.classList.contains("ck-find--open")) {
        event.preventDefault();
        box.classList.add("ck-find--open");
        input.focus();
      }
    });
    box.addEventListener("focusout", function (event) {
      if (!box.contains(event.relatedTarget)) { box.classList.remove("ck-find--open"); }
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && box.classList.contains("ck-find--open")) {
        button.focus();
        box.classList.remove("ck-find--open");
      }
    });
  }

  /* Above a list: without a script the list is as it is. */
  if (finder && finder.hidden) {
    finder.hidden = false;
    finder.addEventListener("focusin", load);
    finder.addEventListener("click", load);
    if (location.search) { load(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    event.preventDefault();
    if (!box) { finder.querySelector("input").focus(); } else if (narrow.matches) { button.click(); } else { input.focus(); }
  });

  if (finder) {
    finder.querySelector(".ck-finder__reload").addEventListener("click", function () { location.reload(); });
    /* The search page brings its own script, which may have come and found already. */
    if (location.search && !finder.hasAttribute("aria-busy")) {
      finder.querySelector("input").value = new URLSearchParams(location.search).get("q") || "";
      finder.setAttribute("aria-busy", "true");
    }
    window.addEventListener("load", function () { if (!box && !window.CityKit) { broken(); } });
  }
})();
