"use strict";
// Shows one episode: a floor plan at a moment, and lanes over the whole time. Everything it needs stands in #film.
(() => {
  const film = JSON.parse(document.getElementById("film").textContent);
  const plan = document.getElementById("plan");
  const lanes = document.getElementById("lanes");
  const time = document.getElementById("time");
  const play = document.getElementById("play");
  const now = document.getElementById("now");
  if (!film.frames.length) return;
  document.getElementById("player").hidden = false;

  const make = (parent, name, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };
  const clock = (ms) => {
    const seconds = Math.floor(ms / 1000) + film.start_hour * 3600;
    const two = (n) => String(n).padStart(2, "0");
    const day = Math.floor(seconds / 86400);
    return (day ? "day " + (day + 1) + ", " : "")
      + two(Math.floor(seconds / 3600) % 24) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  };
  // The last line of [[t, ...], ...] that has begun at t; lines are in the order of time.
  const lastAt = (lines, t) => {
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle][0] <= t) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  // ---- the floor plan, north up
  const east = Math.max(...film.rooms.map((room) => room[3]));
  const north = Math.max(...film.rooms.map((room) => room[4]));
  const y = (mm) => north - mm;
  plan.setAttribute("viewBox", `-200 -200 ${east + 400} ${north + 400}`);
  for (const [name, west, south, right, top] of film.rooms) {
    make(plan, "rect", { class: "room", x: west, y: y(top), width: right - west, height: top - south });
    make(plan, "text", { x: west + 250, y: y(top) + 700, "font-size": 560 }, name);
  }
  for (const [x, doorY, width] of film.doors) {
    make(plan, "line", { class: "door", x1: x, x2: x, y1: y(doorY - width / 2), y2: y(doorY + width / 2) });
  }
  for (const [name, x, fixtureY] of film.furniture) {
    const box = make(plan, "rect", { class: "furniture", x: x - 300, y: y(fixtureY) - 300, width: 600, height: 600 });
    make(box, "title", {}, name);
  }
  const trail = make(plan, "polyline", { class: "trail" });
  const people = film.people.map((person, i) => {
    const circle = make(plan, "circle", { class: "person", r: 380 });
    return [circle, make(plan, "text", { "font-size": 480, "text-anchor": "middle" }, String(i + 1))];
  });
  const robot = [make(plan, "circle", { class: "robot", r: 420 }),
    make(plan, "text", { "font-size": 480, "text-anchor": "middle" }, "R")];
  const stand = ([circle, label], x, mm) => {
    circle.setAttribute("cx", x);
    circle.setAttribute("cy", y(mm));
    label.setAttribute("x", x);
    label.setAttribute("y", y(mm) + 170);
  };

  // ---- the lanes
  const LEFT = 130;
  const WIDTH = 960;
  const LANE = 22;
  const at = (ms) => LEFT + (WIDTH - LEFT) * Math.min(1, ms / film.length_ms);
  const names = ["robot", ...film.people.map((one) => one.name + ", " + one.role),
    ...film.tasks.map((task, i) => i + 1 + " " + task.name), "twists", "claims"];
  lanes.setAttribute("viewBox", `0 0 ${WIDTH} ${names.length * LANE + 4}`);
  names.forEach((name, i) => {
    make(lanes, "rect", { class: "lane", x: LEFT, y: i * LANE + 2, width: WIDTH - LEFT, height: LANE - 4 });
    const label = make(lanes, "text", { x: 4, y: i * LANE + 15, "font-size": 11 },
      name.length > 21 ? name.slice(0, 20) + "\u2026" : name);
    make(label, "title", {}, name);
  });
  const bar = (lane, kind, from, to, height, title) => {
    const box = make(lanes, "rect", { class: kind, x: at(from), y: lane * LANE + 3 + (LANE - 6) * (1 - height),
      width: Math.max(.6, at(to) - at(from)), height: (LANE - 6) * height });
    make(box, "title", {}, title);
  };
  for (const [from, to, words, end] of film.acts) {
    if (!words.startsWith("wait")) bar(0, end === "done" ? "act" : "failed", from, to, 1, `${words}: ${end}`);
  }
  film.people.forEach((person, i) => person.doings.forEach(([from, words], n) => {
    const next = person.doings[n + 1];
    bar(1 + i, "doing", from, next ? next[0] : film.length_ms, 1, words);
  }));
  film.tasks.forEach((task, i) => {
    const lane = 1 + film.people.length + i;
    task.course.forEach(([from, share], n) => {
      const begin = Math.max(from, task.release_ms);
      const end = Math.min(n + 1 < task.course.length ? task.course[n + 1][0] : film.length_ms, task.end_ms);
      if (share > 0 && begin < end) bar(lane, "so", begin, end, share, `${task.name}: ${Math.round(100 * share)} % so`);
    });
    bar(lane, "window", task.release_ms, task.end_ms, 1, `${task.name}: open until ${clock(task.deadline_ms)}`);
  });
  const mark = (lane, kind, sign, ms, title) => {
    const label = make(lanes, "text", { class: kind, x: at(ms), y: lane * LANE + 16, "font-size": 14, "text-anchor": "middle" }, sign);
    make(label, "title", {}, title);
  };
  for (const twist of film.twists) {
    if (twist.at_ms >= 0) mark(names.length - 2, "twist", "\u25C6", twist.at_ms, `${clock(twist.at_ms)} ${twist.kind}`);
  }
  for (const claim of film.claims) {
    mark(names.length - 1, claim.true ? "act" : "failed", claim.true ? "\u2713" : "\u2717", claim.at_ms,
      `${clock(claim.at_ms)} task ${claim.task + 1} done: ${claim.true}`);
  }
  const head = make(lanes, "line", { class: "head", y1: 0, y2: names.length * LANE + 4 });

  // ---- a moment
  const show = (ms) => {
    const n = Math.max(0, lastAt(film.frames, ms));
    const frame = film.frames[n];
    stand(robot, frame[1], frame[2]);
    people.forEach((person, i) => stand(person, frame[4 + 2 * i], frame[5 + 2 * i]));
    trail.setAttribute("points", film.frames.slice(Math.max(0, n - 12), n + 1).map((one) => `${one[1]},${y(one[2])}`).join(" "));
    head.setAttribute("x1", at(ms));
    head.setAttribute("x2", at(ms));
    const act = film.acts[Math.min(n + 1, film.acts.length - 1)];
    const open = film.tasks.filter((task) => task.release_ms <= ms && ms < task.end_ms).map((task) => {
      const course = lastAt(task.course, ms);
      return `${task.name} ${Math.round(100 * (course < 0 ? 0 : task.course[course][1]))} %`;
    });
    const said = film.claims.filter((claim) => Math.abs(claim.at_ms - ms) < 60000)
      .map((claim) => `says that task ${claim.task + 1} is done, which is ${claim.true}`);
    const twisted = film.twists.filter((twist) => twist.at_ms >= 0 && twist.at_ms <= ms && ms - twist.at_ms < 60000)
      .map((twist) => `just happened: ${twist.kind}`);
    now.textContent = [clock(ms), `robot: ${act[2]} (${act[3]})` + (frame[3] ? `, holds ${frame[3]}` : ""),
      open.length ? "open: " + open.join(", ") : "nothing is open", ...twisted, ...said].join(" \u00b7 ");
  };
  time.max = film.length_ms;
  time.step = 1000;
  const move = (ms) => {
    time.value = ms;
    time.setAttribute("aria-valuetext", clock(ms));
    show(ms);
  };
  time.addEventListener("input", () => move(Number(time.value)));
  lanes.addEventListener("click", (event) => {
    const box = lanes.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * WIDTH;
    move(Math.max(0, Math.min(film.length_ms, (x - LEFT) / (WIDTH - LEFT) * film.length_ms)));
  });
  let running = 0;
  let before = 0;
  const step = (stamp) => {
    if (!running) return;
    const next = Number(time.value) + (stamp - before) * film.length_ms / 60000;
    before = stamp;
    move(Math.min(next, film.length_ms));
    if (next < film.length_ms) running = requestAnimationFrame(step);
    else stop();
  };
  const stop = () => {
    cancelAnimationFrame(running);
    running = 0;
    play.textContent = "Play";
  };
  play.addEventListener("click", () => {
    if (running) {
      stop();
      return;
    }
    if (Number(time.value) >= film.length_ms) move(0);
    play.textContent = "Pause";
    before = performance.now();
    running = requestAnimationFrame(step);
  });
  move(0);
})();
