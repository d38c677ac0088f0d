// What the tests run in a page and in a worker of a browser. Each answers with what can be cloned.
import { type Tensor, tensor } from "@ngc/tensor";
import {
  decode,
  decodeIdx,
  decodeNpy,
  decodeNpz,
  decodeSafetensors,
  deserializeFromOpfs,
  encode,
  encodeNpy,
  encodeNpz,
  encodeSafetensors,
  type FormatError,
  openIdx,
  openNpy,
  serialize,
  serializeToOpfs,
  toBlob,
} from "../../src/index.ts";

const weights = tensor([
  [1, -0, Number.NaN],
  [2, 3, 4],
]);

/** What came, or the error's code or name and the beginning of its message. */
async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const { code, name, message } = error as FormatError;
    return `${typeof code === "string" ? code : name} ${message.slice(0, 50)}`;
  }
}

async function formats(): Promise<unknown> {
  const values = new Map<unknown, unknown>([
    ["W", weights],
    ["n", 2n ** 60n],
    ["d", new Date(7)],
    ["s", new Set([undefined])],
  ]);
  const npz = await decodeNpz(await encodeNpz(new Map([["W", weights]])));
  const safetensors = decodeSafetensors(encodeSafetensors({ tensors: new Map([["W", weights]]) }));
  const back = decode(encode(values)) as Map<string, unknown>;
  return {
    decode: [(back.get("W") as Tensor).data, back.get("n"), back.get("d"), back.get("s")],
    idx: decodeIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9)).toArray(),
    npy: decodeNpy(encodeNpy(weights)).data,
    npz: npz.get("W")?.data,
    safetensors: safetensors.tensors.get("W")?.data,
    damaged: await outcome(async () => decode(encode("damaged").fill(0, 30, 31))),
  };
}

async function opfs(): Promise<unknown> {
  const file = `runs/${Math.random()}/model.ngc`;
  const first = await outcome(() => deserializeFromOpfs(file));
  await serializeToOpfs(file, { weights, epoch: 1 });
  await serializeToOpfs(file, { weights, epoch: 2 });
  const refused = await outcome(() => serializeToOpfs(file, { a: () => 1 }));
  const limited = await outcome(() => deserializeFromOpfs(file, { limits: { input: 10 } }));
  const { epoch, weights: back } = (await deserializeFromOpfs(file)) as { epoch: number; weights: Tensor };
  const names = await namesIn(file.split("/").slice(0, -1));
  return { first, refused, limited, epoch, weights: back.data, names };
}

async function namesIn(path: readonly string[]): Promise<string[]> {
  let folder = await (navigator.storage as unknown as { getDirectory(): Promise<Folder> }).getDirectory();
  for (const name of path) folder = await folder.getDirectoryHandle(name);
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

interface Folder {
  getDirectoryHandle(name: string): Promise<Folder>;
  keys(): AsyncIterable<string>;
}

/** A save for which the origin has no room, in place of an old file and of none. */
async function opfsWhenFull(): Promise<unknown> {
  const folder = `full-${Math.random()}`;
  await serializeToOpfs(`${folder}/old`, "old");
  const big = new Uint8Array(20_000_000);
  return {
    old: await outcome(() => serializeToOpfs(`${folder}/old`, big)),
    new: await outcome(() => serializeToOpfs(`${folder}/new`, big)),
    stands: await deserializeFromOpfs(`${folder}/old`),
    names: await namesIn([folder]),
  };
}

/** As Safari before 26 has it in workers. */
async function byMove(scenario: () => Promise<unknown>): Promise<unknown> {
  const { prototype } = (globalThis as unknown as { FileSystemFileHandle: { prototype: object } })
    .FileSystemFileHandle;
  const createWritable = Object.getOwnPropertyDescriptor(prototype, "createWritable") as PropertyDescriptor;
  Reflect.deleteProperty(prototype, "createWritable");
  try {
    return await outcome(scenario);
  } finally {
    Object.defineProperty(prototype, "createWritable", createWritable);
  }
}

/** Saves while it is read; each reader must see one of them whole. */
async function savesAtOnce(): Promise<unknown> {
  const file = `${Math.random()}.ngc`;
  const save = (round: number): Promise<void> => serializeToOpfs(file, new Uint8Array(300_000).fill(round));
  await save(0);
  const seen = new Set<unknown>();
  const read = async (): Promise<void> => {
    const bytes = await outcome(() => deserializeFromOpfs(file));
    seen.add(bytes instanceof Uint8Array ? new Set(bytes).size : bytes);
  };
  for (let round = 1; round < 20; round++) await Promise.all([save(round), save(round + 50), read(), read()]);
  await save(99);
  return { seen: [...seen], last: ((await deserializeFromOpfs(file)) as Uint8Array)[7] };
}

async function open(url: string): Promise<unknown> {
  const npy = encodeNpy(weights);
  const fromBlob = await openNpy(new Blob([npy as Uint8Array<ArrayBuffer>]));
  const fromServer = await openIdx(new URL(url));
  const rows = await fromServer.rows(900, 902);
  return {
    blob: (await fromBlob.rows(1, 2)).data,
    server: [fromServer.shape, rows.data[0], (await fromServer.take([-1, 3])).data],
    path: await outcome(() => openNpy("weights.npy")),
    serialize: await outcome(() => serialize("a", 1)),
    toBlob: decode(await toBlob([1, 2n]).arrayBuffer()),
  };
}

export const scenarios: Record<string, (url: string) => Promise<unknown>> = {
  formats,
  opfs,
  opfsByMove: () => byMove(opfs),
  opfsWhenFull,
  opfsByMoveWhenFull: () => byMove(opfsWhenFull),
  savesAtOnce,
  open,
};
