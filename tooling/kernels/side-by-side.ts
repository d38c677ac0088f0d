import binaryen from "assemblyscript/binaryen";
import { all, head, type Node, parse, print } from "./wat.ts";

/** How many vectors a turn of a loop works on. */
const WIDTH = 4;
/** Where the first tile starts: a loop from here may run past its end, to the next multiple of four vectors. */
const TILE = 16384;
/** The bytes of a vector, by which the loops in the sources advance. */
const VECTOR = 16;

/**
 * Widens each loop over a tile from one vector a turn to four, statement by statement, so that the four are in flight
 * together: the steps of a polynomial wait for each other, those of four polynomials do not. exp: 2.8 -> 1.4 ns.
 *
 * Such a loop is `for (let at = TILE; at < end; at += 16)` over straight-line code. What it loads or stores at `at` becomes
 * four, 16 bytes apart. A vector of equal constants is read from memory, once for all four: V8 builds a `v128.const`
 * anew wherever it is used, which costs more than the load. One of unequal constants, the places of a swizzle, is set before
 * the loop: V8 has to see it to know that all of its places are within. Loops that hand a value to their next turn stay as they are.
 */
export function sideBySide(wasm: Uint8Array): Uint8Array {
  const before = binaryen.readBinary(wasm);
  before.setFeatures(binaryen.Features.SIMD128);
  before.runPasses(["flatten", "ssa-nomerge", "simplify-locals-notee-nostructure", "vacuum"]);
  const after = binaryen.parseText(print(widenModule(parse(before.emitText()))));
  before.dispose();
  after.setFeatures(binaryen.Features.SIMD128);
  after.runPasses(["coalesce-locals", "reorder-locals", "vacuum"]);
  if (!after.validate()) throw new Error("sideBySide: the widened module is not valid");
  const widened = after.emitBinary();
  after.dispose();
  return widened;
}

function widenModule(module: Node[]): Node[] {
  const constants: string[] = [];
  const widened = module.map((node) =>
    head(node) === "func" ? new Widening(node as Node[], constants).func : node,
  );
  if (constants.length === 0) return widened;
  const bytes = constants.flatMap((word) => [0, 8, 16, 24].map((shift) => (Number(word) >>> shift) & 255));
  const text = bytes.map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return [...widened, ["data", "$constants", ["i32.const", "0"], `"${text}"`]];
}

/** One function on its way; it collects the locals that are added. */
class Widening {
  readonly func: Node[];
  readonly #constants: string[];
  readonly #types = new Map<string, string>();
  readonly #added: Node[] = [];
  /** Constants of unequal lanes, each set once, at the function's start. */
  readonly #held = new Map<string, Node[]>();

  constructor(func: Node[], constants: string[]) {
    this.#constants = constants;
    for (const node of func)
      if (head(node) === "local") this.#types.set(node[1] as string, node[2] as string);
    const body = this.#loops(func);
    const start = body.findIndex(
      (node) => head(node) !== "" && !/^(param|result|local|export|type)$/.test(head(node)),
    );
    this.func = [...body.slice(0, start), ...this.#added, ...this.#held.values(), ...body.slice(start)];
  }

  #local(name: string, type: string): string {
    this.#added.push(["local", name, type]);
    return name;
  }

  #loops(nodes: Node[]): Node[] {
    return nodes.map((node, i) => {
      if (typeof node === "string") return node;
      const at = counterOf(node, nodes.slice(0, i));
      return at === undefined ? this.#loops(node) : this.#widen(node, at);
    });
  }

  #widen(node: Node[], at: string): Node[] {
    const [loop, label, [test, condition, [then, ...turn]]] = node as [Node, Node, [Node, Node, Node[]]];
    const advance = ["local.set", at, ["i32.add", ["local.get", at], ["i32.const", String(VECTOR * WIDTH)]]];
    const widened = this.#turn(turn.slice(0, -2), at);
    return [loop, label, [test, condition, [then, ...widened, advance, turn[turn.length - 1]]]];
  }

  #turn(statements: Node[], at: string): Node[] {
    const locals = new Map<string, string[]>();
    const shared = new Map<string, string>();
    return statements.flatMap((statement) => {
      const loads: Node[] = [];
      const body = this.#withoutConstants(statement, (load) => {
        const known = shared.get(print(load));
        if (known !== undefined) return ["local.get", known];
        const name = this.#local(`$constant${at.slice(1)}_${shared.size}`, "v128");
        shared.set(print(load), name);
        loads.push(["local.set", name, load]);
        return ["local.get", name];
      });
      const read = all([body], "local.get");
      if (!read.some((name) => name === at || locals.has(name))) return [...loads, body];
      for (const name of all([body], "local.set")) {
        const type = this.#types.get(name) as string;
        const others = Array.from({ length: WIDTH - 1 }, (_, k) => this.#local(`${name}_${k + 1}`, type));
        locals.set(name, [name, ...others]);
      }
      return [...loads, ...Array.from({ length: WIDTH }, (_, k) => copy(body, k, at, locals))];
    });
  }

  /** A node whose vectors of four or of two equal, non-zero constants are given to `share` as loads; others are held. */
  #withoutConstants(node: Node, share: (load: Node) => Node): Node {
    if (typeof node === "string") return node;
    if (node[0] !== "v128.const") return node.map((child) => this.#withoutConstants(child, share));
    const [, , low, high, ...others] = node as string[];
    if (others[0] !== low || others[1] !== high) return this.#hold(node);
    if (Number(low) === 0 && Number(high) === 0) return node;
    const words = low === high ? [low] : [low, high];
    const at = this.#constants.findIndex((_, i) => words.every((word, k) => this.#constants[i + k] === word));
    const index = at >= 0 ? at : this.#constants.push(...words) - words.length;
    return share([`v128.load${32 * words.length}_splat`, ["i32.const", String(4 * index)]]);
  }
  #hold(constant: Node): Node {
    const text = print(constant);
    const held = this.#held.get(text) ?? [
      "local.set",
      this.#local(`$held_${this.#held.size}`, "v128"),
      constant,
    ];
    this.#held.set(text, held);
    return ["local.get", held[1]];
  }
}

/** The name of the local that a loop over vectors counts with, or undefined where the loop is none or may not be widened. */
function counterOf(node: Node[], before: Node[]): string | undefined {
  if (node[0] !== "loop" || head(node[2]) !== "if" || head(node[2][2]) !== "then" || node[2].length > 3)
    return undefined;
  const [, ...statements] = node[2][2] as Node[];
  const advance = statements[statements.length - 2] ?? "";
  const at = head(advance) === "local.set" ? (advance[1] as string) : "";
  if (print(advance) !== `(local.set ${at} (i32.add (local.get ${at}) (i32.const ${VECTOR})))`)
    return undefined;
  if (!before.some((statement) => print(statement) === `(local.set ${at} (i32.const ${TILE}))`))
    return undefined;
  const body = statements.slice(0, -2);
  if (all(body, "call", "br", "br_if", "loop", "if", "local.tee").length > 0) return undefined;
  // A local that is read before it is written brings a value from the turn before.
  const unwritten = all(body, "local.set");
  for (const statement of body) {
    if (all([statement], "local.get").some((name) => unwritten.includes(name))) return undefined;
    for (const name of all([statement], "local.set")) unwritten.splice(unwritten.indexOf(name), 1);
  }
  return at;
}

/** A statement for the `k`th of the four vectors: its own locals, its own bytes. */
function copy(node: Node, k: number, at: string, locals: Map<string, string[]>): Node {
  if (typeof node === "string") return locals.get(node)?.[k] ?? node;
  const [operation, ...operands] = node.map((child) => copy(child, k, at, locals));
  if (!/\.(load|store)/.test(head(node))) return [operation, ...operands];
  const offset = operands.find((word) => typeof word === "string" && word.startsWith("offset=")) as
    | string
    | undefined;
  const others = operands.filter((word) => word !== offset);
  const address = others.find((word) => typeof word !== "string") as Node;
  if (print(address) !== `(local.get ${at})`) return [operation, ...operands];
  return [operation, `offset=${Number(offset?.slice(7) ?? 0) + VECTOR * k}`, ...others];
}
