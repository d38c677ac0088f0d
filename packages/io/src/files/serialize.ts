import { decodeAs } from "../decode/envelope.ts";
import { encodeAs } from "../encode/envelope.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { checkName, inFront, nodeModules, runAsync, runSync } from "./file-system.ts";
import { load } from "./load.ts";
import { save } from "./save.ts";

/**
 * Writes `object` to a file as {@link encode} has it.
 *
 * The object is encoded before the disk is touched, and at the time of the call. The file is replaced as a whole: a crash or an error at any
 * moment leaves the old file or the new one. Saves to one path in one process take turns. The folder must exist
 * ({@link makedir} makes it); a symbolic link stays, and the file that it leads to is replaced, or made. A replaced file's permissions
 * stay, and so does its owner where the process may give a file to that one.
 *
 * @param fname - a path, as Node takes it
 * @param object - what {@link encode} takes
 * @throws FormatError for a value that would not come back, before anything is written; NOT_DURABLE if the folder could not be
 *   forced to the disk. Errors of the file system are Node's own, with `serialize: <path>: ` in front.
 * @example
 * ```ts
 * import { tmpdir } from "node:os";
 * const file = `${tmpdir()}/serialize.ngc`;
 * await serialize(file, { weights: tensor([[1, 2]]), epoch: 3 });
 * await deserialize(file); // => { weights: [[1, 2]], epoch: 3 }
 * ```
 * @python ngclearn.utils.io_utils.serialize
 * @differs Upstream pickles, and a failed save leaves an empty file; here it is MessagePack, and the old file stands.
 */
export async function serialize(fname: string, object: unknown, options?: LimitsOption): Promise<void> {
  const { bytes, fs, path } = prepare("serialize", fname, object, options);
  await inTurn(path.resolve(fname), () => runAsync(save("serialize", fname, bytes, path), fs)).catch(
    (error) => {
      throw inFront("serialize", fname, error);
    },
  );
}

/**
 * {@link serialize} that returns when the file is there. It does not wait for unfinished calls of {@link serialize}.
 *
 * @example
 * ```ts
 * import { tmpdir } from "node:os";
 * const file = `${tmpdir()}/serialize-sync.ngc`;
 * serializeSync(file, [1, 2, 3]);
 * deserializeSync(file); // => [1, 2, 3]
 * ```
 */
export function serializeSync(fname: string, object: unknown, options?: LimitsOption): void {
  const { bytes, fs, path } = prepare("serializeSync", fname, object, options);
  try {
    runSync(save("serializeSync", fname, bytes, path), fs);
  } catch (error) {
    throw inFront("serializeSync", fname, error);
  }
}

/**
 * Reads what {@link serialize} wrote, or bare MessagePack, as {@link decode} has it. Nothing in the file is run.
 *
 * @throws FormatError for a file that is damaged or no such file. Errors of the file system are Node's own, with
 *   `deserialize: <path>: ` in front.
 * @example
 * ```ts
 * import { tmpdir } from "node:os";
 * const file = `${tmpdir()}/deserialize.ngc`;
 * await serialize(file, new Map([["tau", 20n]]));
 * [...((await deserialize(file)) as Map<string, bigint>)]; // => [["tau", 20n]]
 * ```
 * @python ngclearn.utils.io_utils.deserialize
 * @differs Upstream unpickles, which runs whatever code the file names; here reading is only reading.
 */
export async function deserialize(fname: string, options?: LimitsOption): Promise<unknown> {
  const { limits, fs } = prepareReading("deserialize", fname, options);
  const bytes = await runAsync(load("deserialize", fname, limits.input, fs.constants), fs).catch((error) => {
    throw inFront("deserialize", fname, error);
  });
  return decodeAs(`deserialize: ${fname}`, bytes, limits);
}

/**
 * {@link deserialize} that returns the object itself.
 *
 * @example
 * ```ts
 * import { tmpdir } from "node:os";
 * const file = `${tmpdir()}/deserialize-sync.ngc`;
 * serializeSync(file, { epoch: 3 });
 * deserializeSync(file); // => { epoch: 3 }
 * ```
 */
export function deserializeSync(fname: string, options?: LimitsOption): unknown {
  const { limits, fs } = prepareReading("deserializeSync", fname, options);
  try {
    const bytes = runSync(load("deserializeSync", fname, limits.input, fs.constants), fs);
    return decodeAs(`deserializeSync: ${fname}`, bytes, limits);
  } catch (error) {
    throw inFront("deserializeSync", fname, error);
  }
}

type Modules = ReturnType<typeof nodeModules>;

function prepare(
  fn: string,
  fname: string,
  object: unknown,
  options: LimitsOption | undefined,
): Modules & { bytes: Uint8Array } {
  checkName(fn, "fname", fname);
  return { bytes: encodeAs(fn, object, limitsOf(fn, options)), ...nodeModules(fn) };
}

function prepareReading(
  fn: string,
  fname: string,
  options: LimitsOption | undefined,
): { limits: Limits; fs: Modules["fs"] } {
  checkName(fn, "fname", fname);
  return { limits: limitsOf(fn, options), fs: nodeModules(fn).fs };
}

let lastOf: Map<string, Promise<unknown>> | undefined;

/** Runs tasks of one key one after the other. */
function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
  lastOf ??= new Map();
  const queue = lastOf;
  const run = (queue.get(key) ?? Promise.resolve()).then(task);
  const settled = run.then(
    () => undefined,
    () => undefined,
  );
  queue.set(key, settled);
  settled.then(() => {
    if (queue.get(key) === settled) queue.delete(key);
  });
  return run;
}
