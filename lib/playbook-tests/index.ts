export { runPlaybookTests, testedPlaybooks } from "./run-playbook-tests";
