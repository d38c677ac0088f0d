import { FormatError } from "../format-error.ts";
import { convert } from "./convert.ts";
import { inspect } from "./inspect.ts";

/** The program's own words, for `--help`. */
export const USAGE = `ngc-io inspect FILE   what is inside: shapes, dtypes, a histogram for each array
ngc-io convert A B    writes what A holds to B, in the format of B's name

Read are .npy .npz .safetensors .ngc .msgpack .pkl and idx, written .npy .npz .safetensors .ngc.
A folder that ngc-learn saved a model to can be inspected, too.
Nothing in a file is run.`;

/** The lines that a command prints to a terminal of that width. */
export async function run(args: readonly string[], width: number): Promise<string[]> {
  const [command, ...names] = args;
  if (command === "inspect" && names.length === 1)
    return inspect(names[0], width).catch((error) => {
      throw withName(command, names[0], error);
    });
  if (command === "convert" && names.length === 2)
    return convert(names[0], names[1]).catch((error) => {
      throw withName(command, names[0], error);
    });
  if (command === "--help") return USAGE.split("\n");
  throw new RangeError("usage: inspect FILE or convert A B is required, got other words (--help says more)");
}

/** Puts the command in front of what a writer, or the reader of models, says under its own name; and the file, which only errors of the disk name. */
function withName(command: string, name: string, error: unknown): unknown {
  const front = `${command}: `;
  if (!(error instanceof Error) || error.message.startsWith(front)) return error;
  if ("syscall" in error) error.message = `${front}${error.message}`;
  else if (error instanceof FormatError) error.message = `${front}${name}: ${error.message}`;
  return error;
}
