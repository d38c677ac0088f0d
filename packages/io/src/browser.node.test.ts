import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** What a bundle for browsers of `code` gives, run where there is nothing of Node's. */
async function inBrowser(code: string): Promise<{ bundle: string; answer: unknown }> {
  const result = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "bundle",
    target: "es2022",
  });
  const bundle = result.outputFiles[0].text;
  const globals = { TextDecoder, TextEncoder, ReadableStream, CompressionStream, DecompressionStream };
  return { bundle, answer: await runInNewContext(`${bundle}; bundle.answer`, globals) };
}

describe("bundled for a browser", () => {
  it("decodeIdx works, and brings neither Node nor MessagePack", async () => {
    const { bundle, answer } = await inBrowser(
      'import { decodeIdx } from "./index.ts"; export const answer = decodeIdx(Uint8Array.of(0, 0, 8, 0, 7)).item();',
    );
    expect(answer).toBe(7);
    expect(bundle).not.toMatch(/node:|msgpack/);
  });

  it("openIdx brings neither Node nor MessagePack", async () => {
    const { bundle } = await inBrowser(
      'import { openIdx } from "./index.ts"; export const answer = typeof openIdx;',
    );
    expect(bundle).not.toMatch(/msgpack|opcode/);
  });

  it("encode and decode work, and bring nothing of Node", async () => {
    const { bundle, answer } = await inBrowser(
      'import { decode, encode } from "./index.ts"; export const answer = decode(encode(["é", 2n]))[1];',
    );
    expect(answer).toBe(2n);
    expect(bundle).not.toMatch(/node:fs/);
  });

  it("decodeNpz, decodeNpy and decodeSafetensors work, and bring neither Node nor MessagePack", async () => {
    const { bundle, answer } = await inBrowser(`
      import { decodeNpy, decodeNpz, decodeSafetensors, encodeNpy, encodeNpz, encodeSafetensors } from "./index.ts";
      const given = new Map([["a", [7]]]);
      const npz = encodeNpz(given, { compress: true }).then(decodeNpz);
      const { tensors } = decodeSafetensors(encodeSafetensors({ tensors: given }));
      export const answer = npz.then((read) => [decodeNpy(encodeNpy([5])), read.get("a"), tensors.get("a")].join(" "));
    `);
    expect(answer).toBe("Tensor float32 [1]\n[5] Tensor float32 [1]\n[7] Tensor float32 [1]\n[7]");
    expect(bundle).not.toMatch(/node:|msgpack/);
  });

  it("serialize says what it needs", async () => {
    const { answer } = await inBrowser(
      'import { serialize } from "./index.ts"; export const answer = serialize("a", 1).catch((error) => [error.code, error.message].join(" "));',
    );
    expect(answer).toMatch(/^UNSUPPORTED serialize: .* is required, got a place without their files/);
  });
});
