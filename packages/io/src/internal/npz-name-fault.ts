import { faultOf } from "../files/folder-names.ts";

/**
 * Why an array of that name is refused: here names are labels, but whoever unpacks the file makes paths of them.
 *
 * `W:0` and `dense/kernel:0` are fine, as TensorFlow's variables have such names.
 */
export function npzNameFault(name: string): string | undefined {
  if (name.includes("\\")) return "a backslash";
  if (/^[a-z]:\//i.test(name)) return "a drive";
  for (const part of name.replaceAll(/[<>:"|?*]/g, "_").split("/")) {
    if (part === "" || part === "." || part === "..") return `${JSON.stringify(part)} between slashes`;
    const fault = faultOf(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
