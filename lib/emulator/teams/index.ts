export { FakeTeams, type PostedCard } from "./teams";
