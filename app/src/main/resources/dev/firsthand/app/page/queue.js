// The queue: one key for each answer, a picture opens the video at its second, and "nothing" counts only once every
// page of pictures has been on the screen to its end.
const sheets = document.getElementById('sheets');
const player = document.getElementById('player');
const pictures = [...sheets.querySelectorAll('img')];
const unseen = new Map();

// What has been on the screen is told by an empty mark behind each picture.
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const picture = pictures[entry.target.dataset.page];
    if (entry.isIntersecting && picture.complete && picture.naturalWidth > 0) unseen.delete(picture);
  }
});
for (const [page, picture] of pictures.entries()) {
  const end = document.createElement('div');
  end.dataset.page = page;
  picture.parentElement.after(end);
  unseen.set(picture, end);
  watch.observe(end);
  picture.addEventListener('load', () => { watch.unobserve(end); watch.observe(end); });
}

function play(second) {
  player.hidden = false;
  player.scrollIntoView({ block: 'nearest' });
  player.currentTime = second;
  player.play().catch(() => {});
}

sheets.addEventListener('click', (event) => {
  const picture = event.target.closest('img');
  if (!picture) return;
  event.preventDefault();
  const { seconds, tile } = sheets.dataset;
  const columns = picture.naturalWidth / tile;
  const box = picture.getBoundingClientRect();
  const inside = event.detail > 0;
  const column = inside ? Math.floor(((event.clientX - box.left) / box.width) * columns) : 0;
  const row = inside ? Math.floor(((event.clientY - box.top) / box.height) * (picture.naturalHeight / tile)) : 0;
  const page = pictures.indexOf(picture);
  play(page * seconds + row * columns + column);
});

document.getElementById('video').addEventListener('click', (event) => {
  event.preventDefault();
  play(player.currentTime);
});

document.querySelector('button[value=nothing]').addEventListener('click', (event) => {
  if (unseen.size === 0) return;
  event.preventDefault();
  const said = document.getElementById('unseen');
  said.textContent = said.dataset.unseen.replace('{0}', unseen.size);
  unseen.values().next().value.scrollIntoView({ block: 'center' });
});

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches('textarea, input:not([type=checkbox], [type=radio])')) return;
  document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
