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
})();
