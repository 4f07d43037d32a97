import { describeTeams } from "./teams";

describeTeams("defender");
