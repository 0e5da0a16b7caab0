"""Times lerobot's own writer on the frames of one video, decoded to memory before the clock starts: its default and its
streaming writer, add_frame for all frames plus save_episode and finalize. One JSON line per run on stdout.

usage: lerobot_writer_bench.py VIDEO [--runs N] [--codecs libsvtav1,h264]
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path


def frames_of(video):
    import av

    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)], float(stream.average_rate)


def write(frames, fps, codec, streaming):
    import numpy
    from lerobot.datasets.lerobot_dataset import LeRobotDataset

    height, width, _ = frames[0].shape
    features = {
        "observation.state": {"dtype": "float32", "shape": (6,), "names": [f"s{i}" for i in range(6)]},
        "observation.images.head": {
            "dtype": "video",
            "shape": (height, width, 3),
            "names": ["height", "width", "channels"],
        },
    }
    states = numpy.random.default_rng(1).normal(size=(len(frames), 6)).astype("float32")
    with tempfile.TemporaryDirectory() as folder:
        dataset = LeRobotDataset.create(
            "firsthand/bench",
            fps=round(fps),
            features=features,
            root=Path(folder) / "set",
            vcodec=codec,
            streaming_encoding=streaming,
            encoder_queue_maxsize=len(frames) + 1,  # a full queue drops frames
        )
        started = time.monotonic()
        for frame, state in zip(frames, states, strict=True):
            dataset.add_frame({"observation.images.head": frame, "observation.state": state, "task": "bench"})
        dataset.save_episode()
        dataset.finalize()
        seconds = time.monotonic() - started
        size = sum(path.stat().st_size for path in (Path(folder) / "set").rglob("*") if path.is_file())
        written = dataset.meta.total_frames
    return seconds, size, written


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("video", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--codecs", default="libsvtav1,h264")
    arguments = parser.parse_args()
    import lerobot

    frames, fps = frames_of(arguments.video)
    height, width, _ = frames[0].shape
    for codec in arguments.codecs.split(","):
        for streaming in (True, False):
            runs = [write(frames, fps, codec, streaming) for _ in range(arguments.runs)]
            print(
                json.dumps(
                    {
                        "bench": "lerobot-writer",
                        "lerobot": lerobot.__version__,
                        "writer": "streaming" if streaming else "default",
                        "codec": codec,
                        "frames": len(frames),
                        "frames_written": runs[0][2],
                        "fps": fps,
                        "width": width,
                        "height": height,
                        "seconds_median": round(statistics.median(run[0] for run in runs), 3),
                        "seconds": [round(run[0], 3) for run in runs],
                        "bytes": runs[0][1],
                        "cores": os.cpu_count(),
                        "python": platform.python_version(),
                    },
                    sort_keys=True,
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
