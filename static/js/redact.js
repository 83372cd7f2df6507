// Redact: a word clicked on the page is marked, a box drawn on it becomes an area. Saved by the form beside the page.

const page = document.querySelector('svg[data-redact]');
const form = page && document.getElementById(page.dataset.redact);
const SMALLEST = 4; // pixels of the screen: less than that was a click

let from = null;
let box = null;

page?.addEventListener('pointerdown', (event) => {
  if (event.button) return;
  from = placeOf(event);
  box = page.appendChild(rectangle('drawing'));
  page.setPointerCapture(event.pointerId);
});

page?.addEventListener('pointermove', (event) => {
  if (from) put(box, from, placeOf(event));
});

page?.addEventListener('pointerup', (event) => {
  if (!from) return;
  const to = placeOf(event);
  const seen = box.getBoundingClientRect();
  box.remove();
  if (seen.width < SMALLEST && seen.height < SMALLEST) toggle(wordAt(to));
  else addArea(from, to);
  from = box = null;
});

form?.addEventListener('change', (event) => {
  const word = page.querySelector(`.word[data-word="${event.target.value}"]`);
  if (event.target.name === 'word') word?.classList.toggle('is-marked', event.target.checked);
});

for (const choice of form?.querySelectorAll('input[name="word"]:checked') ?? []) {
  page.querySelector(`.word[data-word="${choice.value}"]`)?.classList.add('is-marked');
}

function toggle(word) {
  const choice = word && form.querySelector(`input[name="word"][value="${word.dataset.word}"]`);
  choice?.click();
}

function addArea(one, other) {
  const { width, height } = page.viewBox.baseVal;
  const sides = [Math.min(one.x, other.x) / width, Math.min(one.y, other.y) / height, Math.max(one.x, other.x) / width, Math.max(one.y, other.y) / height];
  const drawn = put(page.appendChild(rectangle('black')), one, other);
  const areas = form.querySelector('[data-areas]');
  const label = document.createElement('label');
  const choice = document.createElement('input');
  label.className = 'check';
  Object.assign(choice, { type: 'checkbox', name: 'area', checked: true, value: sides.map((side) => Math.min(Math.max(side, 0), 1).toFixed(4)).join(',') });
  choice.addEventListener('change', () => drawn.classList.toggle('black', choice.checked));
  label.append(choice, Object.assign(document.createElement('span'), { textContent: areas.dataset.areas }));
  areas.querySelector('legend').after(label);
}

function wordAt(place) {
  return [...page.querySelectorAll('.word')].find((word) => {
    const { x, y, width, height } = word.getBBox();
    return place.x >= x && place.x <= x + width && place.y >= y && place.y <= y + height;
  });
}

function placeOf(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(page.getScreenCTM().inverse());
}

function rectangle(name) {
  const made = document.createElementNS(page.namespaceURI, 'rect');
  made.setAttribute('class', name);
  return made;
}

function put(made, one, other) {
  const places = { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y), width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
  for (const [name, value] of Object.entries(places)) made.setAttribute(name, value);
  return made;
}
