export { Directory } from "./directory";
export { FakeGraph, type GraphCall } from "./graph";
export type { DirectoryData, GraphObject } from "./model";
export { GraphServer } from "./server";
export type { DirectoryWrite, SentMail } from "./write";
