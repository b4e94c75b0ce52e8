import { dev } from "./dev";
import { prod } from "./prod";
import { staging } from "./staging";

/** The environments of the app: a further one is a file beside this one, and an entry here. */
export const environments = [dev, staging, prod];
