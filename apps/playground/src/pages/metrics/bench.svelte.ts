import { catalogue } from "@ngc/metrics/catalogue";
import { defaultValues } from "@ngc/tensor/catalogue";

/** The bars at first. */
export const start = {
  p: [0.05, 0.3, 0.9, 0.35, 0.1, 0.02, 0.15, 0.05],
  x: [0.1, 0.2, 0.7, 0.6, 0.2, 0.05, 0.05, 0.1],
};

/** The bars and each metric's options; of the module, so that who comes back finds them as they were left. */
export const bench = $state({
  p: [...start.p],
  x: [...start.x],
  options: Object.fromEntries(
    catalogue.map(({ name, parameters }) => [name, { ...defaultValues(parameters) }]),
  ),
});
