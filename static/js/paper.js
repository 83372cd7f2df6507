// Paper: words selected on a page fill a form or go along with a link; the page zooms; the quote is brought into view.

document.addEventListener('htmx:afterSettle', () => showMark());

// a selection on a page offers to become an event
document.addEventListener('selectionchange', () => {
  const button = document.querySelector('[data-pick-up]');
  if (!button) return;
  const chosen = selectionOnPage();
  button.hidden = !chosen;
  if (!chosen) return;
  const box = chosen.range.getBoundingClientRect();
  const around = button.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const scroll = button.offsetParent ?? document.documentElement;
  button.style.insetInlineStart = 'auto';
  button.style.left = `${Math.max(0, box.left - around.left + scroll.scrollLeft)}px`;
  button.style.top = `${box.bottom - around.top + scroll.scrollTop + 6}px`;
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-pick-up]');
  const chosen = button && selectionOnPage();
  const form = chosen && document.getElementById(button.dataset.pickUp);
  if (!form) return;
  for (const [name, value] of Object.entries(chosen.values)) {
    const field = form.querySelector(`[data-takes="${name}"]`);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  button.hidden = true;
  const disclosure = form.closest('details, dialog');
  if (disclosure?.matches('dialog')) disclosure.dispatchEvent(new CustomEvent('caseline:open', { bubbles: true }));
  else if (disclosure) disclosure.open = true;
  form.querySelector('[data-first], input:not([type=hidden]), textarea, select')?.focus();
});

// a link takes the selection along: <a data-from-selection href="…/events/new?document=7&page=2">
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
  const { page, document: paper } = layer.closest('[data-leaf]').dataset;
  return { range, values: { ...values, page, document: paper ?? '' } };
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
