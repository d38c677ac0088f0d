/** What the catalogues of packages are made of, and how a row is called: for tests and sites that go through all functions. */

/** A parameter of a function, as a catalogue describes it. */
export interface Parameter {
  /** Its name in the call, in camelCase. */
  readonly name: string;
  /** Its value where none is given; undefined where the call must give one. */
  readonly default: number | boolean | undefined;
  /** The values worth trying, for sliders and tests; none for a flag. */
  readonly range?: readonly [low: number, high: number];
  /** Whether it is an argument of its own, not an entry of the options. */
  readonly positional?: true;
}

/** What a catalogue says of a function that has a curve; the tests and the playground are made from it. */
export interface CurveRow {
  /** The exported name. */
  readonly name: string;
  /** The Python name, with its module. */
  readonly python: string;
  /** The formula, in TeX. */
  readonly tex: string;
  /** The derivative's formula, in TeX. */
  readonly derivativeTex?: string;
  readonly parameters: readonly Parameter[];
  /** Where the derivative jumps. */
  readonly kinks: (values: ParameterValues) => readonly number[];
  /** What the derivative is where it is not the slope, in a few words; then only its values are tested. */
  readonly slope?: string;
  /** The part of the x axis worth looking at. */
  readonly plot: readonly [low: number, high: number];
  /** Whether an element's value depends on its whole row. */
  readonly rowwise?: true;
}

/** A value for each parameter, by name. */
export type ParameterValues = Readonly<Record<string, number | boolean>>;

/** The arguments after `x` of a function with these parameters: the positional ones, then the options. */
export function parameterArguments(parameters: readonly Parameter[], values: ParameterValues): unknown[] {
  const positional = parameters.filter((parameter) => parameter.positional).map(({ name }) => values[name]);
  const options = parameters
    .filter((parameter) => !parameter.positional)
    .map(({ name }) => [name, values[name]]);
  return options.length === 0 ? positional : [...positional, Object.fromEntries(options)];
}

/** The default of each parameter; where there is none, the middle of its range. */
export function defaultValues(parameters: readonly Parameter[]): ParameterValues {
  return Object.fromEntries(
    parameters.map(({ name, default: value, range = [0, 0] }) => [name, value ?? (range[0] + range[1]) / 2]),
  );
}
