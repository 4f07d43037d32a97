export { storyPage } from "./page/story-page";
export { type PageTable, tablesPage } from "./page/tables";
export { type TestedQuery, testsPage } from "./page/tests-page";
export { changeText, ledgerText } from "./story/change-text";
export { type Reads, readsOf } from "./story/done";
export type { Precision } from "./story/noise";
export { readStory, type StoryOptions, type StorySource } from "./story/read-story";
export type { AgentStory, Story } from "./story/story";
export { storyText, type TextOptions } from "./text/story-text";
