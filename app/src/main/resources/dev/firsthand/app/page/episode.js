// Jumps to the second that a finding is about, and shows on the line under the player where it stands.
const video = document.querySelector('video');
const head = document.getElementById('head');

document.addEventListener('click', (event) => {
  const mark = event.target.closest('[data-second]');
  if (!mark || !video) return;
  event.preventDefault();
  video.currentTime = Number(mark.dataset.second);
  video.scrollIntoView({ block: 'nearest' });
});

video?.addEventListener('timeupdate', () => {
  const place = video.duration ? (1000 * video.currentTime) / video.duration : 0;
  head?.setAttribute('x', String(Math.round(place)));
});
