import { useAwsAccount } from "./account/aws/aws-account";
import type { StateStore, StateStoreName } from "./contract/state-backend";
import { attachAwsState } from "./state-backend/aws/aws-state-attachment";
import { AwsStateBackend } from "./state-backend/aws/aws-state-backend";
import { awsStateProblems } from "./state-backend/aws/aws-state-checks";

/** The stores behind the contract: one entry each, complete or it doesn't compile. */
export const stateStores: Readonly<Record<StateStoreName, StateStore>> = {
  aws: {
    problems: awsStateProblems,
    useAccount: (stack, { account, location }, tags) =>
      useAwsAccount(stack, { id: account, region: location, deployRole: undefined }, tags),
    create: (scope, id, settings) => new AwsStateBackend(scope, id, settings).outputs,
    attach: attachAwsState,
  },
};
