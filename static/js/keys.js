// Keys: an element says which key presses it (data-key="a", "g t"); the list of keys is made from what is on the page.

const PATIENCE = 1200; // milliseconds between the two keys of a sequence
let first = '';
let timer = 0;

const switchedOff = () => document.cookie.includes('keys=off');
const typing = (target) => target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), textarea, select');
const reachable = (element) => !element.disabled && (element.closest('details.menu') || element.checkVisibility?.() !== false);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return leave(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || switchedOff() || typing(event.target)) return;
  const pressed = first ? `${first} ${event.key}` : event.key;
  const dialog = document.querySelector('dialog[open]');
  const candidates = [...(dialog ?? document).querySelectorAll('[data-key]')].filter(reachable);
  const element = candidates.find((e) => e.dataset.key === pressed);
  clearTimeout(timer);
  first = '';
  if (element) {
    event.preventDefault();
    press(element);
  } else if (candidates.some((e) => e.dataset.key.startsWith(`${event.key} `))) {
    first = event.key;
    timer = setTimeout(() => { first = ''; }, PATIENCE);
  }
});

function press(element) {
  if (element.matches('input, textarea, select')) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function leave(event) {
  const menu = document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (event.target.matches?.('input[type=search]')) {
    event.target.blur();
  }
}

function labelOf(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  if (element.ariaLabel) return element.ariaLabel;
  const copy = element.cloneNode(true);
  copy.querySelectorAll('kbd, svg').forEach((part) => part.remove());
  return copy.textContent.trim();
}

document.addEventListener('caseline:opening', ({ target }) => {
  const list = target.querySelector('[data-keys-list]');
  if (!list) return;
  const line = target.querySelector('template').content;
  const known = new Map();
  for (const element of document.querySelectorAll('[data-key]')) {
    if (reachable(element) && !known.has(element.dataset.key)) known.set(element.dataset.key, labelOf(element));
  }
  list.replaceChildren(...[...known].map(([key, label]) => {
    const copy = line.cloneNode(true);
    copy.querySelector('dt').textContent = label;
    copy.querySelector('dd').append(...key.split(' ').flatMap((part) => [Object.assign(document.createElement('kbd'), { textContent: part }), ' ']));
    return copy;
  }));
});

const box = document.querySelector('[data-keys-switch]');
if (box) {
  box.checked = !switchedOff();
  box.addEventListener('change', () => {
    document.cookie = `keys=${box.checked ? 'on' : 'off'}; path=/; max-age=31536000; samesite=lax`;
  });
}
