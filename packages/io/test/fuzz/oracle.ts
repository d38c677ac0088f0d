import { getHeapStatistics } from "node:v8";
import { FormatError } from "../../src/format-error.ts";
import { shown } from "../shown.ts";
import type { FuzzedReader } from "./readers.ts";

/** Memory that reading may take whatever the input: code that is compiled, streams, errors. */
const FREE_BYTES = 0x10_0000;

/** What a byte may cost beyond that: in a pickle it may stand for a container. */
const BYTES_A_BYTE = 600;

const PROTOTYPES: readonly object[] = [Object, Array, Map, Set, Function, String, Promise, Uint8Array].map(
  (kind) => kind.prototype,
);
const PROPERTIES = propertiesOfPrototypes();

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * What is wrong with how a reader takes some bytes, or undefined: it must give a value or a FormatError, take memory by the bytes' number,
 * leave them and all prototypes alone, keep none of them, and come to the same answer by another way.
 */
export async function faultOf(
  reader: FuzzedReader,
  bytes: Uint8Array,
  afterReading: () => void = () => {},
): Promise<string | undefined> {
  const given = bytes.slice();
  const before = memory();
  const outcome = await attempt(() => reader.read(given));
  const taken = memory() - before;
  afterReading();
  if ("error" in outcome && !(outcome.error instanceof FormatError)) return `threw ${outcome.error}`;
  if (Buffer.compare(given, bytes) !== 0) return "changed its input";
  if (propertiesOfPrototypes() !== PROPERTIES) return "changed a prototype";
  if (taken > allowed(bytes)) {
    // Once more, for the platform's own doings fall into the first call too.
    const again = memory();
    await attempt(() => reader.read(given));
    const takenAgain = memory() - again;
    if (takenAgain > allowed(bytes)) return `took ${takenAgain} bytes of memory for ${bytes.length}`;
  }
  return differenceOf(reader, bytes, given, outcome);
}

async function differenceOf(
  { again, other }: FuzzedReader,
  bytes: Uint8Array,
  given: Uint8Array,
  outcome: Outcome,
): Promise<string | undefined> {
  const answer = textOf(outcome);
  given.fill(0xa5);
  if (textOf(outcome) !== answer) return "kept bytes of its input";
  const others: Outcome[] = [];
  if (again !== undefined && "value" in outcome)
    others.push(await attempt(() => again(outcome.value as never)));
  if (other !== undefined) others.push(await attempt(() => other(bytes)));
  const different = others.map(textOf).find((text) => text !== answer);
  return different === undefined ? undefined : `came to ${answer}, otherwise to ${different}`;
}

async function attempt(call: () => unknown): Promise<Outcome> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

/** An answer, in which all that counts shows. */
function textOf(outcome: Outcome): string {
  if ("value" in outcome) return JSON.stringify(shown(outcome.value));
  return outcome.error instanceof FormatError ? outcome.error.code : String(outcome.error);
}

function allowed(bytes: Uint8Array): number {
  return FREE_BYTES + BYTES_A_BYTE * bytes.length;
}

/** On the heap and in buffers. */
function memory(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

function propertiesOfPrototypes(): number {
  return PROTOTYPES.reduce((count, prototype) => count + Reflect.ownKeys(prototype).length, 0);
}
