import { SourceFile } from "../../lib/content";

/** Copies of the content differ in a file or two: each text is parsed once, and its data taken out once. */
const parsed = new Map<string, SourceFile>();
const { parse } = SourceFile;
SourceFile.parse = (text, file) => {
  const key = `${file}\n${text}`;
  const known = parsed.get(key) ?? parse.call(SourceFile, text, file);
  parsed.set(key, known);
  return known;
};

const taken = new WeakMap<SourceFile, unknown>();
const { get } = Object.getOwnPropertyDescriptor(SourceFile.prototype, "data")!;
Object.defineProperty(SourceFile.prototype, "data", {
  get(this: SourceFile): unknown {
    const data = taken.get(this) ?? get!.call(this);
    if (data !== null && data !== undefined) taken.set(this, data);
    return data;
  },
});
