import { useAwsAccount } from "./account/aws/aws-account";
import { awsAccountProblems } from "./account/aws/aws-account-checks";
import { awsTagProblems } from "./account/aws/aws-tags";
import type { Cloud } from "./contract/cloud";
import type { CloudName } from "./contract/project";
import { awsEksCapabilities } from "./kubernetes-cluster/aws-eks/aws-eks-capabilities";
import { awsEksProblems } from "./kubernetes-cluster/aws-eks/aws-eks-checks";
import { AwsEksCluster } from "./kubernetes-cluster/aws-eks/aws-eks-cluster";
import { awsMachineTypes } from "./kubernetes-cluster/aws-eks/instance-types";
import { awsNetwork } from "./network/aws/aws-network";
import { awsNetworkProblems } from "./network/aws/aws-network-checks";

/** The clouds behind the contract: one entry each, complete or it doesn't compile. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  aws: {
    capabilities: awsEksCapabilities,
    machineTypes: awsMachineTypes,
    accountProblems: awsAccountProblems,
    tagProblems: awsTagProblems,
    environmentProblems: (environment, namePrefix) => [
      ...awsNetworkProblems(environment, namePrefix),
      ...awsEksProblems(environment, namePrefix),
    ],
    useAccount: useAwsAccount,
    createNetwork: awsNetwork,
    createKubernetesCluster: (scope, id, props) => new AwsEksCluster(scope, id, props),
  },
};
