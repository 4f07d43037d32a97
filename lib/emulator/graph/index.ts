export { Directory } from "./directory";
export { FakeGraph, type GraphCall, type GraphOptions } from "./graph";
export type { DirectoryData, GraphObject, Relation } from "./model";
export { GraphServer } from "./server";
export type { DirectoryWrite, SentMail } from "./write";
