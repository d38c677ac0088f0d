import type { FormatName } from "./formats.ts";

const JSON_TEXT = [
  ...words(
    '{ } [ ] , : " {} [] "" null true false -0 1e9 2.0 9007199254740993 -1 0.5 \\ \\u \\ud83d\\ude00 \\ud800 \\n \\/',
  ),
  ...words('"a": "__proto__" "path" "types" "component" "z0" "args" "kwargs" "modulePath" "equation"'),
  ...words("c3a9 efbbbf 20 0a 00").map(fromHex),
];

const NPY = [
  ...words(
    "'descr' \"descr\" 'fortran_order' 'shape' True False None ( ) () (1,) (2,3) , : ' \" { } 0 9007199254740993",
  ),
  ...words("'|b1' '<i8' '>f2' '>u4' '|u1' [('a','<f4')] \\ < > | b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 O"),
  ...words("93 934e554d50590100 934e554d50590200 934e554d50590300 c3a9 0a 20").map(fromHex),
  "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n",
];

const SAFETENSORS = [
  ...JSON_TEXT,
  ...words(
    '"dtype": "shape": "data_offsets": "__metadata__":{ {"dtype":"F32","shape":[1],"data_offsets":[0,4]}',
  ),
  ...words(
    '[0,0] [0,4] [4,8] "BOOL" "U8" "I8" "I16" "U16" "I32" "U32" "I64" "U64" "F16" "BF16" "F32" "F64" "C64"',
  ),
];

/** Names, as MessagePack holds them. */
const NGC_NAMES = words(
  "bool uint8 int8 int16 uint16 int32 uint32 int64 uint64 float16 bfloat16 float32 float64 complex64 __proto__ a " +
    "Int8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array " +
    "BigUint64Array threefry2x32 xoroshiro128plus",
).map((name) => String.fromCharCode(0xa0 + name.length) + name);

const NGC_VALUES = words(
  "894e47430d0a1a0a01000000 02 c0 c1 c2 c3 c40161 c5000161 c60000000161 ca00000000 cb0000000000000000 ccff cd00ff ce000000ff " +
    "cfffffffffffffffff d080 d18000 d280000000 d38000000000000000 d90161 da000161 db0000000161 dc0001 dd00000001 de0001 " +
    "df00000001 80 81a161 8101 82 90 91 92 93 a0 d6ff00000000 d7ff0000000000000000 c70cff000000000000000000000000 c70010 " +
    "d41000 d41190 d511920102 d41290 d5129101 c70c01939101a575696e7438c40100 c71013939101a9496e74384172726179c40100 " +
    "c7101493ac7468726565667279327833320001 d803",
).map(fromHex);

const PICKLE_OPERATIONS = words(
  "28 29 2e 30 31 32 42 43 46 47 48 49 4a 4b 4c 4d 4e 50 52 53 56 58 5d 61 62 63 64 65 67 68 6a 6c 70 71 72 73 74 75 7d 85 86 " +
    "87 88 89 8a 8b 8c 8d 8e 8f 90 91 93 94 95 96 8002 8004 8005 4b01 4b00 6800 6801 7100 7101 8a01ff 8c0161 43026162 " +
    "580100000061 420100000061 473fe0000000000000 96010000000000000061 4e4e4e 7452 8552 8652 7462",
).map(fromHex);

const PICKLE_NAMES = words(
  "numpy.ndarray numpy.dtype numpy._core.numeric._frombuffer numpy._core.multiarray._reconstruct numpy._core.multiarray.scalar " +
    "numpy.core.multiarray._reconstruct jax._src.array._reconstruct_array ml_dtypes.bfloat16 _codecs.encode builtins.set " +
    "builtins.frozenset builtins.bytearray __builtin__.set __builtin__.bytes os.system",
).map((path) => `c${path.replace(/\.([^.]*)$/, "\n$1\n")}`);

const PICKLE_TEXTS = [
  ...words("I01 I1 L1L F0.5 Finf Fnan g0 p0 Va V\\u00e9 V\\U0001f600").map((line) => `${line}\n`),
  ...words("numpy dtype f4 b1 f8 < > | C F latin1 a").map(
    (text) => `\x8c${String.fromCharCode(text.length)}${text}`,
  ),
  "\x8c\x05numpy\x8c\x05dtype\x93",
  "\x8c\x02f4\x89\x88\x87R",
  "(K\x03\x8c\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb",
];

/** What means something to a format, a character a byte. */
export const TOKENS: Readonly<Record<FormatName, readonly string[]>> = {
  npz: [
    ...words(
      "504b0102 504b0304 504b0506 504b0606 504b0607 504b0708 01001000 01001800 01000800 75700500 00 0300",
    ).map(fromHex),
    ...words("a.npy ../a.npy / \\ CON __proto__.npy C:"),
    ...NPY,
  ],
  pickle: [...PICKLE_OPERATIONS, ...PICKLE_NAMES, ...PICKLE_TEXTS],
  ngc: [...NGC_NAMES, ...NGC_VALUES],
  safetensors: SAFETENSORS,
  npy: NPY,
  model: [...JSON_TEXT, "\n--\n", '{"z0":{"args":[],"kwargs":{},"modulePath":"a"}}'],
  idx: words("00000801 00000902 00000b00 00000c20 00000d01 00000e01").map(fromHex),
};

function words(text: string): string[] {
  return text.split(" ");
}

function fromHex(word: string): string {
  return Buffer.from(word, "hex").toString("latin1");
}
