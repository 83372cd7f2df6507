// Drafts: a form marked data-draft is kept on the server while somebody types (forms.js sends it), and given back later.

const door = document.querySelector('meta[name="drafts"]')?.content;

const address = (form) => `${door}?for=${encodeURIComponent(new URL(form.getAttribute('action') || location.pathname, location).pathname)}`;
const copy = (name) => document.querySelector(`template[data-draft-${name}]`).content.firstElementChild.cloneNode(true);

if (door) document.querySelectorAll('form[data-draft]').forEach(async (form) => {
  form.dataset.draftUrl = address(form);
  if (!form.querySelector('[data-draft-status]')) (form.querySelector('.form-end') ?? form).append(copy('line'));
  const answer = await fetch(form.dataset.draftUrl, { headers: { 'HX-Request': 'true' } });
  if (answer.status !== 200) return;
  const { when, fields } = await answer.json();
  if (!differs(form, fields)) return;
  offer(form, when, fields);
});

function offer(form, when, fields) {
  const note = copy('note');
  note.querySelector('[data-when]').textContent = when;
  note.querySelector('[data-give-back]').addEventListener('click', () => {
    fill(form, fields);
    note.remove();
    (form.querySelector('textarea, input:not([type=hidden])') ?? form).focus();
  });
  note.querySelector('[data-throw-away]').addEventListener('click', async () => {
    const body = new FormData();
    body.set('csrf_token', form.elements.csrf_token?.value ?? '');
    await fetch(form.dataset.draftUrl.replace('?', '/throw-away?'), { method: 'POST', body, headers: { 'HX-Request': 'true' } });
    note.remove();
  });
  form.before(note);
}

const controls = (form, name) => [...form.elements].filter((control) => control.name === name);
const isTick = (control) => ['checkbox', 'radio'].includes(control.type);

function differs(form, fields) {
  const now = new FormData(form);
  return Object.entries(fields).some(([name, values]) => name !== 'version' && JSON.stringify(now.getAll(name)) !== JSON.stringify(values));
}

function fill(form, fields) {
  for (const control of form.elements) if (isTick(control)) control.checked = false;
  for (const [name, values] of Object.entries(fields)) {
    if (name === 'version') continue; // whoever changed the record meanwhile is still told
    controls(form, name).forEach((control, place) => {
      if (isTick(control)) control.checked = values.includes(control.value);
      else if (control.type !== 'file') control.value = values[place] ?? control.value;
    });
  }
}
