"""Ranks our built-in policies in VirtualHome's graph simulator and in our own home, and tells how alike the ranks are.

The policies decide in a program of ours; each action comes here as lines of VirtualHome's script and is carried out by its
own rules. Kendall's tau-b, with a 95 % interval from 2,000 draws of the activities.
"""

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path

from scipy.stats import kendalltau

package = Path(next(iter(importlib.util.find_spec("virtualhome").submodule_search_locations)))
sys.path.insert(0, str(package / "simulation"))  # the package as a whole starts a connection to Unity

from evolving_graph.environment import EnvironmentGraph, EnvironmentState, Relation  # noqa: E402
from evolving_graph.execution import ScriptExecutor  # noqa: E402
from evolving_graph.scripts import Script, parse_script_line  # noqa: E402

ACTIVITIES_LEAST, GOAL, DRAWS = 50, 0.7, 2000
HANDS = (Relation.HOLDS_LH, Relation.HOLDS_RH)


class Home:
    def __init__(self, message):
        self.robot = message.pop("robot")
        graph = EnvironmentGraph(message)
        self.state = EnvironmentState(graph, {}, instance_selection=True)
        self.executor = ScriptExecutor(graph, {})
        self.things = [n.id for n in graph.get_nodes() if n.category == "Objects"]

    def act(self, lines):
        at = -1
        for line in lines:
            script = Script([parse_script_line(line, 0)])
            done, self.state = self.executor.execute_one_step(script, self.state, in_place=True)
            if not done:
                return self.told(False, at)
            if line.startswith("[WALK]"):
                at = script[0].object().instance
        return self.told(True, at)

    def told(self, done=True, at=-1):
        states = {thing: {s.name for s in self.state.get_node(thing).states} for thing in self.things}
        return {
            "done": done,
            "at": at,
            "places": [[thing, *self.place(thing)] for thing in self.things],
            "open": [t for t in self.things if "OPEN" in states[t]],
            "on": [t for t in self.things if "ON" in states[t]],
            "dirty": [t for t in self.things if "DIRTY" in states[t]],
        }

    def place(self, thing):
        if any(thing in self.state.get_node_ids_from(self.robot, hand) for hand in HANDS):
            return "HELD", self.robot
        on = sorted(self.state.get_node_ids_from(thing, Relation.ON))
        inside = sorted(self.state.get_node_ids_from(thing, Relation.INSIDE))
        within = [one for one in inside if self.state.get_node(one).category != "Rooms"]
        return ("ON", on[-1]) if on else ("INSIDE", within[-1]) if within else ("ROOM", inside[-1])


def ranks(activities):
    """What each policy earned on average, here and there, and how alike the two orders are."""
    policies = sorted(activities[0])
    means = [[sum(one[p][side] for one in activities) / len(activities) for p in policies] for side in (0, 1)]
    return dict(zip(policies, zip(*means))), kendalltau(*means).statistic


def main(command):
    activities = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as ours:
        for line in ours.stdout:
            message = json.loads(line)
            if "nodes" in message:
                home = Home(message)
                answer = home.told()
            elif "lines" in message:
                answer = home.act(message["lines"])
            else:
                activities += [message["credits"]] if "credits" in message else []
                continue
            ours.stdin.write(json.dumps(answer) + "\n")
    if ours.returncode or len(activities) < ACTIVITIES_LEAST:
        sys.exit(f"virtualhome: {len(activities)} activities, at least {ACTIVITIES_LEAST} needed; exit {ours.returncode}")
    means, tau = ranks(activities)
    draw = random.Random(1)
    taus = sorted(ranks(draw.choices(activities, k=len(activities)))[1] for _ in range(DRAWS))
    print(json.dumps({
        "check": "policies rank as in VirtualHome's graph", "ok": bool(tau >= GOAL), "activities": len(activities),
        "tau": round(tau, 3), "interval": [round(taus[DRAWS // 40], 3), round(taus[-DRAWS // 40], 3)], "goal": GOAL,
        "credits here and there": {p: [round(v, 3) for v in both] for p, both in means.items()},
    }))


if __name__ == "__main__":
    main(sys.argv[1:])
