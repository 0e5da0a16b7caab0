// Moves one page along its recording: the figures, the lines in the lanes, the time. Everything it needs stands in #scene.
import { Figures } from "figures";

const scene = JSON.parse(document.getElementById("scene").textContent);
const player = document.getElementById("player");
const time = document.getElementById("time");
const play = document.getElementById("play");
const now = document.getElementById("now");
const heads = [...document.querySelectorAll(".head")];
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const WIDE = 1000; // of a lane

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["person", "robot", "mark", "line", "paper"]
    .map((name) => [name, style.getPropertyValue("--" + name).trim()]));
};

const begin = () => {
  try {
    return new Figures(document.getElementById("figures"), scene, colours());
  } catch (broken) {
    document.getElementById("figures").remove();
    document.getElementById("views").remove();
    document.getElementById("flat").hidden = false;
    return undefined;
  }
};

player.hidden = false;
const figures = begin();

// What is found in a frame: points of figures, and words.
const found = (frame) => scene.marks.filter(([from, to]) => from <= frame && frame < to);
const show = (frame) => {
  const marks = found(frame);
  const points = new Map();
  for (const [, , figure, point] of marks) {
    if (!points.has(figure)) points.set(figure, new Set());
    points.get(figure).add(point);
  }
  figures?.show(frame, points);
  const seconds = (scene.startSeconds + frame / scene.fps).toFixed(2);
  const words = [...new Set(marks.map(([, , , , word]) => word))];
  const told = scene.told.findLast(([from]) => from <= frame)?.[1];
  now.textContent = [`${seconds} s`, ...(told ? [told] : []), ...words].join(" \u00b7 ");
  time.setAttribute("aria-valuetext", `${seconds} seconds${words.length ? ", " + words.join(", ") : ""}`);
  const x = WIDE * frame / Math.max(1, scene.frames - 1);
  for (const head of heads) {
    head.setAttribute("x1", x);
    head.setAttribute("x2", x);
  }
};
const move = (frame) => {
  time.value = Math.max(0, Math.min(scene.frames - 1, frame));
  show(Number(time.value));
};

let running = 0;
const stop = () => {
  cancelAnimationFrame(running);
  running = 0;
  play.textContent = "Play";
};
const start = () => {
  if (Number(time.value) >= scene.frames - 1) move(0);
  play.textContent = "Pause";
  const first = Number(time.value);
  const began = performance.now();
  const step = (stamp) => {
    const pictures = (stamp - began) / 1000 * scene.fps;
    // Who asked for less motion sees two pictures a second.
    const still = calm.matches ? scene.fps / 2 : 1;
    const frame = first + Math.floor(pictures / still) * still;
    if (Math.round(frame) !== Number(time.value)) move(Math.round(frame));
    if (frame >= scene.frames - 1) stop();
    else running = requestAnimationFrame(step);
  };
  running = requestAnimationFrame(step);
};

time.max = scene.frames - 1;
time.addEventListener("input", () => {
  stop();
  show(Number(time.value));
});
play.addEventListener("click", () => running ? stop() : start());
document.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-at]");
  if (jump) {
    stop();
    move(Math.round((Number(jump.dataset.at) - scene.startSeconds) * scene.fps));
    player.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    time.focus({ preventScroll: true });
  }
});
for (const lane of document.querySelectorAll(".lane svg")) {
  lane.addEventListener("click", (event) => {
    const box = lane.getBoundingClientRect();
    stop();
    move(Math.round((event.clientX - box.left) / box.width * (scene.frames - 1)));
  });
}
if (figures) {
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => figures.look(button.dataset.view));
  }
  document.getElementById("left").addEventListener("click", () => figures.turn(-15));
  document.getElementById("right").addEventListener("click", () => figures.turn(15));
  document.getElementById("nearer").addEventListener("click", () => figures.zoom(0.8));
  document.getElementById("farther").addEventListener("click", () => figures.zoom(1.25));
  document.getElementById("apart")?.addEventListener("change", (event) => figures.stand(event.target.checked));
  dark.addEventListener("change", () => figures.paint(colours()));
}
move(0);
