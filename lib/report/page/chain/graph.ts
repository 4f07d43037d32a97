import type { AgentStory, ChainLink } from "../../story/story";
import { type Html, html } from "../html";
import { table } from "../table";
import { across, down, ends, type Layout, type Placed } from "./layout";
import { type Edge, graphOf } from "./nodes";

/** From the commit to the host: what the agent runs and what it touched, with the broken link in view. */
export function chainGraph(story: AgentStory): Html {
  const { layers, edges } = graphOf(story);
  const broken = story.chain.filter(({ state }) => state === "Broken");
  const image = broken.find(({ link }) => link === "Image") ?? broken[0];
  const review = story.chain.find(({ link }) => link === "Review");
  const why = [image && `${image.link}: ${image.detail}`, review?.state === "Missing" && `Review: ${review.detail}`];
  const said = why.filter((text): text is string => typeof text === "string");
  const label = `From commit to host: ${layers
    .flat()
    .map(({ kind, name, state }) => `${kind} ${name}${state ? ` (${state})` : ""}`)
    .join(", ")}`;
  return html`<section class="part graph"><h2>From the commit to the host</h2>
<p class="note">The chain behind what the agent did last, and what it touched from the beginning of harm. A dotted line joins what was read and sent in one go under the same label.</p>
${picture("wide", label, across(layers, edges), edges)}${picture("tall", label, down(layers), edges)}
${broken.length > 0 && html`<div class="callout"><p><strong>The chain is broken at ${broken.map(({ link }) => link.toLowerCase()).join(", ")}.</strong> ${said.join(". ")}.</p></div>`}
${story.chain.length > 0 && html`<details><summary>Every link of the chain</summary>${links(story.chain)}</details>`}</section>`;
}

const links = (chain: readonly ChainLink[]): Html =>
  table(
    "The chain, from the last action back to the review",
    ["link", "state", "what", "why"],
    chain.map(({ link, state, value, detail }) => [
      link,
      html`<span class="tag ${stateKind[state]}">${state}</span>`,
      html`<code>${value}</code>`,
      detail,
    ]),
  );

const stateKind = { Proven: "good", Claimed: "", Broken: "bad", Missing: "bad" } as const;

function picture(name: "wide" | "tall", label: string, layout: Layout, edges: readonly Edge[]): Html {
  const at = new Map(layout.placed.map((one) => [one.node.id, one]));
  const drawn = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    return from && to ? [line(edge, from, to, layout)] : [];
  });
  const size = `0 0 ${layout.width} ${Math.round(layout.height)}`;
  return html`<svg class="${name}" role="img" aria-label="${label}" viewBox="${size}">${drawn}${layout.placed.map((one) => box(one, layout.boxWidth))}</svg>`;
}

type Point = readonly [x: number, y: number];

function line(edge: Edge, from: Placed, to: Placed, { boxWidth, across: flat, via }: Layout): Html {
  const { kind, text } = edge;
  const first: Point = flat
    ? [from.x + boxWidth, from.y + from.height / 2]
    : [from.x + boxWidth / 2, from.y + from.height];
  const last: Point = flat ? [to.x, to.y + to.height / 2] : [to.x + boxWidth / 2, to.y];
  const points = [first, ...(via.get(ends(edge)) ?? []), last];
  const path = `M${at(first)}${points
    .slice(1)
    .map((point, i) => curve(points[i]!, point, flat))
    .join("")}`;
  const [x, y] = points.at(-2)!;
  const [mx, my] = [(x + last[0]) / 2, (y + last[1]) / 2];
  const cross =
    kind === "Broken" &&
    html`<g class="cross"><circle cx="${mx}" cy="${my}" r="9"/><path d="M${mx - 4} ${my - 4}l8 8m0-8l-8 8"/></g>`;
  const on = text && flat && html`<text class="on" x="${mx}" y="${my - 5}" text-anchor="middle">${text}</text>`;
  return html`<path class="${kind}" d="${path}"/>${on}${cross}`;
}

const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Bends between layers only: through a layer it goes straight. */
function curve(from: Point, to: Point, flat: boolean): string {
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [a, b]: [Point, Point] = flat
    ? [
        [mx, from[1]],
        [mx, to[1]],
      ]
    : [
        [from[0], my],
        [to[0], my],
      ];
  return `C${at(a)} ${at(b)} ${at(to)}`;
}

function box({ node, x, y, lines, height }: Placed, width: number): Html {
  const classes = [node.state, node.suspect ? "suspect" : ""].filter((name) => name !== "").join(" ");
  return html`<g class="${classes}"><title>${node.kind}: ${node.name}. ${node.detail}</title><rect x="${x}" y="${round(y)}" width="${width}" height="${height}" rx="9"/>${lines.map(
    (one) => html`<text class="${one.kind}" x="${x + 10}" y="${round(y + one.y)}">${one.text}</text>`,
  )}</g>`;
}
