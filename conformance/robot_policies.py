"""A policy for the MuJoCo room that looks at pixels, served in each dialect by the libraries that are used for it.

Asked for toys, it brings what is brightly coloured into what is brown; asked for anything else, it keeps still.
"""

import argparse
import io
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer

import json_numpy
import msgpack
import numpy as np
import zmq
from openpi_client import msgpack_numpy
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

HIGH, RELEASE = 0.3, 0.13
BASKET = np.array([114, 102, 89])
GO_MAX = 0.05


def rows_to(target, hand, suction):
    """Steps from the hand to a target, and two to settle."""
    way = np.asarray(target) - hand
    count = max(1, int(np.ceil(np.abs(way).max() / GO_MAX)))
    steps = np.vstack([np.tile(way / count, (count, 1)), np.zeros((2, 3))])
    return np.hstack([steps, np.full((len(steps), 1), suction)])


def act(observation):
    image, prompt = observation["observation/image"], observation["prompt"]
    x, y, z, _, held = observation["observation/state"]
    hand = np.array([x, y, z])
    if "toys" not in prompt:
        return np.zeros((4, 4))
    pixels = image.astype(int)
    size = len(image)
    basket = metres(np.argwhere(np.abs(pixels - BASKET).sum(axis=2) < 12), size)
    middle = (basket.min(axis=0) + basket.max(axis=0)) / 2
    if held:
        row, column = np.clip([(0.5 - y) * size, (x + 0.5) * size], 0, size - 1).astype(int)
        slot = ((pixels[row, column] > 128) @ [1, 2, 4] - 1) % 4
        goal = middle + [(-0.05, -0.05), (0.05, -0.05), (-0.05, 0.05), (0.05, 0.05)][slot]
        if np.abs(goal - hand[:2]).max() > 0.01:
            return rows_to([*(goal if z > HIGH - 0.02 else hand[:2]), HIGH], hand, 1)
        return rows_to([*goal, RELEASE], hand, 1) if z > RELEASE + 0.03 else rows_to(hand, hand, 0)
    bright = np.argwhere(pixels.max(axis=2) - pixels.min(axis=2) > 100)
    spots = metres(bright, size)
    outside = np.abs(spots - middle).max(axis=1) > 0.13 if len(spots) else np.zeros(0, bool)
    if not outside.any():
        return np.zeros((4, 4))
    colours = pixels[tuple(bright[outside].T)]
    spots = spots[outside]
    first = np.abs(spots - hand[:2]).sum(axis=1).argmin()
    toy = spots[np.abs(colours - colours[first]).sum(axis=1) < 12].mean(axis=0)
    if np.abs(toy - hand[:2]).max() > 0.012:
        return rows_to([*(toy if z > HIGH - 0.02 else hand[:2]), HIGH], hand, 0)
    return rows_to([*toy, max(0.005, z - 0.05)], hand, 1)


def metres(pixels, size):
    """Rows and columns as x and y."""
    return np.stack([(pixels[:, 1] + 0.5) / size - 0.5, 0.5 - (pixels[:, 0] + 0.5) / size], axis=1)


def openpi(message):
    return msgpack_numpy.packb({"actions": act(message), "server_timing": {"infer_ms": 1.0}})


def roboarena(message):
    if message.pop("endpoint") == "reset":
        return "reset successful"
    assert "session_id" in message
    return msgpack_numpy.packb(act(message))


def behavior(message):
    if "reset" in message:
        return None
    rows = act(message).astype(np.float32)
    size = message.get("__action_chunk_size__", 1)
    still = np.tile([0, 0, 0, rows[-1, 3]], (max(0, size - len(rows)), 1)).astype(np.float32)
    chunk = np.vstack([rows, still])[:size]
    return msgpack_numpy.packb({"action": rows[0], "action_chunk": chunk})


METADATA = {
    openpi: {},
    behavior: {},
    roboarena: {
        "image_resolution": None,
        "needs_wrist_camera": False,
        "n_external_cameras": 1,
        "needs_stereo_camera": False,
        "needs_session_id": True,
        "action_space": "cartesian_velocity",
    },
}


def websocket(answer, port):
    def live(connection):
        connection.send(msgpack_numpy.packb(METADATA[answer]))
        try:
            for message in connection:
                said = answer(msgpack_numpy.unpackb(message))
                if said is not None:
                    connection.send(said)
        except ConnectionClosed:
            pass
        except Exception:
            connection.send(traceback.format_exc())
            connection.close(1011)

    with serve(live, "127.0.0.1", port, compression=None, max_size=None) as server:
        print(f"ws://127.0.0.1:{server.socket.getsockname()[1]}", flush=True)
        server.serve_forever()


def packed(value):
    if isinstance(value, np.ndarray):
        file = io.BytesIO()
        np.save(file, value, allow_pickle=False)
        return {"__ndarray_class__": True, "as_npy": file.getvalue()}
    return value


def unpacked(value):
    return np.load(io.BytesIO(value["as_npy"]), allow_pickle=False) if "__ndarray_class__" in value else value


def groot(port):
    socket = zmq.Context().socket(zmq.REP)
    bound = port or socket.bind_to_random_port("tcp://127.0.0.1")
    if port:
        socket.bind(f"tcp://127.0.0.1:{port}")
    print(f"tcp://127.0.0.1:{bound}", flush=True)
    while True:
        request = msgpack.unpackb(socket.recv(), object_hook=unpacked)
        answer = {}
        if request["endpoint"] == "get_action":
            answer = ({"actions": np.asfortranarray(act(request["data"]["observation"]))[None]}, {})
        socket.send(msgpack.packb(answer, default=packed))


class OpenVla(BaseHTTPRequestHandler):
    def do_POST(self):
        message = json_numpy.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json_numpy.dumps(act(message)[0]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def openvla(port):
    server = HTTPServer(("127.0.0.1", port), OpenVla)
    print(f"http://127.0.0.1:{server.server_port}/act", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("dialect", choices=["openpi", "roboarena", "behavior", "gr00t", "openvla"])
    arguments.add_argument("--port", type=int, default=0, help="0 for any")
    chosen = arguments.parse_args()
    match chosen.dialect:
        case "gr00t":
            groot(chosen.port)
        case "openvla":
            openvla(chosen.port)
        case other:
            websocket({"openpi": openpi, "roboarena": roboarena, "behavior": behavior}[other], chosen.port)
