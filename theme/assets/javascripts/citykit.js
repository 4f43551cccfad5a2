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
})();
