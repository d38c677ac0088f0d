import { plain } from "@app/bench/peers/plain";
import { workloads } from "@app/bench/workloads";
import { extractDocs } from "@tooling/docs/extract.ts";
import type { Plugin } from "vite";
import { type MeasuredOperation, sizesFrom } from "../src/pages/speed/cases.ts";

const id = "virtual:cases";

/** `virtual:cases`: the workloads of the benchmark that its plain loop has, so that the page lists them without carrying them. */
export function cases(): Plugin {
  return {
    name: "cases",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: async (source) =>
      source === `\0${id}` ? `export default ${JSON.stringify(await collect())}` : undefined,
  };
}

/** Workloads that are calls of a function with another name. */
const CALLS: Readonly<Record<string, { readonly entry: string; readonly note: string }>> = {
  spikesTimes: { entry: "matmul", note: "matmul, 3 % spikes" },
  arctanDerivative: { entry: "arctanEstimator", note: "of arctanEstimator" },
};

async function collect(): Promise<MeasuredOperation[]> {
  const docs = extractDocs();
  const found: MeasuredOperation[] = [];
  for (const { package: from, operation, sizes, prepare } of workloads) {
    const contender = await plain.enter(operation, prepare(sizes[0], "float32"), "float32");
    if (contender === undefined) continue;
    const { entry = operation, note = from } = CALLS[operation] ?? {};
    const hasEntry = docs.some((doc) => doc.package === from && doc.name === entry);
    found.push({ operation, note, entry: hasEntry ? entry : undefined, sizes: sizesFrom(sizes) });
  }
  return found;
}
