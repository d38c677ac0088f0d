import { type Limits, OBJECT_VALUES } from "../../limits.ts";
import { PickleCalls } from "./calls.ts";
import { PickleCursor } from "./cursor.ts";
import { type Item, isNode, show } from "./nodes.ts";
import { OP, REFUSED } from "./opcodes.ts";

/** As many entries as a Map holds in V8. */
const MOST_VALUES = 0xff_ffff;

/** The last protocol that there is. */
const LAST_PROTOCOL = 5;

/**
 * Python's pickle machine, with nothing behind it: a stack, a memo, and of all functions that Python would import only the few of
 * {@link PickleCalls}. What it builds are nodes; each operation makes at most a few from what the pickle holds.
 */
export class PickleMachine extends PickleCursor {
  readonly limits: Limits;
  readonly #calls: PickleCalls;
  readonly #stack: Item[] = [];
  readonly #memo = new Map<number, Item>();
  /** Where on the stack the open marks lie. */
  readonly #marks: number[] = [];
  #frameEnd = 0;
  #values = 0;

  constructor(fn: string, bytes: Uint8Array, limits: Limits) {
    super(fn, bytes);
    this.limits = { ...limits, values: Math.min(limits.values, MOST_VALUES) };
    this.#calls = new PickleCalls(this, limits);
  }

  /** The object on the stack when the pickle stops. */
  run(): Item {
    this.need(1);
    while (true) {
      const start = this.at;
      if (start === this.end) return this.fail("BAD_HEADER", "a pickle must end with STOP, got its end");
      const op = this.bytes[this.at++];
      if (op === OP.STOP) break;
      let item = this.literal(op);
      if (item === undefined) item = this.#built(op);
      if (item === undefined) this.#execute(op);
      else this.#push(item);
      if (start < this.#frameEnd && this.at > this.#frameEnd)
        this.fail("LENGTH_LIE", "an operation must end within its frame, got one that goes on");
    }
    const object = this.#pop();
    if (this.#stack.length + this.#marks.length > 0)
      this.fail("BAD_HEADER", "one object must be left when a pickle stops, got more");
    if (this.at < this.end)
      this.fail("TRAILING", `the pickle must end after ${this.at} bytes, got ${this.end}`);
    return object;
  }

  /** What an operation pushes that takes from the stack or the memo, or undefined for one that pushes nothing. */
  #built(op: number): Item | undefined {
    switch (op) {
      case OP.DUP:
        return this.#top();
      case OP.GET:
        return this.#recall(this.#index());
      case OP.BINGET:
        return this.#recall(this.length(1));
      case OP.LONG_BINGET:
        return this.#recall(this.length(4));
      case OP.TUPLE:
        return { kind: "tuple", items: this.#popMark() };
      case OP.TUPLE1:
      case OP.TUPLE2:
      case OP.TUPLE3:
        return { kind: "tuple", items: this.#popLast(op - OP.TUPLE1 + 1) };
      case OP.LIST:
        return { kind: "list", items: this.#popMark() };
      case OP.FROZENSET:
        return { kind: "set", items: this.#popMark() };
      case OP.DICT:
        return { kind: "dict", items: this.#pairs(this.#popMark()) };
      case OP.GLOBAL:
        return this.#calls.global(this.line(), this.line());
      case OP.STACK_GLOBAL:
        return this.#stackGlobal();
      case OP.REDUCE: {
        const [callee, args] = this.#popLast(2);
        return this.#calls.call(callee, args);
      }
      default:
        return undefined;
    }
  }

  #execute(op: number): void {
    switch (op) {
      case OP.PROTO:
        this.#protocol();
        break;
      case OP.FRAME:
        this.#frame();
        break;
      case OP.MARK:
        this.#count(1);
        this.#marks.push(this.#stack.length);
        break;
      case OP.POP:
        if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
        else this.#pop();
        break;
      case OP.POP_MARK:
        this.#popMark();
        break;
      case OP.PUT:
        this.#keep(this.#index());
        break;
      case OP.BINPUT:
        this.#keep(this.length(1));
        break;
      case OP.LONG_BINPUT:
        this.#keep(this.length(4));
        break;
      case OP.MEMOIZE:
        this.#keep(this.#memo.size);
        break;
      case OP.APPEND:
        this.#add("list", this.#popLast(1));
        break;
      case OP.APPENDS:
        this.#add("list", this.#popMark());
        break;
      case OP.ADDITEMS:
        this.#add("set", this.#popMark());
        break;
      case OP.SETITEM:
        this.#add("dict", this.#popLast(2));
        break;
      case OP.SETITEMS:
        this.#add("dict", this.#pairs(this.#popMark()));
        break;
      case OP.BUILD: {
        const state = this.#pop();
        this.#calls.build(this.#top(), state);
        break;
      }
      default:
        this.at--;
        if (Object.hasOwn(REFUSED, op))
          this.fail("UNSUPPORTED", `only plain data and arrays are read, got ${REFUSED[op]}`);
        this.fail("BAD_HEADER", `an operation of pickles is required, got byte ${op}`);
    }
  }

  #protocol(): void {
    if (this.at !== 1) this.fail("BAD_HEADER", "a protocol must stand first, got one later");
    const protocol = this.length(1);
    if (protocol > LAST_PROTOCOL)
      this.fail("BAD_VERSION", `a protocol up to ${LAST_PROTOCOL} is required, got ${protocol}`);
  }

  #frame(): void {
    if (this.at <= this.#frameEnd) this.fail("BAD_HEADER", "a frame must end before the next, got one in it");
    // `length` has seen that as many bytes are there.
    const length = this.length(8);
    this.#frameEnd = this.at + length;
  }

  #index(): number {
    const text = this.line();
    const index = Number(text);
    return /^\d+$/.test(text) && index < 2 ** 32
      ? index
      : this.fail("BAD_HEADER", `a place of the memo is required, got ${show(text)}`);
  }

  #recall(index: number): Item {
    const item = this.#memo.get(index);
    return item === undefined
      ? this.fail("BAD_HEADER", `the memo must hold what is taken from it, got place ${index}`)
      : item;
  }

  #stackGlobal(): Item {
    const [module, name] = this.#popLast(2);
    if (typeof module !== "string" || typeof name !== "string")
      return this.fail("BAD_HEADER", `a name must be two strings, got ${show(module)} and ${show(name)}`);
    return this.#calls.global(module, name);
  }

  #push(item: Item): void {
    this.#count(typeof item === "object" && item !== null ? OBJECT_VALUES : 1);
    this.#stack.push(item);
  }

  /** Puts the top of the stack into the memo, whose places are counted up from 0: others could be chosen to fall together in the Map. */
  #keep(index: number): void {
    this.#count(index > this.limits.values ? index : 1);
    this.#memo.set(index, this.#top());
  }

  #count(values: number): void {
    this.#values += values;
    if (this.#values > this.limits.values)
      this.fail("LIMIT", `at most ${this.limits.values} values are read, got more`, this.limits.values);
  }

  #top(): Item {
    this.#hold(1);
    return this.#stack[this.#stack.length - 1];
  }

  #pop(): Item {
    return this.#popLast(1)[0];
  }

  #popLast(count: number): Item[] {
    this.#hold(count);
    return this.#stack.splice(-count);
  }

  /** Throws unless the stack holds as much above the last mark. */
  #hold(count: number): void {
    const held = this.#stack.length - (this.#marks.at(-1) ?? 0);
    if (held < count) this.fail("BAD_HEADER", `${count} values must be on the stack, got ${held}`);
  }

  #popMark(): Item[] {
    const mark = this.#marks.pop();
    return mark === undefined
      ? this.fail("BAD_HEADER", "a mark must be on the stack, got none")
      : this.#stack.splice(mark);
  }

  #pairs(items: Item[]): Item[] {
    return items.length % 2 === 0
      ? items
      : this.fail("BAD_HEADER", `a dict must hold keys and values, got ${items.length} items`);
  }

  #add(kind: "list" | "dict" | "set", items: readonly Item[]): void {
    const to = this.#top();
    if (!isNode(to, kind)) this.fail("BAD_HEADER", `a ${kind} is required, got ${show(to)}`);
    else for (const item of items) to.items.push(item);
  }
}
