/* Assessments on this device, one item of localStorage each. Nothing is sent anywhere. */
CityKit.store = (function () {
  "use strict";

  var PREFIX = "citykit-assessment:";

  /* `storage` gives localStorage; asking for it may throw where the browser forbids it. */
  function Store(storage) {
    this.storage = storage;
    this.kept = new Set();
  }

  /* An id that no other assessment on this device has. */
  Store.prototype.newId = function () {
    return Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  };

  /* What is kept here, of all sets: `{assessments: [{id, file}], damaged: [{id, text}], forbidden}`. */
  Store.prototype.list = function () {
    var found = { assessments: [], damaged: [], forbidden: false };
    try {
      var storage = this.storage();
      for (var place = 0; place < storage.length; place++) {
        var key = storage.key(place);
        if (key.indexOf(PREFIX) !== 0) { continue; }
        var id = key.slice(PREFIX.length), text = storage.getItem(key), file = read(text);
        if (file) {
          found.assessments.push({ id: id, file: file });
          this.kept.add(id);
        } else { found.damaged.push({ id: id, text: text }); }
      }
    } catch (error) { found.forbidden = true; }
    found.assessments.sort(function (a, b) { return a.file.changed < b.file.changed ? 1 : -1; });
    return found;
  };

  function read(text) {
    try {
      var file = JSON.parse(text);
      return file && file.format === "citykit-assessment" && file.answers && file.about ? file : null;
    } catch (error) { return null; }
  }

  Store.prototype.get = function (id) {
    try { return read(this.storage().getItem(PREFIX + id)); } catch (error) { return null; }
  };

  /* Keep an assessment. Null when all is well, or what is wrong: `full`, `forbidden`, or `lost` when
     it had been deleted elsewhere meanwhile (it is then kept again). */
  Store.prototype.put = function (id, file) {
    try {
      var storage = this.storage();
      var gone = this.kept.has(id) && storage.getItem(PREFIX + id) === null;
      storage.setItem(PREFIX + id, JSON.stringify(file));
      this.kept.add(id);
      return gone ? "lost" : null;
    } catch (error) {
      var full = error && (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED");
      return full ? "full" : "forbidden";
    }
  };

  Store.prototype.remove = function (id) {
    this.kept.delete(id);
    try { this.storage().removeItem(PREFIX + id); } catch (error) { return "forbidden"; }
    return null;
  };

  /* The id of an assessment that another window changed, from its `storage` event, or null. */
  function changed(event) {
    return event.key && event.key.indexOf(PREFIX) === 0 ? event.key.slice(PREFIX.length) : null;
  }

  return { Store: Store, changed: changed, PREFIX: PREFIX };
})();
