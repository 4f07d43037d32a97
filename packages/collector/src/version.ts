/** Of this package, as rows give it. A test holds that it is the one of `package.json`. */
export const version = "0.1.0";
