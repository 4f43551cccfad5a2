/* What is wrong with YAML that cannot be parsed: the counterpart of citykit/syntax.py, from what
   another parser says (https://eemeli.org/yaml/#errors). Lines and columns count from 0. */
CityKit.syntax = (function () {
  "use strict";

  const OPEN_QUOTE = /^[^"'#\n]*(?:: |- )(["'])(?:(?!\1).)*$/gm;

  /* Line and column of the author's slip, the name of the fault, and its values. */
  function fault(front, error) {
    const at = place(front, error.pos[0]), text = front.split("\n")[at.line] || "";
    const opened = unclosedQuote(front);
    if (opened && opened.line <= at.line) { return told(opened, "unclosed-quote"); }
    const rows = front.split("\n"), first = rows.findIndex((row) => row.trim());
    if (error.code === "UNEXPECTED_TOKEN" && at.line > first && rows[first].startsWith(" ") && !text.startsWith(" ")) {
      return told({ line: first, column: 0 }, "indented");
    }
    const tell = TELL[error.code];
    return (tell && tell(front, error, at, text)) || told(at, "");
  }

  function told(at, name, values) {
    return { line: at.line, column: at.column, fault: name ? "bad-yaml/" + name : "bad-yaml", values: values || {} };
  }

  function place(front, offset) {
    const before = front.slice(0, offset);
    const start = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length - 1, column: [...before.slice(start)].length };
  }

  /* Where the value of the field on a line begins. */
  function valueOn(at, text) {
    const found = /^[^:]*:[ ]+/.exec(text) || /^\s*-[ ]+/.exec(text);
    return { line: at.line, column: found ? found[0].length : 0 };
  }

  function begins(at, sign) { return told(at, "begins-with", { sign: sign }); }

  const TELL = {
    BAD_DQ_ESCAPE: (front, error, at) => told(at, "backslash"),
    TAB_AS_INDENT: (front, error, at) => told(at, "tab"),
    MULTIPLE_DOCS: (front, error, at) => told(at, "second-document"),
    BAD_SCALAR_START: (front, error, at, text) => begins(at, [...text][at.column]),
    BAD_ALIAS: (front, error, at, text) => begins(at, [...text][at.column] || "*"),
    BLOCK_AS_IMPLICIT_KEY: (front, error, at, text) => {
      if (/sequence/.test(error.message)) {
        return told({ line: at.line, column: text.search(/\S/) }, "out-of-line");
      }
      const rest = [...text].slice(at.column).join(""), second = rest.search(/:(\s|$)/);
      if (second >= 0) { return told({ line: at.line, column: at.column + [...rest.slice(0, second)].length }, "second-colon"); }
      return told({ line: at.line + 1, column: 0 }, "indented");
    },
    MULTILINE_IMPLICIT_KEY: (front, error) => {
      const end = place(front, error.pos[1]);
      return told({ line: end.line, column: 0 }, "no-colon");
    },
    BAD_INDENT: (front, error, at) => (/Flow/.test(error.message) ? unclosedBracket(front, error) : told(at, "out-of-line")),
    MISSING_CHAR: (front, error, at) => {
      if (/quote/.test(error.message)) { return told(at, "unclosed-quote"); }
      return /flow|, or/i.test(error.message) ? unclosedBracket(front, error) : told(at, "no-colon");
    },
    UNEXPECTED_TOKEN: (front, error, at, text) => {
      const value = valueOn(at, text), sign = [...text][value.column];
      if (/block-seq-ind/.test(error.message)) { return told(at, "list-on-field-line"); }
      if (sign === "*" || sign === "&") { return begins(value, sign); }
      if (sign === "|" || sign === ">") { return told(value, "block-text"); }
      return told(at, "ends-early");
    }
  };

  /* The bracket that is still open where the parser gave up. */
  function unclosedBracket(front, error) {
    const open = [], pairs = { "]": "[", "}": "{" };
    let quote = "";
    for (let n = 0; n < error.pos[0]; n += 1) {
      const sign = front[n];
      if (quote) { if (sign === quote) { quote = ""; } continue; }
      if ((sign === '"' || sign === "'") && /[\s[{,:-]/.test(front[n - 1] || " ")) { quote = sign; }
      if (sign === "[" || sign === "{") { open.push(n); }
      if (pairs[sign] && open.length && front[open[open.length - 1]] === pairs[sign]) { open.pop(); }
    }
    if (!open.length) { return null; }
    const at = open[open.length - 1];
    return told(place(front, at), front[at] === "[" ? "unclosed-list" : "unclosed-group");
  }

  /* Where a text in quotes is opened and not closed, so that it runs into a later quoted one. */
  function unclosedQuote(front) {
    for (const found of front.matchAll(OPEN_QUOTE)) {
      const close = front.indexOf(found[1], found.index + found[0].length);
      const after = close < 0 ? "" : front.slice(close + 1, close + 2);
      if (close < 0 || ["", "\n", " ", ",", "]", "}"].indexOf(after) < 0) {
        return place(front, found.index + found[0].indexOf(found[1]));
      }
    }
    return null;
  }

  return { fault: fault, place: place };
})();
