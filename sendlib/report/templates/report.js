"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // contents: folded on a narrow screen, and the section in view is marked
  const contents = document.querySelector("#contents_list details");
  if (contents) {
    const wide = window.matchMedia("(min-width: 64rem)");
    const fold = () => { contents.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
    const links = new Map(all("#contents_list a").map((a) => [a.hash.slice(1), a]));
    const headings = all("main h2[id], main h3[id]").filter((h) => links.has(h.id));
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
      if (event.target.closest("summary") && wide.matches) event.preventDefault();
    });
    let current = null;
    const follow = () => {
      const limit = window.innerHeight * 0.3;
      let found = headings[0];
      for (const heading of headings) {
        const top = heading.getBoundingClientRect().top;
        if (top > limit) break;
        found = heading;
        // of two headings in view, the upper one: it is where a link has led
        if (top >= 0) break;
      }
      const link = found && links.get(found.id);
      if (link === current) return;
      if (current) current.removeAttribute("aria-current");
      current = link;
      if (!link) return;
      link.setAttribute("aria-current", "true");
      const list = document.getElementById("contents_list");
      if (wide.matches) {
        const top = link.offsetTop - list.clientHeight / 2;
        list.scrollTop = top;
      }
    };
    let waiting = false;
    window.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; follow(); });
    }, { passive: true });
    follow();
  }

  // a box that does not scroll needs no stop for the keyboard
  const boxes = all(".scroll");
  const stops = () => {
    for (const box of boxes) {
      const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      if (scrolls) box.tabIndex = 0; else box.removeAttribute("tabindex");
    }
  };
  window.addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);
  stops();

  // tables: a button in each column's head sorts its rows
  const news = document.getElementById("sort_news");
  const number = (cell) => {
    const text = cell.dataset.v ?? cell.textContent.replace(/[,£%+\s]/g, "").replace("−", "-");
    const value = Number.parseFloat(text);
    return Number.isNaN(value) ? null : value;
  };
  const words = (cell) => cell.textContent.trim();
  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const sort = (table, head) => {
    const column = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    const numeric = head.dataset.sort === "n";
    const rows = [...table.tBodies[0].rows].map((row) => [row, (numeric ? number : words)(row.cells[column])]);
    rows.sort(([, a], [, b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const found = numeric ? a - b : order.compare(a, b);
      return down ? -found : found;
    });
    all("th[aria-sort]", table).forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.tBodies[0].append(...rows.map(([row]) => row));
    news.textContent = `Sorted by ${words(head)}, ${down ? "descending" : "ascending"}`;
  };
  for (const table of all("table.sortable")) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head));
    }
  }
})();
