"""Loads a release with the real programs: lerobot's own loader (both video backends), one ACT training step, and the
Python mcap reader. One JSON line per check on stdout; exit code 1 when any check failed.

usage: lerobot_loader.py RELEASE [--no-train] [--backends torchcodec,pyav]

RELEASE holds lerobot/ and mcap/, or is a LeRobot folder itself.
"""

import argparse
import json
import math
import sys
import time
from pathlib import Path

FAILED = []


def report(check, ok, **facts):
    print(json.dumps({"check": check, "ok": bool(ok), **facts}, sort_keys=True), flush=True)
    if not ok:
        FAILED.append(check)


def guarded(check, work, *arguments):
    started = time.monotonic()
    try:
        facts = work(*arguments)
        problems = facts.pop("problems", [])
        report(check, not problems, seconds=round(time.monotonic() - started, 3), problems=problems[:10], **facts)
    except Exception as broken:  # whatever the loader throws at a user is a failed check
        report(check, False, seconds=round(time.monotonic() - started, 3), problems=[f"{type(broken).__name__}: {broken}"])


def open_dataset(root, backend, **more):
    from lerobot.datasets.lerobot_dataset import LeRobotDataset

    return LeRobotDataset("firsthand/release", root=root, video_backend=backend, **more)


def expected_rows(root):
    """What the tables say, read with pyarrow and not with lerobot."""
    import pyarrow.parquet as parquet

    tasks = parquet.read_table(root / "meta/tasks.parquet").to_pydict()["__index_level_0__"]
    episodes = []
    for path in sorted((root / "meta/episodes").rglob("*.parquet")):
        table = parquet.read_table(path, columns=["episode_index", "length", "tasks"])
        episodes += table.to_pylist()
    return tasks, episodes


def every_frame(root, backend):
    import torch

    info = json.loads((root / "meta/info.json").read_text())
    tasks, episodes = expected_rows(root)
    dataset = open_dataset(root, backend)
    problems = []
    frames = sum(episode["length"] for episode in episodes)
    if not (len(dataset) == frames == info["total_frames"] == len(dataset.hf_dataset)):
        problems.append(f"{len(dataset)} items, {len(dataset.hf_dataset)} rows, {frames} by episodes, {info['total_frames']} by info")
    cameras = [name for name, feature in info["features"].items() if feature["dtype"] == "video"]
    index = 0
    for episode in episodes:
        for frame in range(episode["length"]):
            item = dataset[index]
            wanted = torch.tensor(frame / info["fps"], dtype=torch.float32).item()
            if item["timestamp"].item() != wanted:
                problems.append(f"item {index}: timestamp {item['timestamp'].item()}, not {wanted}")
            if item["task"] not in episode["tasks"] or item["task"] != tasks[item["task_index"].item()]:
                problems.append(f"item {index}: task {item['task']!r}")
            if item["episode_index"].item() != episode["episode_index"] or item["frame_index"].item() != frame:
                problems.append(f"item {index}: episode {item['episode_index']}, frame {item['frame_index']}")
            if item["index"].item() != index:
                problems.append(f"item {index}: index {item['index']}")
            for camera in cameras:
                height, width, channels = info["features"][camera]["shape"]
                if tuple(item[camera].shape) != (channels, height, width):
                    problems.append(f"item {index}: {camera} is {tuple(item[camera].shape)}")
            for name, feature in info["features"].items():
                if feature["dtype"] in ("float32", "float64") and not torch.isfinite(item[name]).all():
                    problems.append(f"item {index}: {name} is not finite")
            index += 1
    return {"backend": backend, "frames": index, "episodes": len(episodes), "cameras": len(cameras), "problems": problems}


def statistics(root):
    """Every number of stats.json against numpy over the whole table."""
    import numpy
    import pyarrow.parquet as parquet

    info = json.loads((root / "meta/info.json").read_text())
    stats = json.loads((root / "meta/stats.json").read_text())
    tables = [parquet.read_table(path) for path in sorted((root / "data").rglob("*.parquet"))]
    problems = []
    for name, feature in info["features"].items():
        if feature["dtype"] not in ("float32", "float64", "int64"):
            continue
        rows = numpy.concatenate([numpy.array(table[name].to_pylist(), dtype="float64") for table in tables])
        rows = rows.reshape(len(rows), -1)
        wanted = {"min": rows.min(0), "max": rows.max(0), "mean": rows.mean(0), "std": rows.std(0)}
        for percent in (1, 10, 50, 90, 99):
            wanted[f"q{percent:02d}"] = numpy.quantile(rows, percent / 100, axis=0)
        for stat, value in wanted.items():
            if not numpy.allclose(stats[name][stat], value, rtol=1e-9, atol=1e-9):
                problems.append(f"{name} {stat}: {stats[name][stat]}, numpy says {value.tolist()}")
    return {"features": len(stats), "problems": problems}


def training_step(root):
    import torch
    from lerobot.configs.types import FeatureType, PolicyFeature
    from lerobot.datasets.lerobot_dataset import LeRobotDatasetMetadata
    from lerobot.datasets.utils import dataset_to_policy_features
    from lerobot.policies.act.configuration_act import ACTConfig
    from lerobot.policies.act.modeling_act import ACTPolicy
    from lerobot.policies.factory import make_pre_post_processors

    meta = LeRobotDatasetMetadata("firsthand/release", root=root)
    features = dataset_to_policy_features(meta.features)
    outputs = {name: feature for name, feature in features.items() if feature.type is FeatureType.ACTION}
    inputs = {
        name: feature
        for name, feature in features.items()
        if feature.type is FeatureType.VISUAL or name == "observation.state"
    }
    blind = not any(feature.type is FeatureType.VISUAL for feature in inputs.values())
    if blind:  # ACT wants to see something: let it see the state
        state = inputs["observation.state"]
        inputs["observation.environment_state"] = PolicyFeature(type=FeatureType.ENV, shape=state.shape)
    config = ACTConfig(
        input_features=inputs,
        output_features=outputs,
        chunk_size=5,
        n_action_steps=5,
        dim_model=64,
        n_heads=2,
        dim_feedforward=64,
        n_encoder_layers=1,
        pretrained_backbone_weights=None,
        device="cpu",
    )
    torch.manual_seed(1)
    policy = ACTPolicy(config)
    policy.train()
    before, _ = make_pre_post_processors(config, dataset_stats=meta.stats)
    times = {"action": [step / meta.fps for step in config.action_delta_indices]}
    dataset = open_dataset(root, "pyav", delta_timestamps=times)
    loader = torch.utils.data.DataLoader(dataset, batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(1))
    optimizer = torch.optim.AdamW(policy.parameters(), lr=1e-4)
    batch = before(next(iter(loader)))
    if blind:
        batch["observation.environment_state"] = batch["observation.state"]
    loss, _ = policy.forward(batch)
    loss.backward()
    optimizer.step()
    problems = [] if math.isfinite(loss.item()) else [f"the loss is {loss.item()}"]
    return {"loss": round(loss.item(), 6), "inputs": sorted(inputs), "problems": problems}


def mcap_file(path):
    from mcap.reader import make_reader

    problems = []
    messages = 0
    topics = set()
    with open(path, "rb") as stream:
        reader = make_reader(stream, validate_crcs=True)
        summary = reader.get_summary()
        for _schema, channel, _message in reader.iter_messages():
            messages += 1
            topics.add(channel.topic)
    if summary is None or summary.statistics is None:
        problems.append("no summary or no statistics")
    elif summary.statistics.message_count != messages:
        problems.append(f"{messages} messages, the statistics say {summary.statistics.message_count}")
    return {"messages": messages, "topics": sorted(topics), "problems": problems}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("release", type=Path)
    parser.add_argument("--no-train", action="store_true")
    parser.add_argument("--backends", default="torchcodec,pyav")
    arguments = parser.parse_args()
    root = arguments.release / "lerobot" if (arguments.release / "lerobot").is_dir() else arguments.release
    if not (root / "meta/info.json").is_file():
        print(f"{root} is no LeRobot folder: meta/info.json is missing", file=sys.stderr)
        sys.exit(2)
    for backend in arguments.backends.split(","):
        guarded(f"lerobot-{backend}", every_frame, root, backend)
    guarded("lerobot-statistics", statistics, root)
    features = json.loads((root / "meta/info.json").read_text())["features"]
    if arguments.no_train:
        pass
    elif {"observation.state", "action"} <= features.keys():
        guarded("lerobot-act-training-step", training_step, root)
    else:
        report("lerobot-act-training-step", True, skipped="the set has no observation.state and action")
    mcap_folder = arguments.release / "mcap"
    for path in sorted(mcap_folder.glob("*.mcap")) if mcap_folder.is_dir() else []:
        guarded(f"mcap-{path.name}", mcap_file, path)
    sys.exit(1 if FAILED else 0)


if __name__ == "__main__":
    main()
