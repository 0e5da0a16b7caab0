"""A planner for the benchmark: asks a language model on your machine what a household robot shall do next.

    pip install websockets
    python3 planner.py --model http://localhost:8080/v1 --port 8600

The model is any server of OpenAI's chat completions. Change `tell` and `RULES`: they are the planner.
"""

import argparse
import json
import urllib.error
import urllib.request

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

RULES = """You are a robot in a home with people. Do what they ask, and nothing that nobody asked for.
Things and rooms have numbers. Answer with one JSON object and nothing else:
{"actions": [{"op": OP, "args": [NUMBERS]}], "claim": {"request": N, "confidence": 0 to 1}}
OP is go [thing or room], pick [thing], place [thing, where, 0 on or 1 in or 2 under], open [thing], close [thing],
toggle [thing], wipe [thing, with], cut [thing, with], pour [from, to, 0], fold [thing], look [thing], wait [milliseconds].
Go to a thing before you touch it. Leave "claim" out unless request N is done. With nothing to do, wait 60000."""
OPS = "go pick place open close toggle wipe cut pour fold look wait".split()
FLAGS = ["open", "locked", "on", "broken", "folded", "cooked", "burnt", "burning"]
WAIT = {"actions": [{"op": "wait", "args": [60000]}]}


class Episode:
    """What the planner remembers: rooms, what it saw last of each thing, what was asked, what it did."""

    def __init__(self, reset):
        self.rooms = {room["handle"]: room["type"] for room in reset["map"]}
        self.things, self.requests, self.done = {}, [], []

    def see(self, message):
        seen = message["visible"]
        for handle, category, parent, relation, flags in zip(
            seen["handle"], seen["category"], seen["parent"], seen["relation"], seen["flags"]
        ):
            marks = [mark for bit, mark in enumerate(FLAGS) if flags >> bit & 1]
            self.things[handle] = f"{handle} {category} {relation} {parent} {' '.join(marks)}".strip()
        self.requests += [said["text"] for said in message["heard"] if said["act"] == "request"]
        if self.done:
            self.done[-1] += f" -> {message['self']['last_action']}"

    def tell(self, message):
        return "\n".join(
            [
                f"It is {message['local_time']} of day {message['day']}. You are {message['self']['handle']}"
                f" in room {message['self']['room']}.",
                "Rooms: " + ", ".join(f"{handle} {kind}" for handle, kind in self.rooms.items()),
                "Things, as you saw them last:",
                *self.things.values(),
                "Requests: " + "; ".join(f"{n}: {text}" for n, text in enumerate(self.requests)),
                "Said just now: " + "; ".join(said["text"] for said in message["heard"]),
                "You did: " + "; ".join(self.done[-10:]),
            ]
        )


def usable(action):
    """A model invents actions; the home would end the episode over one that it does not know."""
    known = isinstance(action, dict) and action.get("op") in OPS
    if known and all(type(number) is int for number in action.get("args", [])):
        return True
    print(f"left out, for it is no action: {action}", flush=True)
    return False


def ask(model, text):
    """The model's answer; where it is none, wait a minute."""
    body = {
        "messages": [{"role": "system", "content": RULES}, {"role": "user", "content": text}],
        "response_format": {"type": "json_object"},
        "temperature": 0,
    }
    request = urllib.request.Request(
        f"{model}/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=50) as response:
            answer = json.loads(json.load(response)["choices"][0]["message"]["content"])
        answer["actions"] = [action for action in answer.get("actions", []) if usable(action)]
        return answer if answer["actions"] else WAIT
    except (urllib.error.URLError, TimeoutError, ValueError, KeyError, AttributeError, TypeError) as fault:
        print(f"no answer that can be used: {fault}", flush=True)
        return WAIT


def live(connection, model):
    declares = {"uses_llm": True}
    connection.send(json.dumps({"profile": "home/1", "name": "planner", "version": "1", "declares": declares}))
    try:
        episode = Episode(json.loads(connection.recv()))
        connection.send("{}")
        for text in connection:
            message = json.loads(text)
            episode.see(message)
            answer = ask(model, episode.tell(message))
            episode.done.append(json.dumps(answer["actions"]))
            connection.send(json.dumps(answer))
    except ConnectionClosed as closed:
        print(f"the home has ended the episode: {closed}", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", default="http://localhost:8080/v1", help="where the model answers")
    arguments.add_argument("--port", type=int, default=8600)
    chosen = arguments.parse_args()
    with serve(lambda connection: live(connection, chosen.model), "127.0.0.1", chosen.port) as server:
        print(f"ws://127.0.0.1:{chosen.port}", flush=True)
        server.serve_forever()
