"""The real `witness` program, and a web server for the files of made-up logs."""
import functools
import gzip
import http.client
import http.server
import os
import re
import signal
import subprocess
import threading

from installation import PROGRAM, command, sentence

WITNESS = os.path.join(os.path.dirname(PROGRAM), "witness")


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self):
        return self.body.decode()


class Witness:
    """A witness on a folder of its own; stopped at the end of a `with`."""

    def __init__(self, folder, *policies):
        self.folder, self.policies, self.process, self.port = folder, policies, None, None

    def words(self, *flags):
        return [WITNESS, "serve", "--folder", self.folder, *(word for each in self.policies for word in ("--log", each)), *flags]

    def start(self, *flags, port="0"):
        self.process = subprocess.Popen(
            self.words("--port", port, *flags), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        first = self.process.stdout.readline()
        found = re.fullmatch(r"Witness: http://127\.0\.0\.1:(\d+)\n", first)
        assert found, first + self.process.stderr.read()
        self.port, self.vkey = int(found.group(1)), self.process.stdout.readline().strip()
        return self

    def __enter__(self):
        return self if self.process else self.start()

    def __exit__(self, *_):
        if self.process:
            self.end(signal.SIGKILL)

    def end(self, number=signal.SIGTERM):
        """Sends a signal; the exit status and what was said on standard error."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=20)
        status, self.process = self.process.returncode, None
        return status, err

    def refused(self, *flags):
        """Starts a witness that must not start; the sentence it says."""
        status, out, err = command(*self.words("--port", "0", *flags), seconds=20)
        assert status == 2 and not out, f"ended with {status}: {out}{err}"
        return sentence(err)

    def ask(self, method, path, body=None, headers=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request(method, path, body.encode() if isinstance(body, str) else body, headers or {})
            return Answer(link.getresponse())
        finally:
            link.close()

    def add(self, body):
        return self.ask("POST", "/add-checkpoint", body)


class Files(http.server.ThreadingHTTPServer):
    """Serves a folder at `address`. After `most` answers every further one is a 500; with `gzip` bundles are packed."""

    daemon_threads = True

    def __init__(self, folder):
        class Handler(http.server.SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(handler):
                self.connections += 1
                super().setup()

            def do_GET(handler):
                self.asked.append(handler.path)
                if self.gzip and "/entries/" in handler.path:
                    return self.send_packed(handler)
                if self.most is not None and len(self.asked) > self.most:
                    handler.send_error(500)
                else:
                    super().do_GET()
                return None

            def log_message(handler, *_):
                pass

        self.asked, self.most, self.gzip, self.folder, self.connections = [], None, False, folder, 0
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def send_packed(self, handler):
        """Sends a file packed, whether asked for or not: tlog-tiles allows it for bundles."""
        if not os.path.isfile(self.folder + handler.path):
            return handler.send_error(404)
        with open(self.folder + handler.path, "rb") as file:
            data = gzip.compress(file.read())
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        return handler.wfile.write(data)

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
