/** What the system says of a file that a command reads or writes, in words: what is wrong, and what to do. */
const words: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder: write it, or name another",
  EISDIR: "it is a folder, where a file is wanted: name a file",
  ENOTDIR: "it is a file, where a folder is wanted: name a folder",
  EACCES: "its permissions do not let this be done: let who runs this do it, or name another place",
  EPERM: "its permissions do not let this be done: let who runs this do it, or name another place",
  EROFS: "it is where nothing can be written: name another place",
  ENOSPC: "no room is left where it is: make room, or name another place",
  ELOOP: "its links lead in a circle: name the file itself",
  ENAMETOOLONG: "its name is too long: name another",
  EEXIST: "it is there already: take it away, or name another",
  ENOTEMPTY: "it is not empty: empty it, or name another",
};

/** An error of the file system as one sentence; undefined for any other error. */
export function systemMessage(error: unknown): string | undefined {
  const { code = "", path, dest, syscall } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  const word = words[code];
  if (word === undefined || syscall === undefined) return undefined;
  // Of a folder that is read as a file the system tells no name.
  return `${dest ?? path ?? "what was named cannot be read"}: ${word}`;
}
