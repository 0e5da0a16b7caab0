"""The real openpi-client asks a server of ours, in Java, for actions. One JSON line; exit 1 where an answer is not right."""

import json
import sys

import numpy as np
from openpi_client import action_chunk_broker, websocket_client_policy

policy = websocket_client_policy.WebsocketClientPolicy(host=sys.argv[1])
assert policy.get_server_metadata() == {"model": "tidier"}, policy.get_server_metadata()
observation = {
    "observation/objects": ["toy.n.01", "basket.n.01"],
    "observation/positions": np.array([[0.1, 0.9], [0.5, 0.5]], dtype=np.float32),
    "observation/state": np.array([0.5, 0.85, 0], dtype=np.float32),
    "prompt": "toys into the box",
}
answer = policy.infer(observation)
expected = np.array([[-0.4, 0.05, 0], [0, 0, 0]], dtype=np.float32)
assert answer["actions"].dtype == np.float32 and np.allclose(answer["actions"], expected), answer
assert answer["server_timing"]["infer_ms"] == 0.1, answer
broker = action_chunk_broker.ActionChunkBroker(policy, action_horizon=2)
rows = [broker.infer(observation)["actions"] for _ in range(3)]
assert np.allclose(rows, [expected[0], expected[1], expected[0]]), rows
print(json.dumps({"check": "openpi-client asks our server", "ok": True}))
