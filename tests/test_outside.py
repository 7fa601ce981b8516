"""What the program does to the world outside: no connection, no other program, no code from data, no stray file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WATCHED = """\
import io, os, pkgutil, sys

FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
    "webbrowser.open", "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
    "os.spawn", "pty.spawn", "pickle.find_class", "marshal.loads", "ctypes.dlopen",
)
LOADING_CODE = "marshal.loads"  # what imports do
written = set()

def watch(event, args):
    if event == LOADING_CODE and sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
        return
    if event in FORBIDDEN:
        sys.stderr.write(f"{event} {args!r}\\n")
        os._exit(9)
    if event == "open" and isinstance(args[0], str) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if not args[0].endswith((".pyc", "/dev/null")) and "__pycache__" not in args[0]:
            written.add(args[0])

sys.addaudithook(watch)

import chatbot
for module in pkgutil.walk_packages(chatbot.__path__, "chatbot."):
    if not module.name.endswith("__main__"):
        __import__(module.name)

from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import Streams

def call(*argv, given=b""):
    run(list(argv), Streams(io.BytesIO(given), io.StringIO(), io.StringIO()))

QUESTIONS = "which models allow commercial use?\\nand in Chinese?\\nGemma \u80fd\u5546\u7528\u5417\\nwhere can I get BLOOM?\\nhttps://example.org\\n"
call("--version")
for form in ("text", "json", "markdown"):
    call("ask", "--format", form, given=QUESTIONS.encode())
call("explain", "can I run Llama 3.1 70B on two 3090s?")
call("ask", "--knowledge", sys.argv[1], "tell me about the fastest model")
call("test", sys.argv[2])
print("\\n".join(sorted(written)))
"""


def test_nothing_is_connected_to_run_or_written_elsewhere(tmp_path: Path) -> None:
    data = tmp_path / "data" / "llm"
    data.mkdir(parents=True)
    (data / "tasks.yaml").write_text("- {id: x, name: !!python/object/apply:os.system [id]}\n")
    (tmp_path / "x.qa.yaml").write_text("- ask: who made BLOOM?\n  status: answered\n")
    known = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-c", WATCHED, str(data.parent), str(tmp_path / "x.qa.yaml")]
    done = subprocess.run(command, env=known, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    written = done.stdout.split()
    assert written
    assert [path for path in written if not path.startswith(str(tmp_path / "cache" / "catalog-chatbot"))] == []
