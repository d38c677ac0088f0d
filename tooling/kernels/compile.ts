import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import asc from "assemblyscript/asc";
import { sideBySide } from "./side-by-side.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A kernel's source and the module that is made of it, both from the root of the workspace. */
interface KernelFile {
  readonly source: string;
  readonly generated: string;
}

/** Every `packages/<name>/kernels/<file>.ts`; its bytes go to `packages/<name>/src/<file>.kernel.generated.ts`. */
function kernelFiles(): KernelFile[] {
  return readdirSync(join(ROOT, "packages")).flatMap((name) =>
    readdirSync(join(ROOT, "packages", name))
      .filter((folder) => folder === "kernels")
      .flatMap((folder) => readdirSync(join(ROOT, "packages", name, folder)))
      .map((file) => ({
        source: `packages/${name}/kernels/${file}`,
        generated: `packages/${name}/src/${basename(file, ".ts")}.kernel.generated.ts`,
      })),
  );
}

/** The WebAssembly module of a source. */
export async function compile(source: string): Promise<Uint8Array> {
  const options =
    "-O3 --converge --noAssert --runtime stub --enable simd --initialMemory 1 --outFile kernel.wasm";
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([source, "--baseDir", ROOT, ...options.split(" ")], {
    writeFile: (_name, contents) => {
      wasm = contents as Uint8Array;
    },
  });
  if (error !== null || wasm === undefined)
    throw new Error(`${source}: ${stderr.toString()}`, { cause: error });
  return sideBySide(wasm);
}

/** The text of the module that a package imports: a literal, so that a bundler drops it with the function that uses it. */
async function generate({ source, generated }: KernelFile): Promise<string> {
  const name = basename(source, ".ts").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const from = generated.startsWith("packages/tensor/") ? "./internal/tile.ts" : "@ngc/tensor/authoring";
  const base64 = Buffer.from(await compile(source)).toString("base64");
  return `// Compiled from ../kernels/${basename(source)} by \`npm run kernels\`.
import type { Kernel } from "${from}";

export const ${name}Kernel: Kernel = { wasm: "${base64}" };
`;
}

/** The generated files that are not what their sources compile to. */
export async function staleKernels(): Promise<string[]> {
  const stale: string[] = [];
  for (const file of kernelFiles())
    if ((await generate(file)) !== readIfThere(join(ROOT, file.generated))) stale.push(file.generated);
  return stale;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  for (const file of kernelFiles()) {
    const text = await generate(file);
    writeFileSync(join(ROOT, file.generated), text);
    console.log(`${file.generated}: ${text.length} characters`);
  }
}
