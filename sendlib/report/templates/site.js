"use strict";
(() => {
  const form = document.getElementById("find");
  const list = document.getElementById("councils");
  const news = document.getElementById("find_news");
  const none = document.getElementById("find_none");
  const [name, region, report, order] = ["name", "region", "report", "order"]
    .map((each) => document.getElementById(`find_${each}`));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("&", " and ").replace(/['’.]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const rows = [...list.children].map((item) => ({
    item,
    title: item.querySelector("h3").textContent,
    words: plain(item.dataset.words),
    region: item.dataset.region,
    date: item.dataset.date,
    reports: item.dataset.reports.split(" "),
  }));
  const shapes = [...document.querySelectorAll(".map [data-slug]")];

  const orders = {
    name: () => 0,
    region: (a, b) => collator.compare(a.region, b.region),
    date: (a, b) => (a.date < b.date) - (a.date > b.date),
  };
  const sort = () => {
    const first = orders[order.value] ?? orders.name;
    rows.sort((a, b) => first(a, b) || collator.compare(a.title, b.title));
    list.append(...rows.map((row) => row.item));
  };

  let waiting = 0;
  const tell = (text) => {
    clearTimeout(waiting);
    // spoken once the reader stops typing
    waiting = setTimeout(() => { if (news.textContent !== text) news.textContent = text; }, 250);
  };
  const filter = () => {
    const wanted = plain(name.value).split(" ").filter(Boolean);
    const found = new Set();
    for (const row of rows) {
      const fits = wanted.every((word) => row.words.includes(word))
        && (!region.value || row.region === region.value)
        && (!report.value || row.reports.includes(report.value));
      row.item.hidden = !fits;
      if (fits) found.add(row.item.dataset.slug);
    }
    for (const shape of shapes) shape.classList.toggle("out", !found.has(shape.dataset.slug));
    none.hidden = found.size > 0;
    const all = rows.length === 1 ? "1 council" : `${rows.length} councils`;
    tell(found.size === rows.length ? `${all}.` : `${found.size} of ${all}.`);
  };
  const apply = () => { sort(); filter(); };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => { setTimeout(() => { apply(); name.focus(); }); });
  window.addEventListener("pageshow", apply);

  // a council on the map leads where its name in the list does
  for (const shape of shapes) {
    shape.addEventListener("click", () => {
      const row = rows.find((each) => each.item.dataset.slug === shape.dataset.slug);
      row.item.querySelector("h3 a").click();
    });
  }
})();
