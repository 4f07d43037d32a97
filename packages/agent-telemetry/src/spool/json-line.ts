/** The object that a line of a file holds; undefined where the line was written by half or holds something else. */
export function objectIn<T extends object>(line: string): T | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
