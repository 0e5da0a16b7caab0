"""Days in a living home, stepped from Python: see the README."""

import gymnasium

from firsthand_gym.client import Client, StepError
from firsthand_gym.env import HomeEnv

gymnasium.register("firsthand/Home-v0", entry_point="firsthand_gym.env:HomeEnv", disable_env_checker=True)

__all__ = ["Client", "HomeEnv", "StepError", "parallel_env"]


def parallel_env(**arguments):
    """The same day for PettingZoo, which must be installed."""
    from firsthand_gym.parallel import HomeParallelEnv

    return HomeParallelEnv(**arguments)
