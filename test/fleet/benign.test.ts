import { testBenign } from "./benign";

testBenign("calm-1");
