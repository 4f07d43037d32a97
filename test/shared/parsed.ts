import { SourceFile } from "../../lib/content";

/** Copies of the content differ in a file or two: each text is parsed once. */
const parsed = new Map<string, SourceFile>();
const { parse } = SourceFile;
SourceFile.parse = (text, file) => {
  const key = `${file}\n${text}`;
  const known = parsed.get(key) ?? parse.call(SourceFile, text, file);
  parsed.set(key, known);
  return known;
};
