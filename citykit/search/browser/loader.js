/* Loads pieces by script tags, which work over http and from a folder alike. Every piece calls
   `citykit(…)` once; its load event follows before any other script runs, so that the values of the
   last call are its own. */
CityKit.loader = (function () {
  "use strict";

  /* Outside a browser whoever runs the search loads its pieces. */
  if (typeof document === "undefined") { return null; }

  var received = null, opened;
  /* Where the site begins: this script stands in its folder `search`. */
  var root = document.currentScript.src.replace(/search\/[^\/]*$/, "");
  var directory = new Promise(function (resolve) { opened = resolve; });

  window.citykit = function () {
    received = Array.from(arguments);
    /* The directory, which comes first and once, may be loaded by a tag of the page. */
    if (opened) {
      opened(received[0]);
      opened = null;
    }
  };

  function load(address) {
    return new Promise(function (resolve, reject) {
      var tag = document.createElement("script");
      tag.onload = function () {
        var values = received;
        received = null;
        tag.remove();
        if (values) { resolve(values); } else { reject(new Error(address)); }
      };
      tag.onerror = function () {
        tag.remove();
        reject(new Error(address));
      };
      tag.src = address;
      document.head.append(tag);
    });
  }

  /* A function that promises the values of a piece, by its name. */
  function pieces(directory) {
    var folder = root + "search/" + directory.lang + "/" + directory.folder + "/";
    return function (name) { return load(folder + name + ".js"); };
  }

  return { root: root, directory: directory, pieces: pieces };
})();
