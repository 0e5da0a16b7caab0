"""A day in a home for PettingZoo. The people steer themselves, so the robot is its only agent."""

from pettingzoo import ParallelEnv

from firsthand_gym.env import HomeEnv

ROBOT = "robot"


class HomeParallelEnv(ParallelEnv):
    metadata = {"name": "firsthand_home_v0", "render_modes": []}

    def __init__(self, **arguments):
        self._env = HomeEnv(**arguments)
        self.render_mode = None
        self.possible_agents = [ROBOT]
        self.agents = []

    def observation_space(self, agent):
        return self._env.observation_space

    def action_space(self, agent):
        return self._env.action_space

    def reset(self, seed=None, options=None):
        self.agents = [ROBOT]
        seen, info = self._env.reset(seed=seed, options=options)
        return {ROBOT: seen}, {ROBOT: info}

    def step(self, actions):
        seen, reward, terminated, truncated, info = self._env.step(actions[ROBOT])
        if terminated or truncated:
            self.agents = []
        return {ROBOT: seen}, {ROBOT: reward}, {ROBOT: terminated}, {ROBOT: truncated}, {ROBOT: info}

    def close(self):
        self._env.close()
