// Focus: after a part of the page was replaced, the reader stands where the news is, and hears it.

document.addEventListener('htmx:afterSettle', ({ detail }) => {
  const part = document.getElementById(detail.target?.id) ?? detail.target;
  if (!part?.isConnected) return;
  const wrong = part.querySelector('[aria-invalid="true"]');
  if (wrong) return wrong.focus();
  const wanted = part.matches('[data-focus]') ? part : part.querySelector('[data-focus], [autofocus]');
  if (wanted) return put(wanted);
  if (document.activeElement === document.body && detail.requestConfig?.verb !== 'get') put(part);
});

function put(element) {
  if (!element.matches('a[href], button, input, select, textarea, summary, [tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().top < innerHeight });
}

// a whole page that came back with errors (no htmx): stand on the first wrong field
const wrong = document.querySelector('main [aria-invalid="true"]');
if (wrong) wrong.focus();

// on a narrow screen the current tab may lie beyond the edge: bring it into sight
for (const tab of document.querySelectorAll('nav [aria-current="page"]')) {
  const strip = tab.closest('nav');
  if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - tab.offsetWidth) / 2;
}

// a link to a row of the register opens it
function openTarget() {
  const row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = row && (row.matches('details') ? row : row.closest('details'));
  if (details) {
    details.open = true;
    details.querySelector('summary')?.focus();
  }
}
addEventListener('hashchange', openTarget);
addEventListener('load', openTarget); // htmx listens for the opening by then: what the row holds is fetched
