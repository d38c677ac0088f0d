import { CLASSES, createClassifier, PIXELS } from "@app/exhibits/digits";
import { key, uniform } from "@ngc/random";
import { oneHotLabels } from "@ngc/tensor";
import { type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@app/exhibits");

export const exhibitsWorkloads: readonly Workload[] = [
  // Batches of 50, which the exhibit learns from, and of 1,000; the pixels are drawn, for how long a step takes does not depend on them.
  workload(
    "learnDigits",
    "model",
    (size) => {
      const rows = size / PIXELS;
      const labels = Array.from({ length: rows }, (_, row) => row % CLASSES);
      const { weights, biases } = createClassifier(key(1));
      return [uniform(key(2), [rows, PIXELS]), oneHotLabels(labels, CLASSES), weights, biases, 0.3, 0.1, 7];
    },
    [39_200, 784_000],
    ["float32"],
  ),
];
