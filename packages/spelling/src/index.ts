export { didYouMean, namesNear, nearest } from "./names";
