/** What commands print, as text. */
export { responseText } from "./response-text";
export { simulationText } from "./simulation-text";
