import { spliced } from "./mutate.ts";

/** The arms that an input takes. */
type ArmsOf = (bytes: Uint8Array) => Promise<ReadonlySet<number>>;

/** How often one input may be tried shorter. */
const MOST_TRIES = 500;

/** Few inputs, and short ones, that take all arms which all of them take. */
export async function smallestCover(
  inputs: readonly Uint8Array[],
  armsOf: ArmsOf,
  repair?: (bytes: Uint8Array) => Uint8Array,
): Promise<Uint8Array[]> {
  let left: { readonly bytes: Uint8Array; readonly arms: ReadonlySet<number> }[] = [];
  for (const bytes of inputs) left.push({ bytes, arms: await armsOf(bytes) });
  left.sort((a, b) => a.bytes.length - b.bytes.length);
  const covered = new Set<number>();
  const cover: Uint8Array[] = [];
  while (left.length > 0) {
    const news = left.map(({ bytes, arms }) => ({
      bytes,
      own: [...arms].filter((arm) => !covered.has(arm)),
    }));
    const best = news.reduce((a, b) => (b.own.length > a.own.length ? b : a));
    const short = await shortened(best.bytes, best.own, armsOf, repair);
    for (const arm of await armsOf(short)) covered.add(arm);
    cover.push(short);
    left = left.filter(({ arms }) => [...arms].some((arm) => !covered.has(arm)));
  }
  return cover;
}

/** An input without stretches that it needs not to take those arms. */
async function shortened(
  given: Uint8Array,
  own: readonly number[],
  armsOf: ArmsOf,
  repair: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): Promise<Uint8Array> {
  let bytes = given;
  let tries = MOST_TRIES;
  const isEnough = async (shorter: Uint8Array): Promise<boolean> => {
    tries--;
    const arms = await armsOf(shorter);
    return own.every((arm) => arms.has(arm));
  };
  for (let length = bytes.length >> 1; length > 0; length >>= 1) {
    for (let at = 0; at < bytes.length && tries > 0; ) {
      const shorter = spliced(bytes, at, length, new Uint8Array(0));
      const repaired = repair(shorter.slice());
      if (await isEnough(shorter)) bytes = shorter;
      else if (repaired.length < bytes.length && (await isEnough(repaired))) bytes = repaired;
      else at += length;
    }
  }
  return bytes;
}
