"""Follows a trajectory's own pelvis, chest, hands and feet with mink (MuJoCo, DAQP), frame by frame: joint and velocity
limits, no contacts, no collisions, no smoothing. One JSON line: frames a second, slowest hundredth, errors.

usage: mink_bench.py URDF TRAJECTORY.csv FRAMES_PER_SECOND   (CSV in the layout `joints`)
"""

import json
import statistics
import sys
import time
import xml.etree.ElementTree as tree
from importlib.metadata import version

import mink
import mujoco
import numpy as np

LINKS = ["pelvis", "torso_link"] + [
    side + link for side in ("left_", "right_") for link in ("wrist_yaw_link", "ankle_roll_link")
]
STEPS = 10
ENOUGH = 1e-3


def robot(urdf):
    spec = mujoco.MjSpec.from_file(urdf)
    spec.compiler.boundmass = 1
    spec.compiler.boundinertia = 0.01
    spec.compiler.fusestatic = False
    spec.worldbody.first_body().add_freejoint()
    return spec.compile()


def main():
    urdf, csv, rate = sys.argv[1], sys.argv[2], float(sys.argv[3])
    model = robot(urdf)
    rows = np.loadtxt(csv, delimiter=",", ndmin=2)
    given = np.concatenate([rows[:, :3], rows[:, [6, 3, 4, 5]], rows[:, 7:]], axis=1)
    assert given.shape[1] == model.nq, (given.shape, model.nq)
    speeds = {model.joint(j).name: joint_speed(urdf, model.joint(j).name) for j in range(1, model.njnt)}
    limits = [mink.ConfigurationLimit(model), mink.VelocityLimit(model, speeds)]
    tasks = [
        mink.FrameTask(link, "body", position_cost=0 if link == "torso_link" else 100, orientation_cost=10, lm_damping=1)
        for link in LINKS
    ]
    truth, now = mink.Configuration(model), mink.Configuration(model, given[0])
    took, errors = [], []
    for row in given:
        truth.update(row)
        goals = [truth.get_transform_frame_to_world(link, "body") for link in LINKS]
        began = time.perf_counter()
        for task, goal in zip(tasks, goals):
            task.set_target(goal)
        error = total(tasks, now)
        for _ in range(STEPS):
            now.integrate_inplace(mink.solve_ik(now, tasks, 1 / rate, "daqp", damping=0.5, limits=limits), 1 / rate)
            before, error = error, total(tasks, now)
            if before - error < ENOUGH:
                break
        took.append(time.perf_counter() - began)
        errors += [
            np.linalg.norm(now.get_transform_frame_to_world(link, "body").translation() - goal.translation())
            for link, goal in zip(LINKS[2:], goals[2:])
        ]
    print(json.dumps({
        "peer": "mink " + version("mink"),
        "frames": len(took),
        "framesPerSecond": len(took) / sum(took),
        "frameMicrosP99": 1e6 * statistics.quantiles(took, n=100)[98],
        "errorMeanMetres": float(np.mean(errors)),
        "errorP99Metres": float(np.quantile(errors, 0.99)),
    }))


def total(tasks, configuration):
    return np.linalg.norm(np.concatenate([task.compute_error(configuration) for task in tasks]))


def joint_speed(urdf, name):
    return float(tree.parse(urdf).getroot().find(f"joint[@name='{name}']/limit").get("velocity"))


if __name__ == "__main__":
    main()
