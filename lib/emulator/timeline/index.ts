export { Timeline } from "./timeline";
export { TimelineClock } from "./timeline-clock";
