#!/usr/bin/env python3
"""Kills one worker of a job on a local cluster while it extracts: kill_worker.py PROCESS.

Only descendants of that process are looked at. Prints what was killed.
"""

import os
import signal
import sys
import time


def processes():
    """For each process of this machine its parent and its words."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as stat, open(f"/proc/{name}/cmdline", "rb") as words:
                parent = int(stat.read().rsplit(b")", 1)[1].split()[1])
                found[int(name)] = (parent, words.read().decode("utf-8", "replace").split("\0"))
        except OSError:
            pass
    return found


def is_below(process, root, found):
    while process in found:
        if process == root:
            return True
        process = found[process][0]
    return False


def main():
    root = int(sys.argv[1])
    # Each worker with its extractions, and when they were first seen.
    seen = {}
    for _ in range(6000):
        found = processes()
        if root not in found:
            sys.exit("the job ended before a worker could be killed")
        for process, (_, words) in found.items():
            if "--placed" not in words or not is_below(process, root, found):
                continue
            worker = process
            while worker in found and not any("CoarseGrainedExecutorBackend" in word for word in found[worker][1]):
                worker = found[worker][0]
            seen.setdefault((worker, process), time.monotonic())
            # The second piece that it works on, so that a piece is done and lost, and one is cut off.
            pieces = [known for known in seen if known[0] == worker]
            if worker in found and len(pieces) > 1 and time.monotonic() - seen[(worker, process)] > 0.2:
                os.kill(worker, signal.SIGKILL)
                print(f"worker {worker} was killed in its piece number {len(pieces)}")
                return
        time.sleep(0.02)
    sys.exit("no worker worked for two minutes")


if __name__ == "__main__":
    main()
