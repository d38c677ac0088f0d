import { getHeapStatistics } from "node:v8";
import { FormatError } from "../../src/format-error.ts";
import { shown } from "../shown.ts";
import type { Fuzzed } from "./formats.ts";

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
 * What is wrong with how a format's readers take some bytes, or undefined: each must give a value or a FormatError, take memory by the
 * bytes' number, leave them and all prototypes alone, and keep none of them; and what they give must be the same, also when it was
 * written and read again.
 */
export async function faultOf(
  { readers, again }: Fuzzed,
  bytes: Uint8Array,
  afterReading: () => void = () => {},
): Promise<string | undefined> {
  const given = bytes.slice();
  const outcomes: Outcome[] = [];
  for (const read of readers) {
    const fault = await readOnce(() => read(given), bytes.length, outcomes);
    if (fault !== undefined) return fault;
    if (Buffer.compare(given, bytes) !== 0) return "changed its input";
    if (propertiesOfPrototypes() !== PROPERTIES) return "changed a prototype";
  }
  afterReading();
  const answers = outcomes.map(textOf);
  given.fill(0xa5);
  if (outcomes.some((outcome, i) => textOf(outcome) !== answers[i])) return "kept bytes of its input";
  const [first] = outcomes;
  if (again !== undefined && "value" in first)
    answers.push(textOf(await attempt(() => again(first.value as never))));
  const other = answers.find((answer) => answer !== answers[0]);
  return other === undefined ? undefined : `came to ${answers[0]}, otherwise to ${other}`;
}

/** Reads, puts how that ended to `outcomes`, and says what is wrong with it. */
async function readOnce(
  read: () => unknown,
  length: number,
  outcomes: Outcome[],
): Promise<string | undefined> {
  const allowed = FREE_BYTES + BYTES_A_BYTE * length;
  const before = memory();
  const outcome = await attempt(read);
  if ("error" in outcome && !(outcome.error instanceof FormatError)) return `threw ${outcome.error}`;
  outcomes.push(outcome);
  if (memory() - before <= allowed) return undefined;
  // Once more, for the platform's own doings fall into the first call too.
  const beforeAgain = memory();
  outcomes[outcomes.length - 1] = await attempt(read);
  const taken = memory() - beforeAgain;
  return taken <= allowed ? undefined : `took ${taken} bytes of memory for ${length}`;
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

/** On the heap and in buffers. */
function memory(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

function propertiesOfPrototypes(): number {
  return PROTOTYPES.reduce((count, prototype) => count + Reflect.ownKeys(prototype).length, 0);
}
