# Runs MiniStack for as long as standard input is open. The test program holds the other end and never writes:
# however it ends, its pipe closes, and the emulator goes with it.
import os
import shutil
import sys
import threading


def until_orphaned():
    sys.stdin.buffer.read()
    shutil.rmtree(os.environ["STATE_DIR"], ignore_errors=True)
    os._exit(0)


threading.Thread(target=until_orphaned, daemon=True).start()
sys.argv = ["ministack"]

from ministack.app import main

main()
