/* What readers will see, made of nodes from the parser's tokens. No HTML is ever read here, raw HTML
   shows as text, no picture is fetched, and only web addresses are links. */
CityKit.preview = (function () {
  "use strict";

  const el = CityKit.elements.el;
  const TAGS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "s"];

  function nodes(tokens, sources) {
    const top = el("div", {}), open = [top];
    const here = () => open[open.length - 1];
    tokens.forEach((token) => {
      if (token.type === "inline") { here().append(...nodes(token.children, sources)); }
      else if (token.nesting === 1) { const made = element(token); if (token.hidden) { open.push(here()); } else { here().append(made); open.push(made); } }
      else if (token.nesting === -1) { open.pop(); }
      else { here().append(single(token, sources)); }
    });
    return Array.from(top.childNodes);
  }

  function element(token) {
    if (token.type === "link_open") {
      const address = token.attrGet("href") || "";
      const web = /^https?:\/\//.test(address);
      return web ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }) : el("span", { class: "ck-inner-link" });
    }
    // The page's own heading stands above: those of the text are one level lower.
    const heading = /^h([1-5])$/.exec(token.tag), tag = heading ? "h" + (Number(heading[1]) + 1) : token.tag;
    return el(TAGS.indexOf(tag) >= 0 ? tag : "div", {});
  }

  function single(token, sources) {
    switch (token.type) {
      case "softbreak": return "\n";
      case "hardbreak": return el("br", {});
      case "hr": return el("hr", {});
      case "code_inline": return el("code", {}, token.content);
      case "code_block":
      case "fence": return el("pre", { tabindex: "0" }, el("code", {}, token.content));
      case "image": return el("em", {}, "[" + (token.content || token.attrGet("src")) + "]");
      case "cite": {
        const number = sources.indexOf(token.content) + 1;
        return number ? el("sup", {}, String(number)) : "[^" + token.content + "]";
      }
      default: return token.content;
    }
  }

  /* A page of the entry: title, summary, lists of the fields, text, sources. */
  function draw(entry, schema, label) {
    const fields = entry.fields, sources = (Array.isArray(fields.sources) ? fields.sources : []).filter(CityKit.model.isGroup);
    const ids = sources.map((source) => source.id), tokens = CityKit.text.parse(entry.body).tokens;
    return el("article", {},
      el("h2", {}, plain(fields.title) || "…"),
      fields.summary ? el("p", { class: "ck-lead" }, plain(fields.summary)) : null,
      el("dl", { class: "ck-preview__fields" }, Object.keys(schema.properties).filter((name) => shown(name, fields[name])).map((name) => [
        el("dt", {}, label(CityKit.model.follow(schema, schema.properties[name]).title)), el("dd", {}, value(fields[name]))
      ])),
      nodes(tokens, ids),
      sources.length ? el("ol", { class: "ck-preview__sources" }, sources.map((source) => el("li", {}, [source.title, source.publisher, source.year].filter(Boolean).map(plain).join(". ")))) : null);
  }

  const ELSEWHERE = ["title", "summary", "type", "sources", "review-by", "published", "language"];
  function shown(name, given) { return given && given.length !== 0 && ELSEWHERE.indexOf(name) < 0; }
  function plain(given) { return typeof given === "string" ? given : given ? "…" : ""; }

  function value(given) {
    if (Array.isArray(given)) { return el("ul", {}, given.map((item) => el("li", {}, value(item)))); }
    if (CityKit.model.isGroup(given)) { return Object.keys(given).map((name) => (Array.isArray(given[name]) ? given[name].join(", ") : plain(given[name]))).join(" · "); }
    return plain(given);
  }

  return { draw: draw };
})();
