"""Runs a command on a pseudo-terminal, types what it is told to, and prints all that came back.

Standard input: {"argv": […], "rows": 24, "columns": 80, "environment": {…}, "folder": "…", "steps": [["wait for", "type"], …]}
Ends with the command's status; with 99, and what came so far, when a step is waited for in vain.
"""
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

task = json.load(sys.stdin)
child, terminal = pty.fork()
if child == 0:
    size = struct.pack("HHHH", task["rows"], task["columns"], 0, 0)
    fcntl.ioctl(0, termios.TIOCSWINSZ, size)
    os.chdir(task.get("folder", "."))
    os.execvpe(task["argv"][0], task["argv"], {**os.environ, "TERM": "xterm", **task.get("environment", {})})


def edits():
    """Whether the command reads key by key: a key that is typed sooner is the terminal's, which may take it for its own."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


seen = b""
steps = [[wait.encode(), text.encode()] for wait, text in task.get("steps", [])]
start = 0
deadline = time.monotonic() + task.get("seconds", 30)
while True:
    if steps and steps[0][0] in seen[start:]:
        while steps[0][0].endswith(b"> ") and not edits() and time.monotonic() < deadline:
            time.sleep(0.005)
        start = seen.index(steps[0][0], start) + len(steps[0][0])
        os.write(terminal, steps.pop(0)[1])
        continue
    left = deadline - time.monotonic()
    if left <= 0:
        sys.stdout.buffer.write(seen)
        os.kill(child, 9)
        sys.exit(99)
    if not select.select([terminal], [], [], left)[0]:
        continue
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
sys.stdout.buffer.write(seen)
status = os.waitpid(child, 0)[1]
sys.exit(99 if steps else os.waitstatus_to_exitcode(status) & 0xFF)
