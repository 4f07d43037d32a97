import { describeDefender } from "./defender";

describeDefender("PB-13");
