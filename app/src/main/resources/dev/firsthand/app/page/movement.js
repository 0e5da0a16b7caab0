// Moves a person and a robot along with the video above them; without a video, with the slider alone.
import { Figures } from './figures.js';

const video = document.querySelector('video');
const said = document.getElementById('said');
const movement = document.getElementById('movement');
const canvas = document.getElementById('figures');
const time = document.getElementById('time');
const moment = document.getElementById('moment');

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(['person', 'robot', 'warn', 'line', 'paper']
    .map((name) => [name === 'warn' ? 'mark' : name, style.getPropertyValue(`--${name}`).trim()]));
};

const drawn = (scene) => {
  try {
    return new Figures(canvas, scene, colours());
  } catch (flat) {
    canvas.remove();
    document.getElementById('views').remove();
    said.textContent += ` ${said.dataset.flat}`;
    return undefined;
  }
};

const begin = (scene) => {
  const figures = drawn(scene);
  const seconds = (frame) => scene.startSeconds + frame / scene.fps;
  const show = (frame) => {
    const now = movement.dataset.now.replace('{0}', seconds(frame).toFixed(2));
    const words = [now, scene.told.findLast(([from]) => from <= frame)?.[1]].filter(Boolean).join(' · ');
    time.value = frame;
    time.setAttribute('aria-valuetext', words);
    moment.textContent = words;
    figures?.show(frame);
  };
  let next = 0;
  const follow = () => {
    cancelAnimationFrame(next);
    const frame = Math.round((video.currentTime - scene.startSeconds) * scene.fps);
    show(Math.max(0, Math.min(scene.frames - 1, frame)));
    if (!video.paused) next = requestAnimationFrame(follow);
  };
  time.max = scene.frames - 1;
  time.addEventListener('input', () => {
    show(Number(time.value));
    if (video) video.currentTime = Math.max(0, seconds(Number(time.value)));
  });
  for (const event of ['play', 'seeked', 'loadedmetadata']) video?.addEventListener(event, follow);
  movement.addEventListener('click', ({ target: { dataset } }) => {
    if (dataset.look) figures.look(dataset.look);
    if (dataset.turn) figures.turn(Number(dataset.turn));
    if (dataset.zoom) figures.zoom(Number(dataset.zoom));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => figures?.paint(colours()));
  if (video) follow();
  else show(0);
};

said.textContent = said.dataset.loading;
try {
  const answer = await fetch(movement.dataset.figures, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(answer.status);
  const made = await answer.json();
  said.textContent = made.said;
  movement.hidden = false;
  begin(made.scene);
} catch (broken) {
  said.textContent = said.dataset.broken;
}
