export { bytes, count, duration, instant, percent } from "./figures";
export { plainText } from "./plain-text";
