export { repeatsKey } from "./repeats-key";
