/* Small helps for readers; every page reads well without them. */
(function () {
  "use strict";

  /* Material opens the menu with a label, which a keyboard cannot reach: make it a button. */
  var drawer = document.getElementById("__drawer");
  var opener = document.querySelector('.md-header label[for="__drawer"]');
  if (drawer && opener) {
    opener.tabIndex = 0;
    opener.setAttribute("role", "button");
    var tell = function () { opener.setAttribute("aria-expanded", String(drawer.checked)); };
    tell();
    drawer.addEventListener("change", tell);
    opener.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); drawer.click(); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.checked) { drawer.click(); opener.focus(); }
    });
  }

  /* The search: its scripts are loaded when somebody reaches for it. */
  var box = document.querySelector(".ck-find"), finder = document.querySelector(".ck-finder");
  var narrow = window.matchMedia("(max-width: 59.984375em)");

  function load() {
    if (!box || !box.dataset.scripts) { return; }
    box.dataset.scripts.split(" ").forEach(function (address) {
      var tag = document.createElement("script");
      tag.src = address;
      tag.async = false;  /* one after the other */
      document.head.appendChild(tag);
    });
    box.dataset.scripts = "";
    if (finder) { finder.setAttribute("aria-busy", "true"); }
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

  /* One of the two scripts is missing: pieces that they load tell for themselves. */
  window.addEventListener("error", function (event) {
    var tag = event.target;
    if (!tag || tag.tagName !== "SCRIPT" || !/\/search\/[^\/]+\.js$/.test(tag.src)) { return; }
    if (finder) {
      finder.setAttribute("aria-busy", "false");
      finder.querySelector(".ck-finder__broken").hidden = false;
    }
  }, true);
  if (finder) {
    if (location.search) { finder.setAttribute("aria-busy", "true"); }
    finder.querySelector(".ck-finder__reload").addEventListener("click", function () { location.reload(); });
  }
})();
