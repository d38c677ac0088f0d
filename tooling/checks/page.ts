/** The names of the Python page, by the package that has them here and the Python module that lists them. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "@ngc/tensor": { model_utils: "binarize clamp_max clamp_min normalize_matrix one_hot" },
  "@ngc/random": { model_utils: "drop_out initialize_params" },
  "@ngc/activations": {
    model_utils: `create_function d_heaviside d_identity d_lrelu d_relu d_relu6 d_sigmoid d_softplus d_tanh d_threshold
      heaviside identity inverse_logistic inverse_tanh lrelu relu relu6 sigmoid softmax softplus tanh threshold
      threshold_cauchy threshold_soft`,
  },
  "@ngc/metrics": {
    metric_utils: "measure_ACC measure_BCE measure_CatNLL measure_KLD measure_MSE measure_sparsity",
    model_utils: "measure_ACC measure_BCE measure_CatNLL measure_KLD measure_MSE",
  },
  "@ngc/data": { data_loader: "DataLoader", patch_utils: "generate_patch_set" },
  "@ngc/io": { io_utils: "deserialize makedir makedirs serialize", model_utils: "pull_equations" },
  "@ngc/surrogate": {
    surrogate_fx: "arctan_estimator secant_lif_estimator straight_through_estimator triangular_estimator",
  },
};

/** A name of the page: what Python calls it and where it is here. */
export interface PageName {
  readonly package: string;
  /** `relu`, `measureBCE`: Python's name in camelCase. */
  readonly name: string;
  /** The dotted name, once for each module that lists it. */
  readonly python: readonly string[];
}

/** Every name of the page, in the order of its modules and of the alphabet. */
export function pageNames(): PageName[] {
  return Object.entries(NAMES).flatMap(([packageName, modules]) => {
    const listed = Object.entries(modules).flatMap(([module, names]) =>
      names
        .split(/\s+/)
        .map((name) => ({ name: camelCase(name), python: `ngclearn.utils.${module}.${name}` })),
    );
    const names = [...new Set(listed.map(({ name }) => name))];
    return names.map((name) => ({
      package: packageName,
      name,
      python: listed.filter((row) => row.name === name).map(({ python }) => python),
    }));
  });
}

/** `measure_CatNLL` -> `measureCatNLL`: each underscore goes, and raises the letter behind it. */
export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
