import type { ScalarEvent } from "js-yaml";

interface Node {
  /** offset of its first character, behind its anchor and tag */
  readonly start: number;
  /** How many nodes it stands for, aliases written out. */
  size: number;
}

/** A text, number, truth value or nothing. */
export interface ScalarNode extends Node {
  readonly kind: "scalar";
  readonly event: ScalarEvent;
}

/** What is written elsewhere. */
export interface AliasNode extends Node {
  readonly kind: "alias";
}

export interface SequenceNode extends Node {
  readonly kind: "sequence";
  readonly items: YamlNode[];
}

export interface MappingNode extends Node {
  readonly kind: "mapping";
  readonly entries: { readonly key: YamlNode; value?: YamlNode }[];
}

export type YamlNode = ScalarNode | AliasNode | SequenceNode | MappingNode;
