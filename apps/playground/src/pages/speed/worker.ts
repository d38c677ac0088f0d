import { ngc } from "@app/bench/peers/ngc";
import { plain } from "@app/bench/peers/plain";
import { runCase } from "@app/bench/run-case";
import { workloads } from "@app/bench/workloads";
import { loadKernel } from "@ngc/tensor/authoring";
import { effortFor, tickOf } from "./clock.ts";
import type { Order, Report } from "./protocol.ts";

/** The least module with a memory and an instruction of SIMD: where it loads, the packages' kernels do. */
const PROBE =
  "0061736d010000000104016000000302010005030100010" +
  "70a01066d656d6f727902000a17011500fd0c000000000000000000000000000000001a0b";

function send(report: Report): void {
  postMessage(report);
}

async function measureAll({ cases }: Order): Promise<void> {
  send({ kind: "begun", hasKernels: loadKernel({ wasm: PROBE }) !== undefined });
  const effort = effortFor(tickOf(() => performance.now()));
  for (const { operation, size } of cases) {
    const workload = workloads.find((one) => one.operation === operation);
    if (workload === undefined) throw new Error(`there is no workload ${operation}`);
    // float32 is the loop's only dtype.
    const result = await runCase({ workload, size, dtype: "float32" }, ngc, [plain], effort);
    send({ kind: "measured", result });
  }
}

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    await measureAll(data);
  } catch (error) {
    send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
