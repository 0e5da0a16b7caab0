"""Lets the checkers of Gymnasium and PettingZoo try our environments. usage: gym_checker.py ws://HOST:PORT/step"""

import sys
import warnings

import gymnasium
from gymnasium.utils.env_checker import check_env
from pettingzoo.test import parallel_api_test

import firsthand_gym


def whole_day(address):
    """The rewards of a day that is waited through, and what a step after its end is answered with."""
    env = firsthand_gym.HomeEnv(address=address)
    env.reset(options={"scenario": 1})
    rewards, over = 0.0, False
    while not over:
        _, reward, over, _, info = env.step(env.action("wait", 600_000))
        rewards += reward
    try:
        env.step(env.action("wait", 1))
        code = "none"
    except firsthand_gym.StepError as refused:
        code = refused.code
    env.close()
    return rewards == info["earned"] == 0.0 and code == "episode-over"


def main(address):
    # An unbounded clock, and tables that are no pictures: the checker warns of both, and both are meant.
    warnings.filterwarnings("ignore", module="gymnasium")
    env = gymnasium.make("firsthand/Home-v0", address=address)
    check_env(env.unwrapped, skip_render_check=True)
    print("gym: Gymnasium's checker passes")
    parallel_api_test(firsthand_gym.parallel_env(address=address), num_cycles=200)
    print("gym: PettingZoo's checker passes")
    if not whole_day(address):
        print("gym: a day that is waited through is not worth exactly 0, or goes on after its end")
        return 1
    print("gym: a day that is waited through is worth exactly 0 and ends")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
