import { testBenign } from "./benign";

testBenign("calm-1");
testBenign("calm-2");
