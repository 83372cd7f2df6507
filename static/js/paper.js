// Paper: words selected on a page go along into a new event; the page zooms; the quote is brought into view.

document.addEventListener('htmx:afterSettle', () => showMark());

// a selection on a page offers to become an event: the link takes quote, page and place along
// <a data-from-selection href="…/events/new?document=7&page=2">; one with [hidden] comes up beside the selection
document.addEventListener('selectionchange', () => {
  const link = document.querySelector('a.pick-up[data-from-selection]');
  if (!link) return;
  const chosen = selectionOnPage();
  link.hidden = !chosen;
  if (!chosen) return;
  const box = chosen.range.getBoundingClientRect();
  const desk = link.offsetParent ?? document.documentElement;
  const frame = desk.getBoundingClientRect();
  link.style.left = `${Math.max(8, box.left - frame.left + desk.scrollLeft)}px`;
  link.style.top = `${box.bottom - frame.top + desk.scrollTop + 6}px`;
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-from-selection]');
  const chosen = link && selectionOnPage();
  if (!chosen) return;
  const address = new URL(link.href);
  for (const name of ['page', 'start', 'end', 'quote']) address.searchParams.set(name, chosen.values[name]);
  link.href = address;
}, true);

function selectionOnPage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = elementOf(range.startContainer);
  const layer = start?.closest('[data-words]');
  if (!layer || !layer.contains(range.endContainer)) return null;
  const values = 'plain' in layer.dataset ? inText(layer, range) : inWords(layer, range);
  if (!values?.quote) return null;
  return { range, values: { ...values, page: layer.closest('[data-leaf]').dataset.page } };
}

const elementOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);

function inWords(layer, range) {
  const touched = [...layer.children].filter((word) => range.intersectsNode(word) && !emptyEdge(range, word));
  if (!touched.length) return null;
  return { quote: touched.map((word) => word.textContent.trim()).join(' '), start: touched[0].dataset.start, end: touched.at(-1).dataset.end };
}

/** A range may touch the very edge of a word without taking any of it. */
function emptyEdge(range, word) {
  const inside = document.createRange();
  inside.selectNodeContents(word);
  return range.compareBoundaryPoints(Range.END_TO_START, inside) >= 0 || range.compareBoundaryPoints(Range.START_TO_END, inside) <= 0;
}

function inText(layer, range) {
  const before = document.createRange();
  before.selectNodeContents(layer);
  before.setEnd(range.startContainer, range.startOffset);
  const quote = range.toString();
  const lead = quote.length - quote.trimStart().length;
  const count = (text) => [...text].length; // offsets count characters, as the server does
  const start = count(before.toString()) + lead;
  return { quote: quote.trim(), start, end: start + count(quote.trim()) };
}

// zoom: five sizes, the mark stays in view
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-zoom]');
  const desk = button?.closest('.desk');
  if (!desk) return;
  const now = Number([...desk.classList].find((name) => /^zoom-\d$/.test(name))?.slice(5) ?? 1);
  const wanted = Math.min(4, Math.max(0, now + Number(button.dataset.zoom)));
  desk.classList.remove(`zoom-${now}`);
  desk.classList.add(`zoom-${wanted}`);
  showMark(desk);
});

/** Scroll the highlighted words to the middle of the desk. */
function showMark(within = document) {
  within.querySelectorAll('.desk-scroll').forEach((scroll) => {
    const mark = scroll.querySelector('rect.here, .leaf-text mark');
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    const frame = scroll.getBoundingClientRect();
    if (box.top > frame.top + 40 && box.bottom < frame.bottom - 40 && box.left >= frame.left && box.right <= frame.right) return;
    scroll.scrollBy({ top: box.top - frame.top - frame.height / 3, left: Math.min(0, box.left - frame.left - 20) });
  });
}
addEventListener('load', () => showMark());
