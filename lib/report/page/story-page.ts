import type { Story } from "../story/story";
import { chapter, chapterId } from "./chapter";
import { html } from "./html";
import { page } from "./page";
import { type PageTable, tablePart } from "./tables";

/** Stories as one page, a chapter each. @param tables shown below them */
export function storyPage(title: string, stories: readonly Story[], tables: readonly PageTable[] = []): string {
  return page({
    title,
    parts: stories.map((story, i) => [chapterId(i), story.title] as const),
    body: html`${stories.map(chapter)}${tables.map(tablePart)}`,
  });
}
