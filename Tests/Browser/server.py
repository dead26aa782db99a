"""A real `mitstimme serve` on a free loopback port, with a town of its own in a temporary folder."""
import email
import email.policy
import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

# PostgreSQL's programs themselves: Debian's `psql` in the path is a script that takes longer than most statements.
TOOLS = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))


class Server:
    """Starts and stops the program of MITSTIMME_PROGRAM, in an empty folder or on a copy of the town `copied`.

    With BASE_URL and DATA in the environment it uses the server that runs there and stops nothing.
    """

    def __init__(self, *flags, copied=None):
        self.flags, self.copied = flags, copied
        self.process = None
        self.folder = None
        self.said = []
        self.address = os.environ.get("BASE_URL", "").rstrip("/")
        self.data = os.environ.get("DATA", "")

    def __enter__(self):
        if not self.address:
            # The database's own account has to get in, too.
            self.folder = tempfile.mkdtemp(prefix="mitstimme-web.")
            os.chmod(self.folder, 0o711)
            self.data = self.folder + "/town"
            try:
                if self.copied:
                    subprocess.run(["cp", "-a", self.copied, self.data], check=True)
                self.start()
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *_):
        self.stop()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        program = os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme")
        self.said = []
        with open(self.folder + "/faults", "a", encoding="utf-8") as faults:
            self.process = subprocess.Popen(
                [program, "serve", "--data", self.data, "--port", "0", *self.flags],
                stdout=subprocess.PIPE, stderr=faults, text=True, start_new_session=True)
        threading.Thread(target=lambda out: self.said.extend(out), args=(self.process.stdout,), daemon=True).start()
        self.address = self.wait_for(r"http://127\.0\.0\.1:\d+", 120)

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self):
        """Ends the program without a word and then its cluster, which would live on."""
        self.process.kill()
        self.process.wait()
        try:
            with open(self.data + "/cluster/postmaster.pid", encoding="ascii") as file:
                os.kill(int(file.readline()), signal.SIGINT)
        except (OSError, ValueError):
            pass

    def wait_for(self, pattern, seconds):
        """The first match in what the program printed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in list(self.said):
                if match := re.search(pattern, line):
                    return match.group()
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError(f"mitstimme printed nothing like {pattern}: {self.said} {self.faults()}")

    def faults(self):
        """What the program said on standard error."""
        if not self.folder:
            return ""
        with open(self.folder + "/faults", encoding="utf-8", errors="replace") as file:
            return file.read()

    def invitation(self):
        """The path of the first administrator's one-time link."""
        return self.wait_for(r"/invitation/\S+", 10)

    def mails(self, address):
        """The mails to an address, oldest first."""
        found = []
        for path in sorted(glob.glob(self.data + "/mail/*.eml"), key=os.path.getmtime):
            with open(path, "rb") as file:
                mail = email.message_from_binary_file(file, policy=email.policy.default)
            if address in str(mail["To"]):
                found.append(mail)
        return found

    def code(self, address, number=1, seconds=30):
        """The six digits of the `number`-th mail to an address that has some."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            texts = [mail.get_body(("plain",)).get_content() for mail in self.mails(address)]
            codes = [match.group() for text in texts if (match := re.search(r"\b\d{6}\b", text))]
            if len(codes) >= number:
                return codes[number - 1]
            time.sleep(0.1)
        raise AssertionError(f"no mail number {number} with a code came to {address}")

    def sql(self, statement):
        """Runs a statement as the owner of the database; for what no page does yet."""
        done = subprocess.run(
            [TOOLS + "/psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", self.data + "/run", "-U", "mitstimme_owner",
             "-d", "mitstimme", "-c", statement],
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()
