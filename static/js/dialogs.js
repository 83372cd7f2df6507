// Dialogs and menus: data-opens="id" shows a <dialog>, data-closes closes what it stands in; menus close by themselves. Also the appearance.

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-opens]');
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    closeMenus();
    open(dialog);
  } else if (event.target.matches('dialog[open]') && outside(event)) {
    event.target.close();
  } else if (event.target.closest('[data-closes]')) {
    const closing = event.target.closest('dialog, [data-toast]');
    if (closing?.matches('dialog')) closing.close();
    else closing?.remove();
  }
  if (!event.target.closest('details.menu')) closeMenus();
});

function open(dialog) {
  dialog.dispatchEvent(new CustomEvent('caseline:opening', { bubbles: true }));
  if (!dialog.open) dialog.showModal();
}

function outside({ target, clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

function closeMenus() {
  document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false; });
}

document.addEventListener('click', (event) => { if (event.target.closest('[data-print]')) print(); });

// a form inside a dialog that was accepted closes it: the server answers with HX-Trigger: done
document.addEventListener('done', ({ target }) => target.closest?.('dialog')?.close());
document.addEventListener('caseline:open', ({ target }) => open(target));

const root = document.documentElement;
const choices = document.querySelectorAll('[data-theme-choice]');
function showChoice() {
  choices.forEach((button) => button.setAttribute('aria-current', String((root.dataset.theme ?? '') === button.dataset.themeChoice)));
}
choices.forEach((button) => button.addEventListener('click', () => {
  const theme = button.dataset.themeChoice;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? 31536000 : 0}; samesite=lax`;
  showChoice();
}));
showChoice();
