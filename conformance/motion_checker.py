"""Makes a motion of which everything is known, and holds what we wrote of it against that: read by LeRobot's loader and by
the Python mcap reader, with places worked out here. One JSON line per check on stdout; exit code 1 when any check failed.

usage: motion_checker.py make OUT.bvh
       motion_checker.py person RELEASE
       motion_checker.py robot RELEASE

RELEASE holds lerobot/ and mcap/ with one file.
"""

import json
import math
import struct
import sys
from pathlib import Path

import numpy

FRAMES = 150
SECONDS = 0.02
METRES = 1e-5  # LeRobot's and our single numbers of a few metres
RADIANS = 1e-6
# name, parent, offset in centimetres (X to the left, Y up, Z forward)
BODY = [
    ("Hips", None, (0, 95, 0)),
    ("Spine", "Hips", (0, 20, 0)),
    ("Neck", "Spine", (0, 30, 0)),
    ("Head", "Neck", (0, 12, 0)),
    ("LeftArm", "Spine", (18, 25, 0)),
    ("LeftForeArm", "LeftArm", (28, 0, 0)),
    ("LeftHand", "LeftForeArm", (25, 0, 0)),
    ("RightArm", "Spine", (-18, 25, 0)),
    ("RightForeArm", "RightArm", (-28, 0, 0)),
    ("RightHand", "RightForeArm", (-25, 0, 0)),
    ("LeftUpLeg", "Hips", (10, 0, 0)),
    ("LeftLeg", "LeftUpLeg", (0, -42, 0)),
    ("LeftFoot", "LeftLeg", (0, -42, 0)),
    ("LeftToeBase", "LeftFoot", (0, -6, 14)),
    ("RightUpLeg", "Hips", (-10, 0, 0)),
    ("RightLeg", "RightUpLeg", (0, -42, 0)),
    ("RightFoot", "RightLeg", (0, -42, 0)),
    ("RightToeBase", "RightFoot", (0, -6, 14)),
]


def angles(name, frame):
    """About Z, X and Y, in degrees: each joint its own, the legs still."""
    if "Leg" in name or "Foot" in name or "Toe" in name:
        return (0.0, 0.0, 0.0)
    index = [one[0] for one in BODY].index(name)
    swing = math.sin(frame * SECONDS * (1 + 0.1 * index))
    return (8 * swing, 10 * swing, -12 * swing)


def hips(frame):
    return (0.0, 95.0, 20 * frame * SECONDS)


def write(path):
    text = ["HIERARCHY"]

    def node(name, depth):
        offset = next(one[2] for one in BODY if one[0] == name)
        text.append(("ROOT " if depth == 0 else "JOINT ") + name + "\n{\nOFFSET %g %g %g" % offset)
        places = "6 Xposition Yposition Zposition " if depth == 0 else "3 "
        text.append("CHANNELS " + places + "Zrotation Xrotation Yrotation")
        below = [one[0] for one in BODY if one[1] == name]
        for child in below:
            node(child, depth + 1)
        if not below:
            text.append("End Site\n{\nOFFSET 0 5 0\n}")
        text.append("}")

    node("Hips", 0)
    text.append(f"MOTION\nFrames: {FRAMES}\nFrame Time: {SECONDS}")
    for frame in range(FRAMES):
        numbers = list(hips(frame))
        for name, _parent, _offset in BODY:
            numbers += angles(name, frame)
        text.append(" ".join(repr(number) for number in numbers))
    Path(path).write_text("\n".join(text) + "\n")


def about(axis, degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    j, k = (axis + 1) % 3, (axis + 2) % 3
    turn = numpy.eye(3)
    turn[j, j] = turn[k, k] = c
    turn[k, j], turn[j, k] = s, -s
    return turn


def places(frame):
    """Where each joint is, in metres, X forward, Y left, Z up."""
    turns, at = {}, {}
    for name, parent, offset in BODY:
        z, x, y = angles(name, frame)
        own = about(2, z) @ about(0, x) @ about(1, y)
        if parent is None:
            turns[name], at[name] = own, numpy.array(hips(frame))
        else:
            turns[name], at[name] = turns[parent] @ own, at[parent] + turns[parent] @ numpy.array(offset, float)
    return {name: numpy.array((place[2], place[0], place[1])) / 100 for name, place in at.items()}


def dataset(release):
    from lerobot.datasets.lerobot_dataset import LeRobotDataset

    root = release / "lerobot"
    names = {name: feature["names"] for name, feature in json.loads((root / "meta/info.json").read_text())["features"].items()}
    return LeRobotDataset("firsthand/motion", root=root), names


def lerobot_person(release):
    rows, names = dataset(release)
    worst = 0.0
    for row in rows:
        wanted = places(round(row["capture_time_ns"].item() / 1e9 / SECONDS))
        state = dict(zip(names["observation.state"], row["observation.state"].tolist()))
        for name in (one[0] for one in BODY):
            seen = numpy.array([state[f"{name}_{axis}_m"] for axis in "xyz"])
            worst = max(worst, float(numpy.abs(seen - wanted[name]).max()))
    return {"ok": worst < METRES and len(rows) == FRAMES, "frames": len(rows), "worst_m": worst}


def messages(release, topic):
    from mcap.reader import make_reader

    path = next((release / "mcap").glob("*.mcap"))
    with open(path, "rb") as stream:
        yield from make_reader(stream, validate_crcs=True).iter_messages(topics=[topic])


def decoder(schema):
    """A class for messages of a schema that comes with its own description."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(schema.data).file:
        pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(schema.name))


def rotated(q, v):
    u = numpy.array((q.x, q.y, q.z))
    return v + 2 * numpy.cross(u, numpy.cross(u, v) + q.w * v)


def mcap_person(release):
    worst, count, kind = 0.0, 0, None
    for schema, _channel, message in messages(release, "/tf"):
        kind = kind or decoder(schema)
        frames = {one.child_frame_id: one for one in kind.FromString(message.data).transforms}
        wanted = places(round(message.log_time / 1e9 / SECONDS))
        for name in (one[0] for one in BODY):
            at, frame = numpy.zeros(3), name
            while frame in frames:
                one = frames[frame]
                moved = one.translation
                at = rotated(one.rotation, at) + numpy.array((moved.x, moved.y, moved.z))
                frame = one.parent_frame_id
            worst = max(worst, float(numpy.abs(at - wanted[name]).max()))
        count += 1
    return {"ok": worst < METRES and count == FRAMES, "messages": count, "worst_m": worst}


def joint_state(data):
    """sensor_msgs/msg/JointState in little-endian CDR: names and positions."""
    at = 4 + 8  # its own header, and the stamp

    def number(kind):
        nonlocal at
        size = struct.calcsize(kind)
        at += -(at - 4) % size
        value = struct.unpack_from("<" + kind, data, at)[0]
        at += size
        return value

    def text():
        nonlocal at
        length = number("I")
        at += length
        return data[at - length : at - 1].decode()

    text()
    names = [text() for _ in range(number("I"))]
    return dict(zip(names, [number("d") for _ in range(number("I"))]))


def robot(release):
    """What LeRobot reads of state and action is what the MCAP file says of the same moment, and of the next."""
    rows, names = dataset(release)
    heard = {message.log_time: joint_state(message.data) for _s, _c, message in messages(release, "/joint_states")}
    times = sorted(heard)
    worst = 0.0
    for row in rows:
        time = row["capture_time_ns"].item()
        after = times[min(times.index(time) + 1, len(times) - 1)]
        for feature, moment in (("observation.state", time), ("action", after)):
            told = dict(zip(names[feature], row[feature].tolist()))
            for joint, position in heard[moment].items():
                worst = max(worst, abs(told[f"{joint}_rad"] - position))
    joints = len(heard[times[0]])
    return {"ok": worst < RADIANS and len(rows) == len(times) and joints > 0, "joints": joints, "worst_rad": worst}


def main():
    match sys.argv[1:]:
        case ["make", path]:
            write(path)
        case ["person", release]:
            tell({"motion-lerobot": lerobot_person, "motion-mcap": mcap_person}, Path(release))
        case ["robot", release]:
            tell({"motion-robot": robot}, Path(release))
        case _:
            print(__doc__, file=sys.stderr)
            sys.exit(2)


def tell(checks, release):
    failed = False
    for name, check in checks.items():
        facts = check(release)
        print(json.dumps({"check": name, **facts}, sort_keys=True), flush=True)
        failed |= not facts["ok"]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
