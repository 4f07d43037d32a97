export { Html, html } from "./page/html";
export { page } from "./page/page";
export { storyPage } from "./page/story-page";
export { table } from "./page/table";
export { type PageTable, tablesPage } from "./page/tables";
export { testsPage } from "./page/tests-page";
export { changeText, ledgerText } from "./story/change-text";
export { readsOf } from "./story/done";

export { readStory } from "./story/read-story";
export type { AgentStory, Story } from "./story/story";
export { storyText } from "./text/story-text";
