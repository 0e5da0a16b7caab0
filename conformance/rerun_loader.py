"""Opens a release in Rerun, headless: the LeRobot folder and every MCAP file, each saved as .rrd and looked into.
One JSON line per check on stdout; exit code 1 when any check failed.

usage: rerun_loader.py RELEASE
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

RERUN = Path(sys.executable).parent / "rerun"
CHUNK = re.compile(r"^Chunk\([^)]*\) with (\d+) rows? .* - (/\S*) - data columns: \[(.*)\]")
FAILED = []


def report(check, problems, started, **facts):
    facts = {"check": check, "ok": not problems, "problems": problems[:10], **facts}
    print(json.dumps({**facts, "seconds": round(time.monotonic() - started, 3)}, sort_keys=True), flush=True)
    if problems:
        FAILED.append(check)


def run(*arguments):
    return subprocess.run([str(RERUN), *map(str, arguments)], capture_output=True, text=True, timeout=600, check=False)


def rows_in_rerun(path, folder):
    """Rows per entity after Rerun's importer, and the importer's complaints."""
    rrd = Path(folder) / "out.rrd"
    rrd.unlink(missing_ok=True)
    saved = run("--bind", "127.0.0.1", "--port", "0", "--save", rrd, path)
    log = saved.stdout + saved.stderr
    complaints = [line for line in log.splitlines() if " ERROR" in line or "panic" in line]
    if saved.returncode != 0 or not rrd.is_file():
        return Counter(), complaints + [f"rerun --save ended with {saved.returncode}: {log[-300:]}"]
    rows = Counter()
    for line in run("rrd", "print", rrd).stdout.splitlines():
        chunk = CHUNK.match(line)
        if chunk:
            rows[chunk.group(2)] += int(chunk.group(1))
    return rows, complaints


def lerobot(root, folder):
    started = time.monotonic()
    info = json.loads((root / "meta/info.json").read_text())
    rows, problems = rows_in_rerun(root, folder)
    frames = info["total_frames"]
    if rows["/task"] != frames:
        problems.append(f"/task has {rows['/task']} rows, the set has {frames} frames: the tasks are not seen")
    for name, feature in info["features"].items():
        if feature["dtype"] == "video" and rows["/" + name] == 0:
            problems.append(f"/{name} has no rows")
        if feature["dtype"] == "float32" and feature["shape"] != [1] and rows["/" + name] == 0:
            problems.append(f"/{name} has no rows")
    report("rerun-lerobot", problems, started, rows=dict(sorted(rows.items())))


def mcap(path, folder):
    started = time.monotonic()
    rows, problems = rows_in_rerun(path, folder)
    data = {entity: count for entity, count in sorted(rows.items()) if not entity.startswith("/__")}
    if not data:
        problems.append("Rerun shows nothing of it")
    report(f"rerun-mcap-{path.name}", problems, started, rows=data)


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    release = Path(sys.argv[1])
    root = release / "lerobot" if (release / "lerobot").is_dir() else release
    with tempfile.TemporaryDirectory() as folder:
        lerobot(root, folder)
        for path in sorted((release / "mcap").glob("*.mcap")):
            mcap(path, folder)
    sys.exit(1 if FAILED else 0)


if __name__ == "__main__":
    main()
