import type { AgentStory } from "../story/story";
import { type Answer, answersOf } from "../telling/answers";
import { type Html, html } from "./html";

/** The seven answers as cards. */
export const answers = (story: AgentStory): Html => html`<dl class="answers">${answersOf(story).map(card)}</dl>`;

const card = ({ question, short, more, kind }: Answer, place: number): Html =>
  html`<div class="${place > 3 ? "wide " : ""}${kind ?? ""}"><dt>${question}</dt><dd><strong>${short}</strong>${more.map(
    (line) => html`<div>${typeof line === "string" ? line : html`<code>${line.code}</code>`}</div>`,
  )}</dd></div>`;
