"""Answers and times what the benchmark asks for: a line of JSON, then the bytes of its arrays, in both directions.

Times are taken here, around the call, with the arguments already arrays and the answer computed.
"""
import importlib
import json
import os
import signal
import sys
from time import perf_counter

import numpy as np

# What a library prints must not come between the answers.
replies = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)
# A terminal interrupts this too; it ends when there is nobody left who asks.
signal.signal(signal.SIGINT, signal.SIG_IGN)
requests = sys.stdin.buffer

PEERS = {}
for name in ("numpy", "jax", "ngclearn", "pickle"):
    try:
        PEERS[name] = importlib.import_module(f"{name}_peer")
    except ImportError:
        pass


def reply(message, array=None):
    if array is not None:
        message["array"] = {"dtype": str(array.dtype), "shape": array.shape, "bytes": array.nbytes}
    replies.write(json.dumps(message).encode() + b"\n")
    if array is not None:
        replies.write(np.ascontiguousarray(array).data.cast("B") if array.nbytes else b"")
    replies.flush()


def argument(given):
    if not isinstance(given, dict):
        return given
    values = np.frombuffer(bytearray(requests.read(given["bytes"])), given["dtype"])
    return values.reshape(given["shape"])


arguments, call = (), None
reply({"peers": {name: peer.VERSION for name, peer in PEERS.items()}})
for line in requests:
    request = json.loads(line)
    try:
        if request["do"] == "arguments":
            calls = {}
            arguments = tuple(argument(given) for given in request["given"])
            reply({})
        elif request["do"] == "enter":
            make = PEERS[request["peer"]].OPERATIONS.get(request["operation"])
            if make is None:
                reply({"missing": True})
                continue
            calls[request["peer"]] = PEERS[request["peer"]].prepare(make, arguments)
            reply({}, np.asarray(calls[request["peer"]]()))
        else:
            call = calls[request["peer"]]
            begin = perf_counter()
            for _ in range(request["count"]):
                call()
            reply({"milliseconds": 1000 * (perf_counter() - begin)})
    except Exception as error:  # whatever it is, the benchmark shows it and goes on
        reply({"error": f"{type(error).__name__}: {error}"})
