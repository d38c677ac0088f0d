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
  const globals = { TextDecoder, TextEncoder };
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

  it("encode and decode work, and bring nothing of Node", async () => {
    const { bundle, answer } = await inBrowser(
      'import { decode, encode } from "./index.ts"; export const answer = decode(encode(["é", 2n]))[1];',
    );
    expect(answer).toBe(2n);
    expect(bundle).not.toMatch(/node:fs/);
  });

  it("serialize says what it needs", async () => {
    const { answer } = await inBrowser(
      'import { serialize } from "./index.ts"; export const answer = serialize("a", 1).catch((error) => [error.code, error.message].join(" "));',
    );
    expect(answer).toMatch(/^UNSUPPORTED serialize: .* is required, got a place without their files/);
  });
});
