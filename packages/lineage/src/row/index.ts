export { type LineageSubject, lineageRow, lineageStream } from "./lineage-row";
