// A one-time code stands after the # of its link, which browsers send to nobody: put it into its field and out of the address.

const field = document.querySelector('[data-code]');
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  document.querySelector('[name=password]')?.focus();
}
