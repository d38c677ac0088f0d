"""pickle, the format of ngc-learn's save_pkl: in memory, read from what it wrote."""
import pickle
import platform

VERSION = platform.python_version()


def prepare(operation, arguments):
    return lambda: operation(*arguments)


OPERATIONS = {"roundTrip": lambda x: pickle.loads(pickle.dumps(x))}
