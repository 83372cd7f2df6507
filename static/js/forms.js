// Forms: sent once, kept while typing, never left by accident.

const SAVE_AFTER = 2500;
const changed = new WeakSet();
const timers = new WeakMap();

// sent once: a second press while the first is under way does nothing
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'dialog' || form.method === 'get') return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
  changed.delete(form);
  setTimeout(() => freed(form), 15000); // a download answers without leaving the page
});
function freed(form) {
  delete form.dataset.sending;
  form.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
}
// htmx would keep the second press and send it afterwards
document.addEventListener('htmx:confirm', (event) => { if (event.detail.elt.dataset?.sending) event.preventDefault(); });
document.addEventListener('htmx:beforeRequest', ({ detail }) => {
  if (!detail.elt.matches('form') || detail.requestConfig.verb === 'get') return;
  detail.elt.dataset.sending = 'yes';
  changed.delete(detail.elt);
});
document.addEventListener('htmx:afterRequest', ({ detail }) => { if (detail.elt.matches?.('form')) freed(detail.elt); });
addEventListener('pageshow', () => document.querySelectorAll('form[data-sending]').forEach(freed));

// kept while typing: data-draft-url="…" posts the form there a little after the last key; data-draft-status tells when
document.addEventListener('input', ({ target }) => {
  const form = target.form;
  if (!form || form.method !== 'post' || target.type === 'file') return;
  changed.add(form);
  if (!form.dataset.draftUrl) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), SAVE_AFTER));
});

async function keep(form) {
  const status = form.querySelector('[data-draft-status]');
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: 'POST', body: new FormData(form), headers: { 'HX-Request': 'true' } });
    if (answer.status === 401) return document.dispatchEvent(new CustomEvent('caseline:signed-out'));
    if (!answer.ok) throw new Error(answer.status);
    changed.delete(form);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
    if (status) status.textContent = status.dataset.saved.replace('%(time)s', time);
  } catch {
    if (status) status.textContent = status.dataset.unsaved;
  }
  return undefined;
}

// never left by accident: the browser asks when a long form holds unsent words
addEventListener('beforeunload', (event) => {
  const unsent = [...document.forms].some((form) => changed.has(form) && !form.dataset.sending && ('draft' in form.dataset || form.dataset.draftUrl));
  if (unsent) event.preventDefault();
});

// what the browser would say in its own language is said in that of the screens
document.addEventListener('invalid', ({ target }) => {
  const { wordsMissing, wordsEmail } = document.body.dataset;
  if (target.validity.valueMissing) target.setCustomValidity(wordsMissing);
  else if (target.validity.typeMismatch && target.type === 'email') target.setCustomValidity(wordsEmail);
}, true);
for (const kind of ['input', 'change']) document.addEventListener(kind, ({ target }) => target.setCustomValidity?.(''), true);

// the control for choosing a file lies under a button of ours, which says what was chosen
document.addEventListener('change', ({ target }) => {
  const said = target.closest?.('.pick')?.querySelector('[data-picked]');
  if (said) said.textContent = [...target.files].map((file) => file.name).join(', ');
});

// a filter form answers as soon as something is chosen
document.addEventListener('change', ({ target }) => { if (target.form?.matches('[data-filters]')) target.form.requestSubmit(); });
