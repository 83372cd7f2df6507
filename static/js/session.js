// Session: when it has ended, the page keeps what was typed, asks to sign in again elsewhere, and takes the new form tokens.
// Nothing of a case is ever written to the browser's storage.

const STALE = 5 * 60 * 1000; // after this long without an answer, ask before sending a plain form
const dialog = document.getElementById('signed-out');
let heard = Date.now();

// htmx: an answer 401 would reload the page and lose the text
document.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status !== 401) {
    heard = Date.now();
    return;
  }
  event.preventDefault();
  ask();
});

// plain forms: look whether the session still lives before leaving the page
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || form.target || isHtmx(form) || form.dataset.checked || Date.now() - heard < STALE) return;
  event.preventDefault();
  const { submitter } = event;
  if (await renew()) {
    form.dataset.checked = 'yes';
    form.requestSubmit(submitter);
  } else {
    ask();
  }
}, true);

const isHtmx = (form) => [...form.attributes].some(({ name }) => /^(data-)?hx-(post|put|patch|delete)$/.test(name));

function ask() {
  dialog?.dispatchEvent(new CustomEvent('caseline:open', { bubbles: true }));
}

/** Fetch this page again; when it still is ours, put its fresh token into every form. Whether the session lives. */
async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const token = page.querySelector('header.bar input[name=csrf_token]')?.value;
    if (!token) return false;
    document.querySelectorAll('input[name=csrf_token]').forEach((input) => { input.value = token; });
    heard = Date.now();
    return true;
  } catch {
    return true; // no connection: let the form try, its own failure is told elsewhere
  }
}

async function check() {
  if (!dialog?.open) return;
  const back = await renew();
  dialog.querySelector('[data-session-still-out]').hidden = back;
  if (!back) return;
  dialog.close();
  document.dispatchEvent(new CustomEvent('caseline:toast', { detail: 'toast-again' }));
}

document.addEventListener('click', (event) => { if (event.target.closest('[data-session-check]')) check(); });
document.addEventListener('caseline:signed-out', ask);
