import type * as Fs from "node:fs";
import type * as Path from "node:path";
import { wrongKind, wrongValue } from "@ngc/tensor/authoring";
import { FormatError } from "../format-error.ts";

/** The calls that saving, reading and making folders consist of: node:fs's, and `wait` for a number of milliseconds. */
export type Call = FsCall | "wait";

type FsCall =
  | "close"
  | "fchmod"
  | "fchown"
  | "fstat"
  | "fsync"
  | "mkdir"
  | "open"
  | "read"
  | "readdir"
  | "readlink"
  | "realpath"
  | "rename"
  | "stat"
  | "unlink"
  | "write";

/** What procedures run on; tests make its calls fail. `realpath` is the system's own where that has one. */
export interface FileSystem
  extends Pick<typeof Fs, Exclude<FsCall | `${FsCall}Sync`, `realpath${string}`> | "constants"> {
  readonly realpath: typeof Fs.realpath.native;
  readonly realpathSync: typeof Fs.realpathSync.native;
  readonly wait: (ms: number, done: () => void) => void;
  readonly waitSync: (ms: number) => void;
}

/** What one call is asked to read or write: no system moves more than 0x7ffff000 bytes by one. */
export const MOST_AT_ONCE = 0x4000_0000;

/** One call that a procedure asks for. */
export interface Step {
  readonly call: Call;
  readonly args: readonly unknown[];
}

/**
 * Work on files, written once for both twins: it yields each call and is resumed with the answer, so that the synchronous
 * and the asynchronous function cannot come to differ.
 */
export type Procedure<T> = Generator<Step, T, unknown>;

/** The answer of one call, typed by those of `answers`. */
export function* step<C extends keyof Answers>(call: C, ...args: readonly unknown[]): Procedure<Answers[C]> {
  return (yield { call, args }) as Answers[C];
}

interface Answers extends Record<Call, unknown> {
  readonly fstat: Fs.Stats;
  readonly open: number;
  readonly read: number;
  readonly readdir: readonly string[];
  readonly readlink: string;
  readonly realpath: string;
  readonly stat: Fs.Stats;
  readonly write: number;
}

type Outcome = { readonly answer: unknown } | { readonly error: unknown };

function resume<T>(procedure: Procedure<T>, outcome: Outcome): IteratorResult<Step, T> {
  return "error" in outcome ? procedure.throw(outcome.error) : procedure.next(outcome.answer);
}

/** Runs a procedure to its end before it returns. */
export function runSync<T>(procedure: Procedure<T>, fs: FileSystem): T {
  let next = procedure.next();
  while (!next.done) {
    const { call, args } = next.value;
    next = resume(procedure, outcomeOf(fs, call, args));
  }
  return next.value;
}

function outcomeOf(fs: FileSystem, call: Call, args: readonly unknown[]): Outcome {
  try {
    return { answer: (fs[`${call}Sync`] as (...args: readonly unknown[]) => unknown)(...args) };
  } catch (error) {
    return { error };
  }
}

/** Runs a procedure, leaving the thread free at each call. */
export async function runAsync<T>(procedure: Procedure<T>, fs: FileSystem): Promise<T> {
  let next = procedure.next();
  while (!next.done) {
    const { call, args } = next.value;
    const outcome = await new Promise<Outcome>((resolve) => {
      const done = (error: unknown, answer: unknown): void => resolve(error ? { error } : { answer });
      try {
        (fs[call] as (...args: readonly unknown[]) => unknown)(...args, done);
      } catch (error) {
        // What the system is not even asked, as a name with a NUL; the procedure has things to close all the same.
        done(error, undefined);
      }
    });
    next = resume(procedure, outcome);
  }
  return next.value;
}

/**
 * node:fs and node:path, as Node, Deno and Bun have them. They are asked for, not imported: a bundler for browsers stops at an import
 * of `node:`, though `encode`, `decode` and `decodeIdx` need no disk (docs/decisions/0003-io-without-node.md).
 */
export function nodeModules(fn: string): { fs: FileSystem; path: typeof Path } {
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  const path = globalThis.process?.getBuiltinModule?.("node:path");
  if (fs !== undefined && path !== undefined) {
    const { realpath, realpathSync } = fs;
    // Node's own takes `link/..` for the folder that the link lies in, as only Windows does, and asks for each folder on the way.
    const own = isWindows()
      ? { realpath, realpathSync }
      : { realpath: realpath.native, realpathSync: realpathSync.native };
    return { fs: { ...fs, ...own, wait, waitSync }, path };
  }
  throw new FormatError(
    "UNSUPPORTED",
    `${fn}: Node 20.16 or later, Deno or Bun is required, got a place without their files (encode and decode need none)`,
    { format: "file" },
  );
}

/** Whether names mean what they mean on Windows. */
export function isWindows(): boolean {
  return globalThis.process.platform === "win32";
}

function wait(ms: number, done: () => void): void {
  globalThis.setTimeout(done, ms);
}

function waitSync(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Throws unless this is what systems take for a path. */
export function checkName(fn: string, argument: string, name: unknown): void {
  if (typeof name !== "string") throw wrongKind(fn, `${argument} must be a path`, name);
  if (name === "" || name.includes("\0")) throw wrongValue(fn, `${argument} must be a path`, name);
}

/** An error of the file system with function and path in front of its message; its code and errno stay. */
export function inFront(fn: string, name: string, error: unknown): unknown {
  // Of a name that holds a NUL no call of the system is made.
  if (error instanceof Error && ("syscall" in error || hasCode(error, "ERR_INVALID_ARG_VALUE"))) {
    // An uncaught error is shown by its stack, which holds the message as it was when the stack was first read.
    const { message, stack } = error;
    error.message = `${fn}: ${name}: ${message}`;
    error.stack = stack?.replace(message, () => error.message);
  }
  return error;
}

/** Whether this is the file system's error of that code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === code;
}
