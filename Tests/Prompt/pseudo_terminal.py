"""A pseudo-terminal with a program in it, and every byte that the program writes."""

import fcntl
import os
import pty
import select
import struct
import termios
import time

# The prompt when it takes keys: the line editor has asked the terminal to mark what is pasted.
PROMPT = b"\x1b[?2004hsales>"


class PseudoTerminal:
    def __init__(self, words, environment, width=100, height=40, cwd=None):
        self.bytes = b""
        child, self.descriptor = pty.fork()
        if child == 0:
            if cwd:
                os.chdir(cwd)
            os.execvpe(words[0], words, environment)
        self.child = child
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def send(self, text):
        os.write(self.descriptor, text.encode())

    def read(self, seconds):
        """What comes within a time; False at the end."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return True
        try:
            part = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.bytes += part
        return bool(part)

    def wait(self, text, seconds=30.0, start=0):
        """The place behind a text that appears after `start`."""
        end = time.monotonic() + seconds
        while text not in self.bytes[start:]:
            if time.monotonic() > end or not self.read(max(0.0, end - time.monotonic())):
                raise TimeoutError(f"{text!r} did not appear in {self.bytes[start:]!r}")
        return self.bytes.index(text, start) + len(text)

    def finish(self):
        """Everything until the program ends, and its exit code."""
        end = time.monotonic() + 60.0
        while self.read(max(0.0, end - time.monotonic())):
            if time.monotonic() > end:
                self.kill()
                raise TimeoutError(f"the program goes on after {self.bytes!r}")
        _, status = os.waitpid(self.child, 0)
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(status)

    def kill(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.descriptor)
