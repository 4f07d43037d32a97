/** The tag of a playbook's Logic Apps that says where the people who answer it work: `defender` or `azure`. */
export const portalTag = "agentid-portal";
