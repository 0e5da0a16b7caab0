"""One connection to `firsthand bench serve`."""

import msgpack
from websockets.sync.client import connect

PROFILE = "step/1"
ANSWER_BYTES_MAX = 16 << 20


class StepError(RuntimeError):
    """The server can't follow a request as things stand; `code` is stable."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code


class Client:
    """Asks and is answered; `hello` is what the server said first."""

    def __init__(self, address):
        self._socket = connect(address, max_size=ANSWER_BYTES_MAX, compression=None, proxy=None)
        self.hello = msgpack.unpackb(self._socket.recv())
        if self.hello.get("profile") != PROFILE:
            self.close()
            raise StepError("unknown-profile", f"{address} speaks {self.hello.get('profile')}, not {PROFILE}")

    def ask(self, **request):
        self._socket.send(msgpack.packb(request))
        answer = msgpack.unpackb(self._socket.recv())
        if answer["op"] == "error":
            raise StepError(answer["code"], answer["message"])
        return answer

    def close(self):
        self._socket.close()
