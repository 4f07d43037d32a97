/** A change to a file, its mark where the problem is expected, and the problem. */
export type Case = [
  what: string,
  file: string,
  from: string | RegExp,
  to: string,
  code: string,
  says: RegExp,
  suggests?: RegExp,
];
