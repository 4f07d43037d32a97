/** A block of a synthesized stack. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A synthesized stack: what it makes, and what it reads. */
export interface Stack {
  readonly resources: readonly Block[];
  readonly data: readonly Block[];
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Reads a `cdk.tf.json`. */
export function stackOf(text: string): Stack {
  const { resource, data } = JSON.parse(text) as { resource?: Blocks; data?: Blocks };
  return { resources: blocksOf(resource), data: blocksOf(data) };
}

const blocksOf = (found: Blocks = {}): Block[] =>
  Object.entries(found).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({ type, name, attributes })),
  );
