import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import type { ElementName } from "../elements.ts";

/** What the stack and the memo of a pickle hold: plain values as they are, all else as nodes that are made into values at the end. */
export type Item = null | boolean | number | bigint | string | Node;

export type Node = Collection | Bytes | Global | ArrayType | ArrayNode;

/** In a dict keys and values alternate. */
export type Collection = {
  [K in "list" | "tuple" | "dict" | "set"]: { readonly kind: K; readonly items: Item[] };
}["list" | "tuple" | "dict" | "set"];

/** A view of the pickle where it can be one. */
export interface Bytes {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
}

/** What a name of the allow list stands for; nothing is imported. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
}

/** A `numpy.dtype`. */
export interface ArrayType {
  readonly kind: "dtype";
  readonly name: ElementName;
  little: boolean;
}

/** A `numpy.ndarray`, which has no elements before its state is set. */
export interface ArrayNode {
  readonly kind: "array";
  tensor?: Tensor;
}

/** Whether this is a node of that kind. */
export function isNode<K extends Node["kind"]>(
  item: Item | undefined,
  kind: K,
): item is Extract<Node, { readonly kind: K }> {
  return typeof item === "object" && item !== null && item.kind === kind;
}

/** An item, as messages show it. */
export function show(item: Item | undefined): string {
  return typeof item === "object" && item !== null ? `a ${item.kind}` : describe(item);
}
