"""A small room in MuJoCo that speaks world/1 (docs/formats/bench.md): a hand on a gantry, toys, a basket, a sofa.

One world for each connection, on the CPU, without a display: the picture is made of rays. The hand lifts what it touches
by suction (MuJoCo's adhesion). An action is four numbers: how far to go along x, y and z in metres, at most 0.05 each, and
how hard to suck, from 0 to 1. Each takes 0.05 s.
"""

import argparse

import msgpack
import mujoco
import numpy as np
from openpi_client import msgpack_numpy
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

STEP_S = 0.05
GO_METRES_MAX = 0.05
HALF_ROOM_METRES = 0.5
TOY_METRES = 0.025
BASKET_METRES = 0.12
PICTURE = 64
COLOURS = ["0.9 0.1 0.1 1", "0.1 0.2 0.9 1", "0.1 0.7 0.2 1", "0.9 0.8 0.1 1", "0.8 0.2 0.8 1", "0.1 0.8 0.8 1"]
HELLO = {
    "profile": "world/1",
    "world": "mujoco room",
    "engine": f"mujoco {mujoco.__version__}",
    "actions": {"actions": 4},
    "observation_profiles": ["room"],
    "control_hz": round(1 / STEP_S),
    "deterministic": "bit",
    "twists": {"target_moved": "teleport"},
    "predicates": ["inside", "ontop", "nextto", "touching"],
    "people": "none",
    "mirrors": True,
}


def model(toys, supports):
    """The room as MJCF. A toy is a box that lies free; the basket and the sofa stand where they are put."""
    bodies = []
    for name, (kind, x, y) in supports.items():
        if kind == "basket":
            w, h = BASKET_METRES, 0.04
            walls = [(w, 0, 0.005, w), (-w, 0, 0.005, w), (0, w, w, 0.005), (0, -w, w, 0.005)]
            geoms = f'<geom type="box" size="{w} {w} 0.005" pos="0 0 0.005"/>' + "".join(
                f'<geom type="box" size="{sx} {sy} {h}" pos="{px} {py} {h}"/>' for px, py, sx, sy in walls
            )
        else:
            geoms = '<geom type="box" size="0.15 0.1 0.04" pos="0 0 0.04" rgba="0.35 0.35 0.45 1"/>'
        bodies.append(f'<body name="{name}" pos="{x} {y} 0">{geoms}</body>')
    for i, (name, (x, y, z)) in enumerate(toys.items()):
        bodies.append(
            f'<body name="{name}" pos="{x} {y} {z + TOY_METRES}"><freejoint/>'
            f'<geom type="box" size="{TOY_METRES} {TOY_METRES} {TOY_METRES}" mass="0.05" friction="1 0.01 0.001"'
            f' rgba="{COLOURS[i % len(COLOURS)]}"/></body>'
        )
    slides = "".join(
        f'<joint name="{a}" type="slide" axis="{v}" damping="40" armature="0.5"/>'
        for a, v in (("x", "1 0 0"), ("y", "0 1 0"), ("z", "0 0 1"))
    )
    drives = "".join(f'<position name="{a}" joint="{a}" kp="800"/>' for a in "xyz")
    return f"""<mujoco><option timestep="0.0025" integrator="implicitfast"/>
      <default><geom rgba="0.45 0.4 0.35 1" condim="4"/></default>
      <worldbody>
        <geom name="floor" type="plane" size="1 1 0.1" rgba="0.8 0.8 0.8 1"/>
        {"".join(bodies)}
        <body name="hand" pos="0 0 0.3" gravcomp="1">{slides}
          <body name="pad" gravcomp="1">
            <geom type="box" size="0.015 0.015 0.005" mass="0.2" group="3" margin="0.004" gap="0.004"/>
          </body>
        </body>
      </worldbody>
      <actuator>{drives}<adhesion name="suction" body="pad" ctrlrange="0 1" gain="6"/></actuator></mujoco>"""


class Room:
    def __init__(self):
        self.events = []

    def reset(self, seed, instruction, profile, objects, beginning, mirrored=False):
        self.instruction, self.events, self.target, self.sucks = instruction, [], np.array([0, 0, 0.3]), 0.0
        self.random = np.random.default_rng(seed)
        cells = [(x, y) for x in (-0.36, -0.12, 0.12, 0.36) for y in (-0.32, 0, 0.32)]
        self.random.shuffle(cells)
        self.side = np.array([-1, 1] if mirrored else [1, 1])
        cells = [tuple(self.side * cell) for cell in cells]
        supports, toys, unplaced, self.floor = {}, {}, [], "floor"
        for name, category in objects.items():
            kind = category.split(".")[0]
            if kind in ("basket", "sofa") and kind not in [k for k, _, _ in supports.values()]:
                supports[name] = (kind, *cells.pop())
            elif kind in ("toy", "cup", "ball", "block", "can") and len(toys) < len(COLOURS):
                toys[name] = None
            elif kind == "floor":
                self.floor = name
            elif kind != "agent":
                unplaced.append(name)
        on = {f[2]: f[3] for f in beginning if f[0] and f[1] in ("ontop", "inside") and f[3] in supports}
        heights = {"basket": 0.01, "sofa": 0.08}
        for name in toys:
            if name in on:
                kind, x, y = supports[on[name]]
                toys[name] = (x, y, heights[kind])
            else:
                toys[name] = (*(np.array(cells.pop()) + self.side * self.random.uniform(-0.04, 0.04, 2)), 0)
        self.toys, self.supports = list(toys), {name: kind for name, (kind, _, _) in supports.items()}
        self.model = mujoco.MjModel.from_xml_string(model(toys, supports))
        self.data = mujoco.MjData(self.model)
        self.step(4)
        self.begun = self.data.time
        return {"unplaced": unplaced}

    def step(self, count):
        self.data.ctrl[:] = [*(self.target - [0, 0, 0.3]), self.sucks]
        for _ in range(count * round(STEP_S / self.model.opt.timestep)):
            mujoco.mj_step(self.model, self.data)

    def moment(self, status="done"):
        events, self.events = self.events, []
        return {"status": status, "t_ms": round(1000 * (self.data.time - self.begun)), "events": events}

    def act(self, actions):
        rows = np.asarray(actions.get("actions", np.zeros((0, 0))), dtype=np.float64)
        if rows.ndim != 2 or rows.shape[1] != 4:
            return self.moment("refused")
        for row in rows:
            held = self.held()
            go = np.clip(row[:3], -GO_METRES_MAX, GO_METRES_MAX)
            self.target = np.clip(self.target + go, [-0.5, -0.5, 0.005], [0.5, 0.5, 0.4])
            self.sucks = float(np.clip(row[3], 0, 1))
            self.step(1)
            if held and self.sucks > 0.5 and not self.held():
                self.events.append({"kind": "drop", "t_ms": round(1000 * (self.data.time - self.begun))})
        return self.moment()

    def hold(self, ms):
        self.step(max(1, round(ms / 1000 / STEP_S)))
        return self.moment()

    def place(self, name):
        return self.data.body(name).xpos

    def touch(self, one, other):
        ids = {self.body(one), self.body(other)}
        contacts = self.data.contact.geom[self.data.contact.dist < 0.004]
        return any({self.model.geom_bodyid[a], self.model.geom_bodyid[b]} == ids for a, b in contacts)

    def body(self, name):
        return 0 if name == self.floor else self.model.body(name).id

    def held(self):
        return self.sucks > 0.5 and next((toy for toy in self.toys if self.touch("pad", toy)), None)

    def observe(self):
        """A picture from above, a pixel for a centimetre and a half, without the hand; and the hand."""
        edge = (np.arange(PICTURE) + 0.5) / PICTURE * 2 * HALF_ROOM_METRES - HALF_ROOM_METRES
        image = np.zeros((PICTURE, PICTURE, 3), np.uint8)
        groups, geom = np.array([1, 1, 1, 0, 0, 0], np.uint8), np.zeros(1, np.int32)
        for row, y in enumerate(-edge):
            for column, x in enumerate(edge):
                mujoco.mj_ray(self.model, self.data, [x, y, 0.6], [0, 0, -1], groups, True, -1, geom)
                image[row, column] = 255 * self.model.geom_rgba[geom[0], :3]
        hand = self.place("pad")
        return {
            "observation": {
                "observation/image": image,
                "observation/state": np.array([*hand, self.sucks, 1.0 if self.held() else 0.0]),
                "prompt": self.instruction,
            }
        }

    def truth(self, predicate, first, second=""):
        if first not in self.toys or second not in [*self.toys, *self.supports, self.floor]:
            return None
        if predicate == "touching":
            return self.touch(first, second)
        if predicate == "ontop":
            return self.touch(first, second) and (second == self.floor or self.place(first)[2] > self.place(second)[2])
        if second == self.floor:
            return None
        apart = np.abs(self.place(first) - self.place(second))
        if predicate == "nextto":
            return bool(np.hypot(*apart[:2]) < 0.15)
        if predicate == "inside":
            is_basket = self.supports.get(second) == "basket"
            return bool(is_basket and apart[:2].max() < BASKET_METRES and apart[2] < 0.09 and self.held() != first)
        return None

    def twist(self, kind):
        toy = self.toys[self.random.integers(len(self.toys))] if self.toys else None
        if kind != "target_moved" or toy is None or self.held() == toy:
            return {"status": "refused"}
        free = self.model.body(toy).jntadr[0]
        at = self.model.jnt_qposadr[free]
        self.data.qpos[at : at + 3] = [*(self.side * self.random.uniform(-0.4, 0.4, 2)), 0.15]
        self.data.qvel[self.model.jnt_dofadr[free] :][:6] = 0
        return {"status": "applied"}

    def answer(self, asked):
        match asked.pop("op"):
            case "reset":
                return self.reset(**asked)
            case "observe":
                return self.observe()
            case "act":
                return self.act(asked["actions"])
            case "hold":
                return self.hold(asked["ms"])
            case "query":
                return {"truths": [self.truth(*fact) for fact in asked["facts"]]}
            case "twist":
                return self.twist(asked["kind"])
            case "stop":
                self.sucks = 0.0
                return {}


def live(connection):
    room = Room()
    connection.send(msgpack.packb(HELLO))
    try:
        for message in connection:
            connection.send(msgpack_numpy.packb(room.answer(msgpack_numpy.unpackb(message))))
    except ConnectionClosed:
        pass


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8700, help="0 for any")
    with serve(live, "127.0.0.1", arguments.parse_args().port, compression=None, max_size=None) as server:
        print(f"ws://127.0.0.1:{server.socket.getsockname()[1]}", flush=True)
        server.serve_forever()
