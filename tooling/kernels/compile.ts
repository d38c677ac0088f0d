import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import asc from "assemblyscript/asc";
import { sideBySide } from "./side-by-side.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A kernel's source, the module that is made of it, and the package that both are in. */
interface KernelFile {
  readonly folder: string;
  readonly source: string;
  readonly generated: string;
}

/** Every `packages/<name>/kernels/<file>.ts`, but not what these share in `kernels/maths`; its bytes go to `src/<file>.kernel.generated.ts`. */
function kernelFiles(): KernelFile[] {
  return readdirSync(join(ROOT, "packages"))
    .map((name) => join(ROOT, "packages", name))
    .filter((folder) => existsSync(join(folder, "kernels")))
    .flatMap((folder) =>
      readdirSync(join(folder, "kernels"))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => ({
          folder,
          source: `kernels/${file}`,
          generated: join(folder, "src", `${basename(file, ".ts")}.kernel.generated.ts`),
        })),
    );
}

/** The WebAssembly module of a package's source. */
async function compile({ folder, source }: KernelFile): Promise<Uint8Array> {
  const options =
    "-O3 --converge --noAssert --runtime stub --enable simd --initialMemory 1 --outFile kernel.wasm";
  let wasm: Uint8Array | undefined;
  // From the package's folder, where its node_modules have the shared sources as `@tooling/kernels/assembly/…`.
  const { error, stderr } = await asc.main([source, "--baseDir", folder, ...options.split(" ")], {
    writeFile: (_name, contents) => {
      wasm = contents as Uint8Array;
    },
  });
  if (error !== null || wasm === undefined)
    throw new Error(`${folder}/${source}: ${stderr.toString()}`, { cause: error });
  return sideBySide(wasm);
}

/** The text of the module that a package imports: a literal, so that a bundler drops it with the function that uses it. */
async function generate(file: KernelFile): Promise<string> {
  const name = basename(file.source, ".ts").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const from = basename(file.folder) === "tensor" ? "./internal/tile.ts" : "@ngc/tensor/authoring";
  // Hexadecimal, since gzip finds in it what repeats in the code: all kernels weigh 30.5 KB compressed, in base64 38.9.
  const digits = Buffer.from(await compile(file)).toString("hex");
  return `// Compiled from ../${file.source} by \`npm run kernels\`.
import type { Kernel } from "${from}";

export const ${name}Kernel: Kernel = { wasm: "${digits}" };
`;
}

/** The generated files that are not what their sources compile to. */
export async function staleKernels(): Promise<string[]> {
  const stale: string[] = [];
  for (const file of kernelFiles()) {
    const there = existsSync(file.generated) ? readFileSync(file.generated, "utf8") : "";
    if (there !== (await generate(file))) stale.push(relative(ROOT, file.generated));
  }
  return stale;
}

if (import.meta.main) {
  for (const file of kernelFiles()) {
    const text = await generate(file);
    writeFileSync(file.generated, text);
    console.log(`${relative(ROOT, file.generated)}: ${text.length} characters`);
  }
}
