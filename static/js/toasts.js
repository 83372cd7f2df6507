// Toasts: messages of the last action stand in the corner, long enough to be read and to take the action back.

const corner = document.getElementById('toasts');
const READING = 9000;
const UNDOING = 30000;

document.querySelectorAll('[data-flashes] [data-toast]').forEach((toast) => corner.append(toast));
document.querySelectorAll('[data-flashes]').forEach((place) => place.remove());
watch([...corner.children]);
new MutationObserver((changes) => changes.forEach((change) => watch([...change.addedNodes]))).observe(corner, { childList: true });

function watch(nodes) {
  for (const toast of nodes) {
    if (!toast.matches?.('[data-toast]') || toast.matches('.toast-error')) continue;
    let left = toast.querySelector('form, a') ? UNDOING : READING;
    const tick = setInterval(() => {
      if (!toast.isConnected) return clearInterval(tick);
      if (toast.matches(':hover, :focus-within') || document.hidden) return undefined;
      left -= 500;
      if (left <= 0) toast.remove();
      return undefined;
    }, 500);
  }
}

// other modules say what to show: document.dispatchEvent(new CustomEvent('caseline:toast', {detail: 'toast-offline'}))
document.addEventListener('caseline:toast', ({ detail: id }) => {
  if (corner.querySelector(`[data-from="${id}"]`)) return;
  const toast = document.getElementById(id).content.firstElementChild.cloneNode(true);
  toast.dataset.from = id;
  corner.append(toast);
});

const tell = (id) => document.dispatchEvent(new CustomEvent('caseline:toast', { detail: id }));
document.addEventListener('htmx:sendError', () => tell('toast-offline'));
document.addEventListener('htmx:timeout', () => tell('toast-offline'));
document.addEventListener('htmx:responseError', ({ detail }) => { if (detail.xhr.status !== 401) tell('toast-failed'); });
addEventListener('offline', () => tell('toast-offline'));
addEventListener('online', () => corner.querySelector('[data-from="toast-offline"]')?.remove());
