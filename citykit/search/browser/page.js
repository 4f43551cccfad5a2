/* Puts the search to what a page has of it: a finder, the box in the header. */
(function () {
  "use strict";

  if (!CityKit.loader) { return; }
  CityKit.loader.directory.then(function (directory) {
    var engine = new CityKit.engine.Engine(directory, CityKit.loader.pieces(directory));
    var reader = new CityKit.reader.Reader(engine), words = CityKit.draw.Words(directory.lang, directory.say);
    var finder = document.querySelector(".ck-finder"), box = document.querySelector(".ck-find");
    if (finder) {
      finder.querySelector(".ck-finder__panes").hidden = false;
      new CityKit.finder.Finder(finder, reader, words);
    }
    if (box) { new CityKit.box.Box(box, reader, words); }
  });
})();
