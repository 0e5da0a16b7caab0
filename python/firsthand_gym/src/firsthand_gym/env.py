"""A day in a home as a Gymnasium environment."""

import string

import gymnasium
import numpy as np
from gymnasium import spaces

from firsthand_gym.client import Client

ADDRESS = "ws://127.0.0.1:8765/step"
NOTHING = -1
REQUESTS_MAX = 512
WORDS_MAX = 8192
LARGEST = np.iinfo(np.int32).max
CHARACTERS = string.ascii_letters + string.digits + string.punctuation + " \n"
COLUMNS = ("handle", "category", "x_mm", "y_mm", "parent", "relation", "flags")


def _whole(*shape):
    return spaces.Box(NOTHING, LARGEST, shape, np.int32)


class HomeEnv(gymnasium.Env):
    """The robot of one home.

    What is seen is a table with a row for each thing in view (`COLUMNS`; a category is its place in `categories`, from
    1, a relation its place in `relations`), padded with -1; `heard` has speaker, act and request; `words` is what was
    said, a line each. Rows beyond `rows` are cut and counted in `info["cut"]`.

    An action is an operation with up to three numbers, if wished with a claim (request n is n + 1; 0 claims nothing) and
    something said (an act's place in `acts` + 1; 0 says nothing) to somebody about something.
    """

    metadata = {"render_modes": []}

    def __init__(self, address=ADDRESS, rows=512, heard=16, render_mode=None):
        self.render_mode = render_mode
        self._client = Client(address)
        hello = self._client.hello
        self.ops, self.acts, self.relations = hello["ops"], hello["acts"], hello["relations"]
        self.reasons, self.flags, self.categories = hello["reasons"], hello["flags"], hello["categories"]
        self._category = {name: place + 1 for place, name in enumerate(self.categories)}
        self._rows, self._heard = rows, heard
        self.observation_space = spaces.Dict(
            {
                "time": spaces.Box(0, np.iinfo(np.int64).max, (2,), np.int64),
                "self": _whole(3),
                "visible": _whole(rows, len(COLUMNS)),
                "heard": _whole(heard, 3),
                "words": spaces.Text(min_length=0, max_length=WORDS_MAX, charset=CHARACTERS),
            }
        )
        self.action_space = spaces.Dict(
            {
                "op": spaces.Discrete(len(self.ops)),
                "args": _whole(3),
                "claim": spaces.Discrete(REQUESTS_MAX + 1),
                "confidence": spaces.Box(0, 1, (1,), np.float32),
                "say": spaces.Discrete(len(self.acts) + 1),
                "to": _whole(1),
                "about": _whole(1),
            }
        )

    def action(self, op, *args, claim=None, confidence=1.0, say=None, to=NOTHING, about=NOTHING):
        """An action by its words: `action("place", cup, table, 0)`, `action("look", claim=0)`."""
        numbers = list(args) + [0] * (3 - len(args))
        return {
            "op": np.int64(self.ops.index(op)),
            "args": np.array(numbers, np.int32),
            "claim": np.int64(0 if claim is None else claim + 1),
            "confidence": np.array([confidence], np.float32),
            "say": np.int64(0 if say is None else self.acts.index(say) + 1),
            "to": np.array([to], np.int32),
            "about": np.array([about], np.int32),
        }

    def reset(self, *, seed=None, options=None):
        """`options` may name a `scenario` of the served suite, or the `tier` and `family` of a day to be drawn."""
        super().reset(seed=seed)
        drawn = int(seed) if seed is not None else int(self.np_random.integers(2**62))
        answer = self._client.ask(op="reset", seed=drawn, **(options or {}))
        return self._seen(answer), self._info(answer)

    def step(self, action):
        request = {"action": {"op": self.ops[int(action["op"])], "args": [int(n) for n in action["args"]]}}
        if action["claim"]:
            confidence = min(1.0, max(0.0, float(action["confidence"][0])))
            request["claim"] = {"request": int(action["claim"]) - 1, "confidence": confidence}
        if action["say"]:
            act = self.acts[int(action["say"]) - 1]
            request["say"] = {"to": int(action["to"][0]), "act": act, "about": int(action["about"][0])}
        answer = self._client.ask(op="step", **request)
        return self._seen(answer), answer["reward"], answer["terminated"], answer["truncated"], self._info(answer)

    def close(self):
        self._client.close()

    def _info(self, answer):
        cut = max(0, len(answer["visible"]["handle"]) - self._rows)
        return {"earned": answer["earned"], "cut": cut, "message": answer}

    def _seen(self, answer):
        visible = dict(answer["visible"])
        visible["category"] = [self._category.get(name, 0) for name in visible["category"]]
        visible["relation"] = [self.relations.index(name) for name in visible["relation"]]
        rows = zip(*(visible[column] for column in COLUMNS))
        heard = [(one["speaker"], self.acts.index(one["act"]), one["about"]) for one in answer["heard"]]
        me = answer["self"]
        words = "\n".join(one["text"] for one in answer["heard"])
        return {
            "time": np.array([answer["t_ms"], answer["day"]], np.int64),
            "self": np.array([me["handle"], me["room"], self.reasons.index(me["last_action"])], np.int32),
            "visible": _padded(rows, self._rows, len(COLUMNS)),
            "heard": _padded(heard, self._heard, 3),
            "words": "".join(letter for letter in words if letter in CHARACTERS)[:WORDS_MAX],
        }


def _padded(rows, count, width):
    table = np.full((count, width), NOTHING, np.int32)
    for place, row in zip(range(count), rows):
        table[place] = row
    return table
