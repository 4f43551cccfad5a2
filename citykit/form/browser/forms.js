/* Texts with a form of their own - days, countries, licences - as in citykit/fields.py. Each takes a
   text and gives what is said of it when it is wrong, otherwise null. */
CityKit.forms = (function () {
  "use strict";

  const pad = (number, width) => String(number).padStart(width, "0");

  function isDay(text) {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!found) { return false; }
    const [year, month, day] = found.slice(1).map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0 && day > 0;
  }

  function dayMeant(text) {
    let found = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
    if (found) {
      const [day, month, year] = found.slice(1).map(Number);
      if (month <= 12 && 12 < day) { return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2); }
    }
    found = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(text);
    return found ? pad(+found[1], 4) + "-" + pad(+found[2], 2) + "-" + pad(+found[3], 2) : "";
  }

  function Forms(lists, sayer, url, team) {
    const web = new RegExp("^(?:" + url + ")$");

    function day(text) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
        const meant = dayMeant(text);
        return sayer.said(meant ? "bad-date/meant" : "bad-date", { given: text, meant: meant });
      }
      return isDay(text) ? null : sayer.said("bad-date/no-such-day", { given: text });
    }

    /* A code of a list that gives each code's name: whoever writes the name is told the code. */
    function coded(fault, list, capital) {
      return (code) => {
        if (CityKit.model.has(list, code)) { return null; }
        const names = {};
        Object.keys(list).forEach((one) => { names[list[one]] = one; });
        const close = CityKit.said.nearest(code, Object.keys(names));
        const upper = capital && CityKit.model.has(list, code.toUpperCase()) ? code.toUpperCase() : null;
        const meant = upper || (close && names[close]);
        return meant ? sayer.said(fault + "/meant", { given: code, code: meant, name: list[meant] }) : sayer.said(fault, { given: code });
      };
    }

    /* An SPDX expression: identifiers joined by AND, OR and WITH. */
    function licence(text) {
      const known = new Set(lists.licence.map((id) => id.toLowerCase()));
      const further = new Set(lists.exception.map((id) => id.toLowerCase()));
      const words = text.replace(/[()]/g, " $& ").trim().split(/\s+/);
      let open = 0, wantsId = true, after = "";
      const fine = words.every((word) => {
        const low = word.toLowerCase();
        if (word === "(") { open += 1; return wantsId; }
        if (word === ")") { open -= 1; return !wantsId && open >= 0; }
        if (["and", "or", "with"].indexOf(low) >= 0) {
          const right = !wantsId && !(low === "with" && after === "with");
          wantsId = true;
          after = low;
          return right;
        }
        if (!wantsId) { return false; }
        wantsId = false;
        if (after === "with") { return further.has(low); }
        return known.has(low.replace(/\+$/, "")) || /^licenseref-[a-z0-9.-]+$/.test(low);
      });
      return fine && !wantsId && open === 0 ? null : sayer.said("unknown-licence", { given: text });
    }

    return {
      day: day,
      "partial-day": (text) => {
        const known = /^\d{4}(-\d{2}){0,2}$/.test(text);
        return known && isDay((text + "-01-01").slice(0, 10)) ? null : sayer.said("bad-date/partial", { given: text });
      },
      moment: (text) => {
        if (text.indexOf("T") < 0) { return day(text); }
        const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text);
        return found && isDay(found[1]) && +found[2] < 24 && +found[3] < 60 ? null : sayer.said("bad-date/moment", { given: text });
      },
      country: coded("unknown-country", lists.country, true),
      language: coded("unknown-language", lists.language, false),
      licence: licence,
      "time-zone": (name) => {
        if (lists["time-zone"].indexOf(name) >= 0) { return null; }
        const close = CityKit.said.nearest(name, lists["time-zone"]);
        return close ? sayer.said("unknown-time-zone/meant", { given: name, meant: close }) : sayer.said("unknown-time-zone", { given: name });
      },
      currency: (code) => (CityKit.model.has(lists.currency, code) ? null : sayer.said("unknown-currency", { given: code })),
      team: (name) => (new RegExp(team).test(name) ? null : sayer.said("bad-team", { given: name })),
      address: (url) => (web.test(url) ? null : sayer.said("bad-address", { given: url }))
    };
  }

  return { Forms: Forms };
})();
