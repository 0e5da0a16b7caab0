// Parts of a page that change while somebody looks: <div id="..." data-live="ADDRESS">. The address only tells that
// something is other than before; the page is fetched again and its parts take the places of the old ones. A page that
// nobody sees holds no connection: browsers allow six to one server, and hidden pages need nothing.
const RETRY_MILLIS = 5000;
const sources = new Map();
let asking = false;
let again = false;

const parts = () => [...document.querySelectorAll('[data-live]')];

// What somebody is typing into is left alone; a link that had the focus has it afterwards.
function put(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  if (focused?.matches('input, select, textarea')) return;
  const shown = [...old.querySelectorAll('details')].map((details) => details.open);
  old.replaceWith(document.adoptNode(fresh));
  fresh.querySelectorAll('details').forEach((details, i) => { details.open = shown[i] ?? details.open; });
  const href = focused?.getAttribute('href');
  if (href) fresh.querySelector(`[href="${CSS.escape(href)}"]`)?.focus();
}

async function ask() {
  again = asking;
  if (asking || document.hidden) return;
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html', 'Firsthand-Live': 'again' } });
    if (answer.status === 401 || answer.status === 404) {
      location.reload();
    } else if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const old of parts()) {
        const fresh = page.getElementById(old.id);
        if (fresh && fresh.outerHTML !== old.outerHTML) put(old, fresh);
      }
      follow();
    }
  } catch {
    // No connection: the source opens again by itself, and the page is asked for then.
  } finally {
    asking = false;
    if (again) ask();
  }
}

function connect(address) {
  const source = new EventSource(address);
  let before = false;
  source.addEventListener('message', ask);
  source.addEventListener('open', () => {
    if (before) ask();
    before = true;
  });
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return;
    sources.delete(address);
    setTimeout(() => ask().then(follow), RETRY_MILLIS * (1 + Math.random()));
  });
  sources.set(address, source);
}

function follow() {
  const wanted = new Set(document.hidden ? [] : parts().map((part) => part.dataset.live));
  for (const [address, source] of sources) {
    if (!wanted.has(address)) {
      source.close();
      sources.delete(address);
    }
  }
  wanted.forEach((address) => sources.has(address) || connect(address));
}

document.addEventListener('visibilitychange', () => {
  follow();
  ask();
});
addEventListener('pagehide', () => sources.forEach((source) => source.close()));
follow();
