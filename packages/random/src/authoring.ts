export { asKey } from "./key.ts";
