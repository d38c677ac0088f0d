import { testGolden } from "@tooling/golden";
import * as activations from "./index.ts";

function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).constructor.name;
  }
  return "none";
}

testGolden(new URL("../test/golden/activations.json", import.meta.url), {
  ...activations,
  "error of softmax": (...args: Parameters<typeof activations.softmax>) =>
    errorOf(() => activations.softmax(...args)),
});
