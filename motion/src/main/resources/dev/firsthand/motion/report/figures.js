// Draws people and robots as capsules and moves them along a recording. Knows three.js and nothing of the page around.
//
// scene = {
//   fps, frames,          pictures a second, and how many
//   figures: [{
//     name, kind,         kind: "person" or "robot"
//     points,             how many points the figure has; the first is where it stands
//     bones: [from, to, radius, ...]   a capsule between two points, in metres
//     places              base64 of little-endian float32: x, y, z in metres of each point of each frame
//   }]                    X forward, Y left, Z up; NaN where something was not measured
// }
import * as THREE from "three";
import { OrbitControls } from "three/orbit";

const UP = new THREE.Vector3(0, 0, 1);
const ALONG = new THREE.Vector3(0, 1, 0);
const GAP = 1.3; // metres between figures that stand apart
const LOOK_AT = 0.8; // metres above the floor
const VIEWS = { start: [1, -0.75, 0.35], front: [1, 0, 0.12], side: [0, -1, 0.12], above: [0.02, 0, 1] };

const floats = (text) => {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
};

/// Where a figure is, without the sway of a step: the mean of a second, first frame at 0.
const path = (places, points, frames, fps) => {
  const sums = new Float64Array(2 * (frames + 1));
  let last = [0, 0];
  for (let f = 0; f < frames; f++) {
    const at = 3 * points * f;
    if (Number.isFinite(places[at])) last = [places[at], places[at + 1]];
    sums[2 * f + 2] = sums[2 * f] + last[0];
    sums[2 * f + 3] = sums[2 * f + 1] + last[1];
  }
  const half = Math.max(1, Math.round(fps / 2));
  return (f) => {
    const from = Math.max(0, f - half);
    const to = Math.min(frames, f + half + 1);
    return [0, 1].map((k) => (sums[2 * to + k] - sums[2 * from + k]) / (to - from));
  };
};

/// Squares of half a metre, in short pieces: lines that go on behind the camera are not drawn everywhere.
const floor = (colour) => {
  const ends = [];
  const half = 8;
  for (let a = -half; a <= half; a += 0.5) {
    for (let b = -half; b < half; b += 0.5) ends.push(a, b, 0, a, b + 0.5, 0, b, a, 0, b + 0.5, a, 0);
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(ends, 3));
  return new THREE.LineSegments(geometry, new THREE.LineBasicMaterial({ color: colour }));
};

class Body {
  constructor(figure, scene, parent) {
    this.figure = figure;
    this.frames = scene.frames;
    this.places = floats(figure.places);
    this.path = path(this.places, figure.points, scene.frames, scene.fps);
    this.count = figure.bones.length / 3;
    this.group = new THREE.Group();
    const paint = () => new THREE.MeshLambertMaterial();
    this.sticks = new THREE.InstancedMesh(new THREE.CylinderGeometry(1, 1, 1, 14, 1, true), paint(), this.count);
    this.balls = new THREE.InstancedMesh(new THREE.SphereGeometry(1, 14, 10), paint(), 2 * this.count);
    for (const mesh of [this.sticks, this.balls]) {
      mesh.frustumCulled = false;
      this.group.add(mesh);
    }
    parent.add(this.group);
  }

  /// Whether it stays where it is: an arm on a table.
  get stays() {
    const [x0, y0] = this.path(0);
    return [0.25, 0.5, 0.75, 1].every((share) => {
      const [x, y] = this.path(Math.round(share * (this.frames - 1)));
      return Math.hypot(x - x0, y - y0) < 0.01;
    });
  }

  /// Stands at (x, y) of the room in a frame.
  put(x, y, frame) {
    const [x0, y0] = this.path(frame);
    this.group.position.set(x - x0, y - y0, 0);
  }

  middle(frame) {
    const [x, y] = this.path(frame);
    return [x + this.group.position.x, y + this.group.position.y];
  }

  /// `marked` are points: bones that end there have the other colour.
  show(frame, marked, colour, mark) {
    const { bones, points } = this.figure;
    const from = new THREE.Vector3();
    const to = new THREE.Vector3();
    const matrix = new THREE.Matrix4();
    const turn = new THREE.Quaternion();
    const size = new THREE.Vector3();
    const read = (point, into) => into.fromArray(this.places, 3 * (frame * points + point));
    for (let b = 0; b < this.count; b++) {
      const radius = bones[3 * b + 2];
      read(bones[3 * b], from);
      read(bones[3 * b + 1], to);
      const length = from.distanceTo(to);
      const seen = Number.isFinite(length);
      const paint = marked.has(bones[3 * b + 1]) ? mark : colour;
      for (const [i, end] of [from, to].entries()) {
        size.setScalar(seen ? radius : 0);
        this.balls.setMatrixAt(2 * b + i, matrix.compose(seen ? end : size, turn.identity(), size));
        this.balls.setColorAt(2 * b + i, paint);
      }
      if (seen && length > 1e-6) turn.setFromUnitVectors(ALONG, to.clone().sub(from).divideScalar(length));
      size.set(radius, seen ? length : 0, radius).multiplyScalar(seen ? 1 : 0);
      this.sticks.setMatrixAt(b, matrix.compose(seen ? from.add(to).multiplyScalar(0.5) : size, turn, size));
      this.sticks.setColorAt(b, paint);
    }
    for (const mesh of [this.sticks, this.balls]) {
      mesh.instanceMatrix.needsUpdate = true;
      mesh.instanceColor.needsUpdate = true;
    }
  }
}

/// Throws where the browser can't draw in three dimensions.
export class Figures {
  /// `colours`: { person, robot, mark, line, paper }, each as CSS writes it.
  constructor(canvas, scene, colours) {
    this.canvas = canvas;
    this.scene = scene;
    this.frame = 0;
    this.marked = new Map();
    this.room = new THREE.Scene();
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    this.camera = new THREE.PerspectiveCamera(35, 1, 0.05, 200);
    this.camera.up.copy(UP);
    this.sky = new THREE.HemisphereLight(0xffffff, 0x8a8a80, 2.2);
    this.sky.position.copy(UP);
    this.sun = new THREE.DirectionalLight(0xffffff, 1.4);
    this.sun.position.set(2, -3, 5);
    this.room.add(this.sky, this.sun);
    this.bodies = scene.figures.map((figure) => new Body(figure, scene, this.room));
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableZoom = false; // the wheel scrolls the page
    this.controls.enablePan = false;
    this.controls.maxPolarAngle = Math.PI / 2 - 0.02;
    this.controls.addEventListener("change", () => this.draw());
    canvas.style.touchAction = "pan-y";
    this.far = 1;
    this.spread = 0;
    this.stand(true);
    this.paint(colours);
    this.look("start");
    new ResizeObserver(() => this.fit()).observe(canvas);
  }

  paint(colours) {
    this.colours = Object.fromEntries(Object.entries(colours).map(([key, one]) => [key, new THREE.Color(one)]));
    this.room.background = this.colours.paper;
    this.floor?.removeFromParent();
    this.floor = floor(this.colours.line);
    this.room.add(this.floor);
    this.show(this.frame, this.marked);
  }

  /// Side by side, or one over the other.
  stand(apart) {
    const middle = (this.bodies.length - 1) / 2;
    this.asides = this.bodies.map((_, i) => apart ? (middle - i) * GAP : 0);
    this.bodies.forEach((body, i) => body.put(0, this.asides[i], 0));
    this.show(this.frame, this.marked);
  }

  /// `marked`: for each figure by its place in the scene, the points to point out.
  show(frame, marked = new Map()) {
    if (!this.colours) return;
    this.frame = Math.max(0, Math.min(this.scene.frames - 1, Math.round(frame)));
    this.marked = marked;
    this.carry();
    this.bodies.forEach((body, i) => body.show(
      this.frame, marked.get(i) ?? new Set(), this.colours[body.figure.kind], this.colours.mark));
    this.follow();
    this.draw();
  }

  /// Who stays where it is comes along with the first, or it would be out of sight.
  carry() {
    const [first, ...others] = this.bodies;
    const [x, y] = first.middle(this.frame);
    others.forEach((body, i) => {
      if (body.stays) body.put(x, y + this.asides[i + 1] - this.asides[0], this.frame);
    });
  }

  follow() {
    const middles = this.bodies.map((body) => body.middle(this.frame));
    const mean = (k) => middles.reduce((sum, one) => sum + one[k], 0) / middles.length;
    const to = new THREE.Vector3(mean(0), mean(1), LOOK_AT);
    this.spread = Math.max(...middles.map(([x, y]) => 2 * Math.hypot(x - to.x, y - to.y)));
    this.camera.position.add(to.clone().sub(this.controls.target));
    this.controls.target.copy(to);
    this.camera.position.sub(to).setLength(this.metres()).add(to);
    this.floor.position.set(Math.round(to.x), Math.round(to.y), 0);
  }

  look(view) {
    this.camera.position.copy(this.controls.target).add(new THREE.Vector3(...VIEWS[view]).setLength(this.metres()));
    this.controls.update();
    this.draw();
  }

  /// By degrees, to the left or to the right.
  turn(degrees) {
    const offset = this.camera.position.clone().sub(this.controls.target).applyAxisAngle(UP, degrees * Math.PI / 180);
    this.camera.position.copy(this.controls.target).add(offset);
    this.controls.update();
    this.draw();
  }

  /// 1 is where all figures are seen; less is nearer.
  zoom(factor) {
    this.far = Math.max(0.3, Math.min(3, this.far * factor));
    this.show(this.frame, this.marked);
  }

  metres() {
    const width = 1.3 + this.spread;
    const angle = Math.tan(this.camera.fov * Math.PI / 360);
    return this.far * Math.max((1.1 + 0.25 * this.spread) / angle, width / 2 / angle / this.camera.aspect + 0.8);
  }

  fit() {
    const { clientWidth, clientHeight } = this.canvas;
    if (!clientWidth || !clientHeight) return;
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.show(this.frame, this.marked);
  }

  draw() {
    this.renderer.render(this.room, this.camera);
  }
}
