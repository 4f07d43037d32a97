import { describeDefender } from "./defender";

describeDefender("PB-06");
