// Shows how far the work is without a press of a button, as long as the page is looked at. Without script the page
// has a link that does the same.
const EVERY_MILLIS = 2000;

async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { credentials: 'same-origin' });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = page.getElementById('progress');
  if (!now) return;
  if (!now.dataset.working) {
    clearInterval(timer);
    location.reload();
    return;
  }
  document.getElementById('progress').replaceWith(now);
}

const timer = document.querySelector('#progress[data-working]')
  ? setInterval(() => look().catch(() => {}), EVERY_MILLIS)
  : undefined;
