/** What commands print, as text. */
export { duration } from "./format";
export { responseText } from "./response-text";
export { simulationText } from "./simulation-text";
