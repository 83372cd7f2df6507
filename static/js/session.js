// Session: when it has ended under a part or an upload, the page stays with what was typed, asks to sign in again in another tab,
// and takes the new form tokens. (A plain form sent too late is kept by the server.) Nothing of a case enters the browser's storage.

const dialog = document.getElementById('signed-out');

document.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status !== 401) return;
  event.preventDefault();
  ask();
});

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
    return true;
  } catch {
    return false;
  }
}

async function check() {
  if (!dialog?.open) return;
  const back = await renew();
  dialog.querySelector('[data-session-still-out]').hidden = back;
  if (!back) return;
  dialog.close();
  document.dispatchEvent(new CustomEvent('caseline:signed-in'));
  document.dispatchEvent(new CustomEvent('caseline:toast', { detail: 'toast-again' }));
}

document.addEventListener('click', (event) => { if (event.target.closest('[data-session-check]')) check(); });
document.addEventListener('caseline:signed-out', ask);
