/* The page works without this script; it adds sorting, filtering and moving through the shown files. */
(function () {
  "use strict";
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var root = document.documentElement;
  var table = document.querySelector("table.files");
  var body = table && table.tBodies[0];
  var rows = body ? all("tr", body) : [];
  var form = document.querySelector("form.filters");
  var collator = window.Intl ? new Intl.Collator("zh-CN", { numeric: true }) : null;
  var current = null;
  root.classList.add("js");

  function link(row) { return row.querySelector("a"); }
  function shownRows() {
    return all("tr", body).filter(function (row) { return !row.hidden; });
  }

  /* One view at a time: the list, or one document. */
  function route() {
    var target = location.hash.length > 1 ? document.getElementById(decode(location.hash.slice(1))) : null;
    var doc = target && target.closest(".doc");
    all(".doc.open").forEach(function (other) { if (other !== doc) other.classList.remove("open"); });
    document.body.classList.toggle("reading", Boolean(doc));
    if (doc) {
      doc.classList.add("open");
      if (doc !== current) neighbours(doc);
      if (target !== doc) target.scrollIntoView({ block: "nearest" });
    } else if (current && body) {
      var from = rows.filter(function (row) { return link(row).hash === "#" + current.id; })[0];
      if (from && !from.hidden) { link(from).focus(); from.scrollIntoView({ block: "center" }); }
    }
    current = doc;
  }
  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }
  function neighbours(doc) {
    var trail = doc.querySelector(".trail");
    all(".step", trail).forEach(function (old) { old.remove(); });
    if (!body) return;
    var ids = shownRows().map(function (row) { return link(row).hash; });
    var at = ids.indexOf("#" + doc.id);
    if (at < 0) return;
    [["上一份", at - 1], ["下一份", at + 1]].forEach(function (step) {
      if (!ids[step[1]]) return;
      var anchor = document.createElement("a");
      anchor.className = "step";
      anchor.href = ids[step[1]];
      anchor.textContent = step[0];
      trail.appendChild(anchor);
    });
  }

  /* Sorting: first click ascends for text and descends for figures; missing values stay last. */
  function key(cell) {
    if (cell.dataset.v === undefined) return cell.textContent.trim();
    return cell.dataset.v === "" ? null : Number(cell.dataset.v);
  }
  function sort(head) {
    var number = head.classList.contains("num");
    var before = head.getAttribute("aria-sort");
    var up = before === "none" ? !number : before === "descending";
    var column = head.cellIndex;
    all("th", table.tHead).forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    var keyed = rows.map(function (row, order) { return { row: row, order: order, key: key(row.cells[column]) }; });
    keyed.sort(function (a, b) {
      if (a.key === null || b.key === null) {
        return a.key === b.key ? a.order - b.order : a.key === null ? 1 : -1;
      }
      var by = typeof a.key === "number" ? a.key - b.key : collator ? collator.compare(a.key, b.key) : a.key < b.key ? -1 : +(a.key > b.key);
      return (up ? by : -by) || a.order - b.order;
    });
    keyed.forEach(function (item) { body.appendChild(item.row); });
  }

  /* Filtering: words are looked for in the row, the rules that were met and the text of the document. */
  var texts = new Map();
  function textOf(row) {
    if (!texts.has(row)) {
      var doc = document.getElementById(link(row).hash.slice(1));
      var paper = doc.querySelector(".paper") || doc;
      texts.set(row, (row.textContent + " " + row.dataset.codes + " " + paper.textContent).toLowerCase());
    }
    return texts.get(row);
  }
  function pressed() {
    var button = document.querySelector('.rules button[aria-pressed="true"]');
    return button ? button.dataset.code : "";
  }
  function chosen(name) { return form.elements[name] ? form.elements[name].value : ""; }
  function filter() {
    var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var genre = chosen("genre"), level = chosen("level"), code = pressed();
    var shown = 0;
    rows.forEach(function (row) {
      var keep = (!genre || row.cells[2].textContent === genre) &&
        (!level || row.cells[4].textContent === level) &&
        (!form.elements.issues.checked || Number(row.cells[7].dataset.v) > 0) &&
        (!code || row.dataset.codes.split(" ").indexOf(code) >= 0) &&
        words.every(function (word) { return textOf(row).indexOf(word) >= 0; });
      row.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    form.querySelector("output").textContent =
      shown === rows.length ? "共 " + shown + " 份" : "显示 " + shown + " / " + rows.length + " 份";
  }
  function press(button) {
    var on = button.getAttribute("aria-pressed") !== "true";
    all(".rules button").forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
    button.setAttribute("aria-pressed", String(on));
    filter();
  }

  if (table) {
    all("th button", table.tHead).forEach(function (button) {
      button.disabled = false;
      button.addEventListener("click", function () { sort(button.parentNode); });
    });
    all(".rules button").forEach(function (button) {
      button.disabled = false;
      button.addEventListener("click", function () { press(button); });
    });
    body.addEventListener("click", function (event) {
      var row = event.target.closest("tr");
      if (row && !event.target.closest("a") && String(window.getSelection()) === "") link(row).click();
    });
    var timer = 0;
    form.hidden = false;
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(filter, 120); });
    form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
    form.addEventListener("reset", function () {
      all(".rules button").forEach(function (button) { button.setAttribute("aria-pressed", "false"); });
      setTimeout(filter, 0);
    });
    filter();
  }
  window.addEventListener("hashchange", route);
  window.addEventListener("beforeprint", function () {
    all(".doc.open details, .single .doc details").forEach(function (fold) { fold.open = true; });
  });
  route();
})();
