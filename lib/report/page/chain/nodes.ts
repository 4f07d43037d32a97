import type { AgentStory, ChainLink } from "../../story/story";

/** A box of the picture. */
export interface Node {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  /** a state of `AgentLineage`; empty for what is touched */
  readonly state: ChainLink["state"] | "";
  readonly suspect: boolean;
}

/** A line of the picture. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly kind: "Broken" | "suspect" | "flow" | "";
}

/** Commit → image → agent → tools → data → hosts: boxes by layer, and the lines between them. */
export function graphOf(story: AgentStory): { layers: Node[][]; edges: Edge[] } {
  const link = (name: string): ChainLink | undefined => story.chain.find((one) => one.link === name);
  const [commit, image, agent] = [link("Commit"), link("Image"), link("Agent")];
  const code: [string, string, ChainLink | undefined, (value: string) => string][] = [
    [
      "commit",
      "Commit",
      commit,
      (value) => value.replace(/^https:\/\/(github\.com\/)?/, "").replace(/@(.{8}).*$/, "@$1"),
    ],
    ["image", "Image", image, (value) => (value.length > 16 ? `${value.slice(0, 15)}…` : value)],
    ["agent", "Agent", agent, () => story.agent.name],
  ];
  const chained = code
    .filter(([id, , one]) => id === "agent" || (one && one.state !== "Missing") || one?.value.replace("@", ""))
    .map(
      ([id, kind, one, name]): Node => ({
        id,
        kind,
        name: name(one?.value ?? "") || "unknown",
        detail: one?.detail ?? "",
        state: one?.state ?? "Missing",
        suspect: false,
      }),
    );
  const touched = (["tool", "data", "host"] as const).map((kind) =>
    story.touched.nodes
      .filter((node) => node.kind === kind)
      .map(
        (node): Node => ({
          id: `${kind}:${node.name}`,
          kind: kinds[kind],
          name: node.name.split("/").slice(-2).join("/"),
          detail: node.detail,
          state: "",
          suspect: node.suspect,
        }),
      ),
  );
  const suspects = new Set(
    touched
      .flat()
      .filter(({ suspect }) => suspect)
      .map(({ id }) => id),
  );
  const edges: Edge[] = [
    ...chained.slice(1).map(
      (to, i): Edge => ({
        from: chained[i]!.id,
        to: to.id,
        text: "",
        kind: [chained[i]!, ...(i === 0 ? [to] : [])].some(({ state }) => state === "Broken") ? "Broken" : "",
      }),
    ),
    ...touched[0]!.map(
      ({ id }): Edge => ({
        from: "agent",
        to: id,
        text: "",
        kind: story.touched.edges.some(({ from, to }) => from === id && suspects.has(to)) ? "suspect" : "",
      }),
    ),
    ...story.touched.edges.map(
      (edge): Edge => ({
        ...edge,
        kind: !suspects.has(edge.to) ? "" : edge.from.startsWith("data:") ? "flow" : "suspect",
      }),
    ),
  ];
  return { layers: [...chained.map((one) => [one]), ...touched].filter((layer) => layer.length > 0), edges };
}

const kinds = { tool: "Tool", data: "Data", host: "Host" } as const;
