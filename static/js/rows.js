// A row of the register fetches its inside when it is opened: one listener for all rows, however many there are.
// Without script, the row holds a link to the same.

function fill(row) {
  const inside = row.querySelector(":scope > .row-open");
  const link = inside?.querySelector(":scope > a:only-child");
  if (!link || inside.dataset.asked) return;
  inside.dataset.asked = "yes";
  window.htmx.ajax("GET", link.getAttribute("href"), { target: inside, swap: "outerHTML" });
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.row[open]")) fill(event.target);
}, true);

// a row that a link, the keyboard or an impatient person opened before this script was there
document.querySelectorAll("details.row[open]").forEach(fill);
