import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import type { Limits } from "../../limits.ts";
import { type ArrayOrder, arrayType, bufferOrder, readArray, setArrayType, stateOrder } from "./arrays.ts";
import type { PickleCursor } from "./cursor.ts";
import { type Item, isNode, type Node, show } from "./nodes.ts";

/** What a pickle may name, under all names that Python and NumPy have had for it; each stands for a case of `call`. */
const ALLOWED: { readonly [name: string]: string } = {
  "__builtin__.bytearray": "bytes",
  "__builtin__.bytes": "bytes",
  "__builtin__.frozenset": "set",
  "__builtin__.set": "set",
  "_codecs.encode": "encode",
  "builtins.bytearray": "bytes",
  "builtins.frozenset": "set",
  "builtins.set": "set",
  "jax._src.array._reconstruct_array": "jax",
  "ml_dtypes.bfloat16": "bfloat16",
  "numpy._core.multiarray._reconstruct": "reconstruct",
  "numpy._core.multiarray.scalar": "scalar",
  "numpy._core.numeric._frombuffer": "frombuffer",
  "numpy.core.multiarray._reconstruct": "reconstruct",
  "numpy.core.multiarray.scalar": "scalar",
  "numpy.core.numeric._frombuffer": "frombuffer",
  "numpy.dtype": "dtype",
  "numpy.ndarray": "ndarray",
};

/** The functions that a pickle may call. Nothing is imported: what each does stands here, and no other name leads anywhere. */
export class PickleCalls {
  readonly #pickle: PickleCursor;
  readonly #limits: Limits;
  #tensors = 0;
  #copied = 0;

  constructor(pickle: PickleCursor, limits: Limits) {
    this.#pickle = pickle;
    this.#limits = limits;
  }

  /** A name, as the stack holds it. */
  global(module: string, name: string): Node {
    const path = `${module}.${name}`;
    if (!Object.hasOwn(ALLOWED, path))
      this.#pickle.fail("UNSAFE_PICKLE", `only arrays and plain data may be named, got ${describe(path)}`);
    return { kind: "global", name: ALLOWED[path] };
  }

  /** What a call gives. */
  call(callee: Item, given: Item): Node {
    const args = this.#node(given, "tuple").items;
    switch (this.#node(callee, "global").name) {
      case "bytes":
        // Not copied here, but once for each call when it is made into a value.
        return {
          kind: "bytes",
          bytes: args.length === 0 ? new Uint8Array(0) : this.#copy(this.#bytes(args[0])),
        };
      case "set":
        return { kind: "set", items: [...this.#copy(this.#node(args[0], "list").items)] };
      case "encode":
        return { kind: "bytes", bytes: this.#latin1(args[0], args[1]) };
      case "dtype":
        return arrayType(this.#pickle, isNode(args[0], "global") ? args[0].name : args[0]);
      case "scalar":
        return { kind: "array", tensor: this.#tensor(args[1], args[0], [], "C") };
      case "frombuffer": {
        const shape = this.#node(args[2], "tuple").items;
        const order = bufferOrder(this.#pickle, args[3], args[4]);
        return { kind: "array", tensor: this.#tensor(args[0], args[1], shape, order) };
      }
      case "reconstruct":
        return this.#node(args[0], "global").name === "ndarray"
          ? { kind: "array" }
          : this.#pickle.fail("UNSUPPORTED", "an array must be a numpy.ndarray, got another class");
      case "jax": {
        // NumPy's array, its arguments and its state, and what only devices know of. No other call, which could hold one like this.
        if (this.#node(args[0], "global").name !== "reconstruct")
          this.#pickle.fail("UNSUPPORTED", "JAX's arrays must hold NumPy's, got another call");
        const array = this.#node(this.call(args[0], args[1]), "array");
        this.build(array, args[2]);
        return array;
      }
      default:
        return this.#pickle.fail("BAD_HEADER", "a function must be called, got a class");
    }
  }

  /** Gives an array or a dtype its state. */
  build(object: Item, given: Item | undefined): void {
    if (isNode(object, "dtype")) {
      setArrayType(this.#pickle, object, this.#node(given, "tuple").items);
    } else if (isNode(object, "array") && object.tensor === undefined) {
      const [, shape, type, fortran, bytes] = this.#node(given, "tuple").items;
      const order = stateOrder(this.#pickle, fortran);
      object.tensor = this.#tensor(bytes, type, this.#node(shape, "tuple").items, order);
    } else this.#pickle.fail("UNSUPPORTED", `only new arrays and dtypes take a state, got ${show(object)}`);
  }

  #tensor(
    bytes: Item | undefined,
    type: Item | undefined,
    shape: readonly Item[],
    order: ArrayOrder,
  ): Tensor {
    const { rank, tensors } = this.#limits;
    if (++this.#tensors > tensors)
      this.#pickle.fail("LIMIT", `at most ${tensors} tensors are read, got more`, tensors);
    const dtype = this.#node(type, "dtype");
    return readArray(this.#pickle, this.#copy(this.#bytes(bytes)), dtype, shape, order, rank);
  }

  /** Before protocol 3 bytes are text, of which each character stands for one. */
  #latin1(text: Item | undefined, codec: Item | undefined): Uint8Array {
    if (typeof text !== "string" || codec !== "latin1")
      return this.#pickle.fail(
        "UNSUPPORTED",
        `text in latin1 is required, got ${show(text)} in ${show(codec)}`,
      );
    const bytes = new Uint8Array(this.#copy(text).length);
    for (let i = 0; i < bytes.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 255) this.#pickle.fail("BAD_HEADER", `a byte is required, got character ${code}`);
      bytes[i] = code;
    }
    return bytes;
  }

  #bytes(item: Item | undefined): Uint8Array {
    return this.#node(item, "bytes").bytes;
  }

  /**
   * Counts what is about to be copied. A pickle may need each byte three times (as text, as bytes, in an array); a hostile one asks for the
   * same bytes over and over.
   */
  #copy<T extends { readonly length: number }>(source: T): T {
    const most = 2 * this.#pickle.bytes.length;
    this.#copied += source.length;
    if (this.#copied > most)
      this.#pickle.fail("LIMIT", `at most ${most} bytes are copied, twice the pickle's, got more`, most);
    return source;
  }

  #node<K extends Node["kind"]>(item: Item | undefined, kind: K): Extract<Node, { readonly kind: K }> {
    return isNode(item, kind)
      ? item
      : this.#pickle.fail("BAD_HEADER", `a ${kind} is required, got ${show(item)}`);
  }
}
