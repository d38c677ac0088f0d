import type { MetricInput, MetricRow } from "@ngc/metrics/catalogue";
import { oneHot, type Tensor, tensor } from "@ngc/tensor";
import { type ParameterValues, parameterArguments } from "@ngc/tensor/catalogue";

/** The bars as the numbers that an input holds, one row. */
export function asInput(holds: MetricInput["holds"], bars: readonly number[]): Tensor<"float64"> {
  return tensor([numbersFor(holds, bars)], undefined, "float64");
}

function numbersFor(holds: MetricInput["holds"], bars: readonly number[]): number[] {
  if (holds === "binary") return bars.map((bar) => (bar < 0.5 ? 0 : 1));
  if (holds === "one-hot") return Array.from(oneHot([[...bars]]).data);
  if (holds !== "distribution") return [...bars];
  // Bars that are all at 0 say nothing of their shares: then each has the same.
  const total = bars.reduce((sum, bar) => sum + bar, 0);
  return bars.map((bar) => (total > 0 ? bar / total : 1 / bars.length));
}

/** The metric's score of one row. */
export function scoreOf(row: MetricRow, inputs: readonly Tensor[], values: ParameterValues): number {
  const call = row.f as (...args: unknown[]) => number | Tensor;
  const score = call(...inputs, ...parameterArguments(row.parameters, values));
  return typeof score === "number" ? score : Number(score.data[0]);
}
