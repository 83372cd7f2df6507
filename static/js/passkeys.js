// Passkeys: a form with data-passkey="create|get" and data-options lets the browser make or show one, then sends itself.

const usable = window.isSecureContext && window.PublicKeyCredential?.parseRequestOptionsFromJSON;
document.querySelectorAll('[data-no-passkeys]').forEach((words) => { words.hidden = Boolean(usable); });

if (usable) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => prove(event, form), true);
  }
}

async function prove(event, form) {
  const { credential } = form.elements;
  if (credential.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    credential.value = JSON.stringify(await ask(form.dataset.passkey, JSON.parse(form.dataset.options)));
    form.requestSubmit();
  } catch {
    form.querySelector('button').focus(); // the person turned the browser's question down: nothing happened
  }
}

function ask(deed, options) {
  const { parseCreationOptionsFromJSON: toMake, parseRequestOptionsFromJSON: toShow } = PublicKeyCredential;
  return deed === 'create'
    ? navigator.credentials.create({ publicKey: toMake.call(PublicKeyCredential, options) })
    : navigator.credentials.get({ publicKey: toShow.call(PublicKeyCredential, options) });
}
